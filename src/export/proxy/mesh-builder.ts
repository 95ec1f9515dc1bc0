/** Collects vertices and triangles of a skinned mesh, shape by shape. Model space at rest, metres. */
import { addScaledVec3, crossVec3, dotVec3, type Numbers, subtractVec3 } from '../../math/vec3.ts';
import type { Color } from './palette.ts';

/** Joint and its share of a vertex; up to four per vertex, any positive total. */
export type Influence = readonly [joint: number, weight: number];

export interface ProxyMesh {
  /** [V x 3] */
  readonly positions: Float32Array;
  /** [V x 3], unit length. */
  readonly normals: Float32Array;
  /** [V x 4] linear RGB and 255. */
  readonly colors: Uint8Array;
  /** [V x 4] joint indices, unused ones 0. */
  readonly joints: Uint16Array;
  /** [V x 4], 255 in total. */
  readonly weights: Uint8Array;
  /** [T x 3], counter-clockwise seen from outside. */
  readonly triangles: Uint16Array;
}

export interface MeshBuilder {
  /** Returns the number of the vertex; numbers rise by one. */
  addVertex(position: Numbers, color: Color, influences: readonly Influence[]): number;
  /** Adds the triangles of one convex or nearly convex shape, turned so that on the whole they face away from `inside`. */
  addTriangles(triangles: readonly (readonly [number, number, number])[], inside: Numbers): void;
  finish(): ProxyMesh;
}

export function createMeshBuilder(): MeshBuilder {
  const positions: Numbers[] = [];
  const normals: Numbers[] = [];
  const colors: number[] = [];
  const joints: number[] = [];
  const weights: number[] = [];
  const indices: number[] = [];
  return {
    addVertex(position, color, influences) {
      positions.push(position);
      normals.push([0, 0, 0]);
      colors.push(...color, 255);
      const shares = weightBytes(influences);
      shares.forEach((share, i) => {
        joints.push(share > 0 ? influences[i][0] : 0);
      });
      weights.push(...shares);
      return positions.length - 1;
    },
    addTriangles(triangles, inside) {
      const faces = triangles.map((corners) => {
        const [a, b, c] = corners.map((corner) => positions[corner]);
        const normal = crossVec3(subtractVec3(b, a, [0, 0, 0]), subtractVec3(c, a, [0, 0, 0]), [0, 0, 0]);
        return { corners, normal, outwards: dotVec3(normal, a) - dotVec3(normal, inside) };
      });
      const turn = faces.reduce((sum, { outwards }) => sum + outwards, 0) < 0 ? -1 : 1;
      for (const { corners, normal } of faces) {
        const [a, b, c] = corners;
        indices.push(a, turn < 0 ? c : b, turn < 0 ? b : c);
        for (const corner of corners) addScaledVec3(normals[corner], normal, turn, normals[corner]);
      }
    },
    finish: () => ({
      positions: Float32Array.from(positions.flatMap((p) => [p[0], p[1], p[2]])),
      normals: Float32Array.from(normals.flatMap(unitNormal)),
      colors: Uint8Array.from(colors),
      joints: Uint16Array.from(joints),
      weights: Uint8Array.from(weights),
      triangles: Uint16Array.from(indices),
    }),
  };
}

/** One mesh of two; the vertices of `b` follow those of `a`. */
export function mergeMeshes(a: ProxyMesh, b: ProxyMesh): ProxyMesh {
  const first = a.positions.length / 3;
  return {
    positions: Float32Array.of(...a.positions, ...b.positions),
    normals: Float32Array.of(...a.normals, ...b.normals),
    colors: Uint8Array.of(...a.colors, ...b.colors),
    joints: Uint16Array.of(...a.joints, ...b.joints),
    weights: Uint8Array.of(...a.weights, ...b.weights),
    triangles: Uint16Array.of(...a.triangles, ...b.triangles.map((vertex) => vertex + first)),
  };
}

/** Shares of 255; rounding is settled on the first one. */
function weightBytes(influences: readonly Influence[]): number[] {
  const total = influences.reduce((sum, [, weight]) => sum + weight, 0);
  const bytes = [0, 0, 0, 0];
  influences.forEach(([, weight], i) => {
    bytes[i] = Math.round((weight / total) * 255);
  });
  bytes[0] += 255 - bytes[0] - bytes[1] - bytes[2] - bytes[3];
  return bytes;
}

/** A vertex that belongs to no triangle points up. */
function unitNormal(n: Numbers): number[] {
  const length = Math.sqrt(dotVec3(n, n));
  return length > 0 ? [n[0] / length, n[1] / length, n[2] / length] : [0, 1, 0];
}
