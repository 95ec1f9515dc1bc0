import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import {
  addRotationPair,
  createRotationFit,
  resetRotationFit,
  solveFitScale,
  solveRotationFit,
} from '../../src/math/procrustes.ts';
import { angleQuat, quat, rotateVec3 } from '../../src/math/quat.ts';
import { createRandom, type Random } from '../../src/math/random.ts';
import { addVec3, type Numbers, scaleVec3, vec3 } from '../../src/math/vec3.ts';
import { listOf, randomQuat, randomVec3 } from '../support/random-geometry.ts';

type Pair = readonly [source: Numbers, target: Numbers, weight?: number];

function fitPairs(pairs: readonly Pair[]): { rotation: Numbers; scale: number } {
  const fit = createRotationFit();
  for (const [source, target, weight = 1] of pairs) addRotationPair(fit, source, target, [weight], 0);
  const rotation = solveRotationFit(fit, quat());
  const scale = [0];
  solveFitScale(fit, scale);
  return { rotation, scale: scale[0] };
}

const squaredError = (rotation: Numbers, pairs: readonly Pair[]): number =>
  pairs.reduce((sum, [source, target, weight = 1]) => {
    const turned = rotateVec3(rotation, source);
    return sum + weight * [0, 1, 2].reduce((square, k) => square + (turned[k] - target[k]) ** 2, 0);
  }, 0);

/** Best proper rotation by singular values (Kabsch), as the squared error it leaves. */
function referenceError(pairs: readonly Pair[]): number {
  const products = Matrix.zeros(3, 3);
  let squares = 0;
  for (const [source, target, weight = 1] of pairs) {
    for (let r = 0; r < 3; r++) {
      squares += weight * (source[r] ** 2 + target[r] ** 2);
      for (let c = 0; c < 3; c++) products.set(r, c, products.get(r, c) + weight * source[r] * target[c]);
    }
  }
  const {
    diagonal,
    leftSingularVectors: u,
    rightSingularVectors: v,
  } = new SingularValueDecomposition(products);
  const sign = Math.sign(determinant(u) * determinant(v));
  return squares - 2 * (diagonal[0] + diagonal[1] + sign * diagonal[2]);
}

const determinant = (m: Matrix): number =>
  [0, 1, 2].reduce((sum, i) => {
    const [j, k] = [(i + 1) % 3, (i + 2) % 3];
    return sum + m.get(0, i) * (m.get(1, j) * m.get(2, k) - m.get(1, k) * m.get(2, j));
  }, 0);

const points = (random: Random, count: number): Float64Array[] =>
  Array.from({ length: count }, () => randomVec3(random));

describe('the weighted rotation between two sets of points', () => {
  it('recovers rotation and scale of exact points', () => {
    const random = createRandom(1);
    for (let i = 0; i < 100; i++) {
      const [rotation, scale] = [randomQuat(random), random.range(0.01, 100)];
      const pairs = points(random, 5).map((p): Pair => [p, scaleVec3(rotateVec3(rotation, p), scale)]);
      const found = fitPairs(pairs);
      expect(angleQuat(found.rotation, rotation)).toBeLessThan(1e-7);
      expect(found.scale / scale).toBeCloseTo(1, 12);
    }
  });

  it('leaves no more error than the singular value decomposition, for noise, reflections and planes', () => {
    const random = createRandom(2);
    for (let i = 0; i < 100; i++) {
      const rotation = randomQuat(random);
      const reflected = i % 3 === 1;
      const flat = i % 3 === 2;
      const pairs = points(random, 6).map((p): Pair => {
        if (flat) p[2] = 0;
        const image = reflected ? vec3(p[0], p[1], -p[2]) : p;
        return [p, addVec3(rotateVec3(rotation, image), randomVec3(random, 0.1)), random.range(0.1, 2)];
      });
      const reference = referenceError(pairs);
      expect(squaredError(fitPairs(pairs).rotation, pairs)).toBeCloseTo(reference, 9);
    }
  });

  it('believes points by their weight: an outlier of weight 0 does nothing, one of weight 1 turns the fit', () => {
    const random = createRandom(3);
    const rotation = randomQuat(random);
    const good = points(random, 5).map((p): Pair => [p, rotateVec3(rotation, p)]);
    const outlier = (weight: number): Pair => [vec3(10, 0, 0), vec3(0, 0, -10), weight];
    expect(angleQuat(fitPairs([...good, outlier(0)]).rotation, rotation)).toBeLessThan(1e-7);
    expect(angleQuat(fitPairs([...good, outlier(1)]).rotation, rotation)).toBeGreaterThan(0.1);
  });

  it('gives the least-squares scale together with the rotation', () => {
    const pairs: Pair[] = [
      [vec3(1), vec3(2, 0.1)],
      [vec3(0, 1), vec3(-0.1, 2)],
    ];
    // about z by atan(0.1 / 2); target . rotated source over source . source
    const { rotation, scale } = fitPairs(pairs);
    expect(angleQuat(rotation, quat())).toBeCloseTo(Math.atan2(0.1, 2), 12);
    expect(scale).toBeCloseTo(Math.hypot(2, 0.1), 12);
  });

  it('is the identity when nothing was added, and a unit rotation for one point or a line', () => {
    expect(listOf(fitPairs([]).rotation)).toEqual([0, 0, 0, 1]);
    expect(fitPairs([]).scale).toBe(1);
    const single = fitPairs([[vec3(1), vec3(0, 3)]]);
    expect(Math.hypot(...Array.from(single.rotation))).toBeCloseTo(1, 12);
    expect(rotateVec3(single.rotation, [1, 0, 0])[1]).toBeCloseTo(1, 12);
    expect(single.scale).toBeCloseTo(3, 12);
    const line = fitPairs([
      [vec3(1), vec3(0, 0, 1)],
      [vec3(-2), vec3(0, 0, -2)],
    ]);
    expect(rotateVec3(line.rotation, [1, 0, 0])[2]).toBeCloseTo(1, 12);
  });

  it('does not care about the unit of length', () => {
    const random = createRandom(4);
    const rotation = randomQuat(random);
    for (const unit of [1e-8, 1e8]) {
      const pairs = points(random, 5).map(
        (p): Pair => [scaleVec3(p, unit), scaleVec3(rotateVec3(rotation, p), unit)],
      );
      expect(angleQuat(fitPairs(pairs).rotation, rotation)).toBeLessThan(1e-7);
    }
  });

  it('forgets everything when reset', () => {
    const random = createRandom(5);
    const fit = createRotationFit();
    for (const p of points(random, 4)) addRotationPair(fit, p, randomVec3(random), [1], 0);
    solveRotationFit(fit, quat());
    resetRotationFit(fit);
    const rotation = randomQuat(random);
    for (const p of points(random, 4)) addRotationPair(fit, p, rotateVec3(rotation, p), [1], 0);
    expect(angleQuat(solveRotationFit(fit, quat()), rotation)).toBeLessThan(1e-7);
  });
});
