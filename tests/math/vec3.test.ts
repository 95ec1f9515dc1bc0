import { expect, test } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import {
  addScaledVec3,
  addVec3,
  angleVec3,
  crossVec3,
  distanceVec3,
  dotVec3,
  lengthVec3,
  lerpVec3,
  normalizeVec3,
  rejectVec3,
  scaleVec3,
  subtractVec3,
  vec3,
} from '../../src/math/vec3.ts';
import { listOf, randomUnit, randomVec3 } from '../support/random-geometry.ts';

test('sums, differences, products and steps between are those of the coordinates', () => {
  const a = [1, -2, 3];
  const b = [4, 5, -6];
  expect(listOf(addVec3(a, b, [0, 0, 0]))).toEqual([5, 3, -3]);
  expect(listOf(subtractVec3(a, b, [0, 0, 0]))).toEqual([-3, -7, 9]);
  expect(listOf(scaleVec3(a, -2, [0, 0, 0]))).toEqual([-2, 4, -6]);
  expect(listOf(addScaledVec3(a, b, 2, [0, 0, 0]))).toEqual([9, 8, -9]);
  expect(listOf(lerpVec3(a, b, 0.25, [0, 0, 0]))).toEqual([1.75, -0.25, 0.75]);
  expect(dotVec3(a, b)).toBe(-24);
  expect(lengthVec3([2, 3, 6])).toBe(7);
  expect(distanceVec3([1, 1, 1], [3, 4, 7])).toBe(7);
});

test('the cross product is right-handed and at right angles to both', () => {
  expect(listOf(crossVec3([1, 0, 0], [0, 1, 0], [0, 0, 0]))).toEqual([0, 0, 1]);
  const random = createRandom(1);
  for (let i = 0; i < 100; i++) {
    const a = randomVec3(random);
    const b = randomVec3(random);
    const c = crossVec3(a, b);
    expect(dotVec3(c, a)).toBeCloseTo(0, 12);
    expect(dotVec3(c, b)).toBeCloseTo(0, 12);
    expect(lengthVec3(c)).toBeCloseTo(lengthVec3(a) * lengthVec3(b) * Math.sin(angleVec3(a, b)), 12);
  }
});

test.each([
  ['add', (v: Float64Array) => addVec3(v, v, v), [2, 4, 6]],
  ['subtract', (v: Float64Array) => subtractVec3(v, v, v), [0, 0, 0]],
  ['lerp', (v: Float64Array) => lerpVec3([0, 0, 0], v, 0.5, v), [0.5, 1, 1.5]],
  ['cross', (v: Float64Array) => crossVec3(v, [1, 0, 0], v), [0, 3, -2]],
  ['reject', (v: Float64Array) => rejectVec3(v, [1, 0, 0], v), [0, 2, 3]],
  ['add scaled', (v: Float64Array) => addScaledVec3(v, v, 1, v), [2, 4, 6]],
])('%s may write into its own argument', (_, run, expected) => {
  expect(listOf(run(vec3(1, 2, 3)))).toEqual(expected);
});

test('a zero vector stays zero when normalised, any other gets length 1', () => {
  expect(listOf(normalizeVec3([0, 0, 0], [9, 9, 9]))).toEqual([0, 0, 0]);
  const random = createRandom(2);
  for (const spread of [1e-12, 1, 1e12]) {
    expect(lengthVec3(normalizeVec3(randomVec3(random, spread)))).toBeCloseTo(1, 14);
  }
});

test('what is rejected has no part along the axis', () => {
  const random = createRandom(3);
  for (let i = 0; i < 100; i++) {
    const axis = randomUnit(random);
    expect(dotVec3(rejectVec3(randomVec3(random), axis), axis)).toBeCloseTo(0, 14);
  }
});

test('angles are exact to 1e-15 rad even next to 0 and pi, where an arc cosine is not', () => {
  for (const angle of [1e-12, 1e-8, 1, Math.PI - 1e-8]) {
    expect(angleVec3([2, 0, 0], [Math.cos(angle) * 3, Math.sin(angle) * 3, 0]) - angle).toBeCloseTo(0, 15);
  }
  expect(angleVec3([1, 0, 0], [-5, 0, 0])).toBe(Math.PI);
});
