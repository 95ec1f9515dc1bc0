import { expect, it } from 'vitest';
import { mirrorClip } from '../../src/motion/mirror.ts';
import { assertMotionClip, frameRotations, frameTranslation } from '../../src/motion/motion-clip.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { computeModelPose } from '../../src/skeleton/forward-kinematics.ts';
import { createRandomMotion } from '../support/random-motion.ts';

const actor = createActor();
const clip = createRandomMotion(actor, {
  seed: 5,
  curveNames: ['eyeBlinkLeft', 'eyeBlinkRight', 'jawOpen', 'headYaw'],
});

it('puts every joint where a mirror shows it, on the other side', () => {
  const mirrored = mirrorClip(clip);
  assertMotionClip(mirrored);
  const a = computeModelPose(actor.skeleton, frameRotations(clip, 7), frameTranslation(clip, 7));
  const b = computeModelPose(actor.skeleton, frameRotations(mirrored, 7), frameTranslation(mirrored, 7));
  for (const [role, j] of Object.entries(actor.joints)) {
    const other = role.replace(/^(left|right)/, (side) => (side === 'left' ? 'right' : 'left'));
    const [x, y, z] = a.positions[actor.joints[other as 'head']!];
    b.positions[j!].forEach((value, i) => {
      expect(value).toBeCloseTo([-x, y, z][i], 5);
    });
  }
});

it('exchanges curves of the sides and turns the head the other way', () => {
  const [left, right, jaw, yaw] = clip.curves;
  expect(Array.from(mirrorClip(clip).curves.subarray(0, 4))).toEqual([right, left, jaw, Math.fround(-yaw)]);
});

it('mirrored twice is the clip itself', () => {
  expect(mirrorClip(mirrorClip(clip)).rotations).toEqual(clip.rotations);
});
