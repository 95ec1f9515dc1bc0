import { describe, expect, it } from 'vitest';
import { angleQuat, multiplyQuat, quat, quatFromAxisAngle } from '../../src/math/quat.ts';
import { createRandom } from '../../src/math/random.ts';
import { DEGREES, RADIANS } from '../../src/math/scalar.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { ACTOR_JOINTS, type ActorJoint, actorJoint, SIDES } from '../../src/skeleton/actor/joints.ts';
import { createAnatomy } from '../../src/solver/anatomy.ts';
import {
  limitVelocity,
  VELOCITY_CLASSES,
  VELOCITY_LIMITS,
  type VelocityLimits,
  velocitySteps,
} from '../../src/solver/velocity-limit.ts';
import { randomQuat } from '../support/random-geometry.ts';

const anatomy = createAnatomy(createActor());
const restPose = (): Float64Array[] => ACTOR_JOINTS.map(() => quat());
const RATES = [23.976, 25, 30, 59.94, 120];

interface Step {
  readonly rotations: readonly Float64Array[];
  /** Degrees by which each joint was held back. */
  readonly excess: (joint: ActorJoint) => number;
}

function step(
  limits: VelocityLimits,
  fps: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
): Step {
  const excess = new Float64Array(ACTOR_JOINTS.length).fill(-1);
  const rotations = to.map((q) => q.slice());
  limitVelocity(anatomy, velocitySteps(limits, fps), from, rotations, excess);
  return { rotations, excess: (joint) => excess[actorJoint(joint)] * DEGREES };
}

const moved = (joint: ActorJoint, axis: readonly number[], angleDeg: number): Float64Array[] => {
  const pose = restPose();
  quatFromAxisAngle(axis, angleDeg * RADIANS, pose[actorJoint(joint)]);
  return pose;
};

const movedDeg = ({ rotations }: Step, joint: ActorJoint): number =>
  angleQuat(quat(), rotations[actorJoint(joint)]) * DEGREES;

describe('the velocity limit', () => {
  it.each([
    ['head', 'trunk'],
    ['spine3', 'trunk'],
    ['leftClavicle', 'trunk'],
    ['leftUpperArm', 'arm'],
    ['rightLowerArm', 'arm'],
    ['rightThumb1', 'fingers'],
    ['leftPinky3', 'fingers'],
    ['leftRingMetacarpal', 'fingers'],
  ] as const)('lets %s turn as fast as its class %s, at every frame rate', (joint, name) => {
    const limits = VELOCITY_LIMITS.default;
    for (const fps of RATES) {
      const most = limits[name] / fps;
      const fast = step(limits, fps, restPose(), moved(joint, [0.6, 0, 0.8], most + 12));
      expect(movedDeg(fast, joint)).toBeCloseTo(most, 6);
      expect(fast.excess(joint)).toBeCloseTo(12, 6);
      const slow = step(limits, fps, restPose(), moved(joint, [0.6, 0, 0.8], most - 0.01));
      expect(movedDeg(slow, joint)).toBeCloseTo(most - 0.01, 6);
      expect(slow.excess(joint)).toBe(0);
    }
  });

  it('limits the wrist and the twist of the forearm apart', () => {
    for (const side of SIDES) {
      const hand = `${side}Hand` as const;
      for (const fps of RATES) {
        const { arm, forearmTwist } = VELOCITY_LIMITS.default;
        const twist = step(
          VELOCITY_LIMITS.default,
          fps,
          restPose(),
          moved(hand, [1, 0, 0], forearmTwist / fps + 9),
        );
        expect(movedDeg(twist, hand)).toBeCloseTo(forearmTwist / fps, 4);
        expect(twist.excess(hand)).toBeCloseTo(9, 4);
        const bend = step(VELOCITY_LIMITS.default, fps, restPose(), moved(hand, [0, 0, 1], arm / fps + 7));
        expect(movedDeg(bend, hand)).toBeCloseTo(arm / fps, 4);
        expect(bend.excess(hand)).toBeCloseTo(7, 4);
      }
    }
  });

  it('gives both parts of a hand’s turn their own step, and reports the larger excess', () => {
    const target = restPose();
    const twist = quatFromAxisAngle([1, 0, 0], -80 * RADIANS);
    const swing = quatFromAxisAngle([0, 0, 1], 50 * RADIANS);
    multiplyQuat(twist, swing, target[actorJoint('leftHand')]);
    const result = step(VELOCITY_LIMITS.default, 25, restPose(), target);
    const expected = multiplyQuat(
      quatFromAxisAngle([1, 0, 0], (-1000 / 25) * RADIANS),
      quatFromAxisAngle([0, 0, 1], (750 / 25) * RADIANS),
    );
    expect(angleQuat(result.rotations[actorJoint('leftHand')], expected)).toBeLessThan(1e-6);
    expect(result.excess('leftHand')).toBeCloseTo(40, 6);
  });

  it('turns the forearm the shorter way across the half turn', () => {
    const from = moved('leftHand', [1, 0, 0], 170);
    const to = moved('leftHand', [1, 0, 0], -170);
    const result = step(VELOCITY_LIMITS.default, 25, from, to);
    expect(result.excess('leftHand')).toBe(0);
    expect(angleQuat(result.rotations[actorJoint('leftHand')], to[actorJoint('leftHand')])).toBeLessThan(
      1e-9,
    );
  });

  it('catches up: a jump is reached after as many frames as the limit needs for it', () => {
    const target = moved('head', [0, 1, 0], 100);
    let at: readonly Float64Array[] = restPose();
    const left: number[] = [];
    for (let f = 0; f < 8; f++) {
      const result = step(VELOCITY_LIMITS.default, 25, at, target);
      at = result.rotations;
      left.push(Math.round(result.excess('head')));
    }
    // 450 deg/s are 18 degrees per frame
    expect(left).toEqual([82, 64, 46, 28, 10, 0, 0, 0]);
  });

  it('changes nothing but the sign when it is off', () => {
    const random = createRandom(1);
    const from = ACTOR_JOINTS.map(() => randomQuat(random));
    const to = ACTOR_JOINTS.map(() => randomQuat(random));
    const { rotations, excess } = step(VELOCITY_LIMITS.off, 25, from, to);
    for (const [j, name] of ACTOR_JOINTS.entries()) {
      expect(angleQuat(rotations[j], to[j])).toBeLessThan(1e-12);
      expect(excess(name)).toBe(0);
    }
  });

  it('puts every rotation into the hemisphere of the one before', () => {
    const random = createRandom(2);
    for (const limits of [VELOCITY_LIMITS.default, VELOCITY_LIMITS.off]) {
      const from = ACTOR_JOINTS.map(() => randomQuat(random));
      const { rotations } = step(
        limits,
        25,
        from,
        ACTOR_JOINTS.map(() => randomQuat(random)),
      );
      rotations.forEach((q, j) => {
        expect(
          q[0] * from[j][0] + q[1] * from[j][1] + q[2] * from[j][2] + q[3] * from[j][3],
        ).toBeGreaterThanOrEqual(-1e-12);
        expect(Math.hypot(...q)).toBeCloseTo(1, 8);
      });
    }
  });

  it('is named in degrees per second: strict is 450 for all, default never slower than strict', () => {
    for (const name of VELOCITY_CLASSES) {
      expect(VELOCITY_LIMITS.strict[name]).toBe(450);
      expect(VELOCITY_LIMITS.default[name]).toBeGreaterThanOrEqual(450);
      expect(VELOCITY_LIMITS.off[name]).toBe(Number.POSITIVE_INFINITY);
    }
  });
});
