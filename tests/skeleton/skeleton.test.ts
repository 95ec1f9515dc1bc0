import { describe, expect, it } from 'vitest';
import { TegnError } from '../../src/issues/issues.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import { jointCount, jointIndex, type Skeleton, validateSkeleton } from '../../src/skeleton/skeleton.ts';

const chain = (changes: Partial<Skeleton> = {}): Skeleton => ({
  jointNames: ['root', 'hip', 'knee'],
  parents: Int16Array.of(-1, 0, 1),
  restTranslations: Float32Array.of(0, 0, 0, 0, 1, 0, 0, -0.4, 0),
  restRotations: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1),
  translatedJoint: 1,
  ...changes,
});

const translations = (at: number, value: number): Float32Array => chain().restTranslations.with(at, value);
const rotations = (at: number, value: number): Float32Array => chain().restRotations.with(at, value);

describe('the rules of a skeleton', () => {
  it('are kept by a chain, the actor and the MetaHuman', () => {
    for (const skeleton of [chain(), createActor().skeleton, createMetahuman().skeleton]) {
      expect(validateSkeleton(skeleton)).toEqual([]);
    }
  });

  const broken: [rule: string, what: string, changes: Partial<Skeleton>, joint?: string][] = [
    ['Rule 1', 'a name is there twice', { jointNames: ['root', 'hip', 'hip'] }],
    ['Rule 1', 'a name is empty', { jointNames: ['root', '', 'knee'] }],
    ['Rule 2', 'a parent is missing', { parents: Int16Array.of(-1, 0) }],
    ['Rule 2', 'a translation is cut', { restTranslations: new Float32Array(8) }],
    ['Rule 2', 'a rotation is too many', { restRotations: new Float32Array(16) }],
    ['Rule 3', 'the first joint has a parent', { parents: Int16Array.of(0, 0, 1) }, 'root'],
    ['Rule 3', 'there are two roots', { parents: Int16Array.of(-1, 0, -1) }, 'knee'],
    ['Rule 3', 'a parent stands behind its child', { parents: Int16Array.of(-1, 2, 0) }, 'hip'],
    ['Rule 3', 'a joint is its own parent', { parents: Int16Array.of(-1, 1, 1) }, 'hip'],
    ['Rule 3', 'a parent does not exist', { parents: Int16Array.of(-1, 0, 7) }, 'knee'],
    [
      'Rule 4',
      'a translation is not finite',
      { restTranslations: translations(7, Number.POSITIVE_INFINITY) },
      'knee',
    ],
    ['Rule 4', 'a rotation is NaN', { restRotations: rotations(4, Number.NaN) }, 'hip'],
    ['Rule 4', 'a rotation is too long by 2e-5', { restRotations: rotations(3, 1 + 2e-5) }, 'root'],
    ['Rule 5', 'no joint is translated', { translatedJoint: -1 }],
    ['Rule 5', 'the translated joint does not exist', { translatedJoint: 3 }],
    ['Rule 5', 'the translated joint is not whole', { translatedJoint: 0.5 }],
  ];

  it.each(broken)('%s is broken when %s', (rule, _, changes, joint) => {
    const issues = validateSkeleton(chain(changes));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: 'E_SKELETON', severity: 'error' });
    expect(issues[0].message.startsWith(`${rule}:`)).toBe(true);
    expect(issues[0].joint).toBe(joint);
  });

  it('allow what rounding to 32 bits does to a unit rotation', () => {
    expect(validateSkeleton(chain({ restRotations: rotations(3, 1 + 5e-6) }))).toEqual([]);
  });
});

describe('joints', () => {
  it('are found by name', () => {
    expect(jointCount(chain())).toBe(3);
    expect(jointIndex(chain(), 'knee')).toBe(2);
  });

  it('that do not exist are named in the error', () => {
    expect(() => jointIndex(chain(), 'toe')).toThrow(TegnError);
    expect(() => jointIndex(chain(), 'toe')).toThrow(/"toe"/);
  });
});
