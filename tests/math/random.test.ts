import { expect, test } from 'vitest';
import { createRandom } from '../../src/math/random.ts';

// by sfc32 and splitmix32 written a second time in another language
test('a seed gives this stream, on every machine and in every version', () => {
  const random = createRandom(1);
  const words = Array.from({ length: 4 }, () => Math.round(random.next() * 4294967296));
  expect(words).toEqual([2420951833, 2513034076, 3847892949, 4064752930]);
});

test('the same seed gives the same numbers, neighbouring seeds others', () => {
  const draw = (seed: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 50 }, random.next);
  };
  expect(draw(7)).toEqual(draw(7));
  const [a, b] = [draw(7), draw(8)];
  expect(a.filter((x, i) => Math.abs(x - b[i]) < 1e-6)).toEqual([]);
});

test('seeds beyond 32 bits and below 0 count by their lowest 32 bits', () => {
  expect(createRandom(2 ** 32 + 5).next()).toBe(createRandom(5).next());
  expect(createRandom(-1).next()).toBe(createRandom(2 ** 32 - 1).next());
});

test('numbers fill their ranges evenly and never reach the upper end', () => {
  const random = createRandom(2);
  const tenths = new Array(10).fill(0);
  for (let i = 0; i < 20_000; i++) {
    const x = random.next();
    expect(x >= 0 && x < 1).toBe(true);
    tenths[Math.floor(x * 10)]++;
    const r = random.range(-3, 2);
    expect(r >= -3 && r < 2).toBe(true);
  }
  // 2000 expected, standard deviation 42
  for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

test('whole numbers and picks reach every value and nothing else', () => {
  const random = createRandom(3);
  const numbers = new Set(Array.from({ length: 500 }, () => random.integer(6)));
  expect([...numbers].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  const picks = new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])));
  expect([...picks].sort()).toEqual(['a', 'b', 'c']);
});

test('normal numbers have mean 0, variance 1 and the tails of a bell', () => {
  const random = createRandom(4);
  const values = Array.from({ length: 40_000 }, random.gauss);
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + x * x, 0) / values.length;
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(Math.abs(variance - 1)).toBeLessThan(0.03);
  expect(values.filter((x) => Math.abs(x) > 2).length / values.length).toBeCloseTo(0.0455, 2);
  expect(values.every(Number.isFinite)).toBe(true);
});
