/**
 * A recording -> its frames in camera space, as the solver would see them, with what calibration must know of how they came about.
 * Camera space, metres; those of a recording without world landmarks are the average person's.
 */
import { type LandmarkClip, type LandmarkRecording, primaryClip } from '../landmarks/landmark-clip.ts';
import { landmarkPart } from '../landmarks/schema.ts';
import type { FrameEvidence } from '../solver/lift/evidence.ts';
import { liftClip } from '../solver/lift/lift-clip.ts';
import type { LiftedClip } from '../solver/lift/network/lifted-clip.ts';
import { estimateNoiseScales, type NoiseScales } from '../solver/noise-scale.ts';
import { mendEvidence } from '../solver/repair/mend-evidence.ts';
import { mendRecording } from '../solver/repair/mend-recording.ts';
import { createRepairLog } from '../solver/repair/repair-log.ts';
import type { Camera } from '../space/camera.ts';
import { framesPerSecond } from '../space/timing.ts';

/** One recording of the signer, and what a network says of its picture where one was asked. */
export interface SignerRecording {
  readonly name: string;
  /** As measurableRecordings gives it. */
  readonly recording: LandmarkRecording;
  readonly lifted: LiftedClip | null;
}

export interface Observation {
  readonly name: string;
  /** Mended as the solver mends it. */
  readonly recording: LandmarkRecording;
  readonly camera: Camera;
  readonly frames: readonly FrameEvidence[];
  /** Whether positions are metres of this person. */
  readonly isMetric: boolean;
  /** Whether it is known how far a length leans out of the picture plane, rather than guessed from the length. */
  readonly isTiltKnown: boolean;
  readonly noise: NoiseScales;
}

/** @param fieldOfView along the longer side, radians; of recordings without world landmarks */
export function observeRecording(
  { name, recording, lifted }: SignerRecording,
  fieldOfView?: number,
): Observation {
  const { timing, frameCount } = primaryClip(recording);
  const fps = framesPerSecond(timing.rate);
  const log = createRepairLog(frameCount);
  const mended = mendRecording(recording, fps, log);
  const isMetric = recording.depth === 'world';
  const { camera, frames } = liftClip(mended, { lifted, fieldOfView: isMetric ? undefined : fieldOfView });
  mendEvidence(frames, fps, log);
  return {
    name,
    recording: mended,
    camera,
    frames,
    isMetric,
    isTiltKnown: isMetric || lifted !== null,
    noise: estimateNoiseScales(frames),
  };
}

/**
 * What of a recording tells lengths. The z of picture landmarks scales by an unknown factor: such recordings are taken as if they had none. World
 * landmarks of a body alone say nothing of the hands, which are then read off the picture, in a recording of its own.
 */
export function measurableRecordings(recording: LandmarkRecording): LandmarkRecording[] {
  const { image, world, depth } = recording;
  const flat = (): LandmarkRecording => ({ ...recording, world: null, depth: 'none' });
  if (depth !== 'world' || world === null) return [flat()];
  if (image === null || HANDS.some(({ offset }) => isEverSeen(world, offset))) return [recording];
  return [{ ...recording, image: withoutHands(image) }, flat()];
}

const HANDS = [landmarkPart('leftHand'), landmarkPart('rightHand')] as const;

function isEverSeen({ schema, frameCount, confidences }: LandmarkClip, point: number): boolean {
  for (let f = 0; f < frameCount; f++) if (confidences[f * schema.names.length + point] > 0) return true;
  return false;
}

function withoutHands(clip: LandmarkClip): LandmarkClip {
  const confidences = clip.confidences.slice();
  const points = clip.schema.names.length;
  for (let f = 0; f < clip.frameCount; f++)
    for (const { offset, count } of HANDS)
      confidences.fill(0, f * points + offset, f * points + offset + count);
  return { ...clip, confidences };
}
