/**
 * Single points of a hand that are far off in single frames. Camera space, relative to the wrist, metres.
 *
 * A point is compared with the middle between the nearest frames before and after in which it is believed; it is a spike where it is
 * several times further off than usual, further than its neighbours in time, and its bone has the wrong length, which no fast move gives
 * it. The worst are taken first and the rest compared again. Limit: spikes of more than three frames are believed.
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

/** Rounds of taking the worst: as many frames as a spike may last. */
const ROUNDS = 3;

/** Share of a hand's points from which it is its wrist that is off. */
const MOST_POINTS = 0.5;

const WRIST = 0;
const PARENTS: readonly number[] = Array.from({ length: 21 }, (_, i) => (i % 4 === 1 ? WRIST : i - 1));

/**
 * Sets the confidence of spikes to 0, that of all points where the wrist itself is one.
 * @param note told of every frame that was changed
 */
export function dropSpikes(
  hands: readonly EvidencePoints[],
  fps: number,
  note: (frame: number) => void,
): void {
  const frames = hands.flatMap((hand, f) => (isHandSeen(hand) ? [f] : []));
  if (frames.length < 3) return;
  const points = hands[0].confidences.length;
  const lengths = PARENTS.map((parent, i) =>
    i === WRIST
      ? 0
      : median(frames.map((f) => distanceVec3(hands[f].positions[i], hands[f].positions[parent]))),
  );
  const count = new Uint8Array(hands.length);
  const off = new Float64Array(hands.length);
  const least = LEAST * Math.max(1, LEAST_FPS / fps) ** 2;
  const spikes: [frame: number, point: number][] = [];
  for (let i = 1; i < points; i++) {
    let believed = frames;
    let limit = 0;
    for (let round = 0; round < ROUNDS; round++) {
      deviations(hands, believed, i, off);
      if (round === 0) limit = Math.max(least, TIMES * median(believed.map((f) => off[f])));
      const worst = believed.filter((f, k) => {
        const stretch = (g: number) => Math.abs(boneLength(hands[g], i) - lengths[i]);
        if (off[f] < limit || stretch(f) < STRETCH * off[f]) return false;
        const score = (g: number) => off[g] + stretch(g);
        return [believed[k - 1], believed[k + 1]].every((g) => g === undefined || score(g) <= score(f));
      });
      if (worst.length === 0) break;
      for (const f of worst) {
        spikes.push([f, i]);
        count[f]++;
      }
      believed = believed.filter((f) => !worst.includes(f));
    }
  }
  for (const [f, i] of spikes) {
    if (count[f] > points * MOST_POINTS) hands[f].confidences.fill(0);
    else hands[f].confidences[i] = 0;
    note(f);
  }
}

/** Distance of a point from the middle between its neighbours in time; 0 at the ends and beside gaps. */
function deviations(
  hands: readonly EvidencePoints[],
  believed: readonly number[],
  i: number,
  off: Float64Array,
): void {
  for (let k = 0; k < believed.length; k++) {
    const f = believed[k];
    off[f] = 0;
    const [before, after] = [believed[k - 1], believed[k + 1]];
    if (before === undefined || after === undefined || after - before > ROUNDS + 1) continue;
    const share = (f - before) / (after - before);
    let square = 0;
    for (let c = 0; c < 3; c++) {
      const at = (g: number) => hands[g].positions[i][c] - hands[g].positions[WRIST][c];
      square += (at(f) - at(before) - (at(after) - at(before)) * share) ** 2;
    }
    off[f] = Math.sqrt(square);
  }
}

const boneLength = ({ positions }: EvidencePoints, i: number): number =>
  distanceVec3(positions[i], positions[PARENTS[i]]);
