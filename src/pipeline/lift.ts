/** A recording and perhaps a lifter -> its 3D, or why there is none: a program without the network still makes clips. */
import type { IssueCode } from '../issues/codes.ts';
import { type Issue, issue, TegnError } from '../issues/issues.ts';
import type { LandmarkRecording } from '../landmarks/landmark-clip.ts';
import { liftRecording } from '../solver/lift/network/lift-recording.ts';
import type { LiftedClip, Lifter } from '../solver/lift/network/lifted-clip.ts';

/** A network that is not there is a weaker result; one that is not the right one is an error. */
const ABSENT: readonly IssueCode[] = ['E_MODEL_MISSING', 'E_RUNTIME_MISSING'];

export async function liftIfFlat(
  recording: LandmarkRecording,
  lifter: Lifter | undefined,
): Promise<{ lifted: LiftedClip | null; issues: readonly Issue[] }> {
  if (!lifter) return { lifted: null, issues: [] };
  try {
    return { lifted: await liftRecording(recording, lifter), issues: [] };
  } catch (error) {
    if (!(error instanceof TegnError && ABSENT.includes(error.code))) throw error;
    return {
      lifted: null,
      issues: [issue('W_NOT_LIFTED', `${error.message} Depth was guessed from bone lengths instead.`)],
    };
  }
}
