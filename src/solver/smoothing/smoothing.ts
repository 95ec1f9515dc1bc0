/** The named ways of smoothing a solved motion through time. Table for the command line's help and the docs. */

/**
 * "fit" joins all frames in one adaptive fit of the angles to the landmarks; the others take every frame's own fit and filter its local
 * rotations, before joint and velocity limits.
 */
export const SMOOTHINGS = {
  fit: 'adaptive fit of the angles through time',
  'one-euro': 'One Euro filter, causal',
  ema: 'exponential average with the presets of a tracking archive (wrist .35, fingers .55, face .40), causal',
  kalman: 'constant-velocity Kalman smoother; live, over the look-ahead',
  none: 'every frame by itself',
} as const;

export type SmoothingName = keyof typeof SMOOTHINGS;

export const SMOOTHING_DEFAULT: SmoothingName = 'fit';

/** Smoothings that act on rotations after the fit. */
export type RotationFilterName = Exclude<SmoothingName, 'fit' | 'none'>;

export const isRotationFilter = (name: SmoothingName): name is RotationFilterName =>
  name !== 'fit' && name !== 'none';
