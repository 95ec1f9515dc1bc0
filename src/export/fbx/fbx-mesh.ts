/**
 * A proxy mesh -> FBX geometry with its skin, bind pose and, for the face, one blend-shape channel per curve.
 * Clusters carry TransformLink, the joint's place when the mesh was bound, and Transform, the mesh's place seen from there; the mesh itself
 * stands at the origin. What every clip on a rig has in common comes from fbx-still-mesh.ts.
 * Source: the format's description and what open readers evaluate. Limits: no materials.
 */
import type { FbxRecord } from '../../formats/fbx/fbx-document.ts';
import { conjugateQuat, quatAxisX, quatAxisY, quatAxisZ, rotateVec3 } from '../../math/quat.ts';
import type { Numbers } from '../../math/vec3.ts';
import { computeRestPose } from '../../skeleton/forward-kinematics.ts';
import type { Skeleton } from '../../skeleton/skeleton.ts';
import { field, float64, int32, int64, named, properties70, record, text } from './fbx-records.ts';
import { type FbxScene, SCENE_ROOT } from './fbx-scene.ts';
import type { FbxJoint } from './fbx-skeleton.ts';
import type { FbxSpace } from './fbx-space.ts';
import type { StillMesh } from './fbx-still-mesh.ts';

export interface FbxMeshScene {
  readonly scene: FbxScene;
  readonly space: FbxSpace;
  readonly skeleton: Skeleton;
  readonly joints: readonly FbxJoint[];
}

interface AddedMesh {
  readonly model: bigint;
  readonly geometry: bigint;
}

export function addFbxMesh(target: FbxMeshScene, name: string, still: StillMesh): AddedMesh {
  const { scene, joints } = target;
  const geometry = scene.add('Geometry', name, 'Geometry', 'Mesh', [...still.geometry]);
  const model = scene.add('Model', name, 'Model', 'Mesh', [
    field('Version', 232),
    properties70(
      named('InheritType', 'enum', '', '', int32(1)),
      named('DefaultAttributeIndex', 'int', 'Integer', '', int32(0)),
      named('Lcl Translation', 'Lcl Translation', '', 'A', float64(0), float64(0), float64(0)),
      named('Lcl Rotation', 'Lcl Rotation', '', 'A', float64(0), float64(0), float64(0)),
      named('Lcl Scaling', 'Lcl Scaling', '', 'A', float64(1), float64(1), float64(1)),
    ),
    field('Culling', 'CullingOff'),
  ]);
  scene.connect(model, SCENE_ROOT);
  scene.connect(geometry, model);
  const skin = scene.add('Deformer', name, 'Deformer', 'Skin', [
    field('Version', 101),
    record('Link_DeformAcuracy', [float64(50)]),
  ]);
  scene.connect(skin, geometry);
  const binds = bindMatrices(target);
  for (const [j, influences] of still.influences) {
    const cluster = scene.add('Deformer', target.skeleton.jointNames[j], 'SubDeformer', 'Cluster', [
      field('Version', 100),
      record('UserData', [text(''), text('')]),
      ...influences,
      record('Transform', [{ type: 'd', value: binds[j].inverse }]),
      record('TransformLink', [{ type: 'd', value: binds[j].matrix }]),
    ]);
    scene.connect(cluster, skin);
    scene.connect(joints[j].id, cluster);
  }
  return { model, geometry };
}

/** The pose in which all meshes are bound. */
export function addBindPose(target: FbxMeshScene, meshes: readonly AddedMesh[]): void {
  const node = (id: bigint, matrix: Float64Array): FbxRecord =>
    record('PoseNode', [], [record('Node', [int64(id)]), record('Matrix', [{ type: 'd', value: matrix }])]);
  const binds = bindMatrices(target);
  target.scene.add('Pose', 'BindPose', 'Pose', 'BindPose', [
    field('Type', 'BindPose'),
    field('Version', 100),
    field('NbPoseNodes', meshes.length + target.joints.length),
    ...meshes.map(({ model }) => node(model, IDENTITY)),
    ...target.joints.map(({ id }, j) => node(id, binds[j].matrix)),
  ]);
}

/** One channel per curve; returns their ids, by curve. */
export function addFbxMorphs(
  { scene }: FbxMeshScene,
  { geometry }: AddedMesh,
  shapeOf: NonNullable<StillMesh['shape']>,
  curveNames: readonly string[],
): bigint[] {
  if (curveNames.length === 0) return [];
  const blend = scene.add('Deformer', 'face', 'Deformer', 'BlendShape', [field('Version', 100)]);
  scene.connect(blend, geometry);
  return curveNames.map((name) => {
    const shape = scene.add('Geometry', name, 'Geometry', 'Shape', [...shapeOf(name)]);
    const channel = scene.add('Deformer', name, 'SubDeformer', 'BlendShapeChannel', [
      field('Version', 100),
      properties70(named('DeformPercent', 'Number', '', 'A', float64(0))),
      record('DeformPercent', [float64(0)]),
      record('FullWeights', [{ type: 'd', value: Float64Array.of(100) }]),
    ]);
    scene.connect(channel, blend);
    scene.connect(shape, channel);
    return channel;
  });
}

const IDENTITY = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);

/** World matrices of the joints at rest and their inverses, rows as the format stores them: axes, then place. */
function bindMatrices({ skeleton, space }: FbxMeshScene): { matrix: Float64Array; inverse: Float64Array }[] {
  const rest = computeRestPose(skeleton);
  return rest.positions.map((position, j) => {
    const place = space.position(position, [0, 0, 0]);
    const rotation = space.rotation(rest.rotations[j], [0, 0, 0, 1]);
    const back = conjugateQuat(rotation);
    const away = rotateVec3(back, [-place[0], -place[1], -place[2]]);
    return { matrix: matrixOf(rotation, place), inverse: matrixOf(back, away) };
  });
}

function matrixOf(rotation: Numbers, place: Numbers): Float64Array {
  const row = (v: Numbers, w: number) => [v[0], v[1], v[2], w];
  return Float64Array.from([
    ...row(quatAxisX(rotation), 0),
    ...row(quatAxisY(rotation), 0),
    ...row(quatAxisZ(rotation), 0),
    ...row(place, 1),
  ]);
}
