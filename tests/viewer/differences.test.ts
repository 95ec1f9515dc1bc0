import { expect, test } from 'vitest';
import type { ShownMotion } from '../../viewer/src/clip/motion.ts';
import { differences, frameAtSameTime } from '../../viewer/src/compare/differences.ts';

/** Each joint turned about X by the angle of its frame, radians. */
function motion(framesPerSecond: number, joints: Readonly<Record<string, readonly number[]>>): ShownMotion {
  const jointNames = Object.keys(joints);
  const frameCount = Object.values(joints)[0].length;
  const rotations = new Float32Array(frameCount * jointNames.length * 4);
  jointNames.forEach((name, j) => {
    joints[name].forEach((angle, f) => {
      rotations.set([Math.sin(angle / 2), 0, 0, Math.cos(angle / 2)], (f * jointNames.length + j) * 4);
    });
  });
  return {
    frameCount,
    framesPerSecond,
    jointNames,
    rotations,
    curveNames: [],
    curves: new Float32Array(),
    provenance: null,
  };
}

test('joints are matched by name, and the largest angle is found with its frame', () => {
  const a = motion(25, { head: [0, 0.1, 0.2], hand: [0, 0, 0], tail: [9, 9, 9] });
  const b = motion(25, { hand: [0, 0, 0.5], head: [0, 0.1, 0.1] });
  const { jointNames, angles, max, maxFrame, maxJoint, worst, mean } = differences(a, b);
  expect(jointNames).toEqual(['head', 'hand']);
  expect(Array.from(angles, (angle) => Number(angle.toFixed(5)))).toEqual([0, 0, 0, 0, 0.1, 0.5]);
  expect([maxFrame, maxJoint]).toEqual([2, 'hand']);
  expect(max).toBeCloseTo(0.5, 5);
  expect(mean).toBeCloseTo(0.1, 5);
  expect(worst.map(({ joint, frame }) => [joint, frame])).toEqual([
    ['hand', 2],
    ['head', 2],
  ]);
});

test('a rotation and its negative are the same rotation, and equal motions are not apart', () => {
  const a = motion(25, { head: [0.3, 2.8] });
  const negative = { ...a, rotations: a.rotations.map((value) => -value) };
  expect(differences(a, negative).max).toBeLessThan(1e-6);
});

test('clips of different rates are compared at the same time, the shorter one held at its end', () => {
  const a = motion(50, { head: [0, 0, 0, 0, 0, 0] });
  const b = motion(25, { head: [0, 0.2] });
  expect([0, 1, 2, 3, 5].map((frame) => frameAtSameTime(a, b, frame))).toEqual([0, 1, 1, 1, 1]);
  expect(Array.from(differences(a, b).angles, (angle) => Math.round(angle * 10) / 10)).toEqual([
    0, 0.2, 0.2, 0.2, 0.2, 0.2,
  ]);
});

test('clips without a common joint have nothing to compare', () => {
  const { jointNames, max, mean } = differences(motion(25, { head: [0] }), motion(25, { hips: [1] }));
  expect({ jointNames, max, mean }).toEqual({ jointNames: [], max: 0, mean: 0 });
});
