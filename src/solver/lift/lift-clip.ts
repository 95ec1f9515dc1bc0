/** A whole recording -> evidence of every frame: camera, ruler and what z is worth are learnt from all frames first. Camera space, metres. */
import { type LandmarkRecording, primaryClip } from '../../landmarks/landmark-clip.ts';
import { createLandmarkFrame, landmarkFrame } from '../../landmarks/landmark-frame.ts';
import type { ActorProportions } from '../../skeleton/actor/proportions.ts';
import type { Camera } from '../../space/camera.ts';
import { createFrameEvidence, type FrameEvidence } from './evidence.ts';
import { learnCamera } from './learn-camera.ts';
import { learnDepthScale } from './learn-depth.ts';
import { liftFrame } from './lift.ts';
import { createLiftState } from './lift-state.ts';
import type { LiftedClip } from './network/lifted-clip.ts';
import { learnHandDepth } from './network/place-lifted.ts';

export interface LiftOptions {
  /** The signer's, as far as known. */
  readonly proportions?: ActorProportions;
  /** What a network says of the recording. */
  readonly lifted?: LiftedClip | null;
  /** Of the camera along the picture's longer side, radians, where it is known. */
  readonly fieldOfView?: number;
}

export interface LiftedEvidence {
  /** As learnt or assumed. */
  readonly camera: Camera;
  /** [F] */
  readonly frames: FrameEvidence[];
}

export function liftClip(
  recording: LandmarkRecording,
  { proportions, lifted, fieldOfView }: LiftOptions = {},
): LiftedEvidence {
  const { frameCount } = primaryClip(recording);
  const frame = createLandmarkFrame();
  const lift = createLiftState(recording.imageSize, recording.depth, proportions, lifted, fieldOfView);
  for (let f = 0; f < frameCount; f++) learnCamera(lift, landmarkFrame(recording, f, frame));
  for (let f = 0; f < frameCount; f++) learnDepthScale(lift, landmarkFrame(recording, f, frame));
  for (let f = 0; f < frameCount; f++) learnHandDepth(lift, f, landmarkFrame(recording, f, frame));
  const frames = Array.from({ length: frameCount }, (_, f) => {
    const evidence = createFrameEvidence();
    liftFrame(lift, landmarkFrame(recording, f, frame), evidence, f);
    return evidence;
  });
  return { camera: lift.camera, frames };
}
