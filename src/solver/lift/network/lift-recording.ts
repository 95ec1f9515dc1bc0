/** Asks a lifter for the 3D of a recording the way the solver will read it: with exchanged hands and jumping points mended. */
import { type LandmarkRecording, primaryClip } from '../../../landmarks/landmark-clip.ts';
import { framesPerSecond } from '../../../space/timing.ts';
import { estimateNoiseScales } from '../../noise-scale.ts';
import { mendRecording } from '../../repair/mend-recording.ts';
import { createRepairLog } from '../../repair/repair-log.ts';
import { liftClip } from '../lift-clip.ts';
import type { LiftedClip, Lifter } from './lifted-clip.ts';

/**
 * Noise of a recording's own z, against the levels of ../noise.ts, below which no lift is better: made-up landmarks are exact (0.003),
 * recordings of MediaPipe lie between 1 and 6.
 */
const EXACT = 0.3;

/**
 * Null where the recording has metric or exact depth of its own or the lifter has nothing to say. Throws what the lifter throws. The z of
 * picture landmarks is not told to the network, which was worse for it on recordings; it is weighed beside the lift (picture-depth.ts).
 */
export async function liftRecording(
  recording: LandmarkRecording,
  lifter: Lifter,
): Promise<LiftedClip | null> {
  if (recording.depth === 'world' || recording.image === null) return null;
  const { timing, frameCount } = primaryClip(recording);
  const mended = mendRecording(recording, framesPerSecond(timing.rate), createRepairLog(frameCount));
  return hasExactDepth(mended) ? null : lifter.lift(mended);
}

function hasExactDepth(recording: LandmarkRecording): boolean {
  if (recording.depth === 'none') return false;
  const { body, hand } = estimateNoiseScales(liftClip(recording).frames);
  return Math.max(body, hand) < EXACT;
}
