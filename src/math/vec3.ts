/**
 * 3-vectors as plain arrays of numbers. Pure functions; `dst` may be any of the arguments unless said otherwise. What is called for every
 * bone of every frame calls nothing itself: numbers that pass between functions may cost an allocation.
 */

/** Anything indexable that holds numbers: Float64Array, Float32Array or number[]. */
export interface Numbers {
  readonly length: number;
  [index: number]: number;
}

export const vec3 = (x = 0, y = 0, z = 0): Float64Array => Float64Array.of(x, y, z);

export function copyVec3(a: Numbers, dst: Numbers): Numbers {
  dst[0] = a[0];
  dst[1] = a[1];
  dst[2] = a[2];
  return dst;
}

export function addVec3(a: Numbers, b: Numbers, dst: Numbers = vec3()): Numbers {
  dst[0] = a[0] + b[0];
  dst[1] = a[1] + b[1];
  dst[2] = a[2] + b[2];
  return dst;
}

export function subtractVec3(a: Numbers, b: Numbers, dst: Numbers = vec3()): Numbers {
  dst[0] = a[0] - b[0];
  dst[1] = a[1] - b[1];
  dst[2] = a[2] - b[2];
  return dst;
}

export function scaleVec3(a: Numbers, s: number, dst: Numbers = vec3()): Numbers {
  dst[0] = a[0] * s;
  dst[1] = a[1] * s;
  dst[2] = a[2] * s;
  return dst;
}

/** a + s b */
export function addScaledVec3(a: Numbers, b: Numbers, s: number, dst: Numbers = vec3()): Numbers {
  dst[0] = a[0] + b[0] * s;
  dst[1] = a[1] + b[1] * s;
  dst[2] = a[2] + b[2] * s;
  return dst;
}

/** a + t (b - a) */
export function lerpVec3(a: Numbers, b: Numbers, t: number, dst: Numbers = vec3()): Numbers {
  dst[0] = a[0] + (b[0] - a[0]) * t;
  dst[1] = a[1] + (b[1] - a[1]) * t;
  dst[2] = a[2] + (b[2] - a[2]) * t;
  return dst;
}

export const dotVec3 = (a: Numbers, b: Numbers): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const lengthVec3 = (a: Numbers): number => Math.sqrt(dotVec3(a, a));

export function distanceVec3(a: Numbers, b: Numbers): number {
  const x = a[0] - b[0];
  const y = a[1] - b[1];
  const z = a[2] - b[2];
  return Math.sqrt(x * x + y * y + z * z);
}

export function crossVec3(a: Numbers, b: Numbers, dst: Numbers = vec3()): Numbers {
  const x = a[1] * b[2] - a[2] * b[1];
  const y = a[2] * b[0] - a[0] * b[2];
  const z = a[0] * b[1] - a[1] * b[0];
  dst[0] = x;
  dst[1] = y;
  dst[2] = z;
  return dst;
}

/** Unit vector along `a`; a zero vector stays zero. */
export function normalizeVec3(a: Numbers, dst: Numbers = vec3()): Numbers {
  const length = Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
  const s = length > 0 ? 1 / length : 0;
  dst[0] = a[0] * s;
  dst[1] = a[1] * s;
  dst[2] = a[2] * s;
  return dst;
}

/** The part of `a` at right angles to the unit vector `axis`, not normalised. */
export function rejectVec3(a: Numbers, axis: Numbers, dst: Numbers = vec3()): Numbers {
  const along = a[0] * axis[0] + a[1] * axis[1] + a[2] * axis[2];
  dst[0] = a[0] - axis[0] * along;
  dst[1] = a[1] - axis[1] * along;
  dst[2] = a[2] - axis[2] * along;
  return dst;
}

/** Angle between two vectors of any length, radians, accurate near 0 and pi. */
export function angleVec3(a: Numbers, b: Numbers): number {
  const x = a[1] * b[2] - a[2] * b[1];
  const y = a[2] * b[0] - a[0] * b[2];
  const z = a[0] * b[1] - a[1] * b[0];
  return Math.atan2(Math.sqrt(x * x + y * y + z * z), dotVec3(a, b));
}
