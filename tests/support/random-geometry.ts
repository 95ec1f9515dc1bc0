/** Seeded vectors and rotations for property tests, and vectors as plain lists. */
import { normalizeQuat, quat } from '../../src/math/quat.ts';
import type { Random } from '../../src/math/random.ts';
import { type Numbers, normalizeVec3, vec3 } from '../../src/math/vec3.ts';

/** Normal in every coordinate. */
export const randomVec3 = (random: Random, spread = 1): Float64Array =>
  vec3(spread * random.gauss(), spread * random.gauss(), spread * random.gauss());

/** Evenly over the sphere. */
export const randomUnit = (random: Random): Float64Array => normalizeVec3(randomVec3(random)) as Float64Array;

/** Evenly over all rotations, of either sign. */
export const randomQuat = (random: Random): Float64Array => {
  const q = quat(random.gauss(), random.gauss(), random.gauss(), random.gauss());
  return normalizeQuat(q, q) as Float64Array;
};

export const listOf = (values: Numbers): number[] => Array.from(values);
