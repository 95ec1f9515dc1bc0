/** Head rotation -> neck1, neck2, head: the turn from chest to head in shares of its rotation vector. Model space. */
import { copyQuat, expShareQuat, logQuat, multiplyQuat, quat, relativeQuat } from '../../math/quat.ts';
import { type Numbers, vec3 } from '../../math/vec3.ts';
import { actorJoint } from '../../skeleton/actor/joints.ts';
import { type ActorPose, placeJoint } from '../pose/actor-pose.ts';

const CHEST = actorJoint('spine5');
const HEAD = actorJoint('head');

const NECK = [actorJoint('neck1'), actorJoint('neck2')];

/** Share of the turn up to each neck joint; the head takes the other half (atlas and axis do most of a turn). */
const SHARES = Float64Array.of(0.25, 0.5);

export function poseNeck(headRotation: Numbers, pose: ActorPose): void {
  const chest = pose.rotations[CHEST];
  logQuat(relativeQuat(chest, headRotation, turn), turnVector);
  for (let i = 0; i < NECK.length; i++) {
    placeJoint(pose, NECK[i]);
    expShareQuat(turnVector, SHARES, i, turn);
    multiplyQuat(chest, turn, pose.rotations[NECK[i]]);
  }
  placeJoint(pose, HEAD);
  copyQuat(headRotation, pose.rotations[HEAD]);
}
const turn = quat();
const turnVector = vec3();
