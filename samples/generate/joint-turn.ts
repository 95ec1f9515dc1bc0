/**
 * Anatomical angles -> the local rotation of an actor joint. Degrees in, xyzw out.
 * The turn is written in the joint's anatomical axes (rig.ts): first twist about the bone, then flexion, then abduction.
 */
import { conjugateQuat, multiplyQuat, quatFromAxisAngle } from '../../src/math/quat.ts';
import { RADIANS } from '../../src/math/scalar.ts';
import type { Numbers } from '../../src/math/vec3.ts';
import type { Side } from '../../src/skeleton/actor/joints.ts';
import type { Rig } from '../../src/skeleton/rig.ts';

export interface JointTurn {
  /** Towards the flexor side. */
  readonly flexDeg?: number;
  /** Fingers: to the thumb side. Thumb: away from the palm. Clavicle: up. */
  readonly abductDeg?: number;
  /** Forearm and hand: pronation. */
  readonly twistDeg?: number;
}

export function jointTurn(
  rig: Rig,
  joint: number,
  side: Side,
  { flexDeg = 0, abductDeg = 0, twistDeg = 0 }: JointTurn,
): Numbers {
  const mirrored = side === 'left' ? 1 : -1;
  const turn = multiplyQuat(
    quatFromAxisAngle([0, 1, 0], mirrored * abductDeg * RADIANS),
    multiplyQuat(
      quatFromAxisAngle([0, 0, 1], flexDeg * RADIANS),
      quatFromAxisAngle([1, 0, 0], mirrored * twistDeg * RADIANS),
    ),
  );
  const axes = anatomicalAxes(rig, joint);
  return multiplyQuat(axes, multiplyQuat(turn, conjugateQuat(axes)));
}

/** Rotation of the joint's anatomical axes in its own frame, a view into the rig. */
export const anatomicalAxes = (rig: Rig, joint: number): Float32Array =>
  rig.anatomicalAxes.subarray(joint * 4, joint * 4 + 4);
