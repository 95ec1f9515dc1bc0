import { describe, expect, it } from 'vitest';
import { angleQuat, identityQuat, quat, relativeQuat, slerpQuat } from '../../../src/math/quat.ts';
import { createRandom } from '../../../src/math/random.ts';
import { DEGREES, median, RADIANS } from '../../../src/math/scalar.ts';
import { distanceVec3, subtractVec3 } from '../../../src/math/vec3.ts';
import type { MotionClip } from '../../../src/motion/motion-clip.ts';
import { createActor } from '../../../src/skeleton/actor/actor.ts';
import {
  ACTOR_JOINTS,
  type ActorJoint,
  actorJoint,
  FINGERS,
  SIDES,
  type Side,
} from '../../../src/skeleton/actor/joints.ts';
import { createAnatomy, rotationFromAngles } from '../../../src/solver/anatomy.ts';
import { createHandModel } from '../../../src/solver/hand/hand-model.ts';
import { createHandValues, readHand } from '../../../src/solver/hand/hand-values.ts';
import { poseHand } from '../../../src/solver/hand/pose-hand.ts';
import { solveHandClip } from '../../../src/solver/hand/solve-hand.ts';
import type { EvidencePoints } from '../../../src/solver/lift/evidence.ts';
import { LEAST_NOISE } from '../../../src/solver/noise-scale.ts';
import { createActorPose } from '../../../src/solver/pose/actor-pose.ts';
import { poseAt } from '../../support/compare-motion.ts';
import { randomQuat } from '../../support/random-geometry.ts';
import { trueEvidence } from '../../support/true-evidence.ts';

/** Degrees of [flexion, abduction, twist] per joint; what is left out is 0. */
type Shape = Partial<Record<string, readonly [flexion: number, abduction?: number, twist?: number]>>;

const fingers = (
  flexion: readonly [number, number, number],
  spread: readonly [number, number, number, number] = [0, 0, 0, 0],
): Shape =>
  Object.fromEntries(
    FINGERS.flatMap((finger, f) =>
      flexion.map((angle, k) => [`${finger}${k + 1}`, k === 0 ? [angle, spread[f]] : [angle]]),
    ),
  );

const SHAPES: Record<string, Shape> = {
  flat: fingers([0, 0, 0]),
  fist: { ...fingers([85, 100, 60]), Thumb1: [30, -20], Thumb2: [40], Thumb3: [60] },
  'spread fingers': fingers([5, 5, 3], [18, 5, -10, -20]),
  'hyperextended fingers': fingers([-35, -10, -12]),
  'crossed fingers': {
    ...fingers([60, 80, 40]),
    Index1: [15, -12],
    Index2: [20],
    Index3: [10],
    Middle1: [5, 10],
    Middle2: [10],
    Middle3: [5],
  },
  'a claw': fingers([-10, 70, 50], [8, 2, -4, -10]),
  'a thumb beside the palm': { ...fingers([0, 0, 0]), Thumb1: [-25, 30], Thumb2: [0], Thumb3: [-15] },
  'a thumb across the palm': { ...fingers([10, 10, 5]), Thumb1: [35, -25, 20], Thumb2: [50], Thumb3: [70] },
  'a ring of thumb and index': {
    ...fingers([20, 20, 10]),
    Index1: [50],
    Index2: [60],
    Index3: [35],
    Thumb1: [20, -5, 15],
    Thumb2: [25],
    Thumb3: [30],
  },
  'one finger up': {
    ...fingers([85, 100, 60]),
    Index1: [0],
    Index2: [0],
    Index3: [0],
    Thumb1: [30, -20],
    Thumb2: [35],
    Thumb3: [50],
  },
};

const actor = createActor();
const anatomy = createAnatomy(actor);

