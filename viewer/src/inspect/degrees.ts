export const DEGREES = 180 / Math.PI;

/** Radians -> "12.3°"; nothing is -0.0. */
export const degreesInWords = (radians: number): string =>
  `${(Math.round(radians * DEGREES * 10) / 10 + 0).toFixed(1)}°`;
