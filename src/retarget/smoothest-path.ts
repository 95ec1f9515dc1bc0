/**
 * Points with weights, one per frame -> the path with the least jerk that stays near them. Units of the points; weights without unit.
 * Method: minimises sum w |x - p|^2 + stiffness sum |third difference of x|^2 (Whittaker-Henderson graduation, order 3); the equations have
 * seven diagonals, solved by LDL'. Frames of great weight hardly move, frames of small weight go where their neighbours lead.
 */

/**
 * @param points [F x stride] of which three numbers from `offset` on are read; @param weights [F], positive
 * @param dst [F x stride], written at the same places; may be `points`
 */
export function smoothestPath(
  points: Float64Array,
  weights: Float64Array,
  stride: number,
  offset: number,
  stiffness: number,
  dst: Float64Array,
): void {
  const frames = weights.length;
  if (frames <= DIFFERENCE.length) return;
  // band[f * 4 + k]: row f, column f + k; afterwards D on k = 0 and L' beyond
  const band = new Float64Array(frames * 4);
  for (let f = 0; f < frames; f++) band[f * 4] = weights[f];
  for (let f = 0; f + 3 < frames; f++) {
    for (let i = 0; i < 4; i++) {
      for (let k = i; k < 4; k++) band[(f + i) * 4 + k - i] += stiffness * DIFFERENCE[i] * DIFFERENCE[k];
    }
  }
  for (let f = 0; f < frames; f++) {
    for (let k = 1; k < 4 && f + k < frames; k++) {
      const share = band[f * 4 + k] / band[f * 4];
      for (let i = k; i < 4 && f + i < frames; i++) band[(f + k) * 4 + i - k] -= share * band[f * 4 + i];
    }
    for (let k = 1; k < 4; k++) band[f * 4 + k] /= band[f * 4];
  }
  for (let axis = offset; axis < offset + 3; axis++) {
    for (let f = 0; f < frames; f++) {
      let x = weights[f] * points[f * stride + axis];
      for (let k = 1; k < 4 && f - k >= 0; k++) x -= band[(f - k) * 4 + k] * dst[(f - k) * stride + axis];
      dst[f * stride + axis] = x;
    }
    for (let f = frames - 1; f >= 0; f--) {
      let x = dst[f * stride + axis] / band[f * 4];
      for (let k = 1; k < 4 && f + k < frames; k++) x -= band[f * 4 + k] * dst[(f + k) * stride + axis];
      dst[f * stride + axis] = x;
    }
  }
}

const DIFFERENCE = [-1, 3, -3, 1] as const;
