import { expect, test } from 'vitest';
import { TegnError } from '../../src/issues/issues.ts';
import { ACTOR_JOINTS } from '../../src/skeleton/actor/joints.ts';
import { validateSkeleton } from '../../src/skeleton/skeleton.ts';
import { DEFAULT_TARGET, TARGETS, targetNamed } from '../../src/skeleton/targets.ts';

test.each(TARGETS)(
  '$name is found by its name and makes a valid rig with every role it can have',
  ({ name }) => {
    const rig = targetNamed(name).rig();
    expect(rig.name).toBe(name);
    expect(validateSkeleton(rig.skeleton)).toEqual([]);
    // Mixamo and VRM have 3 spine bones, one neck, no metacarpals and no root above the hips
    const lacks = /^(mixamo|vrm)$/.test(name) ? /^(root|spine1|spine4|neck2)$|Metacarpal$/ : /^$/;
    for (const role of ACTOR_JOINTS) {
      expect(rig.joints[role], role).toBeTypeOf(lacks.test(role) ? 'undefined' : 'number');
    }
  },
);

test('names are unique and the default is one of them', () => {
  const names = TARGETS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain(DEFAULT_TARGET);
});

test('an unknown name is refused with the names there are', () => {
  let error: unknown;
  try {
    targetNamed('robot');
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(TegnError);
  expect(error).toMatchObject({ code: 'E_TARGET_UNKNOWN', details: { found: 'robot' } });
  for (const { name } of TARGETS) expect((error as Error).message).toContain(name);
});
