import { describe, expect, it } from 'vitest';
import { angleQuat, quat, quatFromAxisAngle, rotateVec3 } from '../../../src/math/quat.ts';
import { createRandom, type Random } from '../../../src/math/random.ts';
import { DEGREES, median, quantile, RADIANS } from '../../../src/math/scalar.ts';
import {
  addScaledVec3,
  angleVec3,
  crossVec3,
  distanceVec3,
  type Numbers,
  normalizeVec3,
  vec3,
} from '../../../src/math/vec3.ts';
import { createActor } from '../../../src/skeleton/actor/actor.ts';
import { SIDES, type Side } from '../../../src/skeleton/actor/joints.ts';
import { createArmModel } from '../../../src/solver/arm/arm-model.ts';
import { type ArmValues, createArmValues, readArm } from '../../../src/solver/arm/arm-values.ts';
import { placeHangingElbow } from '../../../src/solver/arm/hanging-elbow.ts';
import { type SolvedArm, solveArmClip } from '../../../src/solver/arm/solve-arm.ts';
import { createFrameEvidence, type FrameEvidence } from '../../../src/solver/lift/evidence.ts';
import { WORLD_NOISE } from '../../../src/solver/lift/noise.ts';
import { LEAST_NOISE } from '../../../src/solver/noise-scale.ts';

const actor = createActor();
const SHOULDER = vec3(0.17, 0.2, -2);

/** Directions of upper arm and forearm, unit. */
interface Arm {
  readonly upper: Numbers;
  readonly lower: Numbers;
}

interface Observed {
  readonly side: Side;
  readonly arms: readonly Arm[];
  readonly noise?: number;
  readonly random?: Random;
  /** Frames in which elbow or wrist are not found. */
  readonly elbowLost?: (frame: number) => boolean;
  readonly wristLost?: (frame: number) => boolean;
}

function solve({ side, arms, noise = 0, random, elbowLost, wristLost }: Observed): SolvedArm {
  const model = createArmModel(actor, side);
  const { shoulder, elbow, wrist } = model.points;
  const s = side === 'left' ? 1 : -1;
  const place = vec3(s * SHOULDER[0], SHOULDER[1], SHOULDER[2]);
  const evidence = arms.map(({ upper, lower }, f): FrameEvidence => {
    const frame = createFrameEvidence();
    const put = (point: number, at: Numbers, lost = false) => {
      const { lateral, depth } = WORLD_NOISE.body;
      const off = [lateral, lateral, depth].map((sigma) => noise * sigma * (random?.gauss() ?? 0));
      frame.body.positions[point].set(Array.from(at).map((x, k) => x + off[k]));
      frame.body.confidences[point] = lost ? 0 : 1;
      frame.body.lateralVariance[point] = lateral ** 2;
      frame.body.depthVariance[point] = depth ** 2;
    };
    const elbowAt = addScaledVec3(place, upper, model.lengths[0]);
    put(shoulder, place);
    put(elbow, elbowAt, elbowLost?.(f));
    put(wrist, addScaledVec3(elbowAt, lower, model.lengths[1]), wristLost?.(f));
    return frame;
  });
  const points = evidence.map(() => ({ places: [0, 1, 2, 3].map(() => place), hipConfidence: 1 }));
  const trunk = { points, seen: evidence.map(() => true) };
  const scale = Math.max(noise, LEAST_NOISE);
  return solveArmClip(model, evidence, trunk, { body: scale, hand: scale }, 25, 8);
}

const upperOf = ({ upper }: ArmValues): Numbers => rotateVec3(upper, [1, 0, 0]);
const flexorOf = ({ upper }: ArmValues): Numbers => rotateVec3(upper, [0, 1, 0]);
const lowerOf = ({ upper, elbow }: ArmValues): Numbers =>
  rotateVec3(upper, rotateVec3(quatFromAxisAngle([0, 0, 1], elbow[0]), [1, 0, 0]));

const degreesBetween = (a: Numbers, b: Numbers): number => angleVec3(a, b) * DEGREES;

