import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../../src/skeleton/actor/proportions.ts';
import type { FrameEvidence } from '../../src/solver/lift/evidence.ts';
import { estimateProportions } from '../../src/solver/proportions.ts';
import { createRandomSigner } from '../support/random-signer.ts';
import { trueEvidence } from '../support/true-evidence.ts';

const SIZES = [0.85, 1, 1.15];

/** A signer of stated size, everything else as in the random one of the seed. */
function sizedSigner(seed: number, size: number) {
  const { clip } = createRandomSigner({ seed, frameCount: 80 });
  const actor = createActor(scaled(AVERAGE_PROPORTIONS, size));
  const pelvis = actor.skeleton.restTranslations.slice(3, 6);
  const translations = clip.translations.map((_, i) => pelvis[i % 3]);
  return { actor, clip: { ...clip, skeleton: actor.skeleton, translations } };
}

function scaled<T>(value: T, size: number): T {
  if (typeof value === 'number') return (value * size) as T;
  if (Array.isArray(value)) return value.map((item) => scaled(item, size)) as T;
  return Object.fromEntries(
    Object.entries(value as object).map(([name, item]) => [name, scaled(item, size)]),
  ) as T;
}

/** Every length of the proportions under its path, palm points by their distance from the wrist. */
function lengths(value: unknown, path = ''): [string, number][] {
  if (typeof value === 'number') return [[path, value]];
  if (/knuckles\.\d|thumbBase/.test(path)) return [[path, Math.hypot(...(value as number[]))]];
  return Object.entries(value as object).flatMap(([name, item]) =>
    lengths(item, path ? `${path}.${name}` : name),
  );
}

const noise = { body: 1, hand: 1 };

