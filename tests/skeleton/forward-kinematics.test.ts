import { expect, test } from 'vitest';
import { multiplyQuat, quat, rotateVec3 } from '../../src/math/quat.ts';
import { createRandom } from '../../src/math/random.ts';
import { addVec3, type Numbers } from '../../src/math/vec3.ts';
import { computeModelPose, computeRestPose, createModelPose } from '../../src/skeleton/forward-kinematics.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import type { Skeleton } from '../../src/skeleton/skeleton.ts';
import { randomQuat } from '../support/random-geometry.ts';

/** root - hip (1 m up) - knee (0.5 m down) - foot (0.4 m down), and an arm off the hip. */
const FIGURE: Skeleton = {
  jointNames: ['root', 'hip', 'knee', 'foot', 'arm'],
  parents: Int16Array.of(-1, 0, 1, 2, 1),
  restTranslations: Float32Array.of(0, 0, 0, 0, 1, 0, 0, -0.5, 0, 0, -0.4, 0, 0.25, 0.5, 0),
  restRotations: Float32Array.from({ length: 20 }, (_, i) => (i % 4 === 3 ? 1 : 0)),
  translatedJoint: 1,
};

const S = Math.SQRT1_2;
const rotationsOf = (turns: Readonly<Record<string, readonly number[]>>): Float64Array =>
  Float64Array.from(FIGURE.jointNames.flatMap((name) => [...(turns[name] ?? [0, 0, 0, 1])]));

function expectVector(found: Numbers, expected: readonly number[]): void {
  for (let k = 0; k < expected.length; k++) expect(found[k]).toBeCloseTo(expected[k], 7);
}

test('the rest pose adds up translations', () => {
  const { positions } = computeRestPose(FIGURE);
  expectVector(positions[1], [0, 1, 0]);
  expectVector(positions[3], [0, 0.1, 0]);
  expectVector(positions[4], [0.25, 1.5, 0]);
});

test('a bent knee carries the foot and nothing else', () => {
  // a quarter turn about +X takes down (-Y) to the back (-Z)
  const pose = computeModelPose(FIGURE, rotationsOf({ knee: [S, 0, 0, S] }), null);
  expectVector(pose.positions[2], [0, 0.5, 0]);
  expectVector(pose.positions[3], [0, 0.5, -0.4]);
  expectVector(pose.positions[4], [0.25, 1.5, 0]);
  expectVector(pose.rotations[3], [S, 0, 0, S]);
});

test('turns of parents come before those of their children', () => {
  // the hip turns the person's front to the left, then the knee bends in the turned frame
  const pose = computeModelPose(FIGURE, rotationsOf({ hip: [0, S, 0, S], knee: [S, 0, 0, S] }), null);
  expectVector(pose.positions[3], [-0.4, 0.5, 0]);
  expectVector(pose.positions[4], [0, 1.5, -0.25]);
});

test('the translation of a frame replaces the rest of the translated joint alone', () => {
  const pose = computeModelPose(FIGURE, rotationsOf({}), [0.1, 0.9, 0.2]);
  expectVector(pose.positions[0], [0, 0, 0]);
  expectVector(pose.positions[1], [0.1, 0.9, 0.2]);
  expectVector(pose.positions[3], [0.1, 0, 0.2]);
});

test('a pose that is given is filled and returned', () => {
  const dst = createModelPose(5);
  dst.positions[2].fill(99);
  expect(computeModelPose(FIGURE, rotationsOf({}), null, dst)).toBe(dst);
  expectVector(dst.positions[2], [0, 0.5, 0]);
});

test('agrees with walking every chain up to the root, within 1e-9 m, on a whole rig', () => {
  const { skeleton } = createMetahuman();
  const random = createRandom(1);
  const locals = skeleton.jointNames.map(() => randomQuat(random));
  const pose = computeModelPose(skeleton, Float64Array.from(locals.flatMap((q) => [...q])), null);
  skeleton.jointNames.forEach((_, joint) => {
    let position: Numbers = [0, 0, 0];
    let rotation: Numbers = quat();
    for (let j = joint; j >= 0; j = skeleton.parents[j]) {
      position = addVec3(
        rotateVec3(locals[j], position),
        skeleton.restTranslations.subarray(j * 3, j * 3 + 3),
      );
      rotation = multiplyQuat(locals[j], rotation);
    }
    for (let k = 0; k < 3; k++) expect(pose.positions[joint][k]).toBeCloseTo(position[k], 9);
    for (let k = 0; k < 4; k++) expect(pose.rotations[joint][k]).toBeCloseTo(rotation[k], 9);
  });
});