/** An arm to the front and down, bent by the angle towards up and inwards. */
function bentArm(side: Side, bendDeg: number, turnDeg = 0): Arm {
  const s = side === 'left' ? 1 : -1;
  const upper = normalizeVec3([s * 0.4, -0.7, 0.6]);
  const bendTo = normalizeVec3(crossVec3(crossVec3(upper, [-s * 0.5, 1, 0.3]), upper));
  const lower = addScaledVec3(
    [
      upper[0] * Math.cos(bendDeg * RADIANS),
      upper[1] * Math.cos(bendDeg * RADIANS),
      upper[2] * Math.cos(bendDeg * RADIANS),
    ],
    bendTo,
    Math.sin(bendDeg * RADIANS),
  );
  const turn = quatFromAxisAngle([0, 1, 0], turnDeg * RADIANS);
  return { upper: rotateVec3(turn, upper), lower: rotateVec3(turn, lower) };
}

describe('an arm', () => {
  it('comes back from exact points within 0.1 degrees, bent by 20 to 140 degrees, on both sides', () => {
    for (const side of SIDES) {
      const arms = Array.from({ length: 25 }, (_, f) => bentArm(side, 20 + f * 5, f * 2));
      const { values, seen, elbowSeen } = solve({ side, arms });
      expect(seen.every(Boolean) && elbowSeen.every(Boolean)).toBe(true);
      values.forEach((value, f) => {
        expect(degreesBetween(upperOf(value), arms[f].upper)).toBeLessThan(0.1);
        expect(degreesBetween(lowerOf(value), arms[f].lower)).toBeLessThan(0.1);
        expect(value.elbow[0] * DEGREES).toBeCloseTo(20 + f * 5, 0);
      });
    }
  });

  it('bends to the flexor side: the forearm lies in the plane of bone and flexor, never behind', () => {
    for (const side of SIDES) {
      const arms = [bentArm(side, 90)];
      const [value] = solve({ side, arms }).values;
      expect(value.elbow[0]).toBeGreaterThan(1.5);
      expect(degreesBetween(flexorOf(value), arms[0].lower)).toBeLessThan(0.5);
    }
  });

  it('follows noisy points within 4 degrees in the median when it moves', () => {
    const random = createRandom(1);
    for (const side of SIDES) {
      const arms = Array.from({ length: 60 }, (_, f) =>
        bentArm(side, 60 + 40 * Math.sin(f / 8), 25 * Math.sin(f / 11)),
      );
      const { values } = solve({ side, arms, noise: 1, random });
      const errors = values.flatMap((value, f) => [
        degreesBetween(upperOf(value), arms[f].upper),
        degreesBetween(lowerOf(value), arms[f].lower),
      ]);
      expect(median(errors)).toBeLessThan(4);
      expect(quantile(errors, 0.95)).toBeLessThan(9);
    }
  });

  it('that is nearly straight keeps still about its axis, where the closed form alone swings by tens of degrees', () => {
    const arms = new Array(50).fill(bentArm('left', 4));
    const { values } = solve({ side: 'left', arms, noise: 0.5, random: createRandom(2) });
    const steps = values.slice(1).map((value, f) => degreesBetween(flexorOf(value), flexorOf(values[f])));
    expect(Math.max(...steps)).toBeLessThan(4);

    const model = createArmModel(actor, 'left');
    const random = createRandom(2);
    const alone = arms.map(({ upper, lower }) => {
      const noisy = (at: Numbers) => Float64Array.from(Array.from(at), (x) => x + 0.008 * random.gauss());
      const elbow = addScaledVec3(SHOULDER, upper, model.lengths[0]);
      const value = createArmValues();
      readArm(
        'left',
        SHOULDER,
        noisy(elbow),
        noisy(addScaledVec3(elbow, lower, model.lengths[1])),
        null,
        value,
      );
      return value;
    });
    const jumps = alone.slice(1).map((value, f) => degreesBetween(flexorOf(value), flexorOf(alone[f])));
    expect(Math.max(...jumps)).toBeGreaterThan(20);
  });

  it('that straightens and bends again keeps its plane on the way', () => {
    const arms = Array.from({ length: 41 }, (_, f) => bentArm('right', Math.abs(80 - f * 4)));
    const { values } = solve({ side: 'right', arms });
    const plane = flexorOf(values[0]);
    for (const value of values) expect(degreesBetween(flexorOf(value), plane)).toBeLessThan(10);
  });

  it('with a lost elbow hangs: below the line from shoulder to wrist, bones at length, the wrist where it was seen', () => {
    for (const side of SIDES) {
      const arms = new Array(5).fill(bentArm(side, 80));
      const { values, seen, elbowSeen } = solve({ side, arms, elbowLost: () => true });
      expect(seen).toEqual(new Array(5).fill(true));
      expect(elbowSeen).toEqual(new Array(5).fill(false));
      const { lengths } = createArmModel(actor, side);
      const tip = (upper: Numbers, lower: Numbers) =>
        addScaledVec3(addScaledVec3([0, 0, 0], upper, lengths[0]), lower, lengths[1]);
      for (const value of values) {
        const wrist = tip(upperOf(value), lowerOf(value));
        expect(distanceVec3(wrist, tip(arms[0].upper, arms[0].lower))).toBeLessThan(0.01);
        expect(upperOf(value)[1] * lengths[0]).toBeLessThan(wrist[1] / 2);
      }
    }
  });

  it('with an elbow lost for a moment keeps its plane within 10 degrees', () => {
    const arms = Array.from({ length: 30 }, (_, f) => bentArm('left', 80, f));
    const { values, elbowSeen } = solve({ side: 'left', arms, elbowLost: (f) => f > 12 && f < 17 });
    expect(elbowSeen.filter((yes) => !yes)).toHaveLength(4);
    values.forEach((value, f) => {
      expect(degreesBetween(upperOf(value), arms[f].upper), `frame ${f}`).toBeLessThan(10);
    });
  });

  it('is bridged over a short gap and not known over a long one', () => {
    const arms = Array.from({ length: 40 }, (_, f) => bentArm('left', 50 + f, f));
    const short = solve({ side: 'left', arms, wristLost: (f) => f >= 15 && f < 20 });
    expect(short.seen.filter((yes) => !yes)).toHaveLength(5);
    short.values.forEach((value, f) => {
      expect(degreesBetween(lowerOf(value), arms[f].lower)).toBeLessThan(3);
    });
    const long = solve({ side: 'left', arms, wristLost: (f) => f >= 10 && f < 30 });
    expect(long.seen.filter((yes) => !yes)).toHaveLength(20);
  });

  it('of one frame is solved like any other', () => {
    const arms = [bentArm('right', 70)];
    const [value] = solve({ side: 'right', arms }).values;
    expect(degreesBetween(lowerOf(value), arms[0].lower)).toBeLessThan(0.1);
    expect(angleQuat(value.upper, quat())).toBeGreaterThan(0);
  });
});

