/** What is constant about a signer's arm. */
import { actorJoint, type Side } from '../../skeleton/actor/joints.ts';
import type { Rig } from '../../skeleton/rig.ts';
import type { ChainModel } from '../chain-fit.ts';

export interface ArmModel extends ChainModel {
  readonly side: Side;
  readonly joints: { readonly upperArm: number; readonly lowerArm: number; readonly hand: number };
  /** Body landmarks. */
  readonly points: { readonly shoulder: number; readonly elbow: number; readonly wrist: number };
}

export function createArmModel({ skeleton }: Rig, side: Side): ArmModel {
  const joints = {
    upperArm: actorJoint(`${side}UpperArm`),
    lowerArm: actorJoint(`${side}LowerArm`),
    hand: actorJoint(`${side}Hand`),
  };
  const length = (joint: number) =>
    Math.hypot(...skeleton.restTranslations.subarray(joint * 3, joint * 3 + 3));
  const first = side === 'left' ? 11 : 12;
  return {
    side,
    joints,
    points: { shoulder: first, elbow: first + 2, wrist: first + 4 },
    lengths: Float64Array.of(length(joints.lowerArm), length(joints.hand)),
  };
}
