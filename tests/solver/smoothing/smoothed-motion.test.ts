import { describe, expect, it } from 'vitest';
import { addTrackerNoise } from '../../../samples/generate/tracker-noise.ts';
import { DEGREES } from '../../../src/math/scalar.ts';
import { distanceVec3, subtractVec3 } from '../../../src/math/vec3.ts';
import { assertMotionClip } from '../../../src/motion/motion-clip.ts';
import { ACTOR_JOINTS } from '../../../src/skeleton/actor/joints.ts';
import { solveClipLive } from '../../../src/solver/live/solve-clip-live.ts';
import { SMOOTHINGS, type SmoothingName } from '../../../src/solver/smoothing/smoothing.ts';
import { solveClip } from '../../../src/solver/solve-clip.ts';
import { boneDirection, directionErrors, type Motion, poseAt } from '../../support/compare-motion.ts';
import { losePart } from '../../support/edit-recording.ts';
import { createRandomSigner } from '../../support/random-signer.ts';

const NAMES = Object.keys(SMOOTHINGS) as SmoothingName[];
const SOLVERS = [
  ['offline', solveClip],
  ['live', solveClipLive],
] as const;
const signer = createRandomSigner({ seed: 11, frameCount: 60 });
const noisy = addTrackerNoise(signer.recording, 12);
const mean = (list: number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;

const directionsOf = (motion: Motion) =>
  Array.from({ length: motion.clip.frameCount }, (_, f) =>
    boneDirection(motion, poseAt(motion, f), 'leftIndex2'),
  );
/** Mean second difference of a finger's direction, degrees. */
function tremble(motion: Motion): number {
  const at = directionsOf(motion).map((v) => Float64Array.from(v as Float64Array, (x) => x * 40));
  const bends: number[] = [];
  for (let f = 1; f < at.length - 1; f++) {
    bends.push(distanceVec3(subtractVec3(at[f + 1], at[f]), subtractVec3(at[f], at[f - 1])) * DEGREES);
  }
  return mean(bends);
}
const error = (motion: Motion) =>
  mean(directionErrors(motion, signer, (m, pose) => boneDirection(m, pose, 'leftIndex2')));

describe.each(SOLVERS)('motion that is solved %s', (mode, solve) => {
  const solved = Object.fromEntries(
    NAMES.map((smoothing) => [smoothing, solve(noisy, { smoothing, clamp: 'off' })]),
  ) as Record<SmoothingName, Motion>;

  it.each(NAMES)('is whole with smoothing %s, all frames in order, whatever is lost', (smoothing) => {
    const recording = losePart(losePart(noisy, 'leftHand', 10, 14), 'pose', 30, 52);
    const { clip } = solve(recording, { smoothing });
    assertMotionClip(clip);
    expect(clip.frameCount).toBe(60);
  });

  it('never changes the length of a bone, within 2 micrometres', () => {
    const { clip } = solved.ema;
    const poses = Array.from({ length: clip.frameCount }, (_, f) => poseAt(solved.ema, f));
    clip.skeleton.parents.forEach((parent, joint) => {
      // the pelvis may move against the root
      if (parent < 0 || joint === clip.skeleton.translatedJoint) return;
      const lengths = poses.map(({ positions }) => distanceVec3(positions[joint], positions[parent]));
      expect(Math.max(...lengths) - Math.min(...lengths), ACTOR_JOINTS[joint]).toBeLessThan(2e-6);
    });
  });

  it('trembles less with any smoothing than without', () => {
    const none = tremble(solved.none);
    for (const name of ['fit', 'one-euro', 'ema', 'kalman'] as const)
      expect(tremble(solved[name]) / none, name).toBeLessThan(0.75);
  });

  it('is nearest to the truth with the fit, and the causal filters pay for their calm in moves', () => {
    const errors = Object.fromEntries(NAMES.map((name) => [name, error(solved[name])]));
    expect(errors['fit']).toBeLessThan(errors['none']);
    expect(errors['fit']).toBeLessThan(errors['one-euro']);
    expect(errors['fit']).toBeLessThan(errors['kalman']);
    expect(errors['ema']).toBeGreaterThan(1.5 * errors['fit']);
  });

  it('follows exact landmarks exactly when every frame stands alone', () => {
    const { actor, clip } = solve(signer.recording, { smoothing: 'none', clamp: 'off' });
    const errors = directionErrors({ actor, clip }, signer, (m, pose) =>
      boneDirection(m, pose, 'leftIndex2'),
    );
    // live learns the signer's proportions on the way
    expect(Math.max(...errors.slice(mode === 'live' ? 20 : 0))).toBeLessThan(0.5);
  });
});
