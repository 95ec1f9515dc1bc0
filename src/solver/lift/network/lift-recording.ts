/** Asks a lifter for the 3D of a recording the way the solver will read it: with exchanged hands and jumping points mended. */
import { type LandmarkRecording, primaryClip } from '../../../landmarks/landmark-clip.ts';
import { framesPerSecond } from '../../../space/timing.ts';
import { mendRecording } from '../../repair/mend-recording.ts';
import { createRepairLog } from '../../repair/repair-log.ts';
import type { LiftedClip, Lifter } from './lifted-clip.ts';

/** Null where the recording has depth of its own or the lifter has nothing to say. Throws what the lifter throws. */
export async function liftRecording(
  recording: LandmarkRecording,
  lifter: Lifter,
): Promise<LiftedClip | null> {
  if (recording.depth !== 'none') return null;
  const { timing, frameCount } = primaryClip(recording);
  return lifter.lift(mendRecording(recording, framesPerSecond(timing.rate), createRepairLog(frameCount)));
}
