/** A skeleton in its rest pose -> one LimbNode per joint, its root directly under the scene. No pivots, no pre-rotation. */
import type { FbxRecord } from '../../formats/fbx/fbx-document.ts';
import type { Skeleton } from '../../skeleton/skeleton.ts';
import { eulerXyzDegFromQuat } from '../euler-xyz.ts';
import { field, float64, int32, named, properties70 } from './fbx-records.ts';
import { type FbxScene, SCENE_ROOT } from './fbx-scene.ts';
import type { FbxSpace } from './fbx-space.ts';

export interface FbxJoint {
  readonly id: bigint;
  /** [3], FBX space, cm. */
  readonly restTranslationCm: readonly number[];
  /** [3], order XYZ. */
  readonly restEulerDeg: readonly number[];
}

/** @param userProperties declared on the root joint, where Unreal looks for curves */
export function addFbxSkeleton(
  scene: FbxScene,
  skeleton: Skeleton,
  space: FbxSpace,
  userProperties: readonly FbxRecord[],
): FbxJoint[] {
  const joints: FbxJoint[] = [];
  skeleton.jointNames.forEach((name, j) => {
    const translation = [...skeleton.restTranslations.subarray(j * 3, j * 3 + 3)];
    const rotation = [...skeleton.restRotations.subarray(j * 4, j * 4 + 4)];
    space.position(translation, translation);
    space.rotation(rotation, rotation);
    const euler = [0, 0, 0];
    eulerXyzDegFromQuat(rotation, euler, euler);
    const id = scene.add('Model', name, 'Model', 'LimbNode', [
      field('Version', 232),
      properties70(
        named('InheritType', 'enum', '', '', int32(1)),
        named('DefaultAttributeIndex', 'int', 'Integer', '', int32(0)),
        named('Lcl Translation', 'Lcl Translation', '', 'A', ...translation.map(float64)),
        named('Lcl Rotation', 'Lcl Rotation', '', 'A', ...euler.map(float64)),
        named('Lcl Scaling', 'Lcl Scaling', '', 'A', float64(1), float64(1), float64(1)),
        ...(j === 0 ? userProperties : []),
      ),
      field('Culling', 'CullingOff'),
    ]);
    const attribute = scene.add('NodeAttribute', name, 'NodeAttribute', 'LimbNode', [
      field('TypeFlags', 'Skeleton'),
    ]);
    const parent = skeleton.parents[j];
    scene.connect(id, parent < 0 ? SCENE_ROOT : joints[parent].id);
    scene.connect(attribute, id);
    joints.push({ id, restTranslationCm: translation, restEulerDeg: euler });
  });
  return joints;
}
