/**
 * A proxy mesh -> FBX geometry with its skin, bind pose and, for the face, one blend-shape channel per curve.
 * Clusters carry TransformLink, the joint's place when the mesh was bound, and Transform, the mesh's place seen from there; the mesh itself
 * stands at the origin. Normals and colours are given per vertex; a channel without a visible shape moves one vertex by nothing, because
 * readers drop channels without a target.
 * Source: the format's description and what open readers evaluate. Limits: no materials.
 */
import type { FbxRecord } from '../../formats/fbx/fbx-document.ts';
import { conjugateQuat, quatAxisX, quatAxisY, quatAxisZ, rotateVec3 } from '../../math/quat.ts';
import type { Numbers } from '../../math/vec3.ts';
import { computeRestPose } from '../../skeleton/forward-kinematics.ts';
import type { Skeleton } from '../../skeleton/skeleton.ts';
import type { ProxyMesh } from '../proxy/mesh-builder.ts';
import type { ProxyHead } from '../proxy/proxy-body.ts';
import { field, float64, int32, int64, named, properties70, record, text } from './fbx-records.ts';
import { type FbxScene, SCENE_ROOT } from './fbx-scene.ts';
import type { FbxJoint } from './fbx-skeleton.ts';
import type { FbxSpace } from './fbx-space.ts';

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

export function addFbxMesh(target: FbxMeshScene, name: string, mesh: ProxyMesh): AddedMesh {
  const { scene, joints } = target;
  const geometry = scene.add('Geometry', name, 'Geometry', 'Mesh', geometryRecords(mesh, target.space));
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
  joints.forEach(({ id }, j) => {
    const { indices, weights } = influences(mesh, j);
    if (indices.length === 0) return;
    const cluster = scene.add('Deformer', target.skeleton.jointNames[j], 'SubDeformer', 'Cluster', [
      field('Version', 100),
      record('UserData', [text(''), text('')]),
      record('Indexes', [{ type: 'i', value: Int32Array.from(indices) }]),
      record('Weights', [{ type: 'd', value: Float64Array.from(weights) }]),
      record('Transform', [{ type: 'd', value: binds[j].inverse }]),
      record('TransformLink', [{ type: 'd', value: binds[j].matrix }]),
    ]);
    scene.connect(cluster, skin);
    scene.connect(id, cluster);
  });
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

/**
 * One channel per curve; returns their ids, by curve.
 * @param firstVertex of the head in the mesh
 */
export function addFbxMorphs(
  { scene, space }: FbxMeshScene,
  { geometry }: AddedMesh,
  head: ProxyHead,
  firstVertex: number,
  curveNames: readonly string[],
): bigint[] {
  const blend = scene.add('Deformer', 'face', 'Deformer', 'BlendShape', [field('Version', 100)]);
  scene.connect(blend, geometry);
  return curveNames.map((name) => {
    const shape = scene.add(
      'Geometry',
      name,
      'Geometry',
      'Shape',
      shapeRecords(head.morph(name), firstVertex, space),
    );
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

function geometryRecords({ positions, normals, colors, triangles }: ProxyMesh, space: FbxSpace): FbxRecord[] {
  const polygons = Int32Array.from(triangles, (vertex, i) => (i % 3 === 2 ? ~vertex : vertex));
  const rgba = Float64Array.from(colors, (value) => value / 255);
  const layer = (kind: string, name: string, data: Float64Array): FbxRecord =>
    record(
      kind,
      [int32(0)],
      [
        field('Version', 101),
        field('Name', ''),
        field('MappingInformationType', 'ByVertice'),
        field('ReferenceInformationType', 'Direct'),
        record(name, [{ type: 'd', value: data }]),
      ],
    );
  const use = (kind: string): FbxRecord =>
    record('LayerElement', [], [field('Type', kind), field('TypedIndex', 0)]);
  return [
    field('GeometryVersion', 124),
    record('Vertices', [{ type: 'd', value: converted(positions, space, 1) }]),
    record('PolygonVertexIndex', [{ type: 'i', value: polygons }]),
    layer('LayerElementNormal', 'Normals', converted(normals, space, 0.01)),
    layer('LayerElementColor', 'Colors', rgba),
    record('Layer', [int32(0)], [field('Version', 100), use('LayerElementNormal'), use('LayerElementColor')]),
  ];
}

/** @param scale 0.01 for directions, which have no unit */
function converted(vectors: Float32Array, space: FbxSpace, scale: number): Float64Array {
  const out = new Float64Array(vectors.length);
  const v = [0, 0, 0];
  for (let i = 0; i < vectors.length; i += 3) {
    for (let axis = 0; axis < 3; axis++) v[axis] = vectors[i + axis] * scale;
    space.position(v, v);
    out.set(v, i);
  }
  return out;
}

/** Only vertices that move are listed. */
function shapeRecords(deltas: Float32Array | null, firstVertex: number, space: FbxSpace): FbxRecord[] {
  const moved: number[] = [];
  for (let i = 0; deltas && i < deltas.length; i += 3) {
    if (deltas[i] !== 0 || deltas[i + 1] !== 0 || deltas[i + 2] !== 0) moved.push(i / 3);
  }
  const indices = moved.length > 0 ? moved : [0];
  const vectors = Float32Array.from(
    indices.flatMap((i) => [0, 1, 2].map((axis) => deltas?.[i * 3 + axis] ?? 0)),
  );
  return [
    field('Version', 100),
    record('Indexes', [{ type: 'i', value: Int32Array.from(indices, (i) => firstVertex + i) }]),
    record('Vertices', [{ type: 'd', value: converted(vectors, space, 1) }]),
    record('Normals', [{ type: 'd', value: new Float64Array(vectors.length) }]),
  ];
}

function influences({ joints, weights }: ProxyMesh, joint: number): { indices: number[]; weights: number[] } {
  const out = { indices: [] as number[], weights: [] as number[] };
  for (let vertex = 0; vertex < joints.length / 4; vertex++) {
    let total = 0;
    for (let i = vertex * 4; i < vertex * 4 + 4; i++) if (joints[i] === joint) total += weights[i];
    if (total === 0) continue;
    out.indices.push(vertex);
    out.weights.push(total / 255);
  }
  return out;
}

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
