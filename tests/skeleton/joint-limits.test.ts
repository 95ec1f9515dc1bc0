import { expect, test } from 'vitest';
import { ACTOR_JOINTS, actorJoint, FINGERS, SIDES } from '../../src/skeleton/actor/joints.ts';
import { JOINT_LIMITS, LIMIT_SLACK } from '../../src/skeleton/joint-limits.ts';

test('every joint from the elbow to the finger tips has one limit, on both sides the same', () => {
  const names = JOINT_LIMITS.map(({ joint }) => ACTOR_JOINTS[joint]).sort();
  const wanted = SIDES.flatMap((side) => [
    `${side}LowerArm`,
    `${side}Hand`,
    ...['Thumb', ...FINGERS].flatMap((finger) => [1, 2, 3].map((n) => `${side}${finger}${n}`)),
  ]).sort();
  expect(names).toEqual(wanted);
  for (const name of wanted.filter((joint) => joint.startsWith('left'))) {
    const of = (joint: string) => {
      const { joint: _, ...ranges } = JOINT_LIMITS.find((l) => ACTOR_JOINTS[l.joint] === joint)!;
      return ranges;
    };
    expect(of(name.replace('left', 'right'))).toEqual(of(name));
  }
});

test('ranges hold the rest pose and are given in degrees from low to high', () => {
  for (const { flexion, abduction, twist } of JOINT_LIMITS) {
    for (const [lo, hi] of [flexion, abduction, twist]) {
      expect(lo).toBeLessThanOrEqual(0);
      expect(hi).toBeGreaterThanOrEqual(0);
      expect(hi - lo).toBeLessThanOrEqual(180);
    }
  }
  expect(LIMIT_SLACK).toBeGreaterThan(0);
  expect(LIMIT_SLACK).toBeLessThan(0.5);
});

test('second and third joints of fingers are hinges, knuckles and wrists are not', () => {
  const limitOf = (joint: number) => JOINT_LIMITS.find((limit) => limit.joint === joint)!;
  for (const finger of FINGERS) {
    for (const n of [2, 3] as const) {
      expect(limitOf(actorJoint(`left${finger}${n}`))).toMatchObject({ abduction: [0, 0], twist: [0, 0] });
    }
    expect(limitOf(actorJoint(`left${finger}1`)).abduction[1]).toBeGreaterThan(0);
  }
  expect(limitOf(actorJoint('leftLowerArm'))).toMatchObject({ abduction: [0, 0], twist: [0, 0] });
  expect(limitOf(actorJoint('leftHand')).twist).toEqual([-90, 90]);
});
