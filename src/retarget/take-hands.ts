/**
 * Takes hands where they are to go: arms reach with the hands' orientation held, fingers close what is still open. Model space, metres.
 */
import { addScaledVec3, copyVec3, lengthVec3, subtractVec3, vec3 } from '../math/vec3.ts';
import type { Actuator } from './actuator.ts';
import { reachable, reachWith } from './arm-reach.ts';
import { closeContacts } from './close-contacts.ts';
import { GROUP, type Observation, PAIR } from './observation.ts';
import { armTurn, measureOutcome, type Outcome } from './outcome.ts';
import { FLESH, pushOut } from './push-out.ts';
import { OTHER_HAND } from './touch-groups.ts';

/** Takes the hands as far as `actuator.shifts` say, with what the arms' length makes of it. */
export function takeHands(
  actuator: Actuator,
  observation: Observation,
  weights: Float32Array,
  outcome: Outcome,
): void {
  outcome.short.fill(0);
  outcome.armTurns.fill(0);
  const { count } = observation;
  if (outcome.residuals.length < count) outcome.residuals = new Float32Array(count * 2);
  for (let round = 0; round < 2; round++) pushOut(actuator, observation, FLESH);
  reachGoals(actuator, observation, weights, outcome);
  closeContacts(actuator, observation, weights);
  measureOutcome(actuator, observation, weights, outcome);
}

/** Arms reach for their goals; a hand that the other cannot come to goes towards it. */
function reachGoals(
  actuator: Actuator,
  observation: Observation,
  weights: Float32Array,
  outcome: Outcome,
): void {
  const { pairs } = observation;
  const { hands, shifts } = actuator;
  let firm = 0;
  for (let i = 0; i < observation.count; i++) {
    if (pairs[i * PAIR + GROUP] === OTHER_HAND) firm = Math.max(firm, weights[i]);
  }
  for (let hand = 0; hand < 2; hand++) {
    const limb = hands[hand];
    if (!limb) continue;
    addScaledVec3(limb.arm.wrist, shifts[hand], 1, goal);
    reachable(limb.arm, goal, spot);
    subtractVec3(goal, spot, way);
    outcome.short[hand] = lengthVec3(way) * actuator.bound[hand];
    if (firm > 0 && hands[1 - hand]) addScaledVec3(shifts[1 - hand], way, -firm, shifts[1 - hand]);
  }
  for (let hand = 0; hand < 2; hand++) {
    const limb = hands[hand];
    if (!limb || lengthVec3(shifts[hand]) < UNMOVED) continue;
    addScaledVec3(limb.arm.wrist, shifts[hand], 1, goal);
    const { arm } = limb;
    copyVec3(arm.wrist, spot);
    upper.set(arm.upper);
    lower.set(arm.lower);
    reachWith(arm, goal);
    outcome.armTurns[hand] = armTurn(upper, lower, arm.upper, arm.lower);
    subtractVec3(limb.arm.wrist, spot, shifts[hand]);
    for (const j of limb.below) {
      if (j !== limb.hand)
        addScaledVec3(actuator.pose.positions[j], shifts[hand], 1, actuator.pose.positions[j]);
    }
  }
}

/** Shifts below this are none, metres. */
const UNMOVED = 1e-7;

const way = vec3();
const goal = vec3();
const spot = vec3();
const upper = new Float64Array(4);
const lower = new Float64Array(4);
