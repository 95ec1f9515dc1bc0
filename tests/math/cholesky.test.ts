import { Matrix, solve } from 'ml-matrix';
import { expect, test } from 'vitest';
import { solveSymmetric } from '../../src/math/cholesky.ts';
import { createRandom } from '../../src/math/random.ts';

/** R R' + 0.1 I, row by row. */
function randomSymmetric(seed: number, n: number): { a: Float64Array; b: Float64Array } {
  const random = createRandom(seed);
  const root = Array.from({ length: n * n }, random.gauss);
  const a = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = i === j ? 0.1 : 0;
    for (let k = 0; k < n; k++) sum += root[i * n + k] * root[j * n + k];
    return sum;
  });
  return { a, b: Float64Array.from({ length: n }, random.gauss) };
}

test.each([1, 2, 3, 5, 12])('a system of %i unknowns is solved as by ml-matrix', (n) => {
  for (let seed = 1; seed <= 20; seed++) {
    const { a, b } = randomSymmetric(seed * 100 + n, n);
    const dense = Matrix.zeros(n, n);
    a.forEach((value, at) => {
      dense.set(Math.floor(at / n), at % n, value);
    });
    const expected = solve(dense, Matrix.columnVector(Array.from(b))).to1DArray();
    solveSymmetric(n, a, b);
    expected.forEach((x, i) => {
      expect(b[i]).toBeCloseTo(x, 9);
    });
  }
});

test('only the lower triangle is read', () => {
  const lower = Float64Array.of(4, Number.NaN, 2, 3);
  const b = Float64Array.of(8, 8);
  solveSymmetric(2, lower, b);
  expect([...b].map((x) => Number(x.toFixed(12)))).toEqual([1, 2]);
});

test('unknowns that nothing determines come out 0 and leave the others as they are', () => {
  const a = Float64Array.of(2, 0, 0, 0, 0, 0, 0, 0, 4);
  const b = Float64Array.of(6, 5, 8);
  solveSymmetric(3, a, b);
  expect(b[0]).toBeCloseTo(3, 12);
  expect(b[1]).toBe(0);
  expect(b[2]).toBeCloseTo(2, 12);
});

test('two unknowns of which only the sum is known give finite numbers with that sum', () => {
  const b = Float64Array.of(3, 3);
  solveSymmetric(2, Float64Array.of(1, 1, 1, 1), b);
  expect(b[0] + b[1]).toBeCloseTo(3, 12);
});
