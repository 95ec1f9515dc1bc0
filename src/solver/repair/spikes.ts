/**
 * A single point of a hand that is far off in a single frame. Camera space, relative to the wrist, metres.
 *
 * A point is compared with the middle between the nearest frames before and after; it is a spike where it is several times further off
 * than usual, comes back, and its bone has the wrong length, which no fast move gives it. Points that move together, of one finger or
 * of several, are motion. Limit: so are spikes of two points or two frames.
 */
import { median } from '../../math/scalar.ts';
import { distanceVec3 } from '../../math/vec3.ts';
import { type EvidencePoints, isHandSeen } from '../lift/evidence.ts';

/** Least distance, metres, at 25 frames per second and above, and how many times the usual distance. */
const LEAST = 0.03;
const TIMES = 6;
const LEAST_FPS = 25;

/** Least change of the bone's length, share of the distance: a point that is off in any direction changes it by about half. */
const STRETCH = 0.2;

/** Frames of the longest step from before to after that still tells. */
const LONGEST = 4;

const WRIST = 0;
const PARENTS: readonly number[] = Array.from({ length: 21 }, (_, i) => (i % 4 === 1 ? WRIST : i - 1));

/**
 * Sets the confidence of spikes to 0.
 * @param note told of every frame that was changed
 */
export function dropSpikes(
  hands: readonly EvidencePoints[],
  fps: number,
  note: (frame: number) => void,
): void {
  const frames = hands.flatMap((hand, f) => (isHandSeen(hand) ? [f] : []));
  if (frames.length < 3) return;
  const least = LEAST * Math.max(1, LEAST_FPS / fps) ** 2;
  const spikes = new Map<number, number[]>();
  for (let i = 1; i < PARENTS.length; i++) {
    const lengths = frames.map((f) => boneLength(hands[f], i));
    const usual = median(lengths);
    const deviations = frames.map((_, k) => deviation(hands, frames, k, i));
    const limit = Math.max(least, TIMES * median(deviations.map(({ off }) => off)));
    const score = (k: number) => deviations[k].off + Math.abs(lengths[k] - usual);
    frames.forEach((f, k) => {
      const { off, returns } = deviations[k];
      if (off < limit || !returns || Math.abs(lengths[k] - usual) < STRETCH * off) return;
      if (score(k - 1) > score(k) || score(k + 1) > score(k)) return;
      spikes.set(f, [...(spikes.get(f) ?? []), i]);
    });
  }
  for (const [f, points] of spikes) {
    if (points.length > 1) continue;
    hands[f].confidences[points[0]] = 0;
    note(f);
  }
}

/** How far a point is from the middle between its neighbours in time, 0 at the ends and beside gaps, and whether these are nearer to each other. */
function deviation(
  hands: readonly EvidencePoints[],
  frames: readonly number[],
  k: number,
  i: number,
): { readonly off: number; readonly returns: boolean } {
  const [before, f, after] = [frames[k - 1], frames[k], frames[k + 1]];
  if (before === undefined || after === undefined || after - before > LONGEST)
    return { off: 0, returns: false };
  const share = (f - before) / (after - before);
  let [square, moved] = [0, 0];
  for (let c = 0; c < 3; c++) {
    const at = (g: number) => hands[g].positions[i][c] - hands[g].positions[WRIST][c];
    square += (at(f) - at(before) - (at(after) - at(before)) * share) ** 2;
    moved += (at(after) - at(before)) ** 2;
  }
  return { off: Math.sqrt(square), returns: moved < square };
}

const boneLength = ({ positions }: EvidencePoints, i: number): number =>
  distanceVec3(positions[i], positions[PARENTS[i]]);
