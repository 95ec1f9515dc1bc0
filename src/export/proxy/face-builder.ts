/**
 * Draws the proxy head in head coordinates (face-surface.ts) and remembers which vertex belongs to which feature, so that face
 * curves can move them.
 */
import type { Numbers } from '../../math/vec3.ts';
import { faceDepth } from './face-surface.ts';
import { coordinatesIn, type Frame, pointIn, vectorIn } from './frame.ts';
import { createMeshBuilder, type Influence, type MeshBuilder } from './mesh-builder.ts';
import type { Color } from './palette.ts';

export type FaceFeature =
  | 'skull'
  | 'nose'
  | 'iris'
  | 'upperLid'
  | 'lowerLid'
  | 'brow'
  | 'upperLip'
  | 'lowerLip'
  | 'mouthHollow'
  | 'tongue'
  | 'still';

/** One vertex of the head. */
export interface FaceSpot {
  readonly feature: FaceFeature;
  /** Share of its feature's movement that it follows, 0..1. */
  readonly reach: number;
  readonly x: number;
  readonly y: number;
  /** Height over the face for spots that slide over it; z for the others. */
  readonly z: number;
  readonly slides: boolean;
}

export interface FaceBuilder {
  /** Takes vertices anywhere; each becomes a spot of the feature that is being drawn. */
  readonly builder: MeshBuilder;
  readonly influences: readonly Influence[];
  /** By vertex. */
  readonly spots: readonly FaceSpot[];
  point(x: number, y: number, z: number): Numbers;
  vector(x: number, y: number, z: number): Numbers;
  /** Where a spot lies in the model. */
  place(spot: FaceSpot): Numbers;
  /** A vertex that slides over the face at the height `lift`. */
  addSpot(feature: FaceFeature, reach: number, x: number, y: number, lift: number, color: Color): number;
  /** Everything that `draw` adds to the builder belongs to that feature. */
  drawFeature(feature: FaceFeature, draw: () => void): void;
  /** Quads between rows of equally many vertices, facing the front. */
  addPatch(rows: readonly (readonly number[])[]): void;
}

/** @param frame head coordinates in the model, metres */
export function createFaceBuilder(frame: Frame, unit: number, joint: number): FaceBuilder {
  const mesh = createMeshBuilder();
  const spots: FaceSpot[] = [];
  const influences: readonly Influence[] = [[joint, 1]];
  let drawn: FaceFeature = 'still';
  const point = (x: number, y: number, z: number) => pointIn(frame, x * unit, y * unit, z * unit);
  const place = ({ x, y, z, slides }: FaceSpot) => point(x, y, slides ? faceDepth(x, y) + z : z);
  const builder: MeshBuilder = {
    ...mesh,
    addVertex(position, color, shares) {
      const [x, y, z] = coordinatesIn(frame, position).map((metres) => metres / unit);
      spots.push({ feature: drawn, reach: 1, x, y, z, slides: false });
      return mesh.addVertex(position, color, shares);
    },
  };
  return {
    builder,
    influences,
    spots,
    point,
    vector: (x, y, z) => vectorIn(frame, x * unit, y * unit, z * unit),
    place,
    addSpot(feature, reach, x, y, lift, color) {
      const spot = { feature, reach, x, y, z: lift, slides: true };
      spots.push(spot);
      return mesh.addVertex(place(spot), color, influences);
    },
    drawFeature(feature, draw) {
      drawn = feature;
      draw();
      drawn = 'still';
    },
    addPatch(rows) {
      const triangles: [number, number, number][] = [];
      for (let r = 0; r + 1 < rows.length; r++) {
        for (let c = 0; c + 1 < rows[r].length; c++) {
          const [a, b, d, e] = [rows[r][c], rows[r][c + 1], rows[r + 1][c], rows[r + 1][c + 1]];
          triangles.push([a, b, e], [a, e, d]);
        }
      }
      mesh.addTriangles(triangles, point(0, 0, 0));
    },
  };
}
