/**
 * How far landmarks are off, one standard deviation: relative weights of the sources, not a promise.
 * Image values are in picture widths (x, z) and heights (y); world values in metres.
 * Source: jitter and bias of MediaPipe Holistic on sign clips are of this order (hands 2-6 mm, wrists and elbows 2-40 mm, depth
 * two to three times worse than the picture plane); real levels differ per clip.
 */
export const IMAGE_NOISE = {
  body: { x: 0.0025, y: 0.004, z: 0.02 },
  hand: { x: 0.0015, y: 0.0025, z: 0.005 },
} as const;

export const WORLD_NOISE = {
  body: { lateral: 0.008, depth: 0.025 },
  hand: { lateral: 0.0025, depth: 0.005 },
} as const;
