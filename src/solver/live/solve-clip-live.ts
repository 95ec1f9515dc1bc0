/** A recording through the live solver, frame by frame as it would arrive: what a live result would have been. */
import { type LandmarkRecording, primaryClip } from '../../landmarks/landmark-clip.ts';
import { createLandmarkFrame, landmarkFrame } from '../../landmarks/landmark-frame.ts';
import { type MotionClip, PART_NAMES } from '../../motion/motion-clip.ts';
import type { Rig } from '../../skeleton/rig.ts';
import { framesPerSecond } from '../../space/timing.ts';
import type { LiftedClip } from '../lift/network/lifted-clip.ts';
import { packClip } from '../pack-clip.ts';
import { liveActor, solveFrame } from './solve-frame.ts';
import { createLiveFrame, createSolverState, type LiveOptions } from './solver-state.ts';

/** @param lifted [F] what a live lifter said of the frames (liftRecordingLive) */
export function solveClipLive(
  recording: LandmarkRecording,
  options: Pick<LiveOptions, 'lookahead' | 'clamp' | 'smoothing' | 'oneEuro' | 'proportions'> = {},
  lifted: readonly (LiftedClip | null)[] | null = null,
): { readonly actor: Rig; readonly clip: MotionClip } {
  const { frameCount, timing } = primaryClip(recording);
  const live = createSolverState({
    ...options,
    isLifted: lifted !== null,
    imageSize: recording.imageSize,
    depth: recording.depth,
    fps: framesPerSecond(timing.rate),
  });
  const landmarks = createLandmarkFrame();
  const out = createLiveFrame();
  const frames: Float64Array[][] = [];
  const provenance = PART_NAMES.map(() => new Uint8Array(frameCount));
  const keep = (): void => {
    out.provenance.forEach((flags, part) => {
      provenance[part][out.frame] = flags;
    });
    frames.push(out.rotations.map((rotation) => Float64Array.from(rotation)));
  };
  for (let f = 0; f < frameCount; f++) {
    if (solveFrame(live, landmarkFrame(recording, f, landmarks), out, lifted?.[f])) keep();
  }
  while (solveFrame(live, null, out)) keep();
  const actor = liveActor(live);
  return { actor, clip: packClip(recording.source.name, actor, timing, frames, provenance, null) };
}