/** Both hands take the shapes one after the other, moving evenly between them, their palms turned at random. */
function clipOf(shapes: readonly Shape[], framesPerShape: number, seed: number): MotionClip {
  const random = createRandom(seed);
  const poses = shapes.map((shape) => {
    const pose = ACTOR_JOINTS.map(() => identityQuat(quat()) as Float64Array);
    for (const side of SIDES) {
      pose[actorJoint(`${side}Hand`)].set(randomQuat(random));
      for (const [name, [flexion, abduction = 0, twist = 0]] of Object.entries(shape) as [
        string,
        [number, number?, number?],
      ][]) {
        const joint = actorJoint(`${side}${name}` as ActorJoint);
        const angles = { flexion: flexion * RADIANS, abduction: abduction * RADIANS, twist: twist * RADIANS };
        rotationFromAngles(anatomy, joint, angles, pose[joint]);
      }
    }
    return pose;
  });
  const frameCount = (shapes.length - 1) * framesPerShape + 1;
  const rotations = new Float32Array(frameCount * ACTOR_JOINTS.length * 4);
  for (let f = 0; f < frameCount; f++) {
    const key = Math.min(Math.floor(f / framesPerShape), shapes.length - 1);
    const next = poses[Math.min(key + 1, shapes.length - 1)];
    const share = (f - key * framesPerShape) / framesPerShape;
    poses[key].forEach((from, j) => {
      rotations.set(slerpQuat(from, next[j], share) as Float64Array, (f * ACTOR_JOINTS.length + j) * 4);
    });
  }
  const { skeleton } = actor;
  return {
    name: 'hands',
    skeleton,
    timing: { rate: { numerator: 25, denominator: 1 }, startFrame: 0 },
    frameCount,
    translations: Float32Array.from(
      { length: frameCount * 3 },
      (_, i) => skeleton.restTranslations[3 + (i % 3)],
    ),
    rotations,
    curveNames: [],
    curves: new Float32Array(0),
    partNames: [],
    provenance: new Uint8Array(0),
  };
}

/** One shape that is held, the palms turned at random but still. */
function held(shape: Shape, frameCount: number, seed: number): MotionClip {
  const clip = clipOf([shape, ...new Array(frameCount - 1).fill(shape)], 1, seed);
  const stride = ACTOR_JOINTS.length * 4;
  for (let f = 1; f < frameCount; f++) clip.rotations.copyWithin(f * stride, 0, stride);
  return clip;
}

const evidenceOf = (clip: MotionClip, side: Side, noise: number, seed = 1): EvidencePoints[] =>
  trueEvidence({ actor, clip }, createRandom(seed), { body: noise, hand: noise }).map(
    (frame) => frame[`${side}Hand`],
  );

/** Places of joints after the solved angles, against the truth, millimetres from the wrist; and angles between rotations, degrees. */
function errorsOf(clip: MotionClip, side: Side, values: ReturnType<typeof createHandValues>, frame: number) {
  const truth = poseAt({ actor, clip }, frame);
  const pose = createActorPose(actor);
  poseHand(createHandModel(actor, side), values, pose);
  const hand = actorJoint(`${side}Hand`);
  const joints = ACTOR_JOINTS.filter(
    (name) => name.startsWith(side) && /Thumb|(Index|Middle|Ring|Pinky)\d/.test(name),
  );
  const millimetres = joints.map((name) => {
    const j = actorJoint(name);
    return 1000 * distanceVec3(pose.positions[j], subtractVec3(truth.positions[j], truth.positions[hand]));
  });
  const degrees = [...joints, `${side}Hand` as ActorJoint].map((name) => {
    const j = actorJoint(name);
    return angleQuat(pose.rotations[j], truth.rotations[j]) * DEGREES;
  });
  return { millimetres, degrees };
}

describe.each(Object.keys(SHAPES))('%s', (name) => {
  it('comes back from exact points within 0.1 mm on both hands, by the closed form and through time', () => {
    const clip = held(SHAPES[name], 5, 1);
    for (const side of SIDES) {
      const model = createHandModel(actor, side);
      const points = evidenceOf(clip, side, 0);
      const closed = createHandValues();
      readHand(model, points[0], model.palm, closed);
      expect(Math.max(...errorsOf(clip, side, closed, 0).millimetres)).toBeLessThan(0.1);
      const { values, seen } = solveHandClip(model, points, LEAST_NOISE, 25, 8);
      expect(seen.every(Boolean)).toBe(true);
      for (let f = 0; f < clip.frameCount; f++) {
        expect(Math.max(...errorsOf(clip, side, values[f], f).millimetres)).toBeLessThan(0.1);
      }
    }
  });

  it('comes back from noisy points within 3 mm and 5 degrees in the median', () => {
    const clip = held(SHAPES[name], 20, 2);
    for (const side of SIDES) {
      const points = evidenceOf(clip, side, 1, 3);
      const { values } = solveHandClip(createHandModel(actor, side), points, 1, 25, 8);
      const errors = values.map((value, f) => errorsOf(clip, side, value, f));
      expect(median(errors.flatMap(({ millimetres }) => millimetres))).toBeLessThan(3);
      expect(median(errors.flatMap(({ degrees }) => degrees))).toBeLessThan(5);
    }
  });
});

