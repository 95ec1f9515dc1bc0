import { expect, test } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { clamp, DEGREES, median, quantile, RADIANS, smoothstep, wrapAngle } from '../../src/math/scalar.ts';

test('clamp keeps what is inside and moves the rest to the nearer end', () => {
  expect([-2, -1, 0.3, 1, 7].map((x) => clamp(x, -1, 1))).toEqual([-1, -1, 0.3, 1, 1]);
});

test('smoothstep is 0 below, 1 above, half in the middle and never falls', () => {
  expect([1, 2, 3, 4, 9].map((x) => smoothstep(x, 2, 4))).toEqual([0, 0, 0.5, 1, 1]);
  for (let x = 0; x < 1; x += 0.01)
    expect(smoothstep(x + 0.01, 0, 1)).toBeGreaterThanOrEqual(smoothstep(x, 0, 1));
});

test('medians and quantiles interpolate between neighbours and leave the input alone', () => {
  const values = [9, 1, 5, 3];
  expect(median(values)).toBe(4);
  expect(quantile(values, 0)).toBe(1);
  expect(quantile(values, 1)).toBe(9);
  expect(quantile(values, 1 / 6)).toBeCloseTo(2, 12);
  expect(values).toEqual([9, 1, 5, 3]);
});

test('only the first values count when a count is given, and none give NaN', () => {
  expect(median(Float64Array.of(4, 2, 0, 0, 0), 2)).toBe(3);
  expect(median([7], 1)).toBe(7);
  expect(median([])).toBeNaN();
  expect(quantile([1, 2], 0.5, 0)).toBeNaN();
});

test('numbers are sorted as numbers, not as words', () => {
  expect(median([10, 9, 100])).toBe(10);
});

test('wrapped angles lie within half a turn and point the same way', () => {
  const random = createRandom(1);
  for (let i = 0; i < 500; i++) {
    const angle = random.range(-50, 50);
    const wrapped = wrapAngle(angle);
    expect(Math.abs(wrapped)).toBeLessThanOrEqual(Math.PI);
    expect(Math.cos(wrapped - angle)).toBeCloseTo(1, 12);
  }
});

test('degrees and radians are each other’s inverse', () => {
  expect(DEGREES * RADIANS).toBeCloseTo(1, 15);
  expect(180 * RADIANS).toBe(Math.PI);
});
