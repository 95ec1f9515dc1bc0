/** Curves of a face that a hand half covers: the tracker's mesh shakes there, so that they change slowly, until they have caught up with what is seen. */

/** Change of a curve per second: a brow is up in 0.4 s. */
const FASTEST = 2.5;

/**
 * @param curves [F x C] changed in place
 * @param columns the curves concerned
 * @param shaken [F] whether the mesh shakes
 */
export function steadyCurves(
  curves: Float64Array,
  count: number,
  columns: readonly number[],
  shaken: readonly boolean[],
  fps: number,
): void {
  const step = FASTEST / fps;
  for (const c of columns) {
    let isSlow = false;
    for (let f = 1; f < shaken.length; f++) {
      const change = curves[f * count + c] - curves[(f - 1) * count + c];
      isSlow = shaken[f] || (isSlow && Math.abs(change) > step);
      if (isSlow) curves[f * count + c] -= Math.sign(change) * Math.max(0, Math.abs(change) - step);
    }
  }
}
