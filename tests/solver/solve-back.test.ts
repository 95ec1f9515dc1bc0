import { describe, expect, it } from 'vitest';
import { createSamples } from '../../samples/generate/index.ts';
import { median, quantile } from '../../src/math/scalar.ts';
import { assertMotionClip } from '../../src/motion/motion-clip.ts';
import { ACTOR_JOINTS, type ActorJoint, SIDES } from '../../src/skeleton/actor/joints.ts';
import { solveClipLive } from '../../src/solver/live/solve-clip-live.ts';
import { solveClip } from '../../src/solver/solve-clip.ts';
import { boneDirection, directionErrors, type Motion, palmNormal } from '../support/compare-motion.ts';
import { createRandomSigner } from '../support/random-signer.ts';

const LIMBS = ACTOR_JOINTS.filter((name) => /UpperArm|LowerArm|Thumb|(Index|Middle|Ring|Pinky)\d/.test(name));

function boneErrors(truth: Motion, solved: Motion, bones: readonly ActorJoint[]): number[] {
  return bones.flatMap((bone) =>
    directionErrors(truth, solved, (motion, pose) => boneDirection(motion, pose, bone)),
  );
}

const palmErrors = (truth: Motion, solved: Motion): number[] =>
  SIDES.flatMap((side) => directionErrors(truth, solved, (_, pose) => palmNormal(pose, side)));

describe('landmarks without noise, solved and posed again', () => {
  const signers = [1, 2, 3].map((seed) => createRandomSigner({ seed }));

  it('give back every bone direction within 0.1 degrees in the median, offline', () => {
    for (const signer of signers) {
      const solved = solveClip(signer.recording);
      assertMotionClip(solved.clip);
      for (const bone of LIMBS) {
        const errors = boneErrors(signer, solved, [bone]);
        expect(median(errors), `${bone}, ${signer.clip.name}`).toBeLessThan(0.1);
        expect(quantile(errors, 0.9), `${bone}, ${signer.clip.name}`).toBeLessThan(1);
      }
      expect(median(palmErrors(signer, solved))).toBeLessThan(0.1);
    }
  });

  it('give back the head within half a degree', () => {
    for (const signer of signers) {
      const solved = solveClip(signer.recording);
      const errors = directionErrors(signer, solved, (motion, pose) => boneDirection(motion, pose, 'head'));
      expect(median(errors)).toBeLessThan(0.5);
    }
  });

  it('give back every bone direction within 0.1 degrees in the median, live', () => {
    for (const signer of signers) {
      const solved = solveClipLive(signer.recording);
      assertMotionClip(solved.clip);
      expect(median(boneErrors(signer, solved, LIMBS))).toBeLessThan(0.1);
      expect(median(palmErrors(signer, solved))).toBeLessThan(0.1);
    }
  });

  it('give back lengths of arms and fingers within 1 %', () => {
    for (const signer of signers) {
      const { actor } = solveClip(signer.recording);
      for (const bone of LIMBS) {
        const length = (motion: Motion['actor']) => {
          const j = ACTOR_JOINTS.indexOf(bone);
          return Math.hypot(...motion.endOffsets.subarray(j * 3, j * 3 + 3));
        };
        expect(length(actor) / length(signer.actor), bone).toBeCloseTo(1, 2);
      }
    }
  });
});

describe('the samples, solved and posed again', () => {
  it.each(createSamples())(
    '$name keeps directions of the seen hands within 0.1 degrees in the median',
    (sample) => {
      const truth = { actor: sample.actor, clip: sample.actorClip };
      const solved = solveClip(sample.recording);
      const right = LIMBS.filter((name) => name.startsWith('right'));
      expect(median(boneErrors(truth, solved, right))).toBeLessThan(0.1);
    },
  );
});

describe('the solved clip', () => {
  it('does not follow an impossible jump of the landmarks: bones obey the velocity limit', () => {
    const { recording } = createRandomSigner({ seed: 5, frameCount: 30 });
    const world = recording.world!;
    const image = recording.image!;
    const points = world.schema.names.length;
    // from frame 15 on the right hand's points are those of a hand turned over by half a turn about its wrist
    for (const clip of [world, image]) {
      for (let f = 15; f < 30; f++) {
        for (let i = 54; i < 75; i++) {
          const at = (f * points + i) * 3;
          const wrist = (f * points + 54) * 3;
          clip.positions[at] = 2 * clip.positions[wrist] - clip.positions[at];
          clip.positions[at + 2] = 2 * clip.positions[wrist + 2] - clip.positions[at + 2];
        }
      }
    }
    const solved = solveClip(recording);
    const turns = directionErrors(solved, shifted(solved), (_, pose) => palmNormal(pose, 'right'));
    // 750 deg/s for the wrist, 1000 for the forearm's twist, 750 each for elbow and shoulder above it, at 25 frames per second
    expect(Math.max(...turns.slice(1))).toBeLessThan((750 + 1000 + 2 * 750) / 25);
    const part = solved.clip.partNames.indexOf('rightHand');
    const flags = Array.from(
      { length: 30 },
      (_, f) => solved.clip.provenance[f * solved.clip.partNames.length + part],
    );
    expect(flags.some((flag) => (flag & 4) !== 0)).toBe(true);
    expect(solved.report.clamp.frames).toBeGreaterThan(0);
  });
});

/** The same motion one frame later. */
function shifted({ actor, clip }: Motion): Motion {
  const stride = ACTOR_JOINTS.length * 4;
  const rotations = new Float32Array(clip.rotations.length);
  rotations.set(clip.rotations.subarray(0, stride));
  rotations.set(clip.rotations.subarray(0, clip.rotations.length - stride), stride);
  return { actor, clip: { ...clip, rotations } };
}
