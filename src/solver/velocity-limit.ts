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
  copyQuat,
  multiplyQuat,
  quat,
  quatFromAxisAngle,
  relativeQuat,
  slerpQuat,
  twistAngle,
} from '../math/quat.ts';
import { RADIANS } from '../math/scalar.ts';
import { ACTOR_JOINTS } from '../skeleton/actor/joints.ts';
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

const CLASSES: readonly VelocityClass[] = ACTOR_JOINTS.map((name) =>
  /(UpperArm|LowerArm|Hand)$/.test(name)
    ? 'arm'
    : /Thumb|Index|Middle|Ring|Pinky/.test(name)
      ? 'fingers'
      : 'trunk',
);
const IS_HAND: readonly boolean[] = ACTOR_JOINTS.map((name) => name.endsWith('Hand'));

/**
 * Slows one frame against the frame before.
 * @param previous [J] rotations that were put out last
 * @param rotations [J] changed in place; hemisphere aligned to `previous`
 * @param excess [J] set to the angle (radians) by which a joint was held back, 0 where it was not
 */
export function limitVelocity(
  anatomy: Anatomy,
  limits: VelocityLimits,
  seconds: number,
  previous: readonly Float64Array[],
  rotations: readonly Float64Array[],
  excess: Float64Array,
): void {
  for (let j = 0; j < rotations.length; j++) {
    const q = alignQuatSign(rotations[j], previous[j]) as Float64Array;
    const step = limits[CLASSES[j]] * RADIANS * seconds;
    excess[j] = 0;
    if (IS_HAND[j]) {
      excess[j] = limitWrist(anatomy.bone[j], step, limits.forearmTwist * RADIANS * seconds, previous[j], q);
      continue;
    }
    const angle = angleQuat(previous[j], q);
    if (angle <= step) continue;
    excess[j] = angle - step;
    slerpQuat(previous[j], q, step / angle, q);
  }
}

/** Pronation and wrist are limited apart: q = twist about the forearm, then swing. Returns what was held back. */
function limitWrist(
  bone: Float64Array,
  swingStep: number,
  twistStep: number,
  previous: Float64Array,
  q: Float64Array,
): number {
  const lastTwist = twistAngle(previous, bone);
  const turn = wrap(twistAngle(q, bone) - lastTwist);
  quatFromAxisAngle(bone, lastTwist, twist);
  relativeQuat(twist, previous, lastSwing);
  quatFromAxisAngle(bone, lastTwist + turn, twist);
  relativeQuat(twist, q, swing);
  const swingAngle = angleQuat(lastSwing, swing);
  const heldTwist = Math.max(0, Math.abs(turn) - twistStep);
  const heldSwing = Math.max(0, swingAngle - swingStep);
  if (heldTwist === 0 && heldSwing === 0) return 0;
  if (heldSwing > 0) slerpQuat(lastSwing, swing, swingStep / swingAngle, swing);
  quatFromAxisAngle(bone, lastTwist + Math.sign(turn) * Math.min(Math.abs(turn), twistStep), twist);
  multiplyQuat(twist, swing, swing);
  copyQuat(alignQuatSign(swing, previous), q);
  return Math.max(heldTwist, heldSwing);
}

const wrap = (angle: number): number =>
  angle > Math.PI ? angle - 2 * Math.PI : angle < -Math.PI ? angle + 2 * Math.PI : angle;
const twist = quat();
const lastSwing = quat();
const swing = quat();
