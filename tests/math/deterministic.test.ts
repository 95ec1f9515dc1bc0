import { expect, test } from 'vitest';
import { deterministicAtan2 } from '../../src/math/deterministic.ts';
import { createRandom } from '../../src/math/random.ts';

test('the arc tangent agrees with Math.atan2 to 1e-15 rad in all quadrants and magnitudes', () => {
  const random = createRandom(1);
  let worst = 0;
  for (let i = 0; i < 200_000; i++) {
    const y = (random.next() - 0.5) * 10 ** random.range(-12, 12);
    const x = (random.next() - 0.5) * 10 ** random.range(-12, 12);
    worst = Math.max(worst, Math.abs(deterministicAtan2(y, x) - Math.atan2(y, x)));
  }
  expect(worst).toBeLessThan(1e-15);
});

test('the axes and diagonals are exact', () => {
  expect(deterministicAtan2(0, 0)).toBe(0);
  expect(deterministicAtan2(0, 2)).toBe(0);
  expect(deterministicAtan2(0, -2)).toBe(Math.PI);
  expect(deterministicAtan2(3, 0)).toBe(Math.PI / 2);
  expect(deterministicAtan2(-3, 0)).toBe(-Math.PI / 2);
  expect(deterministicAtan2(5, 5)).toBe(Math.PI / 4);
  expect(deterministicAtan2(-5, -5)).toBe((-3 * Math.PI) / 4);
});

test('the arc tangent rises without steps across the borders of the table', () => {
  let last = deterministicAtan2(0, 1);
  for (let i = 1; i <= 100_000; i++) {
    const next = deterministicAtan2(i / 100_000, 1);
    expect(next).toBeGreaterThan(last);
    last = next;
  }
});
