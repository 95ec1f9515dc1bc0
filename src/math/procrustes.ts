/**
 * Weighted rotation between two sets of 3D points: accumulate pairs, then solve.
 * Method: Horn's quaternion form; the largest eigenvector of the 4x4 key matrix by Jacobi rotations (exact, no start value).
 * Source: B. K. P. Horn, Closed-form solution of absolute orientation using unit quaternions, 1987. No allocation after creation.
 */

import { identityQuat } from './quat.ts';
import type { Numbers } from './vec3.ts';

export interface RotationFit {
  /** Weighted sums of products source x target, row-major [3 x 3]. */
  readonly products: Float64Array;
  /** Weighted sums of squared lengths of source and target. */
  readonly squares: Float64Array;
  readonly matrix: Float64Array;
  readonly vectors: Float64Array;
}

export const createRotationFit = (): RotationFit => ({
  products: new Float64Array(9),
  squares: new Float64Array(2),
  matrix: new Float64Array(16),
  vectors: new Float64Array(16),
});

export function resetRotationFit(fit: RotationFit): void {
  fit.products.fill(0);
  fit.squares.fill(0);
}

/** Adds one pair that weighs weights[index] (see vec3.ts); both points are relative to the (weighted) centre that stays fixed. */
export function addRotationPair(
  fit: RotationFit,
  source: Numbers,
  target: Numbers,
  weights: Numbers,
  index: number,
): void {
  const weight = weights[index];
  const m = fit.products;
  for (let r = 0; r < 3; r++) {
    const s = weight * source[r];
    m[r * 3] += s * target[0];
    m[r * 3 + 1] += s * target[1];
    m[r * 3 + 2] += s * target[2];
  }
  fit.squares[0] += weight * (source[0] * source[0] + source[1] * source[1] + source[2] * source[2]);
  fit.squares[1] += weight * (target[0] * target[0] + target[1] * target[1] + target[2] * target[2]);
}

/** Rotation that best takes the sources to the targets; identity when nothing was added. */
export function solveRotationFit(fit: RotationFit, dst: Numbers): Numbers {
  const k = fit.matrix;
  const m = fit.products;
  const xx = m[0];
  const xy = m[1];
  const xz = m[2];
  const yx = m[3];
  const yy = m[4];
  const yz = m[5];
  const zx = m[6];
  const zy = m[7];
  const zz = m[8];
  // Unknown order w, x, y, z.
  k[0] = xx + yy + zz;
  k[5] = xx - yy - zz;
  k[10] = yy - xx - zz;
  k[15] = zz - xx - yy;
  k[1] = k[4] = yz - zy;
  k[2] = k[8] = zx - xz;
  k[3] = k[12] = xy - yx;
  k[6] = k[9] = xy + yx;
  k[7] = k[13] = zx + xz;
  k[11] = k[14] = yz + zy;
  diagonalize4(k, fit.vectors);
  let best = 0;
  for (let i = 1; i < 4; i++) if (k[i * 5] > k[best * 5]) best = i;
  if (!(k[best * 5] > 0)) return identityQuat(dst);
  const v = fit.vectors;
  dst[0] = v[4 + best];
  dst[1] = v[8 + best];
  dst[2] = v[12 + best];
  dst[3] = v[best];
  return dst;
}

/** Writes into dst[0] the scale s of the least-squares similarity target = s R source, after solveRotationFit left the eigenvalues behind. */
export function solveFitScale(fit: RotationFit, dst: Numbers): void {
  const k = fit.matrix;
  const largest = Math.max(k[0], k[5], k[10], k[15]);
  dst[0] = fit.squares[0] > 0 ? largest / fit.squares[0] : 1;
}

/** Cyclic Jacobi: `a` [4 x 4] becomes diagonal, `v` holds the eigenvectors as columns. */
function diagonalize4(a: Float64Array, v: Float64Array): void {
  v.fill(0);
  v[0] = v[5] = v[10] = v[15] = 1;
  for (let sweep = 0; sweep < 12; sweep++) {
    const off = a[1] * a[1] + a[2] * a[2] + a[3] * a[3] + a[6] * a[6] + a[7] * a[7] + a[11] * a[11];
    const scale = a[0] * a[0] + a[5] * a[5] + a[10] * a[10] + a[15] * a[15];
    if (off <= 1e-28 * scale) return;
    for (let p = 0; p < 3; p++) {
      for (let q = p + 1; q < 4; q++) rotate4(a, v, p, q);
    }
  }
}

function rotate4(a: Float64Array, v: Float64Array, p: number, q: number): void {
  const apq = a[p * 4 + q];
  if (apq === 0) return;
  const theta = (a[q * 5] - a[p * 5]) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < 4; i++) {
    const ip = a[i * 4 + p];
    const iq = a[i * 4 + q];
    a[i * 4 + p] = c * ip - s * iq;
    a[i * 4 + q] = s * ip + c * iq;
  }
  for (let i = 0; i < 4; i++) {
    const pi = a[p * 4 + i];
    const qi = a[q * 4 + i];
    a[p * 4 + i] = c * pi - s * qi;
    a[q * 4 + i] = s * pi + c * qi;
    const vp = v[i * 4 + p];
    const vq = v[i * 4 + q];
    v[i * 4 + p] = c * vp - s * vq;
    v[i * 4 + q] = s * vp + c * vq;
  }
}
