/** Fingers give a little where hands alone cannot close a contact: pinches first, then tips that are still off. Model space, metres. */
import { rotateVec3 } from '../math/quat.ts';
import { lengthVec3, type Numbers, scaleVec3, vec3 } from '../math/vec3.ts';
import { DIGITS } from '../skeleton/body/body.ts';
import { posePart, poseTouch } from '../skeleton/body/pose-body.ts';
import { type Actuator, type HandLimb, poseOpposite } from './actuator.ts';
import { moveFinger } from './finger-reach.ts';
import { GAP, GROUP, HAND, type Observation, PAIR, PART, TOUCH } from './observation.ts';
import { depthOf, gap, SKIN } from './push-out.ts';
import { groupAt, OWN_HAND, TOUCHES } from './touch-groups.ts';
import { pinchWay, wayToPlace } from './touch-ways.ts';

/** Thumbs and fingers to each other, before hands go anywhere; the fingers' budgets start anew. */
export function pinch(actuator: Actuator, observation: Observation, weights: Float32Array): void {
  for (const limb of actuator.hands) for (const finger of limb?.fingers ?? []) finger?.spent.fill(0);
  closePinches(actuator, observation, weights);
}

/** Pinches are closed by thumb and finger together, before the hand goes anywhere. */
function closePinches(actuator: Actuator, observation: Observation, weights: Float32Array): void {
  const { pairs, starts } = observation;
  const { body, pose, bodyPose, hands } = actuator;
  for (let hand = 0; hand < 2; hand++) {
    const limb = hands[hand];
    const first = starts[groupAt(hand, OWN_HAND)];
    const end = starts[groupAt(hand, OWN_HAND) + 1];
    if (!limb || !anyHeld(weights, first, end)) continue;
    const partners = pinchPartners(observation, weights, first, end);
    for (let round = 0; round < ROUNDS; round++) {
      for (let i = first; i < end; i++) {
        if (weights[i] === 0) continue;
        const o = i * PAIR;
        poseTouch(body, pose, pairs[o + TOUCH], bodyPose);
        poseOpposite(actuator, pairs, o);
        pinchWay(actuator, pairs, o, way);
        scaleVec3(way, weights[i], way);
        const palm = body.touches[pairs[o + PART]]!.finger === null;
        // the first point goes its part of the way, the second the rest
        const mine = palm ? 1 : 1 / (1 + partners);
        scaleVec3(way, mine, spot);
        moveTouch(actuator, limb, pairs[o + TOUCH], spot);
        if (palm) continue;
        scaleVec3(way, mine - 1, spot);
        moveTouch(actuator, limb, pairs[o + PART], spot);
      }
    }
  }
}

function anyHeld(weights: Float32Array, first: number, end: number): boolean {
  for (let i = first; i < end; i++) if (weights[i] > 0) return true;
  return false;
}

const ROUNDS = 4;

/** How many fingers the thumb of a hand meets. */
function pinchPartners({ pairs }: Observation, weights: Float32Array, first: number, end: number): number {
  let count = 0;
  for (let i = first; i < end; i++) if (weights[i] > 0 && pairs[i * PAIR + TOUCH] % TOUCHES === 0) count++;
  return Math.max(count, 1);
}

function moveTouch({ body, pose, bodyPose }: Actuator, limb: HandLimb, touch: number, way_: Numbers): void {
  const point = body.touches[touch]!;
  if (point.finger === null) return;
  const finger = limb.fingers[DIGITS.indexOf(point.finger)];
  if (!finger) return;
  const last = finger.joints.indexOf(point.joint);
  moveFinger(finger, pose, last, bodyPose.touches[touch], way_);
}

/** Where several contacts could not all be closed by the arms, finger tips give what they can. */
export function closeContacts(actuator: Actuator, observation: Observation, weights: Float32Array): void {
  const { pairs } = observation;
  const { body, pose, bodyPose, hands } = actuator;
  let any = false;
  for (let i = 0; i < observation.count; i++) any ||= weights[i] > 0 && pairs[i * PAIR + GROUP] !== OWN_HAND;
  if (!any) return;
  actuator.shifts[0].fill(0);
  actuator.shifts[1].fill(0);
  let moved = true;
  for (let round = 0; round < 2 && moved; round++) {
    moved = false;
    for (let i = 0; i < observation.count; i++) {
      const o = i * PAIR;
      const limb = hands[pairs[o + HAND]];
      const touch = pairs[o + TOUCH];
      if (pairs[o + GROUP] === OWN_HAND || !limb || body.touches[touch]!.finger === null) continue;
      const tip = touch % TOUCHES < DIGITS.length;
      const firm = actuator.firm[pairs[o + HAND]];
      if (!(tip && weights[i] > 0) && !(firm > 0 && pairs[o + GAP] < BESIDE)) continue;
      posePart(body, pose, pairs[o + PART], bodyPose);
      poseTouch(body, pose, touch, bodyPose);
      const held_ = tip && weights[i] > 0;
      if (held_) wayToPlace(actuator, pairs, o, way);
      const open = held_ ? lengthVec3(way) : 0;
      if (open > 0 && open < OUT_OF_REACH) {
        if (open < OPEN) continue;
        scaleVec3(way, weights[i], way);
      } else {
        const depth = depthOf(actuator, pairs, o);
        if (depth < SKIN) continue;
        rotateVec3(bodyPose.rotations[pairs[o + PART]], gap.normal, way);
        scaleVec3(way, depth * firm, way);
      }
      moveTouch(actuator, limb, touch, way);
      moved = true;
    }
  }
}

/** What is further away on the source is not in the way of a finger that touches, metres. */
const BESIDE = 0.03;

/** A contact that is off by more is not to be closed by a finger: it only gets out of the way. */
const OUT_OF_REACH = 0.015;

/** A contact that is off by less is closed, metres. */
const OPEN = 0.0005;

const way = vec3();
const spot = vec3();
