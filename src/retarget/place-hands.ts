/**
 * Where the hands of a frame are to go: to where they were on the source's body, the nearest places first and free space as the rotations have
 * it; contacts closed, penetration pushed out. Model space, metres.
 * Method: weighted means of the ways of touch points (touch-ways.ts, loudness.ts), group by group: body, other hand, other arm.
 */
import { smoothstep } from '../math/scalar.ts';
import { addScaledVec3, lengthVec3, type Numbers, scaleVec3, vec3 } from '../math/vec3.ts';
import { posePart } from '../skeleton/body/pose-body.ts';
import { type Actuator, type HandLimb, posePairs } from './actuator.ts';
import { reachWith } from './arm-reach.ts';
import { boundBy, closeness, LOOSE, loudness, nearestOf, nearness, shareOf, tightness } from './loudness.ts';
import { GAP, GROUP, HAND, type Observation, PAIR, TOUCH } from './observation.ts';
import { pushHand, pushOut, SKIN } from './push-out.ts';
import { BODY_GROUPS, GROUPS, groupAt, HEAD_GROUP, OTHER_HAND, OWN_HAND, UPPER_ARM } from './touch-groups.ts';
import { wayToPlace } from './touch-ways.ts';

/**
 * How far each hand is to go, into `actuator.shifts`, and how much the body and contacts hold it, into `bound` and `firm`.
 * @param weights by pair of the observation, 0..1 how firmly it is held
 */
export function planShifts(actuator: Actuator, observation: Observation, weights: Float32Array): void {
  const { hands, shifts, bound, said, firm, elsewhere, pinned } = actuator;
  const { pairs, count } = observation;
  bound.fill(0);
  firm.fill(0);
  pinned.fill(0);
  elsewhere.fill(0);
  said.fill(0);
  for (const shift of shifts) shift.fill(0);
  if (count === 0) return;
  posePairs(actuator, observation, Number.POSITIVE_INFINITY);
  for (let i = 0; i < count; i++) {
    const o = i * PAIR;
    if (weights[i] === 0 || pairs[o + GROUP] === OWN_HAND) continue;
    const hand = pairs[o + HAND];
    firm[hand] = Math.max(firm[hand], weights[i]);
    const pin = weights[i] ** 8 * closeness(pairs[o + GAP]);
    pinned[hand] = Math.max(pinned[hand], pin);
    if (pairs[o + GROUP] === OTHER_HAND) {
      for (let h = 0; h < 2; h++) elsewhere[h] = Math.max(elsewhere[h], weights[i]);
    }
    // the other hand and arm have to stay where they are touched
    if (pairs[o + GROUP] >= UPPER_ARM) {
      firm[1 - hand] = Math.max(firm[1 - hand], weights[i]);
      pinned[1 - hand] = Math.max(pinned[1 - hand], pin);
    }
  }
  for (let hand = 0; hand < 2; hand++) {
    if (hands[hand]) placeOnBody(actuator, observation, weights, hand);
  }
  meetHands(actuator, observation, weights);
  for (let round = 0; round < 2; round++) pushOut(actuator, observation, SKIN);
  meetArms(actuator, observation, weights);
}

/** Shifts a hand to its place on head, neck and torso, and closes its contacts there. */
function placeOnBody(
  actuator: Actuator,
  observation: Observation,
  weights: Float32Array,
  hand: number,
): void {
  const { bound } = actuator;
  const shift = actuator.shifts[hand];
  let total = 0;
  let near = 0;
  bound[hand] = 0;
  total_.fill(0);
  const headGap = nearestOf(observation, hand, HEAD_GROUP);
  for (let g = 0; g < BODY_GROUPS; g++) {
    const gap_ = nearestOf(observation, hand, g);
    const nearby = nearness(gap_, GROUPS[hand][g].reach);
    if (nearby === 0 || !meanWay(actuator, observation, hand, g, mean)) continue;
    // a hand at the head is not at the chest or throat as well
    const say = loudness(gap_, nearby) * (g === HEAD_GROUP ? 1 : smoothstep(headGap, AT_HEAD, OFF_HEAD));
    addScaledVec3(total_, mean, say * nearby, total_);
    total += say;
    near += say * nearby;
    bound[hand] = Math.max(bound[hand], boundBy(gap_));
  }
  if (near > 0) scaleVec3(total_, 1 / total, shift);
  actuator.said[hand] = total;
  settle(actuator, observation, weights, hand, 0, BODY_GROUPS, shift, 1);
}

/** Gaps from the head up to which, and from which on, nothing else and all else has its say; metres. */
const AT_HEAD = 0.02;
const OFF_HEAD = 0.12;

/** Mean way of the nearest pairs of a group; false when there is none. */
function meanWay(
  actuator: Actuator,
  observation: Observation,
  hand: number,
  group: number,
  dst: Numbers,
): boolean {
  const { pairs, starts } = observation;
  const nearest = nearestOf(observation, hand, group);
  const at = groupAt(hand, group);
  let sum = 0;
  dst[0] = dst[1] = dst[2] = 0;
  for (let i = starts[at]; i < starts[at + 1]; i++) {
    const o = i * PAIR;
    const share = shareOf(pairs[o + GAP], nearest, pairs[o + TOUCH]);
    if (share === 0) continue;
    wayToPlace(actuator, pairs, o, way);
    addScaledVec3(dst, way, share, dst);
    sum += share;
  }
  if (sum === 0) return false;
  scaleVec3(dst, 1 / sum, dst);
  return true;
}

