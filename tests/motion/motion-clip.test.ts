import { describe, expect, it } from 'vitest';
import {
  assertMotionClip,
  frameRotations,
  frameTranslation,
  type MotionClip,
  PART_NAMES,
  PROVENANCE,
  validateMotionClip,
} from '../../src/motion/motion-clip.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { createRandomMotion } from '../support/random-motion.ts';

const JOINTS = 64;

const clip = (changes: Partial<MotionClip> = {}): MotionClip => ({
  ...createRandomMotion(createActor(), { seed: 1, frameCount: 5, curveNames: ['blink', 'smile'] }),
  partNames: PART_NAMES,
  provenance: new Uint8Array(5 * PART_NAMES.length),
  ...changes,
});

/** A copy of an array of the clip with one value set. */
const set = (
  name: 'translations' | 'rotations' | 'curves',
  at: number,
  value: number,
): Partial<MotionClip> => ({
  [name]: clip()[name].with(at, value),
});

/** The clip's rotations with those of one joint in one frame changed. */
function turned(frame: number, joint: number, change: (x: number) => number): Partial<MotionClip> {
  const rotations = clip().rotations.slice();
  const at = (frame * JOINTS + joint) * 4;
  for (let k = at; k < at + 4; k++) rotations[k] = change(rotations[k]);
  return { rotations };
}

const rate = (numerator: number, denominator: number): Partial<MotionClip> => ({
  timing: { rate: { numerator, denominator }, startFrame: 0 },
});

describe('the rules of a motion clip', () => {
  it('are kept by a random motion', () => {
    expect(validateMotionClip(clip())).toEqual([]);
    expect(() => assertMotionClip(clip())).not.toThrow();
  });

  const broken: [rule: string, what: string, changes: Partial<MotionClip>, where?: object][] = [
    [
      'Rule 1',
      'a joint name is there twice',
      { skeleton: { ...clip().skeleton, jointNames: new Array(64).fill('hip') } },
    ],
    ['Rule 2', 'the rate is 0', rate(0, 1)],
    ['Rule 2', 'the rate is negative', rate(25, -1)],
    ['Rule 2', 'the rate is no number', rate(Number.NaN, 1)],
    ['Rule 2', 'a translation is missing', { translations: new Float32Array(14) }],
    ['Rule 2', 'a frame of rotations is missing', { rotations: clip().rotations.slice(JOINTS * 4) }],
    ['Rule 2', 'a curve has no values', { curveNames: ['blink', 'smile', 'frown'] }],
    ['Rule 2', 'a part has no provenance', { partNames: [...PART_NAMES, 'tail'] }],
    ['Rule 3', 'a translation is NaN', set('translations', 4, Number.NaN)],
    ['Rule 3', 'a curve is infinite', set('curves', 9, Number.NEGATIVE_INFINITY)],
    [
      'Rule 4',
      'a rotation is 0.0002 too long',
      turned(2, 7, (x) => x * 1.0002),
      { frame: 2, joint: 'neck1' },
    ],
    [
      'Rule 5',
      'a quaternion changes its sign',
      turned(4, 10, (x) => -x),
      { frame: 4, joint: 'leftClavicle' },
    ],
    ['Rule 6', 'a curve name is there twice', { curveNames: ['blink', 'blink'] }],
    ['Rule 6', 'a part name is there twice', { partNames: [...PART_NAMES.slice(1), 'face'] }],
  ];

  it.each(broken)('%s is broken when %s', (rule, _, changes, where = {}) => {
    const issues = validateMotionClip(clip(changes));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ severity: 'error', ...where });
    expect(issues[0].message.startsWith(`${rule}:`)).toBe(true);
    expect(() => assertMotionClip(clip(changes))).toThrow(issues[0].message);
  });

  it('break for a clip without frames', () => {
    const empty = clip({
      frameCount: 0,
      translations: new Float32Array(0),
      rotations: new Float32Array(0),
      curves: new Float32Array(0),
      provenance: new Uint8Array(0),
    });
    expect(validateMotionClip(empty).map(({ message }) => message)).toEqual([
      'Rule 2: expected at least one frame, found 0.',
    ]);
  });

  it('call a rotation that is not finite both unfinished and without unit length', () => {
    const rules = validateMotionClip(clip(set('rotations', 3, Number.NaN))).map(({ message }) =>
      message.slice(0, 6),
    );
    expect(rules).toEqual(['Rule 3', 'Rule 4', 'Rule 5']);
  });

  it('report a rule once, however many frames break it', () => {
    const rotations = clip().rotations.map((x) => x * 2);
    expect(validateMotionClip(clip({ rotations }))).toHaveLength(1);
  });

  it('allow a half turn from frame to frame: at right angles there is no nearer sign', () => {
    const changes = { rotations: clip().rotations.slice() };
    for (let f = 0; f < 5; f++)
      changes.rotations.set(f % 2 === 0 ? [0, 0, 0, 1] : [1, 0, 0, 0], f * JOINTS * 4);
    expect(validateMotionClip(clip(changes))).toEqual([]);
  });
});

describe('frames of a clip', () => {
  it('are views of it', () => {
    const motion = clip();
    expect(frameRotations(motion, 3)).toEqual(motion.rotations.subarray(3 * JOINTS * 4, 4 * JOINTS * 4));
    frameTranslation(motion, 2)[1] = 42;
    expect(motion.translations[7]).toBe(42);
  });

  it('have flags that can be told apart when joined', () => {
    const flags = Object.values(PROVENANCE);
    expect(flags.reduce((sum, flag) => sum + flag, 0)).toBe(flags.reduce((all, flag) => all | flag, 0));
  });
});
