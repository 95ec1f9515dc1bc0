import { describe, expect, it } from 'vitest';
import { angleQuat, identityQuat, quat } from '../../src/math/quat.ts';
import { createRandom } from '../../src/math/random.ts';
import { DEGREES, RADIANS } from '../../src/math/scalar.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { ACTOR_JOINTS, type ActorJoint, actorJoint } from '../../src/skeleton/actor/joints.ts';
import { JOINT_LIMITS, LIMIT_SLACK } from '../../src/skeleton/joint-limits.ts';
import { anglesFromRotation, createAnatomy, rotationFromAngles } from '../../src/solver/anatomy.ts';
import { limitJoints } from '../../src/solver/limits.ts';
import { relaxedPose } from '../../src/solver/relaxed-pose.ts';
import { randomQuat } from '../support/random-geometry.ts';

const anatomy = createAnatomy(createActor());
const restPose = (): Float64Array[] => ACTOR_JOINTS.map(() => identityQuat(quat()) as Float64Array);

const set = (pose: Float64Array[], joint: ActorJoint, flexion: number, abduction = 0, twist = 0): void => {
  const angles = { flexion: flexion * RADIANS, abduction: abduction * RADIANS, twist: twist * RADIANS };
  rotationFromAngles(anatomy, actorJoint(joint), angles, pose[actorJoint(joint)]);
};

const anglesOf = (pose: Float64Array[], joint: ActorJoint) => {
  const j = actorJoint(joint);
  const { flexion, abduction, twist } = anglesFromRotation(anatomy, j, pose[j], {
    flexion: 0,
    abduction: 0,
    twist: 0,
  });
  return { flexion: flexion * DEGREES, abduction: abduction * DEGREES, twist: twist * DEGREES };
};

function limited(pose: Float64Array[]): ActorJoint[] {
  const outside = new Uint8Array(ACTOR_JOINTS.length);
  limitJoints(anatomy, pose, outside);
  return ACTOR_JOINTS.filter((_, j) => outside[j]);
}

describe('joint limits', () => {
  it('leave everything inside the ranges as it is', () => {
    const random = createRandom(1);
    const pose = restPose();
    for (const { joint, flexion, abduction, twist } of JOINT_LIMITS) {
      const inside = ([lo, hi]: readonly [number, number]) => lo + (hi - lo) * random.range(0.01, 0.99);
      set(pose, ACTOR_JOINTS[joint], inside(flexion), inside(abduction), inside(twist));
    }
    const before = pose.map((q) => q.slice());
    expect(limited(pose)).toEqual([]);
    pose.forEach((q, j) => {
      expect(angleQuat(q, before[j])).toBeLessThan(1e-5);
    });
  });

  /** Where a joint ends up that is beyond its range by so much, degrees. */
  const drawn = (beyond: number, slack: number) => slack * (1 - Math.exp(-beyond / slack));

  it('draw a joint beyond its range back a little and say nothing within the slack: people differ', () => {
    const pose = restPose();
    // 0 to 150 degrees, slack of 15; -15 to 110, slack of 12.5
    set(pose, 'leftLowerArm', 160);
    set(pose, 'rightIndex2', 120);
    expect(limited(pose)).toEqual([]);
    expect(anglesOf(pose, 'leftLowerArm').flexion).toBeCloseTo(150 + drawn(10, 15), 4);
    expect(anglesOf(pose, 'rightIndex2').flexion).toBeCloseTo(110 + drawn(10, 12.5), 4);
  });

  it('are soft: a joint starts to be held where its range ends, never stands still and never passes the slack', () => {
    const ends = Array.from({ length: 80 }, (_, i) => {
      const pose = restPose();
      set(pose, 'leftLowerArm', 130 + i / 2);
      limited(pose);
      return anglesOf(pose, 'leftLowerArm').flexion;
    });
    const steps = ends.slice(1).map((angle, i) => angle - ends[i]);
    steps.forEach((step, i) => {
      expect(step).toBeGreaterThan(0.05);
      expect(step).toBeLessThan(0.5 + 1e-4);
      if (i > 0) expect(steps[i - 1] - step).toBeLessThan(0.02);
    });
    expect(ends.at(-1)).toBeLessThan(165);
  });

  it('draw a joint beyond the slack back, keep its other angles and say so', () => {
    const pose = restPose();
    set(pose, 'leftHand', 20, 60, 10);
    set(pose, 'rightHand', 20, 60, 10);
    expect(limited(pose)).toEqual(['leftHand', 'rightHand']);
    for (const hand of ['leftHand', 'rightHand'] as const) {
      const { flexion, abduction, twist } = anglesOf(pose, hand);
      expect(abduction).toBeCloseTo(25 + drawn(35, 60 * LIMIT_SLACK), 4);
      expect(flexion).toBeCloseTo(20, 4);
      expect(twist).toBeCloseTo(10, 4);
    }
  });

  it('take out of a hinge what it cannot do and say so', () => {
    const pose = restPose();
    set(pose, 'leftMiddle2', 40, 15, 10);
    expect(limited(pose)).toEqual(['leftMiddle2']);
    const { flexion, abduction, twist } = anglesOf(pose, 'leftMiddle2');
    expect(flexion).toBeCloseTo(40, 4);
    expect(abduction).toBeCloseTo(0, 4);
    expect(twist).toBeCloseTo(0, 4);
  });

  it('bring any rotation inside range and slack', () => {
    const random = createRandom(2);
    for (let round = 0; round < 20; round++) {
      const pose = ACTOR_JOINTS.map(() => randomQuat(random));
      limited(pose);
      for (const limit of JOINT_LIMITS) {
        const angles = anglesOf(pose, ACTOR_JOINTS[limit.joint]);
        for (const name of ['flexion', 'abduction', 'twist'] as const) {
          const [lo, hi] = limit[name];
          const slack = (hi - lo) * LIMIT_SLACK + 1e-3;
          expect(angles[name]).toBeGreaterThanOrEqual(lo - slack);
          expect(angles[name]).toBeLessThanOrEqual(hi + slack);
        }
      }
      expect(limited(pose)).toEqual([]);
    }
  });

  it('do the same to both sides of a mirrored pose', () => {
    const random = createRandom(3);
    const pose = ACTOR_JOINTS.map(() => randomQuat(random));
    for (const left of ACTOR_JOINTS.filter((name) => name.startsWith('left'))) {
      const [x, y, z, w] = pose[actorJoint(left)];
      pose[actorJoint(left.replace('left', 'right') as ActorJoint)].set([x, -y, -z, w]);
    }
    const outside = limited(pose);
    const sides = (side: string) =>
      outside.filter((name) => name.startsWith(side)).map((name) => name.slice(side.length));
    expect(sides('left').length).toBeGreaterThan(5);
    expect(sides('right')).toEqual(sides('left'));
    for (const left of ACTOR_JOINTS.filter((name) => name.startsWith('left'))) {
      const [x, y, z, w] = pose[actorJoint(left)];
      const right = pose[actorJoint(left.replace('left', 'right') as ActorJoint)];
      expect(angleQuat(right, [x, -y, -z, w]), left).toBeLessThan(1e-5);
    }
  });

  it('hold for the relaxed pose', () => {
    expect(limited(relaxedPose(anatomy))).toEqual([]);
  });
});