/** Closes the contacts of groups from..to: the hand goes the mean of what they still ask. */
function settle(
  actuator: Actuator,
  observation: Observation,
  weights: Float32Array,
  hand: number,
  from: number,
  to: number,
  shift: Float64Array,
  yielding: number,
): void {
  const { pairs, starts } = observation;
  let sum = 0;
  let firm = 0;
  mean.fill(0);
  const end = starts[groupAt(hand, to)];
  for (let i = starts[groupAt(hand, from)]; i < end; i++) {
    const o = i * PAIR;
    const weight = weights[i];
    if (weight === 0) continue;
    const share = weight * tightness(pairs[o + GAP], pairs[o + TOUCH]);
    wayToPlace(actuator, pairs, o, way);
    addScaledVec3(mean, way, share, mean);
    sum += share;
    firm = Math.max(firm, weight);
  }
  if (sum === 0) return;
  // all the way for a firm contact, a part of it for one that comes or goes
  for (let i = 0; i < 3; i++) shift[i] += (mean[i] / sum - shift[i]) * firm * yielding;
  actuator.bound[hand] = Math.max(actuator.bound[hand], firm * (1 - LOOSE));
}

/** Brings the hands to each other; the one that is bound to the body stays. */
function meetHands(actuator: Actuator, observation: Observation, weights: Float32Array): void {
  const { pairs, starts } = observation;
  const { shifts, hands, bound, said } = actuator;
  if (!hands[0] || !hands[1]) return;
  const nearest = Math.min(nearestOf(observation, 0, OTHER_HAND), nearestOf(observation, 1, OTHER_HAND));
  const near = nearness(nearest, GROUPS[0][OTHER_HAND].reach);
  if (near === 0) return;
  // left relative to right
  let sum = 0;
  let firm = 0;
  let firmSum = 0;
  mean.fill(0);
  held.fill(0);
  for (let hand = 0; hand < 2; hand++) {
    const at = groupAt(hand, OTHER_HAND);
    const sign = hand === 0 ? 1 : -1;
    for (let i = starts[at]; i < starts[at + 1]; i++) {
      const o = i * PAIR;
      const share = shareOf(pairs[o + GAP], nearest, pairs[o + TOUCH]);
      const weight = weights[i];
      if (share === 0 && weight === 0) continue;
      wayToPlace(actuator, pairs, o, way);
      addScaledVec3(mean, way, sign * share, mean);
      const tight = weight * tightness(pairs[o + GAP], pairs[o + TOUCH]);
      addScaledVec3(held, way, sign * tight, held);
      sum += share;
      firmSum += tight;
      firm = Math.max(firm, weight);
    }
  }
  if (sum === 0) return;
  const say = loudness(nearest, near);
  const strength = (near * say) / (say + Math.min(said[0], said[1]));
  const left = (1 - bound[0] + LOOSE) / (2 - bound[0] - bound[1] + 2 * LOOSE);
  for (let i = 0; i < 3; i++) {
    const apart = shifts[0][i] - shifts[1][i];
    let wish = (mean[i] / sum - apart) * strength;
    if (firmSum > 0) wish += (held[i] / firmSum - apart - wish) * firm;
    shifts[0][i] += wish * left;
    shifts[1][i] -= wish * (1 - left);
  }
}

/** Brings a hand to the other arm, where that arm will be. */
function meetArms(actuator: Actuator, observation: Observation, weights: Float32Array): void {
  const { body, pose, bodyPose, hands, shifts, said, bound, firm, elsewhere } = actuator;
  for (let hand = 0; hand < 2; hand++) {
    const other = 1 - hand;
    const limb = hands[other];
    if (!hands[hand] || !limb) continue;
    for (let g = UPPER_ARM; g < OTHER_HAND; g++) {
      const near = nearness(nearestOf(observation, hand, g), GROUPS[hand][g].reach);
      if (near === 0) continue;
      const part = GROUPS[hand][g].parts[0];
      saveArm(limb);
      addScaledVec3(limb.arm.wrist, shifts[other], 1, goal);
      if (lengthVec3(shifts[other]) > 0) reachWith(limb.arm, goal);
      posePart(body, pose, part, bodyPose);
      restoreArm(limb);
      if (!meanWay(actuator, observation, hand, g, mean)) continue;
      const say = loudness(nearestOf(observation, hand, g), near);
      const strength =
        ((near * say) / (say + said[hand])) * (1 - Math.max(elsewhere[hand], bound[hand] * firm[hand]));
      for (let i = 0; i < 3; i++) shifts[hand][i] += (mean[i] - shifts[hand][i]) * strength;
      settle(actuator, observation, weights, hand, g, g + 1, shifts[hand], 1 - elsewhere[hand]);
      if (elsewhere[hand] < 1) pushHand(actuator, observation, hand, SKIN, g, g + 1);
    }
  }
}

function saveArm({ arm }: HandLimb): void {
  saved.upper.set(arm.upper);
  saved.lower.set(arm.lower);
  saved.elbow.set(arm.elbow);
  saved.wrist.set(arm.wrist);
}

function restoreArm({ arm }: HandLimb): void {
  arm.upper.set(saved.upper);
  arm.lower.set(saved.lower);
  arm.elbow.set(saved.elbow);
  arm.wrist.set(saved.wrist);
}

const saved = { upper: new Float64Array(4), lower: new Float64Array(4), elbow: vec3(), wrist: vec3() };

const mean = vec3();

export const held = vec3();

const total_ = vec3();

const way = vec3();
const goal = vec3();
