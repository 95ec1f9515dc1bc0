/**
 * Small blocks of unknowns, one per frame, tied together in time -> all of them at once.
 *
 * Minimises, over increments d_t of n values each,
 *   sum_t  1/2 d_t' L_t d_t - e_t' d_t  +  1/2 sum_t sum_k w_tk (d_{t-1,k} - 2 d_t,k + d_{t+1,k} + s_tk)^2
 * where L_t, e_t say what frame t itself knows (information matrix and vector at the point it was linearised), s_t is the second
 * difference of that point and w_t how firmly acceleration is expected to be small. This is the maximum-a-posteriori trajectory of a
 * random-acceleration model, the batch form of a Kalman smoother. Frames that know nothing (L = 0) are interpolated.
 *
 * Method: the normal equations are banded (half width 2n); row-wise Cholesky, forward and back substitution, F n (2n)^2 operations.
 * Rows depend on earlier rows only, so a live solver appends frames and solves back over its look-ahead.
 */

export interface BandSmoother {
  /** Unknowns per frame. */
  readonly size: number;
  /** Frames there is room for; frame t lives in slot t modulo capacity. */
  readonly capacity: number;
  /** [capacity x n x (2n + 1)] lower band of the normal equations, row by row, the diagonal last. */
  readonly matrix: Float64Array;
  /** [capacity x n] */
  readonly right: Float64Array;
  /** Cholesky factor, same layout. */
  readonly factor: Float64Array;
  /** Forward-substituted right side. */
  readonly forward: Float64Array;
  /** [capacity x n] the solution. */
  readonly solution: Float64Array;
}

export function createBandSmoother(size: number, capacity: number): BandSmoother {
  const rows = capacity * size;
  const width = 2 * size + 1;
  return {
    size,
    capacity,
    matrix: new Float64Array(rows * width),
    right: new Float64Array(rows),
    factor: new Float64Array(rows * width),
    forward: new Float64Array(rows),
    solution: new Float64Array(rows),
  };
}

/** Begins a frame with what it knows itself, in place of what its slot held: information matrix [n x n] and vector [n]. */
export function setInformation(
  { size, capacity, matrix, right }: BandSmoother,
  frame: number,
  information: Float64Array,
  vector: Float64Array,
): void {
  const width = 2 * size + 1;
  const row = (frame % capacity) * size;
  for (let i = 0; i < size; i++) {
    const start = (row + i) * width;
    const own = start + 2 * size - i;
    for (let at = start; at < own; at++) matrix[at] = 0;
    for (let k = 0; k <= i; k++) matrix[own + k] = information[i * size + k];
    right[row + i] = vector[i];
  }
}

/**
 * Adds the expectation that acceleration about frame `centre` is small; after setInformation of all three.
 * @param weights [n] w of the sum above
 * @param offsets [n] s of the sum above
 * @param first frames before this one are left alone: their equations are done with
 */
export function addSmoothness(
  { size, capacity, matrix, right }: BandSmoother,
  centre: number,
  weights: Float64Array,
  offsets: Float64Array,
  first = 0,
): void {
  const width = 2 * size + 1;
  const before = ((centre - 1) % capacity) * size;
  const middle = (centre % capacity) * size;
  const after = ((centre + 1) % capacity) * size;
  const diagonal = 2 * size;
  for (let k = 0; k < size; k++) {
    const w = weights[k];
    const s = w * offsets[k];
    if (centre - 1 >= first) {
      matrix[(before + k) * width + diagonal] += w;
      right[before + k] -= s;
    }
    if (centre >= first) {
      matrix[(middle + k) * width + diagonal] += 4 * w;
      matrix[(middle + k) * width + diagonal - size] -= 2 * w;
      right[middle + k] += 2 * s;
    }
    matrix[(after + k) * width + diagonal] += w;
    matrix[(after + k) * width + diagonal - size] -= 2 * w;
    matrix[(after + k) * width] += w;
    right[after + k] -= s;
  }
}

/** A value below which a pivot counts as undetermined; such unknowns stay where they were linearised. */
const SMALLEST_PIVOT = 1e-12;

/** Factorises frames first..last, given that the frames before `first` are factorised (frame 0 has none before it). */
export function factorFrames(smoother: BandSmoother, first: number, last: number): void {
  const { size, capacity, matrix, right, factor, forward } = smoother;
  const band = 2 * size;
  const width = band + 1;
  const rows = capacity * size;
  for (let frame = first; frame <= last; frame++) {
    const known = Math.min(frame, 2) * size;
    for (let i = 0; i < size; i++) {
      const row = (frame % capacity) * size + i;
      const diagonal = row * width + band;
      const reach = Math.min(band, known + i);
      for (let at = diagonal - band; at < diagonal - reach; at++) factor[at] = 0;
      let sum = right[row];
      let pivot = matrix[diagonal];
      // columns from the first that is not zero to the diagonal
      for (let back = reach; back > 0; back--) {
        const other = back <= row ? row - back : row - back + rows;
        const otherDiagonal = other * width + band;
        const start = diagonal - reach;
        const shift = otherDiagonal - diagonal + back;
        const end = diagonal - back;
        let value = matrix[end];
        // two sums that do not wait for each other
        let odd = 0;
        let at = start;
        for (; at < end - 1; at += 2) {
          value -= factor[at] * factor[at + shift];
          odd += factor[at + 1] * factor[at + 1 + shift];
        }
        if (at < end) value -= factor[at] * factor[at + shift];
        value = (value - odd) * factor[otherDiagonal];
        factor[diagonal - back] = value;
        pivot -= value * value;
        sum -= value * forward[other];
      }
      // the diagonal is kept inverted
      const inverse = pivot > SMALLEST_PIVOT ? 1 / Math.sqrt(pivot) : 0;
      factor[diagonal] = inverse;
      forward[row] = sum * inverse;
    }
  }
}

/** Solves for the increments of frames first..last, where `last` is the newest factorised frame; see solution. */
export function solveFrames(smoother: BandSmoother, first: number, last: number): void {
  const { size, capacity, factor, forward, solution } = smoother;
  const width = 2 * size + 1;
  const rows = capacity * size;
  for (let frame = last; frame >= first; frame--) {
    for (let i = size - 1; i >= 0; i--) {
      const row = (frame % capacity) * size + i;
      let sum = forward[row];
      const ahead = Math.min(2 * size, (last - frame) * size + size - 1 - i);
      // down the column: a row further, a place to the left
      let at = row * width + 2 * size;
      for (let m = 1; m <= ahead; m++) {
        const other = row + m < rows ? row + m : row + m - rows;
        at += other === 0 ? width - 1 - rows * width : width - 1;
        sum -= factor[at] * solution[other];
      }
      solution[row] = sum * factor[row * width + 2 * size];
    }
  }
}
