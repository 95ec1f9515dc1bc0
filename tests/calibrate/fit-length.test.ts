import { describe, expect, it } from 'vitest';
import { fitLength } from '../../src/calibrate/fit-length.ts';
import { createRandom } from '../../src/math/random.ts';

/** A length of 1 that leans by an angle of the given standard deviation, seen with noise. */
function seen(count: number, leanDeg: number, sigma: number, seed: number, outliers = 0): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    if (random.next() < outliers) return random.range(0, 2);
    return Math.abs(Math.cos((random.gauss() * leanDeg * Math.PI) / 180)) + sigma * random.gauss();
  });
}

describe('a length in many frames', () => {
  it.each([
    [5, 0.02, 0.01],
    [20, 0.02, 0.01],
    [35, 0.02, 0.01],
    [20, 0.1, 0.04],
    [35, 0.2, 0.08],
  ])('that leans by %d degrees with noise of %d of it comes back within %d of it', (lean, sigma, within) => {
    const { length } = fitLength(seen(1500, lean, sigma, 1), sigma, 1.1);
    expect(Math.abs(length - 1)).toBeLessThan(within);
  });

  it('does not grow with noise, as the longest that is seen does', () => {
    const across = seen(1500, 20, 0.15, 2);
    expect(Math.max(...across)).toBeGreaterThan(1.4);
    expect(fitLength(across, 0.15, 1).length).toBeLessThan(1.02);
  });

  it('is not thrown off by one frame in thirty that follows no rule', () => {
    expect(Math.abs(fitLength(seen(1500, 20, 0.03, 3, 1 / 30), 0.03, 1).length - 1)).toBeLessThan(0.02);
  });

  it('is the same in any unit', () => {
    const across = seen(300, 20, 0.05, 4);
    const { length } = fitLength(across, 0.05, 1);
    const scaled = fitLength(
      across.map((value) => value * 0.25),
      0.0125,
      0.25,
    );
    expect(scaled.length).toBeCloseTo(length / 4, 6);
  });
});
