/**
 * Frames in which a point is somewhere else for a moment: body points and whole hands that jump away and come back. Camera space, across
 * the line of sight, metres.
 *
 * Every frame is believed or left out; believing costs the squared distance from where the point was or was heading, leaving out a
 * constant, and the cheapest sequence over the clip wins; what does not come back is a move and believed (keep-returning.ts).
 */
import type { EvidencePoints } from '../lift/evidence.ts';
import { bestPath, capped } from './best-path.ts';
import { keepReturning } from './keep-returning.ts';
import { miss, PLACE_SIZE, see, strayed } from './place-memory.ts';

/**
 * Standard deviation of a place after steady motion: noise, and acceleration of signing over one frame, m/s^2 (moves between two holds
 * reach 40 at their ends).
 */
const NOISE = 0.02;
const ACCELERATION = 40;

/** Cost of a frame that is left out, and of beginning and ending to leave out. */
const LEFT_OUT = 3;
const SWITCHING = 2;

/** Cost of leaving out what is not there: a tie-break. */
const UNSEEN = 0.01;

/** @returns [F] 1 where the point is to be left out */
export function findJumps(points: readonly EvidencePoints[], index: number, fps: number): Uint8Array {
  const sigma = NOISE + ACCELERATION / (fps * fps);
  const out = bestPath(points.length, 2, PLACE_SIZE, SWITCHING, (f, state, from, to) => {
    if (!(points[f].confidences[index] > 0)) {
      miss(from, 0, to);
      return state * UNSEEN;
    }
    if (state === 1) {
      miss(from, 0, to);
      return LEFT_OUT;
    }
    const [x, y] = points[f].positions[index];
    const cost = capped(strayed(from, 0, x, y), sigma * Math.max(1, Math.sqrt(from[4]), from[4] / 2));
    see(from, 0, x, y, to);
    return cost;
  });
  const place = (f: number) => points[f].positions[index];
  const distance = (f: number, g: number) => Math.hypot(place(f)[0] - place(g)[0], place(f)[1] - place(g)[1]);
  keepReturning(
    out,
    (f) => points[f].confidences[index] > 0,
    (before, first, last, after) =>
      distance(before, after) < Math.min(distance(before, first), distance(last, after)),
  );
  return out;
}
