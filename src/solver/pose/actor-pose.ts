/** The actor's pose while it is being solved: model-space rotations and positions, joint by joint from the root outwards. */

import { conjugateQuat, multiplyQuat, quatFromAlongAndSide, rotateVec3 } from '../../math/quat.ts';
import { addVec3, type Numbers } from '../../math/vec3.ts';
import { createModelPose, type ModelPose } from '../../skeleton/forward-kinematics.ts';
import type { Rig } from '../../skeleton/rig.ts';

export interface ActorPose extends ModelPose {
  readonly actor: Rig;
  /** Inverse of the rig's anatomical axes, per joint a view of 4 numbers. */
  readonly jointFromAxes: readonly Float64Array[];
  /** Rest translations, per joint a view of 3 numbers. */
  readonly offsets: readonly Float64Array[];
}

export function createActorPose(actor: Rig): ActorPose {
  const { skeleton, anatomicalAxes } = actor;
  const count = skeleton.jointNames.length;
  const jointFromAxes = Array.from({ length: count }, (_, j) =>
    Float64Array.from(conjugateQuat(anatomicalAxes.subarray(j * 4, j * 4 + 4)) as Float64Array),
  );
  const offsets = Array.from({ length: count }, (_, j) =>
    Float64Array.from(skeleton.restTranslations.subarray(j * 3, j * 3 + 3)),
  );
  return { ...createModelPose(count), actor, jointFromAxes, offsets };
}

/** Places a joint by its parent's pose and its own rest translation. */
export function placeJoint(pose: ActorPose, joint: number): Float64Array {
  const parent = pose.actor.skeleton.parents[joint];
  const position = pose.positions[joint];
  rotateVec3(pose.rotations[parent], pose.offsets[joint], position);
  addVec3(position, pose.positions[parent], position);
  return position;
}

/** Turns a joint so that its bone runs along `along` and its flexor side looks to `flexor` (model space, any length). */
export function aimJoint(pose: ActorPose, joint: number, along: Numbers, flexor: Numbers): void {
  const rotation = pose.rotations[joint];
  quatFromAlongAndSide(along, flexor, rotation);
  multiplyQuat(rotation, pose.jointFromAxes[joint], rotation);
}