describe('a hand through time', () => {
  const names = ['flat', 'fist', 'spread fingers', 'a claw', 'one finger up'];
  const clip = clipOf(
    names.map((name) => SHAPES[name]),
    10,
    4,
  );

  it('follows exact points from shape to shape within 1 mm', () => {
    for (const side of SIDES) {
      const { values } = solveHandClip(
        createHandModel(actor, side),
        evidenceOf(clip, side, 0),
        LEAST_NOISE,
        25,
        8,
      );
      for (let f = 0; f < clip.frameCount; f++) {
        expect(Math.max(...errorsOf(clip, side, values[f], f).millimetres), `frame ${f}`).toBeLessThan(1);
      }
    }
  });

  it('is carried across a gap of four frames within 25 mm', () => {
    const points = evidenceOf(clip, 'right', 0);
    for (let f = 13; f <= 16; f++) points[f].confidences.fill(0);
    const { values, seen } = solveHandClip(createHandModel(actor, 'right'), points, LEAST_NOISE, 25, 8);
    expect(seen.map((yes, f) => (yes ? -1 : f)).filter((f) => f >= 0)).toEqual([13, 14, 15, 16]);
    for (let f = 13; f <= 16; f++) {
      expect(Math.max(...errorsOf(clip, 'right', values[f], f).millimetres)).toBeLessThan(25);
    }
  });

  it('is solved from one frame, and from one frame between long gaps', () => {
    const single = evidenceOf(clip, 'left', 0).slice(0, 1);
    const one = solveHandClip(createHandModel(actor, 'left'), single, LEAST_NOISE, 25, 8);
    expect(Math.max(...errorsOf(clip, 'left', one.values[0], 0).millimetres)).toBeLessThan(0.1);
    const points = evidenceOf(clip, 'left', 0);
    points.forEach(({ confidences }, f) => {
      if (f !== 20) confidences.fill(0);
    });
    const { values, seen } = solveHandClip(createHandModel(actor, 'left'), points, LEAST_NOISE, 25, 8);
    expect(seen.filter(Boolean)).toHaveLength(1);
    expect(Math.max(...errorsOf(clip, 'left', values[20], 20).millimetres)).toBeLessThan(0.1);
  });

  it('keeps second and third joints of fingers pure hinges whatever the noise', () => {
    const model = createHandModel(actor, 'right');
    const { values } = solveHandClip(model, evidenceOf(clip, 'right', 2, 5), 2, 25, 8);
    for (const value of values) {
      const pose = createActorPose(actor);
      poseHand(model, value, pose);
      for (const finger of FINGERS) {
        for (const k of [2, 3] as const) {
          const [parent, joint] = [
            actorJoint(`right${finger}${(k - 1) as 1}`),
            actorJoint(`right${finger}${k}`),
          ];
          const local = relativeQuat(pose.rotations[parent], pose.rotations[joint]);
          const hinge = anatomy.hinge[joint];
          const along = local[0] * hinge[0] + local[1] * hinge[1] + local[2] * hinge[2];
          const total = Math.hypot(local[0], local[1], local[2]);
          expect(Math.abs(Math.abs(along) - total)).toBeLessThan(1e-6);
        }
      }
    }
  });

  it('trembles less than its points: frame-to-frame noise of the finger tips falls to a third or less in a hold', () => {
    const points = evidenceOf(held(SHAPES.flat, 30, 6), 'left', 1, 7);
    const { values } = solveHandClip(createHandModel(actor, 'left'), points, 1, 25, 8);
    const tips = values.map((value) => {
      const pose = createActorPose(actor);
      poseHand(createHandModel(actor, 'left'), value, pose);
      return Float64Array.from(pose.positions[actorJoint('leftMiddle3')]);
    });
    const jitter = (places: readonly Float64Array[]) =>
      median(places.slice(1).map((place, i) => distanceVec3(place, places[i])));
    const seen = points.map(({ positions }) => subtractVec3(positions[11], positions[0]) as Float64Array);
    expect(jitter(tips) * 3).toBeLessThan(jitter(seen));
  });
});
