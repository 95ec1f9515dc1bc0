/** Functions of single numbers. */
export const DEGREES = 180 / Math.PI;
export const RADIANS = Math.PI / 180;

export const clamp = (x: number, lo: number, hi: number): number => (x < lo ? lo : x > hi ? hi : x);

/** a at share 0, b at 1. */
export const lerp = (a: number, b: number, share: number): number => a + (b - a) * share;

/** 0 below lo, 1 above hi, smooth between (3t^2 - 2t^3). */
export function smoothstep(x: number, lo: number, hi: number): number {
  const t = clamp((x - lo) / (hi - lo), 0, 1);
  return t * t * (3 - 2 * t);
}

/** Median of the first `count` values. NaN for none. */
export function median(values: Float64Array | number[], count = values.length): number {
  return quantile(values, 0.5, count);
}

/** Linear-interpolated quantile, 0 <= p <= 1, of the first `count` values. NaN for none. */
export function quantile(values: Float64Array | number[], p: number, count = values.length): number {
  if (count === 0) return Number.NaN;
  const sorted = Float64Array.from(count === values.length ? values : values.slice(0, count)).sort();
  const at = (count - 1) * p;
  const lo = Math.floor(at);
  const hi = Math.min(lo + 1, count - 1);
  return sorted[lo] + (sorted[hi] - sorted[lo]) * (at - lo);
}

/** Wraps an angle in radians to -pi..pi. */
export function wrapAngle(angle: number): number {
  const turns = Math.round(angle / (2 * Math.PI));
  return angle - turns * 2 * Math.PI;
}
