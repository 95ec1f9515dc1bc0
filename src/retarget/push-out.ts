/** Moves hands out of what they would stick in more than the source does, by their deepest point. Model space, metres. */
import { rotateVec3 } from '../math/quat.ts';
import { addScaledVec3, vec3 } from '../math/vec3.ts';
import { DIGITS } from '../skeleton/body/body.ts';
import { createGap, measureGap } from '../skeleton/body/gap.ts';
import type { Actuator } from './actuator.ts';
import { LOOSE } from './loudness.ts';
import { GAP, GROUP, HAND, type Observation, PAIR, PART, TOUCH } from './observation.ts';
import { BODY_GROUPS, groupAt, OTHER_HAND, TOUCHES } from './touch-groups.ts';

/** Depth that is never pushed out, metres: skin gives; and what is left to shifts that were smoothed. */
export const SKIN = 0.001;

export const FLESH = 0.003;

/** Depth that the finger tips of a hand in contact are left to get out of by themselves, metres. */
const FINGERS_GIVE = 0.01;

/** How far a hand in firm contact is pushed at a time all the same, metres: twice this stays within what counts as kept. */
const GIVE = 0.004;

/** Depth that hands in contact with each other may have, metres: what their contacts say goes before. */
const YIELD = 0.003;

/** What is further away on the source does not come to stick in the target, metres. */
export const MAY_STICK = 0.06;

/** Moves hands out of head, trunk and each other where they would stick in them more than the source does. */
export function pushOut(actuator: Actuator, observation: Observation, given: number): void {
  for (let hand = 0; hand < 2; hand++) {
    pushHand(actuator, observation, hand, given, 0, BODY_GROUPS);
    pushHand(actuator, observation, hand, given, OTHER_HAND, OTHER_HAND + 1);
  }
}

/** Out of the groups from..to, by the deepest of the hand's points. */
export function pushHand(
  actuator: Actuator,
  observation: Observation,
  hand: number,
  given: number,
  from: number,
  to: number,
): void {
  const { shifts, bound, firm, bodyPose } = actuator;
  const { pairs, starts } = observation;
  let deepest = 0;
  const end = starts[groupAt(hand, to)];
  for (let i = starts[groupAt(hand, from)]; i < end; i++) {
    const o = i * PAIR;
    if (pairs[o + GAP] > MAY_STICK) continue;
    let depth = depthOf(actuator, pairs, o);
    // finger tips of a hand in contact give before the hand does
    if (pairs[o + TOUCH] % TOUCHES < DIGITS.length) depth -= FINGERS_GIVE * firm[hand];
    if (depth > deepest) {
      deepest = depth;
      rotateVec3(bodyPose.rotations[pairs[o + PART]], gap.normal, push);
    }
  }
  const left = from === OTHER_HAND ? given + YIELD * firm[hand] : given;
  if (deepest <= left) return;
  // a firm contact gives a little, and no more
  const move = given === FLESH ? Math.min(deepest - left, GIVE / firm[hand] ** 8) : deepest - left;
  const shared = from === OTHER_HAND;
  const mine = shared ? (1 - bound[hand] + LOOSE) / (2 - bound[0] - bound[1] + 2 * LOOSE) : 1;
  addScaledVec3(shifts[hand], push, move * mine, shifts[hand]);
  if (shared) addScaledVec3(shifts[1 - hand], push, -move * (1 - mine), shifts[1 - hand]);
}

/** How much deeper a touch point sticks in the part than on the source, with the shifts; leaves the normal in `gap`. */
export function depthOf({ body, bodyPose, shifts }: Actuator, pairs: Float64Array, o: number): number {
  const touch = pairs[o + TOUCH];
  const part = pairs[o + PART];
  const hand = pairs[o + HAND];
  addScaledVec3(bodyPose.touches[touch], shifts[hand], 1, spot);
  if (pairs[o + GROUP] === OTHER_HAND) addScaledVec3(spot, shifts[1 - hand], -1, spot);
  measureGap(body.parts[part]!, bodyPose.rotations[part], bodyPose.origins[part], spot, gap);
  return Math.min(pairs[o + GAP], 0) - (gap.distance - body.touches[touch]!.radius);
}

export const push = vec3();

export const gap = createGap();

const spot = vec3();
