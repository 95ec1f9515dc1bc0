import { describe, expect, it } from 'vitest';
import { angleQuat } from '../../../src/math/quat.ts';
import { DEGREES } from '../../../src/math/scalar.ts';
import { frameRotations } from '../../../src/motion/motion-clip.ts';
import { actorJoint } from '../../../src/skeleton/actor/joints.ts';
import { solveClip } from '../../../src/solver/solve-clip.ts';
import { onlyParts } from '../../support/edit-recording.ts';
import { fastestTurns } from '../../support/motion-steps.ts';
import { createRandomSigner } from '../../support/random-signer.ts';

describe('arms of hands that come without a body', () => {
  it('keep one posture: the upper arm stands still whatever the hand does, and nothing reaches the velocity limit', () => {
    for (const seed of [1, 2, 3]) {
      const { recording } = createRandomSigner({ seed, frameCount: 50 });
      const { clip, report } = solveClip(onlyParts(recording, 'leftHand', 'rightHand'));
      expect(report.clamp.frames).toBe(0);
      expect(fastestTurns(clip).arm).toBeLessThan(750);
      const joint = actorJoint('rightUpperArm') * 4;
      for (let f = 1; f < clip.frameCount; f++) {
        const [a, b] = [f - 1, f].map((frame) => frameRotations(clip, frame).subarray(joint, joint + 4));
        expect(angleQuat(a, b) * DEGREES).toBeLessThan(26);
      }
    }
  });
});
