/** What a frame cost: how far contacts are off on the target, how deep hands stick in it, where arms were too short. Metres. */
import { lengthVec3, vec3 } from '../math/vec3.ts';
import { type Actuator, posePairs } from './actuator.ts';
import { GAP, GROUP, HAND, type Observation, OWN_HAND, PAIR } from './observe.ts';
import { depthOf, MAY_STICK } from './push-out.ts';
import { pinchWay, wayToPlace } from './touch-ways.ts';

/** What a frame cost; of the numbers per hand, left comes first. */
export interface Outcome {
  /** [2] metres by which the arm fell short of its goal. */
  readonly short: Float64Array;
  /** By pair of the observation: how far the contact is off on the target, metres; 0 for pairs that are not held. */
  residuals: Float32Array;
  /** [2] deepest penetration of a hand into head, trunk, arm or the other hand that the source did not have, metres. */
  readonly depth: Float64Array;
}

export const createOutcome = (): Outcome => ({
  short: new Float64Array(2),
  residuals: new Float32Array(64),
  depth: new Float64Array(2),
});

export function measureOutcome(
  actuator: Actuator,
  observation: Observation,
  weights: Float32Array,
  outcome: Outcome,
): void {
  const { pairs } = observation;
  posePairs(actuator, observation, MAY_STICK);
  actuator.shifts[0].fill(0);
  actuator.shifts[1].fill(0);
  for (let i = 0; i < observation.count; i++) {
    const o = i * PAIR;
    if (pairs[o + GROUP] !== OWN_HAND && pairs[o + GAP] < MAY_STICK) {
      outcome.depth[pairs[o + HAND]] = Math.max(outcome.depth[pairs[o + HAND]], depthOf(actuator, pairs, o));
    }
    if (weights[i] === 0) continue;
    if (pairs[o + GROUP] === OWN_HAND) pinchWay(actuator, pairs, o, way);
    else wayToPlace(actuator, pairs, o, way);
    outcome.residuals[i] = lengthVec3(way);
  }
}

const way = vec3();
