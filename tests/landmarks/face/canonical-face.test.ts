import { expect, it } from 'vitest';
import { CANONICAL_FACE, PROCRUSTES_BASIS } from '../../../src/landmarks/face/canonical-face.ts';
import { FACE_POINT_COUNT } from '../../../src/landmarks/schema.ts';

const point = (i: number) => Array.from(CANONICAL_FACE.subarray(i * 3, i * 3 + 3));
const expectPoint = (i: number, [x, y, z]: number[]) => {
  point(i).forEach((value, axis) => {
    expect(value).toBeCloseTo([x, y, z][axis], 6);
  });
};

it('holds three finite coordinates for each of the 478 face landmarks', () => {
  expect(CANONICAL_FACE).toHaveLength(FACE_POINT_COUNT * 3);
  expect(CANONICAL_FACE.every(Number.isFinite)).toBe(true);
});

it('keeps the source figures in metres: tip of the nose, chin, centre of the right iris', () => {
  expectPoint(4, [0, -0.00463, 0.07587]);
  expectPoint(152, [0, -0.09403, 0.04264]);
  expectPoint(468, [-0.03182, 0.02636, 0.03826]);
});

it('looks along z with the brow above the chin and the left eye on positive x', () => {
  expect(point(10)[1]).toBeGreaterThan(point(152)[1]);
  expect(point(4)[2]).toBeGreaterThan(point(234)[2]);
  expect(point(263)[0]).toBeGreaterThan(0);
  expect(point(473)[0]).toBeGreaterThan(0);
});

it('is symmetric between left and right to 0.02 mm at eyes, mouth, ears and irises', () => {
  for (const [right, left] of [
    [33, 263],
    [133, 362],
    [61, 291],
    [234, 454],
    [468, 473],
    [469, 476],
    [470, 475],
    [105, 334],
  ]) {
    const [x, y, z] = point(right);
    const mirrored = point(left);
    expect(Math.hypot(mirrored[0] + x, mirrored[1] - y, mirrored[2] - z)).toBeLessThan(2e-5);
  }
});

it('weighs 33 different points of the mesh, alike on both sides', () => {
  expect(new Set(PROCRUSTES_BASIS.map(({ point }) => point)).size).toBe(33);
  expect(PROCRUSTES_BASIS.every(({ point }) => point < 468)).toBe(true);
  const weightAt = (sign: number) =>
    PROCRUSTES_BASIS.filter(({ point: i }) => Math.sign(point(i)[0]) === sign).reduce(
      (sum, { weight }) => sum + weight,
      0,
    );
  expect(weightAt(1)).toBeCloseTo(weightAt(-1), 6);
});
