import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { smoothestPath } from '../../src/retarget/smoothest-path.ts';

const FRAMES = 30;

function noisyPath(seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: FRAMES * 3 }, () => random.gauss());
}

const jerkOf = (path: Float64Array): number => {
  let sum = 0;
  for (let i = 9; i < path.length; i++)
    sum += (path[i] - 3 * path[i - 3] + 3 * path[i - 6] - path[i - 9]) ** 2;
  return sum;
};

/** What the path is to make small. */
function cost(path: Float64Array, points: Float64Array, weights: Float64Array, stiffness: number): number {
  return path.reduce(
    (sum, x, i) => sum + weights[Math.floor(i / 3)] * (x - points[i]) ** 2,
    stiffness * jerkOf(path),
  );
}

describe('the smoothest path', () => {
  const points = noisyPath(1);
  const weights = Float64Array.from({ length: FRAMES }, (_, f) => 1 + (f % 5));
  const path = points.slice();
  smoothestPath(points, weights, 3, 0, 20, path);

  it('has no better one next to it', () => {
    const best = cost(path, points, weights, 20);
    const random = createRandom(2);
    for (let n = 0; n < 50; n++) {
      const other = path.map((x) => x + 1e-3 * random.gauss());
      expect(cost(other, points, weights, 20)).toBeGreaterThan(best);
    }
  });

  it('leaves points on a parabola where they are', () => {
    const parabola = Float64Array.from({ length: FRAMES * 3 }, (_, i) => {
      const t = Math.floor(i / 3) / FRAMES;
      return [t * t, 2 - t, 0.5][i % 3];
    });
    const out = parabola.slice();
    smoothestPath(parabola, weights, 3, 0, 1000, out);
    out.forEach((x, i) => {
      expect(x).toBeCloseTo(parabola[i], 9);
    });
  });

  it('goes through a point of great weight, and far less jerkily than the points', () => {
    const firm = Float64Array.from({ length: FRAMES }, (_, f) => (f === 12 ? 1e9 : 1));
    const out = points.slice();
    smoothestPath(points, firm, 3, 0, 300, out);
    for (let i = 0; i < 3; i++) expect(out[36 + i]).toBeCloseTo(points[36 + i], 4);
    expect(jerkOf(out)).toBeLessThan(0.01 * jerkOf(points));
  });

  it('may be written over the points, and touches nothing beside its three numbers', () => {
    const wide = new Float64Array(FRAMES * 5).fill(7);
    for (let f = 0; f < FRAMES; f++) wide.set(points.subarray(f * 3, f * 3 + 3), f * 5 + 1);
    smoothestPath(wide, weights, 5, 1, 20, wide);
    for (let f = 0; f < FRAMES; f++) {
      expect([wide[f * 5], wide[f * 5 + 4]]).toEqual([7, 7]);
      for (let i = 0; i < 3; i++) expect(wide[f * 5 + 1 + i]).toBeCloseTo(path[f * 3 + i], 12);
    }
  });

  it('leaves clips that are too short for a third difference alone', () => {
    const few = Float64Array.from([1, 2, 3, 4, 5, 6]);
    smoothestPath(few, Float64Array.of(1, 1), 3, 0, 20, few);
    expect([...few]).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
