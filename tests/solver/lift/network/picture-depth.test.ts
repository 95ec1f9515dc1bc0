import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/math/random.ts';
import {
  comparePictureDepth,
  createPictureDepth,
  weighPictureDepth,
} from '../../../../src/solver/lift/network/picture-depth.ts';

/** A hand's points: true depth of 3 cm, a lift that is 1 cm off, and z as `seen` makes it of the truth. */
function compared(seen: (truth: number, error: number) => number) {
  const random = createRandom(5);
  const depth = createPictureDepth();
  for (let i = 0; i < 4000; i++) {
    const truth = 0.03 * random.gauss();
    comparePictureDepth(depth, seen(truth, random.gauss()), truth + 0.01 * random.gauss(), 1e-4, 1);
  }
  weighPictureDepth(depth);
  return depth;
}

describe('the z of a picture beside a lift', () => {
  it('is believed as far as a lift can tell when it is exact, whatever its scale', () => {
    const depth = compared((truth) => truth / 2.5);
    expect(depth.gain).toBeCloseTo(2.5, 1);
    expect(Math.sqrt(depth.variance)).toBeLessThan(0.009);
  });

  it('is believed less the noisier it is', () => {
    const little = compared((truth, error) => truth + 0.02 * error);
    const less = compared((truth, error) => truth + 0.06 * error);
    expect(Math.sqrt(little.variance)).toBeGreaterThan(0.02);
    expect(less.variance).toBeGreaterThan(1.5 * little.variance);
  });

  it('is not used when it says the opposite, or nothing was compared', () => {
    expect(compared((truth) => -truth).variance).toBe(Number.POSITIVE_INFINITY);
    expect(createPictureDepth().variance).toBe(Number.POSITIVE_INFINITY);
  });
});
