/**
 * How lively a limb is, frame by frame: the root mean square acceleration of its present values, over all its unknowns and a few frames.
 * A hold is expected to stay a hold and a fast move to stay fast; one fixed expectation would blur moves or leave holds trembling.
 */
import type { Track } from './track.ts';

/** Frames on each side that count, with falling weight. */
const REACH = 2;

export interface ActivityOptions {
  /** Activity of a perfect hold, unit per second^2. */
  readonly floor: number;
  /** Expected acceleration over observed: a little above 1, since smoothing has already taken some. */
  readonly gain: number;
}

/** @param activity [F] unit per frame^2, frames first..last set */
export function adaptActivity(
  tracks: readonly Track[],
  activity: Float64Array,
  first: number,
  last: number,
  fps: number,
  { floor, gain }: ActivityOptions,
): void {
  const squares = new Float64Array(last - first + 1);
  const curvature = new Float64Array(Math.max(...tracks.map(({ size }) => size)));
  const unknowns = tracks.reduce((sum, { size }) => sum + size, 0);
  for (let frame = first + 1; frame < last; frame++) {
    let sum = 0;
    for (const track of tracks) {
      track.curvature(frame, curvature);
      for (let k = 0; k < track.size; k++) sum += curvature[k] * curvature[k];
    }
    squares[frame - first] = sum / unknowns;
  }
  const least = (floor / (fps * fps)) ** 2;
  for (let i = 0; i < squares.length; i++) {
    let sum = 0;
    let total = 0;
    for (let k = -REACH; k <= REACH; k++) {
      // the ends have no second difference
      if (i + k < 1 || i + k > squares.length - 2) continue;
      const weight = REACH + 1 - Math.abs(k);
      sum += weight * squares[i + k];
      total += weight;
    }
    activity[first + i] = Math.sqrt(least + (total > 0 ? (gain * gain * sum) / total : 0));
  }
}
