/** Anatomical angles of an actor's joints, degrees, read from where the turned bone points: not the way the samples are made. */
import {
  conjugateQuat,
  multiplyQuat,
  quatFromAxisAngle,
  rotateVec3,
  twistAngle,
} from '../../src/math/quat.ts';
import { DEGREES } from '../../src/math/scalar.ts';
import { dotVec3, type Numbers } from '../../src/math/vec3.ts';
import type { Side } from '../../src/skeleton/actor/joints.ts';
import type { Rig } from '../../src/skeleton/rig.ts';

export interface BoneAngles {
  /** Towards the flexor side. */
  readonly flexion: number;
  /** Out of the plane of flexion: fingers to the thumb side, thumb away from the palm, clavicle up. */
  readonly abduction: number;
}

export function boneAngles(rig: Rig, joint: number, side: Side, rotation: Numbers): BoneAngles {
  const axes = rig.anatomicalAxes.subarray(joint * 4, joint * 4 + 4);
  const [x, y, z] = rotateVec3(
    multiplyQuat(conjugateQuat(axes), multiplyQuat(rotation, axes)),
    [1, 0, 0],
  ) as Float64Array;
  const across = Math.hypot(x, z) * (x < 0 ? -1 : 1);
  return {
    flexion: Math.atan2(y, across) * DEGREES,
    abduction: Math.hypot(x, z) < 0.2 ? 0 : Math.atan2(side === 'left' ? -z : z, Math.abs(x)) * DEGREES,
  };
}

export interface WristAngles {
  /** Palm turned down, from the thumb-up middle. */
  readonly pronation: number;
  readonly flexion: number;
  /** To the thumb side. */
  readonly radial: number;
}

/** In the T-pose the hand points to its side, the palm looks down and the thumb forward. */
export function wristAngles(side: Side, hand: Numbers): WristAngles {
  const outward = side === 'left' ? 1 : -1;
  const twist = twistAngle(hand, [1, 0, 0]);
  const swing = multiplyQuat(quatFromAxisAngle([1, 0, 0], -twist), hand);
  const [x, y, z] = rotateVec3(swing, [outward, 0, 0]) as Float64Array;
  return {
    pronation: twist * outward * DEGREES,
    flexion: Math.atan2(-y, x * outward) * DEGREES,
    radial: Math.asin(z) * DEGREES,
  };
}

/** Angle between a vector and a plane given by its unit normal, degrees. */
export const elevationAngle = (v: Numbers, normal: Numbers): number =>
  Math.asin(dotVec3(v, normal) / Math.sqrt(dotVec3(v, v))) * DEGREES;
