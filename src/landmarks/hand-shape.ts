/**
 * Which hand the points of an unlabelled hand are: the one whose fingers and thumb bend to the palm. Picture axes (x right, y down, z
 * away), all three on one scale.
 *
 * Method: the palm's normal from wrist, index and pinky knuckle points out of the palm of a right hand; the bends of the fingers'
 * outer bones and the thumb's place are counted along it. Limit: a flat hand in one frame says little, and its z is weak.
 */
import { crossVec3, dotVec3, type Numbers, subtractVec3, vec3 } from '../math/vec3.ts';

const KNUCKLES = [5, 9, 13, 17] as const;

/** @param points 21 points @returns positive for a right hand, negative for a left one, in units of length to the third */
export function rightHandShape(points: readonly Numbers[]): number {
  crossVec3(subtractVec3(points[5], points[0], first), subtractVec3(points[17], points[0], second), palm);
  const along = (from: number, to: number) => dotVec3(subtractVec3(points[to], points[from], first), palm);
  let sum = along(5, 4);
  for (const knuckle of KNUCKLES) {
    sum += along(knuckle + 2, knuckle + 3) + along(knuckle + 1, knuckle + 2) - along(0, knuckle) / 2;
  }
  return sum;
}

const first = vec3();
const second = vec3();
const palm = vec3();
