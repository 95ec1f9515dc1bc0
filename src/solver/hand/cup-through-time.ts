/**
 * Cupping of one hand through time. A frame's angle is known to several degrees at best, so it is believed only when the frames so far
 * vary by clearly more than their noise, and then as far as they do: a first-order process with the variance they show, filtered
 * forwards, and backwards too when the whole clip is there. Otherwise the palm is rigid and the angle exactly 0.
 */
import { RADIANS } from '../../math/scalar.ts';

export interface CupBelief {
  /** Number of frames that said something, and their sums of z^2/v and 1/v. */
  readonly sums: Float64Array;
  /** Mean and variance of the angle after the newest frame. */
  readonly state: Float64Array;
  /** [1] variance of the angle over the frames so far, radians^2; 0 while it cannot be told from noise. */
  readonly variance: Float64Array;
  /** Share of the angle that is left after a frame. */
  readonly keep: number;
}

export const createCupBelief = (fps: number): CupBelief => ({
  sums: new Float64Array(3),
  state: new Float64Array(2),
  variance: new Float64Array(1),
  keep: Math.exp(-1 / (MEMORY * fps)),
});

/** Seconds that a palm stays cupped as it is. */
const MEMORY = 0.25;

/** A tracker's errors last about this many frames: so many frames count as one. */
const CORRELATED = 5;

/** Frames without which nothing is believed. */
const LEAST_FRAMES = 20;

/** Largest standard deviation of the angle that a hand is believed, radians: metacarpals give 10 to 25 degrees in all. */
const MOST_VARIANCE = (8 * RADIANS) ** 2;

/** Standard deviations above what noise gives. */
const CLEARLY = 4;

/** @param reading [angle, variance] of a frame */
export function learnCup({ sums, variance }: CupBelief, reading: Float64Array): void {
  const precision = 1 / reading[1];
  if (!(precision > 0)) return;
  sums[0]++;
  sums[1] += reading[0] * reading[0] * precision;
  sums[2] += precision;
  const frames = sums[0];
  const told =
    frames >= LEAST_FRAMES && sums[1] / frames >= 1 + CLEARLY * Math.sqrt((2 * CORRELATED) / frames);
  variance[0] = told ? Math.min(MOST_VARIANCE, (sums[1] - frames) / sums[2]) : 0;
}

/** Begins to learn anew. */
export const forgetCups = ({ sums, variance }: CupBelief): void => {
  sums.fill(0);
  variance.fill(0);
};

/** Takes the next frame; the angle then stands in belief.state[0]. */
export function followCup({ state, variance, keep }: CupBelief, reading: Float64Array): void {
  state[0] *= keep;
  state[1] = state[1] * keep * keep + variance[0] * (1 - keep * keep);
  if (!(reading[1] < Number.POSITIVE_INFINITY) || state[1] === 0) return;
  const gain = state[1] / (state[1] + reading[1]);
  state[0] += gain * (reading[0] - state[0]);
  state[1] *= 1 - gain;
}

/**
 * All frames at once.
 * @param readings [F] of [angle, variance]
 * @returns [F] radians
 */
export function smoothCups(readings: readonly Float64Array[], fps: number): Float64Array {
  const angles = new Float64Array(readings.length);
  const belief = createCupBelief(fps);
  for (const reading of readings) learnCup(belief, reading);
  const { keep } = belief;
  const variance = belief.variance[0];
  if (variance === 0) return angles;
  const variances = new Float64Array(readings.length);
  readings.forEach((reading, f) => {
    if (f === 0) belief.state[1] = variance;
    followCup(belief, reading);
    angles[f] = belief.state[0];
    variances[f] = belief.state[1];
  });
  // Rauch, Tung and Striebel
  for (let f = readings.length - 2; f >= 0; f--) {
    const ahead = variances[f] * keep * keep + variance * (1 - keep * keep);
    angles[f] += ((variances[f] * keep) / ahead) * (angles[f + 1] - keep * angles[f]);
  }
  return angles;
}
