/** Where the joints of a rig stand at rest, by role, with their anatomical axes. Model space, metres. */
import { multiplyQuat, rotateVec3 } from '../../math/quat.ts';
import { addVec3, distanceVec3, type Numbers } from '../../math/vec3.ts';
import type { ActorJoint } from '../../skeleton/actor/joints.ts';
import { computeRestPose } from '../../skeleton/forward-kinematics.ts';
import type { Rig } from '../../skeleton/rig.ts';
import type { Frame } from './frame.ts';

export interface RestJoint {
  /** Index in the skeleton. */
  readonly joint: number;
  /** At the joint: x along the bone, y to the flexor side. */
  readonly frame: Frame;
  readonly origin: Numbers;
  /** End of the bone. */
  readonly end: Numbers;
  /** Joint to end. */
  readonly length: number;
}

/** Looks a joint up by role; undefined where the rig has none. */
export type RestJoints = (role: ActorJoint) => RestJoint | undefined;

export function createRestJoints(rig: Rig): RestJoints {
  const rest = computeRestPose(rig.skeleton);
  return (role) => {
    const joint = rig.joints[role];
    if (joint === undefined) return undefined;
    const origin = rest.positions[joint];
    const axes = multiplyQuat(rest.rotations[joint], rig.anatomicalAxes.subarray(joint * 4, joint * 4 + 4));
    const offset = rig.endOffsets.subarray(joint * 3, joint * 3 + 3);
    const end = addVec3(origin, rotateVec3(rest.rotations[joint], offset));
    const frame = {
      origin,
      x: rotateVec3(axes, [1, 0, 0]),
      y: rotateVec3(axes, [0, 1, 0]),
      z: rotateVec3(axes, [0, 0, 1]),
    };
    return { joint, frame, origin, end, length: distanceVec3(origin, end) };
  };
}
