/**
 * A face curve -> the displacements of the proxy head's vertices at the curve's value 1.
 * Names are ARKit's (eyeBlinkLeft, first letter in either case) or MetaHuman's (CTRL_expressions_eyeBlinkL); a name that ends in a
 * side moves that half of the face, with a soft seam in the middle, and UL, DR and the like one half of one lip.
 */
import { clamp } from '../../math/scalar.ts';
import { subtractVec3 } from '../../math/vec3.ts';
import type { FaceBuilder, FaceSpot } from './face-builder.ts';
import { FACE_SHAPES, type FaceShape, type Move } from './face-shapes.ts';

/** Half the width of the seam between the halves of the face. */
const SEAM = 0.06;

/** [V x 3] metres in the model, null for a curve that the head does not show. */
export function faceMorph({ spots, place }: FaceBuilder, curveName: string): Float32Array | null {
  const [, stem, lip, sideName] = /^(?:CTRL_expressions_)?(.*?)(?:([UD])?(L|R|Left|Right))?$/.exec(
    curveName,
  )!;
  const side = sideName === undefined ? 0 : sideName.startsWith('L') ? 1 : -1;
  const otherLip = lip === 'U' ? 'lowerLip' : lip === 'D' ? 'upperLip' : null;
  const shapes = FACE_SHAPES.filter(({ name }) => name.test(stem));
  if (shapes.length === 0) return null;
  const deltas = new Float32Array(spots.length * 3);
  const moving = new Set(shapes.flatMap(({ features }) => features));
  spots.forEach((spot, i) => {
    if (!moving.has(spot.feature) || spot.feature === otherLip) return;
    const move = totalMove(spot, shapes, side);
    const [x, y, z] = [spot.x + move[0], spot.y + move[1], spot.z + move[2]];
    deltas.set(subtractVec3(place({ ...spot, x, y, z }), place(spot)) as Float64Array, i * 3);
  });
  return deltas;
}

function totalMove(spot: FaceSpot, shapes: readonly FaceShape[], side: number): Move {
  const half = side === 0 ? 1 : clamp(0.5 + (side * spot.x) / (2 * SEAM), 0, 1);
  const total: [number, number, number] = [0, 0, 0];
  for (const { features, directed, move } of shapes) {
    if (!features.includes(spot.feature)) continue;
    const share = spot.reach * (directed ? 1 : half);
    move(spot, side).forEach((value, axis) => {
      total[axis] += value * share;
    });
  }
  return total;
}