describe('a hanging elbow', () => {
  const lengths = Float64Array.of(0.3, 0.25);

  it('lies at bone length from shoulder and wrist, below and outside', () => {
    const random = createRandom(3);
    for (const side of SIDES) {
      const s = side === 'left' ? 1 : -1;
      for (let i = 0; i < 50; i++) {
        const wrist = vec3(s * random.range(-0.1, 0.3), random.range(-0.1, 0.2), random.range(0.15, 0.3));
        const elbow = vec3();
        placeHangingElbow(side, lengths, vec3(), wrist, elbow);
        expect(distanceVec3(elbow, [0, 0, 0])).toBeCloseTo(0.3, 9);
        expect(distanceVec3(elbow, wrist)).toBeCloseTo(0.25, 9);
        expect(elbow[1]).toBeLessThan(Math.max(0, wrist[1]));
      }
    }
  });

  it('lies on the line when the wrist is out of reach, and finite when it is on the shoulder', () => {
    const elbow = vec3();
    placeHangingElbow('left', lengths, vec3(), vec3(0, 0, 2), elbow);
    expect(degreesBetween(elbow, [0, 0, 1])).toBeLessThan(4);
    placeHangingElbow('left', lengths, vec3(), vec3(), elbow);
    expect(elbow.every(Number.isFinite)).toBe(true);
  });
});
