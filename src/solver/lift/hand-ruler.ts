/**
 * A hand that comes without a body -> its distance, by the palm's size: all that is read off a picture grows with the distance at which
 * it is taken to be, and a palm is as large as a palm. Camera space, metres.
 */
import { distanceVec3, scaleVec3 } from '../../math/vec3.ts';
import type { HandProportions } from '../../skeleton/actor/proportions.ts';
import type { EvidencePoints } from './evidence.ts';

/** Wrist and knuckles. */
const KNUCKLES = [5, 9, 13, 17] as const;

/** Moves a hand to the distance at which its palm is of the expected size. */
export function standHandByItsSize(hand: EvidencePoints, proportions: HandProportions): void {
  const share = 1 / handSize(hand, proportions);
  if (!Number.isFinite(share)) return;
  for (let i = 0; i < hand.positions.length; i++) {
    scaleVec3(hand.positions[i], share, hand.positions[i]);
    hand.lateralVariance[i] *= share * share;
    hand.depthVariance[i] *= share * share;
  }
}

/** Seen over expected size, by the palm as a whole. */
function handSize({ positions }: EvidencePoints, { knuckles }: HandProportions): number {
  let seen = 0;
  let expected = 0;
  for (let f = 0; f < KNUCKLES.length; f++) {
    const [x, y, z] = knuckles[f];
    seen += distanceVec3(positions[0], positions[KNUCKLES[f]]) ** 2;
    expected += x * x + y * y + z * z;
  }
  return Math.sqrt(seen / expected);
}

/** Seen over expected size of points that lie in one plane since their depth is unknown: by the bone that is least foreshortened. */
export function flatHandSize({ positions }: EvidencePoints, { knuckles }: HandProportions): number {
  let largest = 0;
  for (let f = 0; f < KNUCKLES.length; f++) {
    const [x, y, z] = knuckles[f];
    const seen = distanceVec3(positions[0], positions[KNUCKLES[f]]);
    largest = Math.max(largest, seen / Math.sqrt(x * x + y * y + z * z));
  }
  return largest;
}
