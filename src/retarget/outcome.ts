/**
 * What a frame cost: how far contacts and places are off on the target, how deep hands stick in it, where arms were too short, what arms and
 * fingers gave for it. Metres, radians.
 */
import { angleQuat, relativeQuat } from '../math/quat.ts';
import { lengthVec3, vec3 } from '../math/vec3.ts';
import { type Actuator, type HandLimb, posePairs } from './actuator.ts';
import { nearestOf } from './loudness.ts';
import { GAP, GROUP, HAND, type Observation, PAIR } from './observation.ts';
import { depthOf, MAY_STICK } from './push-out.ts';
import { BODY_GROUPS, HEAD_GROUP, OWN_HAND } from './touch-groups.ts';
import { pinchError, wayToPlace } from './touch-ways.ts';

/** What a frame cost; of the numbers per hand, left comes first. */
export interface Outcome {
  /** [2] metres by which the arm fell short of a place at the body or a contact; less where the hand was not close to one. */
  readonly short: Float64Array;
  /** By pair of the observation: how far the contact is off on the target, metres; 0 for pairs that are not held. */
  residuals: Float32Array;
  /** [2] deepest penetration of a hand into head, trunk, arm or the other hand that the source did not have, metres. */
  readonly depth: Float64Array;
  /** [2] how far the point of the hand that is nearest to the body is from its place there, metres; -1 for a hand away from it. */
  readonly misplaced: Float64Array;
  /** [2] the larger turn of shoulder and elbow away from the source's, and the largest of a finger joint. */
  readonly armTurns: Float64Array;
  readonly fingerTurns: Float64Array;
  /** [2 x 3] the wrists. */
  readonly wrists: Float64Array;
}

export const createOutcome = (): Outcome => ({
  short: new Float64Array(2),
  residuals: new Float32Array(64),
  depth: new Float64Array(2),
  misplaced: new Float64Array(2).fill(-1),
  armTurns: new Float64Array(2),
  fingerTurns: new Float64Array(2),
  wrists: new Float64Array(6),
});

/** Hands within this of the body have a place there, metres; the head counts as so much nearer than the rest. */
const PLACED = 0.1;
const HEAD_FIRST = 0.03;

export function measureOutcome(
  actuator: Actuator,
  observation: Observation,
  weights: Float32Array,
  outcome: Outcome,
): void {
  const { pairs } = observation;
  const { depth, misplaced, residuals } = outcome;
  posePairs(actuator, observation, PLACED);
  actuator.shifts[0].fill(0);
  actuator.shifts[1].fill(0);
  depth.fill(0);
  residuals.fill(0);
  misplaced.fill(-1);
  nearest.fill(PLACED);
  for (let i = 0; i < observation.count; i++) {
    const o = i * PAIR;
    const hand = pairs[o + HAND];
    const gap = pairs[o + GAP];
    if (pairs[o + GROUP] === OWN_HAND) {
      if (weights[i] > 0) residuals[i] = Math.abs(pinchError(actuator, pairs, o));
      continue;
    }
    const known =
      observation.shaped[hand] && (pairs[o + GROUP] < BODY_GROUPS || observation.shaped[1 - hand]);
    if (known && gap < MAY_STICK) depth[hand] = Math.max(depth[hand], depthOf(actuator, pairs, o));
    // of a hand at the head its place is there
    const away = pairs[o + GROUP] === HEAD_GROUP ? gap - HEAD_FIRST : gap;
    const places = pairs[o + GROUP] < BODY_GROUPS && gap < PLACED && away < nearest[hand];
    if (weights[i] === 0 && !places) continue;
    wayToPlace(actuator, pairs, o, way);
    if (weights[i] > 0) residuals[i] = lengthVec3(way);
    if (!places || nearestOf(observation, hand, pairs[o + GROUP]) > PLACED) continue;
    nearest[hand] = away;
    misplaced[hand] = lengthVec3(way);
  }
  for (let hand = 0; hand < 2; hand++) {
    const limb = actuator.hands[hand];
    if (!limb) continue;
    outcome.wrists.set(limb.arm.wrist, hand * 3);
    outcome.fingerTurns[hand] = largestGiven(limb);
  }
}

/** What the fingers of a hand gave in this frame, at the joint that gave most. */
function largestGiven({ fingers }: HandLimb): number {
  let most = 0;
  for (const finger of fingers) {
    if (!finger) continue;
    const { spent, joints } = finger;
    most = Math.max(most, Math.hypot(spent[0], spent[joints.length]));
    for (let i = 1; i < joints.length; i++) most = Math.max(most, Math.abs(spent[i]));
  }
  return most;
}

/** The larger turn of shoulder and elbow between two poses of an arm. */
export function armTurn(
  upper: Float64Array,
  lower: Float64Array,
  upperAfter: Float64Array,
  lowerAfter: Float64Array,
): number {
  relativeQuat(upper, lower, bend);
  relativeQuat(upperAfter, lowerAfter, bendAfter);
  return Math.max(angleQuat(upper, upperAfter), angleQuat(bend, bendAfter));
}

const nearest = new Float64Array(2);
const way = vec3();
const bend = new Float64Array(4);
const bendAfter = new Float64Array(4);
