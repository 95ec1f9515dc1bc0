/** The angles of one arm in one frame, and how they are read off exact points: the start of every fit. */
import { quat, quatAxisX, quatAxisY, quatFromAlongAndSide, quatFromTo, rotateVec3 } from '../../math/quat.ts';
import { smoothstep } from '../../math/scalar.ts';
import {
  crossVec3,
  lengthVec3,
  lerpVec3,
  normalizeVec3,
  rejectVec3,
  subtractVec3,
  vec3,
} from '../../math/vec3.ts';
import type { Side } from '../../skeleton/actor/joints.ts';

export interface ArmValues {
  /** Rotation of the upper arm, camera axes: +X along the bone, +Y to the flexor side. */
  readonly upper: Float64Array;
  /** [1] flexion of the elbow, radians. */
  readonly elbow: Float64Array;
}

export const createArmValues = (): ArmValues => ({ upper: quat(), elbow: new Float64Array(1) });

/** Sine of the elbow angle between which the hinge goes from carried along to observed. */
const HINGE_TRUST = [0.06, 0.2] as const;

/**
 * Closed form: each bone takes the observed direction, the flexor side is where the forearm bends to. A near-straight arm says nothing
 * about its hinge: there the flexor side of `last` is carried along, or that of an arm swung out of the T-pose.
 */
export function readArm(
  side: Side,
  shoulder: Float64Array,
  elbow: Float64Array,
  wrist: Float64Array,
  last: ArmValues | null,
  dst: ArmValues,
): void {
  normalizeVec3(subtractVec3(elbow, shoulder, upper), upper);
  normalizeVec3(subtractVec3(wrist, elbow, lower), lower);
  if (last) {
    quatAxisX(last.upper, before);
    quatAxisY(last.upper, carried);
  } else {
    before.set(side === 'left' ? LATERAL_LEFT : LATERAL_RIGHT);
    carried.set(FRONT);
  }
  rotateVec3(quatFromTo(before, upper, carry), carried, carried);
  const sine = lengthVec3(crossVec3(upper, lower, hinge));
  rejectVec3(lower, upper, observed);
  normalizeVec3(observed, observed);
  lerpVec3(carried, observed, smoothstep(sine, HINGE_TRUST[0], HINGE_TRUST[1]), flexor);
  rejectVec3(flexor, upper, flexor);
  normalizeVec3(flexor, flexor);
  quatFromAlongAndSide(upper, flexor, dst.upper);
  const bent = lower[0] * flexor[0] + lower[1] * flexor[1] + lower[2] * flexor[2];
  const straight = lower[0] * upper[0] + lower[1] * upper[1] + lower[2] * upper[2];
  dst.elbow[0] = Math.atan2(bent, straight);
}

const LATERAL_LEFT = vec3(1, 0, 0);
const LATERAL_RIGHT = vec3(-1, 0, 0);
const FRONT = vec3(0, 0, 1);
const upper = vec3();
const lower = vec3();
const hinge = vec3();
const before = vec3();
const carried = vec3();
const observed = vec3();
const flexor = vec3();
const carry = quat();
