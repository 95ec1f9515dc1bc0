/** Where the parts and touch points of a body are in a pose. Model space, metres; flat arrays, so that a frame costs no object. */
import { multiplyQuat, quat, rotateVec3 } from '../../math/quat.ts';
import { addVec3, vec3 } from '../../math/vec3.ts';
import type { ModelPose } from '../forward-kinematics.ts';
import { type Body, PART_SLOTS, TOUCH_SLOTS } from './body.ts';

export interface BodyPose {
  /** By part. */
  readonly origins: readonly Float64Array[];
  readonly rotations: readonly Float64Array[];
  /** By touch point. */
  readonly touches: readonly Float64Array[];
}

export const createBodyPose = (): BodyPose => ({
  origins: PART_SLOTS.map(() => vec3()),
  rotations: PART_SLOTS.map(() => quat()),
  touches: [...TOUCH_SLOTS, ...TOUCH_SLOTS].map(() => vec3()),
});

export function posePart(body: Body, pose: ModelPose, part: number, dst: BodyPose): void {
  const place = body.parts[part];
  if (place === null) return;
  const rotation = pose.rotations[place.joint];
  multiplyQuat(rotation, place.axes, dst.rotations[part]);
  rotateVec3(rotation, place.origin, dst.origins[part]);
  addVec3(dst.origins[part], pose.positions[place.joint], dst.origins[part]);
}

export function poseTouch(body: Body, pose: ModelPose, touch: number, dst: BodyPose): void {
  const point = body.touches[touch];
  if (point === null) return;
  rotateVec3(pose.rotations[point.joint], point.offset, dst.touches[touch]);
  addVec3(dst.touches[touch], pose.positions[point.joint], dst.touches[touch]);
}

export function poseBody(body: Body, pose: ModelPose, dst: BodyPose): BodyPose {
  for (let p = 0; p < body.parts.length; p++) posePart(body, pose, p, dst);
  for (let t = 0; t < body.touches.length; t++) poseTouch(body, pose, t, dst);
  return dst;
}
