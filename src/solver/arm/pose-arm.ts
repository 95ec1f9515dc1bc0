/** Angles of an arm -> rotations of its joints in the actor's pose. Model space. */
import { hingeQuat, multiplyQuat, quat } from '../../math/quat.ts';
import { type ActorPose, placeJoint } from '../pose/actor-pose.ts';
import type { ArmModel } from './arm-model.ts';
import type { ArmValues } from './arm-values.ts';

export function poseArm({ joints }: ArmModel, { upper, elbow }: ArmValues, pose: ActorPose): void {
  placeJoint(pose, joints.upperArm);
  multiplyQuat(upper, pose.jointFromAxes[joints.upperArm], pose.rotations[joints.upperArm]);
  placeJoint(pose, joints.lowerArm);
  hingeQuat(upper, elbow, 0, bend);
  multiplyQuat(bend, pose.jointFromAxes[joints.lowerArm], pose.rotations[joints.lowerArm]);
  placeJoint(pose, joints.hand);
}

const bend = quat();
