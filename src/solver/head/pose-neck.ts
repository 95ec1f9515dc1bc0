/** Head rotation -> neck1, neck2, head: the turn from chest to head in shares of its rotation vector. Model space. */
import { copyQuat, expQuat, logQuat, multiplyQuat, quat, relativeQuat } from '../../math/quat.ts';
import { type Numbers, scaleVec3, vec3 } from '../../math/vec3.ts';
import { actorJoint } from '../../skeleton/actor/joints.ts';
import { type ActorPose, placeJoint } from '../pose/actor-pose.ts';

const CHEST = actorJoint('spine5');
const HEAD = actorJoint('head');

/** Share of each neck joint; the head takes the other half (atlas and axis do most of a turn). */
const NECK = [
  [actorJoint('neck1'), 0.25],
  [actorJoint('neck2'), 0.5],
] as const;

export function poseNeck(headRotation: Numbers, pose: ActorPose): void {
  const chest = pose.rotations[CHEST];
  logQuat(relativeQuat(chest, headRotation, turn), turnVector);
  for (const [joint, share] of NECK) {
    placeJoint(pose, joint);
    expQuat(scaleVec3(turnVector, share, partVector), turn);
    multiplyQuat(chest, turn, pose.rotations[joint]);
  }
  placeJoint(pose, HEAD);
  copyQuat(headRotation, pose.rotations[HEAD]);
}
const turn = quat();
const turnVector = vec3();
const partVector = vec3();
