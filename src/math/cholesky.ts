/** Small symmetric positive definite systems, in place, no allocation. */

/**
 * Solves A x = b.
 * @param a [n x n] lower triangle read; overwritten by its factor
 * @param b [n] overwritten by x
 * Unknowns that A does not determine come out 0.
 */
export function solveSymmetric(n: number, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      // the diagonal is kept inverted
      if (i === j) a[i * n + i] = sum > 1e-12 ? 1 / Math.sqrt(sum) : 0;
      else a[i * n + j] = sum * a[j * n + j];
    }
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= a[i * n + k] * b[k];
    b[i] = sum * a[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < n; k++) sum -= a[k * n + i] * b[k];
    b[i] = sum * a[i * n + i];
  }
}
