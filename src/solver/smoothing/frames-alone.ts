/** Expectations so loose that neighbouring frames say nothing of each other: every frame's own fit, for the filters to work on. */
import type { AdaptiveOptions } from '../time/solve-adaptive.ts';

/**
 * Unit per second^2 (radians, metres). At 25 frames per second a frame may then lie 16 radians off its neighbours, against measurements
 * good to a tenth: only frames that saw nothing are still led by those beside them.
 */
export const FRAMES_ALONE: AdaptiveOptions = { base: 1e4, floor: 1e4, gain: 0, rounds: 1 };
