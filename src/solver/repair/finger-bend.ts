/**
 * How far the fingers of a hand bend to its back, as no finger can: what tells a hand from the same picture with its depth reversed.
 * Solve-space axes, any unit.
 */
import { RADIANS } from '../../math/scalar.ts';
import { angleVec3, crossVec3, dotVec3, type Numbers, subtractVec3, vec3 } from '../../math/vec3.ts';

/** Bend of a middle joint that says all, radians. */
const BENT = 35 * RADIANS;

const KNUCKLES = [5, 9, 13, 17] as const;

/**
 * Mean over four fingers of the middle joint's bend, forwards positive, -1..1, were it a left hand; the opposite for a right hand and
 * for a left one with its depth reversed.
 */
export function leftHandBend(points: readonly Numbers[]): number {
  subtractVec3(points[5], points[17], across);
  let sum = 0;
  for (let i = 0; i < KNUCKLES.length; i++) {
    const knuckle = KNUCKLES[i];
    subtractVec3(points[knuckle + 1], points[knuckle], first);
    subtractVec3(points[knuckle + 2], points[knuckle + 1], second);
    const angle = angleVec3(first, second) * Math.sign(dotVec3(crossVec3(first, second, turn), across));
    sum += Math.min(Math.max(angle / BENT, -1), 1) / KNUCKLES.length;
  }
  return -sum;
}

const across = vec3();
const first = vec3();
const second = vec3();
const turn = vec3();