describe('the signer’s proportions', () => {
  it.each(SIZES)(
    'of a person %d times the average come back from noisy frames, fingers within 4, all else within 3 percent',
    (size) => {
      const truth = scaled(AVERAGE_PROPORTIONS, size);
      const evidence = trueEvidence(sizedSigner(2, size), createRandom(1), noise);
      const found = new Map(lengths(estimateProportions(evidence, noise)));
      for (const [name, length] of lengths(truth)) {
        const tolerance = /fingers|thumb\./.test(name) ? 0.04 : 0.03;
        expect(Math.abs(found.get(name)! / length - 1), name).toBeLessThan(tolerance);
      }
    },
  );

  it('come back within 0.5 percent from exact frames, with their own ratios', () => {
    for (const seed of [1, 2, 3]) {
      const signer = createRandomSigner({ seed, frameCount: 80 });
      const found = createActor(
        estimateProportions(trueEvidence(signer, createRandom(1), { body: 0, hand: 0 }), {
          body: 0,
          hand: 0,
        }),
      );
      for (const joint of ['leftLowerArm', 'leftHand', 'rightIndex2', 'rightPinky3', 'leftThumb2'] as const) {
        const j = signer.actor.joints[joint]!;
        const length = ({ skeleton }: typeof found) =>
          Math.hypot(...skeleton.restTranslations.subarray(j * 3, j * 3 + 3));
        expect(Math.abs(length(found) / length(signer.actor) - 1), joint).toBeLessThan(0.005);
      }
    }
  });

  it('do not grow with the noise: short segments are not taken for long ones', () => {
    const evidence = trueEvidence(sizedSigner(3, 1), createRandom(2), { body: 1, hand: 1.5 });
    const { hand } = estimateProportions(evidence, { body: 1, hand: 1.5 });
    const tips = hand.fingers.map(([, , tip]) => tip);
    const truth = AVERAGE_PROPORTIONS.hand.fingers.map(([, , tip]) => tip);
    for (const [i, tip] of tips.entries()) expect(Math.abs(tip / truth[i] - 1)).toBeLessThan(0.06);
  });

  it('are the average where nothing is seen', () => {
    const evidence = trueEvidence(sizedSigner(1, 1.15), createRandom(3), noise);
    for (const frame of evidence) {
      frame.body.confidences.fill(0);
      frame.leftHand.confidences.fill(0);
      frame.rightHand.confidences.fill(0);
    }
    expect(estimateProportions(evidence, noise)).toEqual(AVERAGE_PROPORTIONS);
    expect(estimateProportions([], noise)).toEqual(AVERAGE_PROPORTIONS);
  });

  it('are the average person’s of the same size for what is never seen', () => {
    const evidence = trueEvidence(sizedSigner(1, 1.15), createRandom(3), noise);
    for (const { body } of evidence) for (const hip of [23, 24]) body.confidences[hip] = 0;
    const { thigh, calf, torsoLength, hipHalfWidth, headLength } = estimateProportions(evidence, noise);
    expect(thigh / AVERAGE_PROPORTIONS.thigh).toBeCloseTo(1.15, 1);
    expect(calf / thigh).toBeCloseTo(AVERAGE_PROPORTIONS.calf / AVERAGE_PROPORTIONS.thigh, 9);
    expect(torsoLength / AVERAGE_PROPORTIONS.torsoLength).toBeCloseTo(1.15, 1);
    expect(hipHalfWidth / AVERAGE_PROPORTIONS.hipHalfWidth).toBeCloseTo(1.15, 1);
    expect(headLength / AVERAGE_PROPORTIONS.headLength).toBeCloseTo(1.15, 1);
  });

  it('keep the prior where what is seen cannot be a person', () => {
    const evidence = trueEvidence(sizedSigner(1, 1), createRandom(4), noise);
    for (const { body } of evidence)
      for (const wrist of [15, 16]) body.positions[wrist][0] += wrist === 15 ? 2 : -2;
    const { lowerArm, upperArm } = estimateProportions(evidence, noise);
    expect(lowerArm / AVERAGE_PROPORTIONS.lowerArm).toBeCloseTo(1, 1);
    expect(upperArm / AVERAGE_PROPORTIONS.upperArm).toBeCloseTo(1, 1);

    const shrunk = trueEvidence(sizedSigner(1, 1), createRandom(4), noise);
    for (const frame of shrunk) collapse(frame);
    expect(estimateProportions(shrunk, noise).hand).toEqual(AVERAGE_PROPORTIONS.hand);
  });

  it('are not thrown off by a jump of the tracker in a few frames', () => {
    const evidence = trueEvidence(sizedSigner(4, 1), createRandom(5), noise);
    evidence.forEach(({ body }, f) => {
      if (f % 10 === 0) body.positions[13][1] += 1;
    });
    const { upperArm, lowerArm } = estimateProportions(evidence, noise);
    expect(Math.abs(upperArm / AVERAGE_PROPORTIONS.upperArm - 1)).toBeLessThan(0.04);
    expect(Math.abs(lowerArm / AVERAGE_PROPORTIONS.lowerArm - 1)).toBeLessThan(0.04);
  });

  it('are the same for a left and a right hand of the same shape', () => {
    const evidence = trueEvidence(sizedSigner(5, 1.1), createRandom(6), { body: 0, hand: 0 });
    const oneHand = (side: 'leftHand' | 'rightHand'): ActorProportions['hand'] =>
      estimateProportions(
        evidence.map((frame): FrameEvidence => ({ ...frame, [side]: missing(frame[side]) })),
        {
          body: 0,
          hand: 0,
        },
      ).hand;
    const [left, right] = [lengths(oneHand('rightHand')), lengths(oneHand('leftHand'))];
    for (const [i, [name, length]] of left.entries()) expect(right[i][1] / length, name).toBeCloseTo(1, 3);
  });
});

const missing = (hand: FrameEvidence['leftHand']): FrameEvidence['leftHand'] => ({
  ...hand,
  confidences: new Float64Array(hand.confidences.length),
});

/** All points of both hands near their wrists. */
function collapse({ leftHand, rightHand }: FrameEvidence): void {
  for (const { positions } of [leftHand, rightHand]) {
    for (const position of positions) {
      for (let k = 0; k < 3; k++) position[k] = positions[0][k] + (position[k] - positions[0][k]) * 0.3;
    }
  }
}
