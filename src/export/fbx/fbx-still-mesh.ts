/**
 * The proxy body -> what of an FBX mesh is the same in every clip: geometry, influences by joint, blend shapes by curve. Made once per body and
 * axes, because converting and deflating it takes five times as long as the motion. Body and face are one mesh: readers split a joint that two
 * skins share. Normals and colours (sRGB) are given per vertex; a shape that shows nothing moves one vertex by nothing, because readers drop
 * channels without a target.
 */
import type { FbxRecord } from '../../formats/fbx/fbx-document.ts';
import { mergeMeshes, type ProxyMesh } from '../proxy/mesh-builder.ts';
import type { ProxyBody } from '../proxy/proxy-body.ts';
import { field, int32, record } from './fbx-records.ts';
import type { FbxSpace } from './fbx-space.ts';
import { srgbFromLinear } from './srgb.ts';

/** Records to be used as they are: their arrays are deflated once. */
export interface StillMesh {
  readonly geometry: readonly FbxRecord[];
  /** By joint; joints that move no vertex are left out. */
  readonly influences: ReadonlyMap<number, readonly FbxRecord[]>;
  /** By name of a face curve; null for a body without a face. */
  readonly shape: ((curveName: string) => readonly FbxRecord[]) | null;
}

const made = new WeakMap<ProxyBody, Map<FbxSpace, StillMesh>>();

export function stillMesh(body: ProxyBody, space: FbxSpace): StillMesh {
  const known = made.get(body) ?? new Map<FbxSpace, StillMesh>();
  made.set(body, known);
  let still = known.get(space);
  if (!still) {
    still = createStillMesh(body, space);
    known.set(space, still);
  }
  return still;
}

function createStillMesh({ body, head }: ProxyBody, space: FbxSpace): StillMesh {
  const mesh = head ? mergeMeshes(body, head.mesh) : body;
  const firstVertex = body.positions.length / 3;
  const shapes = new Map<string, FbxRecord[]>();
  const shape = (curveName: string): FbxRecord[] => {
    let records = shapes.get(curveName);
    if (!records) {
      records = shapeRecords(head!.morph(curveName), firstVertex, space);
      shapes.set(curveName, records);
    }
    return records;
  };
  return { geometry: geometryRecords(mesh, space), influences: influences(mesh), shape: head && shape };
}

/** By linear byte. */
const SRGB = Float64Array.from({ length: 256 }, (_, byte) => srgbFromLinear(byte / 255));

function geometryRecords({ positions, normals, colors, triangles }: ProxyMesh, space: FbxSpace): FbxRecord[] {
  const polygons = Int32Array.from(triangles, (vertex, i) => (i % 3 === 2 ? ~vertex : vertex));
  const rgba = Float64Array.from(colors, (value, i) => (i % 4 === 3 ? value / 255 : SRGB[value]));
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

function influences({ joints, weights }: ProxyMesh): Map<number, FbxRecord[]> {
  const rows = new Map<number, { indices: number[]; weights: number[] }>();
  for (let vertex = 0; vertex < joints.length / 4; vertex++) {
    const shares = new Map<number, number>();
    for (let i = vertex * 4; i < vertex * 4 + 4; i++) {
      if (weights[i] > 0) shares.set(joints[i], (shares.get(joints[i]) ?? 0) + weights[i]);
    }
    for (const [joint, total] of shares) {
      const row = rows.get(joint) ?? { indices: [], weights: [] };
      rows.set(joint, row);
      row.indices.push(vertex);
      row.weights.push(total / 255);
    }
  }
  return new Map(
    [...rows]
      .sort(([a], [b]) => a - b)
      .map(([joint, row]) => [
        joint,
        [
          record('Indexes', [{ type: 'i', value: Int32Array.from(row.indices) }]),
          record('Weights', [{ type: 'd', value: Float64Array.from(row.weights) }]),
        ],
      ]),
  );
}
