/** A point of the canonical face on a posed actor. Model space, metres. */
import { FACE_ORIGIN_FROM_HEAD } from '../../src/landmarks/face/canonical-face.ts';
import { rotateVec3 } from '../../src/math/quat.ts';
import { addVec3, type Numbers, scaleVec3 } from '../../src/math/vec3.ts';
import { actorJoint } from '../../src/skeleton/actor/joints.ts';
import { AVERAGE_PROPORTIONS } from '../../src/skeleton/actor/proportions.ts';
import type { ModelPose } from '../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../src/skeleton/rig.ts';

/** @param point in the frame of the canonical face; the face grows with the length of the head */
export function headPoint(actor: Rig, pose: ModelPose, point: Numbers): Numbers {
  const head = actorJoint('head');
  const scale = actor.endOffsets[head * 3 + 1] / AVERAGE_PROPORTIONS.headLength;
  const offset = scaleVec3(addVec3(point, FACE_ORIGIN_FROM_HEAD), scale);
  rotateVec3(pose.rotations[head], offset, offset);
  return addVec3(offset, pose.positions[head], offset);
}
