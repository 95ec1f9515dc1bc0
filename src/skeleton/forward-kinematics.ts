/** Local joint transforms -> model space (relative to the character's root). Metres, xyzw. */

import { multiplyQuat, rotateVec3 } from '../math/quat.ts';
import { addVec3, type Numbers } from '../math/vec3.ts';
import type { Skeleton } from './skeleton.ts';

export interface ModelPose {
  /** Per joint a view of 3 numbers, metres. */
  readonly positions: readonly Float64Array[];
  /** Per joint a view of 4 numbers, xyzw. */
  readonly rotations: readonly Float64Array[];
}

export function createModelPose(jointTotal: number): ModelPose {
  const positions = new Float64Array(jointTotal * 3);
  const rotations = new Float64Array(jointTotal * 4);
  return {
    positions: Array.from({ length: jointTotal }, (_, j) => positions.subarray(j * 3, j * 3 + 3)),
    rotations: Array.from({ length: jointTotal }, (_, j) => rotations.subarray(j * 4, j * 4 + 4)),
  };
}

/**
 * @param localRotations [J x 4] unit quaternions of one frame
 * @param translation parent-relative position of the translated joint, metres; null for its rest
 */
export function computeModelPose(
  skeleton: Skeleton,
  localRotations: Numbers,
  translation: Numbers | null,
  dst: ModelPose = createModelPose(skeleton.jointNames.length),
): ModelPose {
  const { parents, restTranslations } = skeleton;
  for (let j = 0; j < parents.length; j++) {
    const position = dst.positions[j];
    const rotation = dst.rotations[j];
    if (j === skeleton.translatedJoint && translation !== null) {
      position[0] = translation[0];
      position[1] = translation[1];
      position[2] = translation[2];
    } else {
      position[0] = restTranslations[j * 3];
      position[1] = restTranslations[j * 3 + 1];
      position[2] = restTranslations[j * 3 + 2];
    }
    rotation[0] = localRotations[j * 4];
    rotation[1] = localRotations[j * 4 + 1];
    rotation[2] = localRotations[j * 4 + 2];
    rotation[3] = localRotations[j * 4 + 3];
    const parent = parents[j];
    if (parent >= 0) {
      rotateVec3(dst.rotations[parent], position, position);
      addVec3(position, dst.positions[parent], position);
      multiplyQuat(dst.rotations[parent], rotation, rotation);
    }
  }
  return dst;
}

/** Model pose of the rest transforms. */
export const computeRestPose = (skeleton: Skeleton): ModelPose =>
  computeModelPose(skeleton, skeleton.restRotations, null);
