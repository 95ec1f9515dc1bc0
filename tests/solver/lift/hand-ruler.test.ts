import { describe, expect, it } from 'vitest';
import { angleQuat } from '../../../src/math/quat.ts';
import { DEGREES, quantile } from '../../../src/math/scalar.ts';
import { frameRotations, type MotionClip } from '../../../src/motion/motion-clip.ts';
import { actorJoint } from '../../../src/skeleton/actor/joints.ts';
import { solveClipLive } from '../../../src/solver/live/solve-clip-live.ts';
import { solveClip } from '../../../src/solver/solve-clip.ts';
import { cutRecording, onlyParts, withoutDepth, withoutWorld } from '../../support/edit-recording.ts';
import { filmMotion } from '../../support/film-motion.ts';
import { createRandomSigner } from '../../support/random-signer.ts';

const signer = createRandomSigner({ seed: 21, frameCount: 40 });

/** Angles between the local rotations of the left fingers' outer joints, degrees. */
const fingerErrors = (clip: MotionClip, first = 0): number[] =>
  Array.from({ length: clip.frameCount }, (_, f) => {
    const [p, q] = [frameRotations(clip, f), frameRotations(signer.clip, first + f)];
    return (['Index', 'Middle', 'Ring', 'Pinky'] as const).flatMap((finger) =>
      ([2, 3] as const).map((k) => {
        const at = actorJoint(`left${finger}${k}`) * 4;
        return angleQuat(p.subarray(at, at + 4), q.subarray(at, at + 4)) * DEGREES;
      }),
    );
  }).flat();

/** Metres from the camera: a large hand in the picture, and a small one. */
const DISTANCES = [1.2, 2, 4];

describe('a hand that comes alone in a picture', () => {
  const alone = (distance: number) =>
    withoutWorld(onlyParts(filmMotion(signer.actor, signer.clip, { distance }), 'leftHand'));
  const typical = (clip: MotionClip, first = 0) => quantile(fingerErrors(clip, first), 0.5);

  // what is left is the worth of z, which one hand alone hardly tells
  it.each(DISTANCES)('keeps its handshape whatever its size: %d m away, within 8 degrees', (distance) => {
    expect(typical(solveClip(alone(distance)).clip)).toBeLessThan(8);
  });

  it.each(DISTANCES)('keeps it live, %d m away, within 12 degrees', (distance) => {
    expect(typical(solveClipLive(alone(distance)).clip)).toBeLessThan(12);
  });

  it('keeps it in a still picture, within 15 degrees', () => {
    expect(typical(solveClip(cutRecording(alone(2), 12, 12)).clip, 12)).toBeLessThan(15);
  });

  it('is guessed no worse near than far when there is no depth', () => {
    const guess = (distance: number) => typical(solveClip(withoutDepth(alone(distance))).clip);
    expect(guess(1.2)).toBeLessThan(1.3 * guess(4));
  });
});
