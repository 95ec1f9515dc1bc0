/**
 * How long a length looks in many frames -> how long it is. Metres, or any unit.
 *
 * A length L that leans out of the picture plane by an angle t looks L cos t long, and never longer than L but for noise. Maximum likelihood
 * of L over a histogram of what is seen: t is spread about the picture plane by a mixture of six half-normals whose shares are found by
 * expectation maximisation, noise of a given deviation is added, and a small share of frames is taken for outliers.
 * Derived here. Limits: leans are taken to be the rarer the larger they are; a length that never comes near the picture plane comes out
 * too short, and one whose deviation is underestimated too long, by some 5 percent per third of it for a finger's segments.
 */
import { RADIANS } from '../math/scalar.ts';

export interface LengthFit {
  readonly length: number;
  /** Shares of the six leans. */
  readonly leans: Float64Array;
  readonly logLikelihood: number;
}

/** Standard deviations of the half-normals, degrees: from held in the picture plane to anywhere. */
const LEANS_DEG = [4, 8, 14, 22, 35, 60] as const;
const NODES = 30;
const ANGLES = Float64Array.from({ length: NODES }, (_, i) => (((i + 0.5) / NODES) * Math.PI) / 2);
const COSINES = ANGLES.map(Math.cos);
/** [leans][nodes] each summing to 1. */
const LEANS = LEANS_DEG.map((deg) => {
  const weights = ANGLES.map((angle) => Math.exp(-((angle / (deg * RADIANS)) ** 2) / 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
});

/** Share of frames that follow no rule. */
const OUTLIERS = 0.03;
/** Bins of the histogram, from 0 to twice the expected length. */
const BINS = 60;
const ROUNDS = 25;

/** Searched shares of the expected length. */
const LEAST = 0.6;
const MOST = 1.6;
const STEPS = 21;
const REFINEMENTS = 12;

/**
 * @param across lengths as seen
 * @param sigma standard deviation of the noise in them
 * @param leans shares that are known; found when left out
 */
export function fitLength(
  across: readonly number[],
  sigma: number,
  expected: number,
  leans?: Float64Array,
): LengthFit {
  const width = (2 * expected) / BINS;
  const counts = new Float64Array(BINS);
  for (const value of across) {
    const bin = Math.floor(value / width);
    if (bin < BINS) counts[bin]++;
  }
  const deviation = Math.hypot(sigma, width / Math.sqrt(12));
  const at = (length: number): LengthFit => weigh(counts, width, deviation, length, leans);
  let best = at(expected);
  for (let i = 0; i < STEPS; i++) {
    const fit = at(expected * (LEAST + ((MOST - LEAST) * i) / (STEPS - 1)));
    if (fit.logLikelihood > best.logLikelihood) best = fit;
  }
  let step = ((MOST - LEAST) / (STEPS - 1) / 2) * expected;
  for (let i = 0; i < REFINEMENTS; i++) {
    const { length } = best;
    for (const near of [at(length - step), at(length + step)])
      if (near.logLikelihood > best.logLikelihood) best = near;
    step *= 0.6;
  }
  return best;
}

/** The likelihood of one length, with the shares that make it greatest. */
function weigh(
  counts: Float64Array,
  width: number,
  deviation: number,
  length: number,
  known?: Float64Array,
): LengthFit {
  const chances = LEANS.map(() => new Float64Array(BINS));
  const scale = width / (Math.sqrt(2 * Math.PI) * deviation);
  for (let bin = 0; bin < BINS; bin++) {
    if (counts[bin] === 0) continue;
    const seen = (bin + 0.5) * width;
    for (let node = 0; node < NODES; node++) {
      const off = (seen - length * COSINES[node]) / deviation;
      if (off > 6 || off < -6) continue;
      const chance = scale * Math.exp((-off * off) / 2);
      for (let k = 0; k < LEANS.length; k++) chances[k][bin] += LEANS[k][node] * chance;
    }
  }
  const leans = known ?? new Float64Array(LEANS.length).fill(1 / LEANS.length);
  const shares = new Float64Array(LEANS.length);
  let logLikelihood = 0;
  for (let round = 0; round <= (known ? 0 : ROUNDS); round++) {
    shares.fill(0);
    logLikelihood = 0;
    for (let bin = 0; bin < BINS; bin++) {
      if (counts[bin] === 0) continue;
      let total = OUTLIERS / BINS;
      for (let k = 0; k < leans.length; k++) total += (1 - OUTLIERS) * leans[k] * chances[k][bin];
      for (let k = 0; k < leans.length; k++)
        shares[k] += (counts[bin] * (1 - OUTLIERS) * leans[k] * chances[k][bin]) / total;
      logLikelihood += counts[bin] * Math.log(total);
    }
    if (known || round === ROUNDS) break;
    const sum = shares.reduce((total, share) => total + share, 0);
    if (!(sum > 0)) break;
    for (let k = 0; k < leans.length; k++) leans[k] = shares[k] / sum;
  }
  return { length, leans, logLikelihood };
}
