import { expect, test } from 'vitest';
import { assertMotionClip, frameRotations, PROVENANCE } from '../../src/motion/motion-clip.ts';
import { restingClip } from '../../src/motion/resting-clip.ts';
import { TARGETS } from '../../src/skeleton/targets.ts';

test.each(TARGETS.map(({ name, rig }) => [name, rig()] as const))(
  'a body at rest on %s stands as its skeleton does and says that nothing was seen',
  (name, { skeleton }) => {
    const clip = restingClip(skeleton, name);
    assertMotionClip(clip);
    expect(frameRotations(clip, 1)).toEqual(skeleton.restRotations);
    expect(clip.provenance.every((flags) => flags === PROVENANCE.invented)).toBe(true);
  },
);
