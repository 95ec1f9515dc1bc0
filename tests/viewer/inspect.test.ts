import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import type { ClipMeasure } from '../../src/quality/clip-measure.ts';
import { retargetClip } from '../../src/retarget/retarget.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { type ActorJoint, actorJoint } from '../../src/skeleton/actor/joints.ts';
import { JOINT_LIMITS } from '../../src/skeleton/joint-limits.ts';
import { targetNamed } from '../../src/skeleton/targets.ts';
import { createAnatomy, rotationFromAngles } from '../../src/solver/anatomy.ts';
import type { Clip } from '../../viewer/src/clip/clip.ts';
import { degreesInWords } from '../../viewer/src/inspect/degrees.ts';
import { createAngleReader, limitOfRole } from '../../viewer/src/inspect/joint-angles.ts';
import { jointGroup, jointRoles, velocityLimitsOf } from '../../viewer/src/inspect/joint-roles.ts';
import { findingNotices, foldNotices, gradeOf, issueNotices } from '../../viewer/src/inspect/notices.ts';
import { shownMotion } from './support/shown-motion.ts';

const RADIANS = Math.PI / 180;
/** The read-back goes through Float32 samples and a copy to another skeleton and back. */
const ANGLE_TOLERANCE_DEG = 0.01;

describe('the anatomical angles of a joint', () => {
  const actor = createActor();
  const anatomy = createAnatomy(actor);
  const random = createRandom(7);
  const jointCount = actor.skeleton.jointNames.length;
  const frameCount = 5;
  /** Degrees by joint and frame, inside the limits. */
  const posed = JOINT_LIMITS.map(({ joint, flexion, abduction, twist }) => ({
    joint,
    frames: Array.from({ length: frameCount }, () => {
      const within = ([low, high]: readonly [number, number]) => random.range(low, high);
      return { flexion: within(flexion), abduction: within(abduction), twist: within(twist) };
    }),
  }));
  const rotations = Float32Array.from({ length: frameCount * jointCount * 4 }, (_, i) =>
    i % 4 === 3 ? 1 : 0,
  );
  for (const { joint, frames } of posed) {
    frames.forEach(({ flexion, abduction, twist }, f) => {
      const angles = { flexion: flexion * RADIANS, abduction: abduction * RADIANS, twist: twist * RADIANS };
      rotations.set(
        rotationFromAngles(anatomy, joint, angles, new Float64Array(4)) as Float64Array,
        (f * jointCount + joint) * 4,
      );
    });
  }
  const clip = {
    name: 'angles',
    skeleton: actor.skeleton,
    timing: { rate: { numerator: 25, denominator: 1 }, startFrame: 0 },
    frameCount,
    translations: new Float32Array(frameCount * 3),
    rotations,
    curveNames: [],
    curves: new Float32Array(0),
    partNames: [],
    provenance: new Uint8Array(0),
  };

  test.each(['metahuman', 'manny', 'vrm', 'mixamo'])(
    'are those that the signer was posed with, read off a %s',
    (name) => {
      const rig = targetNamed(name).rig();
      const shown = retargetClip(actor, clip, rig, { places: false });
      const motion = shownMotion({
        frameCount,
        jointNames: rig.skeleton.jointNames,
        rotations: shown.rotations,
      });
      const read = createAngleReader(rig, motion);
      const found = { flexion: 0, abduction: 0, twist: 0 };
      let worst = 0;
      for (const { joint, frames } of posed) {
        frames.forEach((expected, f) => {
          read(actor.skeleton.jointNames[joint] as ActorJoint, f, found);
          for (const angle of ['flexion', 'abduction', 'twist'] as const) {
            worst = Math.max(worst, Math.abs(found[angle] / RADIANS - expected[angle]));
          }
        });
      }
      expect(worst).toBeLessThan(ANGLE_TOLERANCE_DEG);
    },
  );

  test('have limits where the solver has them', () => {
    expect(limitOfRole('leftIndex2')).toMatchObject({ flexion: [-15, 110], joint: actorJoint('leftIndex2') });
    expect(limitOfRole('spine1')).toBeNull();
    expect(limitOfRole(undefined)).toBeNull();
  });
});

test('angles are told in degrees, and nothing is minus nothing', () => {
  expect(degreesInWords(-1e-9)).toBe('0.0°');
  expect(degreesInWords(Math.PI / 6)).toBe('30.0°');
  expect(degreesInWords(-1.5)).toBe('-85.9°');
});

