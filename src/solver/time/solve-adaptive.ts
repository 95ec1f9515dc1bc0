/** Tracks of one limb solved together: first with one expectation of acceleration, then with the activity they themselves show. */
import { type ActivityOptions, adaptActivity } from './activity.ts';
import { solveTrack, type Track } from './track.ts';

export interface AdaptiveOptions extends ActivityOptions {
  /** Expected acceleration before anything is known, unit per second^2. */
  readonly base: number;
  /** Rounds of adapting and solving again. */
  readonly rounds: number;
}

/** Groups are solved in order, each with its own activity; the next group may build on the one before. */
export function solveAdaptive(
  groups: readonly { readonly tracks: readonly Track[]; readonly activity: Float64Array }[],
  first: number,
  last: number,
  fps: number,
  options: AdaptiveOptions,
): void {
  for (const { tracks, activity } of groups) {
    activity.fill(options.base / (fps * fps), first, last + 1);
    for (const track of tracks) solveTrack(track, first, last, 2);
  }
  for (let round = 0; round < options.rounds; round++) {
    for (const { tracks, activity } of groups) {
      adaptActivity(tracks, activity, first, last, fps, options);
      for (const track of tracks) solveTrack(track, first, last, 1);
    }
  }
}
