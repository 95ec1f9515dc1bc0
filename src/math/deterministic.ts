/**
 * Arc tangent from + - * / alone, radians: the same bits on every machine, where Math.atan2 may differ in the last one.
 * Method: swap to a ratio t <= 1; with c the nearest eighth, atan t = atan c + atan r, r = (t - c) / (1 + t c), |r| <= 1/16;
 * atan r by its power series up to r^11.
 * Source: addition theorem of the tangent. Limits: error below 1e-15 rad (truncation 2e-17, the rest is rounding).
 */

/** atan(k / 8), k = 0..8. */
const EIGHTHS = [
  0, 0.12435499454676144, 0.24497866312686414, 0.35877067027057225, 0.4636476090008061, 0.5585993153435624,
  0.6435011087932844, 0.7188299996216245, 0.7853981633974483,
] as const;

/** Angle of the vector (x, y) from the x axis, -pi..pi, like Math.atan2 except that every zero counts as +0. */
export function deterministicAtan2(y: number, x: number): number {
  const height = Math.abs(y);
  const width = Math.abs(x);
  if (height === 0 && width === 0) return 0;
  const sharp = height <= width ? atanUpToOne(height / width) : Math.PI / 2 - atanUpToOne(width / height);
  const angle = x < 0 ? Math.PI - sharp : sharp;
  return y < 0 ? -angle : angle;
}

function atanUpToOne(t: number): number {
  const k = Math.round(t * 8);
  const c = k / 8;
  const r = (t - c) / (1 + t * c);
  const s = r * r;
  const tail = s * (-1 / 3 + s * (1 / 5 + s * (-1 / 7 + s * (1 / 9 - s / 11))));
  return EIGHTHS[k] + (r + r * tail);
}
