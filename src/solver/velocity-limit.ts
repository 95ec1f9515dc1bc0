/**
 * Upper bound on how fast joints turn: a local rotation that moves faster than its class allows is slowed along the shortest way, and
 * the joint catches up in the following frames. Degrees per second, so that it means the same at every frame rate.
 *
 * Source of the defaults: 450 deg/s is 18 degrees per frame at 25 frames per second, the spike limit of a tracking archive; on true
 * signing it bites in fast finger and elbow moves, so arms get 750, forearm twist and fingers 1000.
 */

import {
  alignQuatSign,
  angleQuat,
  multiplyQuat,
  quat,
  relativeQuat,
  slerpQuat,
  twistQuat,
} from '../math/quat.ts';
import { RADIANS } from '../math/scalar.ts';
import { ACTOR_JOINTS, type ActorJoint } from '../skeleton/actor/joints.ts';
import type { Anatomy } from './anatomy.ts';

export const VELOCITY_CLASSES = ['trunk', 'arm', 'forearmTwist', 'fingers'] as const;
export type VelocityClass = (typeof VELOCITY_CLASSES)[number];

/** Limits in degrees per second. */
export type VelocityLimits = Readonly<Record<VelocityClass, number>>;

/** Named settings: "default", "strict" (the archive's 450 everywhere), "off". */
export const VELOCITY_LIMITS: Readonly<Record<'default' | 'strict' | 'off', VelocityLimits>> = {
  /** trunk: spine, neck, head, clavicle; arm: shoulder, elbow, wrist. */
  default: { trunk: 450, arm: 750, forearmTwist: 1000, fingers: 1000 },
  strict: { trunk: 450, arm: 450, forearmTwist: 450, fingers: 450 },
  off: { trunk: Infinity, arm: Infinity, forearmTwist: Infinity, fingers: Infinity },
};
export type VelocityLimitName = keyof typeof VELOCITY_LIMITS;

/** A named setting, or degrees per second that hold for every class. */
export type VelocityLimit = VelocityLimitName | number;

export const velocityLimits = (limit: VelocityLimit): VelocityLimits =>
  typeof limit === 'number'
    ? { trunk: limit, arm: limit, forearmTwist: limit, fingers: limit }
    : VELOCITY_LIMITS[limit];

/** The class of a joint; of a hand that of its swing, its twist is the forearm's. */
export const velocityClass = (joint: ActorJoint): VelocityClass =>
  /(UpperArm|LowerArm|Hand)$/.test(joint)
    ? 'arm'
    : /Thumb|Index|Middle|Ring|Pinky/.test(joint)
      ? 'fingers'
      : 'trunk';

const CLASSES: readonly VelocityClass[] = ACTOR_JOINTS.map(velocityClass);
const IS_HAND: readonly boolean[] = ACTOR_JOINTS.map((name) => name.endsWith('Hand'));

/** Largest turns from one frame to the next, radians. */
export interface VelocitySteps {
  /** [J]; of the hand that of its swing. */
  readonly joints: Float64Array;
  readonly forearmTwist: number;
}

export const velocitySteps = (limits: VelocityLimits, fps: number): VelocitySteps => ({
  joints: Float64Array.from(CLASSES, (name) => (limits[name] * RADIANS) / fps),
  forearmTwist: (limits.forearmTwist * RADIANS) / fps,
});

/**
 * Slows one frame against the frame before.
 * @param steps of velocitySteps
 * @param previous [J] rotations that were put out last
 * @param rotations [J] changed in place; hemisphere aligned to `previous`
 * @param excess [J] set to the angle (radians) by which a joint was held back, 0 where it was not
 */
export function limitVelocity(
  anatomy: Anatomy,
  steps: VelocitySteps,
  previous: readonly Float64Array[],
  rotations: readonly Float64Array[],
  excess: Float64Array,
): void {
  for (let j = 0; j < rotations.length; j++) {
    alignQuatSign(rotations[j], previous[j]);
    if (IS_HAND[j]) limitWrist(anatomy, steps, previous, rotations, excess, j);
    else limitJoint(steps, previous, rotations, excess, j);
  }
}

function limitJoint(
  { joints }: VelocitySteps,
  previous: readonly Float64Array[],
  rotations: readonly Float64Array[],
  excess: Float64Array,
  j: number,
): void {
  const angle = angleQuat(previous[j], rotations[j]);
  excess[j] = Math.max(0, angle - joints[j]);
  if (excess[j] > 0) slerpQuat(previous[j], rotations[j], joints[j] / angle, rotations[j]);
}

/** Pronation and wrist are limited apart: rotation = twist about the forearm, then swing. */
function limitWrist(
  { bone }: Anatomy,
  { joints, forearmTwist }: VelocitySteps,
  previous: readonly Float64Array[],
  rotations: readonly Float64Array[],
  excess: Float64Array,
  j: number,
): void {
  twistQuat(previous[j], bone[j], lastTwist);
  relativeQuat(lastTwist, previous[j], lastSwing);
  twistQuat(rotations[j], bone[j], twist);
  relativeQuat(twist, rotations[j], swing);
  const turn = angleQuat(lastTwist, twist);
  const swingAngle = angleQuat(lastSwing, swing);
  const heldTwist = Math.max(0, turn - forearmTwist);
  const heldSwing = Math.max(0, swingAngle - joints[j]);
  excess[j] = Math.max(heldTwist, heldSwing);
  if (excess[j] === 0) return;
  if (heldSwing > 0) slerpQuat(lastSwing, swing, joints[j] / swingAngle, swing);
  if (heldTwist > 0) slerpQuat(lastTwist, twist, forearmTwist / turn, twist);
  multiplyQuat(twist, swing, rotations[j]);
  alignQuatSign(rotations[j], previous[j]);
}

const lastTwist = quat();
const twist = quat();
const lastSwing = quat();
const swing = quat();