const clipOf = (target: string | undefined, clamp?: Clip['metadata']['clamp']) =>
  ({ solved: null, metadata: { target, clamp } }) as unknown as Clip;

test('joints of a skeleton that is known have roles, groups and the velocity limit of their class', () => {
  const clip = clipOf('metahuman', 'default');
  const roles = jointRoles(clip);
  expect(roles.get('index_02_r')).toBe('rightIndex2');
  expect(
    ['spine_01', 'neck_01', 'clavicle_l', 'hand_l', 'thumb_01_r', 'foot_l', 'stranger'].map((name) =>
      jointGroup(roles.get(name)),
    ),
  ).toEqual(['trunk', 'head', 'leftArm', 'leftHand', 'rightHand', 'legs', 'others']);
  const limitsOf = velocityLimitsOf(clip, roles);
  expect(['spine_01', 'upperarm_l', 'hand_r', 'index_02_r', 'stranger'].map(limitsOf)).toEqual([
    [450],
    [750],
    [750, 1000],
    [1000],
    [],
  ]);
});

test('no velocity limit is shown where none was set or none is known', () => {
  for (const clip of [clipOf('metahuman', 'off'), clipOf('metahuman'), clipOf('somebody’s', 'default')]) {
    expect(velocityLimitsOf(clip, jointRoles(clip))('hand_r')).toEqual([]);
  }
  expect(velocityLimitsOf(clipOf('metahuman', 300), new Map([['h', 'leftHand']]))('h')).toEqual([300]);
});

test('issues of a recording are told at the frames of the clip, the worst first, those outside of a cut left out', () => {
  const rate = (fps: number) => ({ rate: { numerator: fps, denominator: 1 }, startFrame: 0 });
  const solved = {
    landmarks: { start: 1, clip: { timing: rate(50) } },
    clip: { timing: rate(25) },
    issues: [
      {
        code: 'I_HAND_RESTS',
        severity: 'info',
        message: 'rests',
        frame: 60,
        lastFrame: 64,
        joint: 'leftHand',
      },
      {
        code: 'W_REPAIRED',
        severity: 'warning',
        message: 'late',
        frame: 70,
        lastFrame: 500,
        joint: 'leftHand',
      },
      {
        code: 'W_REPAIRED',
        severity: 'warning',
        message: 'early',
        frame: 20,
        lastFrame: 54,
        joint: 'leftHand',
      },
      {
        code: 'W_REPAIRED',
        severity: 'warning',
        message: 'cut off',
        frame: 3,
        lastFrame: 40,
        joint: 'leftHand',
      },
      { code: 'W_NO_DEPTH', severity: 'warning', message: 'flat' },
    ],
  };
  const clip = { solved, motion: { frameCount: 30 } } as unknown as Clip;
  const notices = issueNotices(clip);
  expect(notices.map(({ message, frames }) => [message, frames])).toEqual([
    ['flat', null],
    ['early', [0, 2]],
    ['late', [10, 29]],
    ['rests', [5, 7]],
  ]);
  expect(
    foldNotices(notices).map(({ notice, more }) => [notice.message, more.map(({ message }) => message)]),
  ).toEqual([
    ['flat', []],
    ['early', ['late']],
    ['rests', []],
  ]);
});

test('issues that stand in a file keep their frames', () => {
  const issues = [{ code: 'W_HAND_MISSING', severity: 'warning', message: 'gone', frame: 4, lastFrame: 8 }];
  const clip = { solved: null, metadata: { issues }, motion: { frameCount: 30 } } as unknown as Clip;
  expect(issueNotices(clip)[0].frames).toEqual([4, 8]);
});

test('the score has a word, and its reasons their frames and price', () => {
  expect([1, 0.8, 0.79, 0.5, 0.49, 0].map(gradeOf)).toEqual(['good', 'good', 'fair', 'fair', 'poor', 'poor']);
  const finding = {
    type: 'hand_missing',
    severity: 'error',
    frameStart: 3,
    frameEnd: 9,
    message: 'm',
    cost: 0.3,
  } as const;
  const measure = { findings: [finding] } as unknown as ClipMeasure;
  expect(findingNotices(measure)).toEqual([
    { severity: 'error', message: 'm', kind: 'hand_missing', frames: [3, 9], cost: 0.3 },
  ]);
});
