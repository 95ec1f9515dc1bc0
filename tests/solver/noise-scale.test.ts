import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { estimateNoiseScales, LEAST_NOISE, MOST_NOISE } from '../../src/solver/noise-scale.ts';
import { createRandomSigner } from '../support/random-signer.ts';
import { trueEvidence } from '../support/true-evidence.ts';

const signers = [1, 2, 3].map((seed) => createRandomSigner({ seed, frameCount: 80 }));

describe('the noise of a recording', () => {
  it.each([0.25, 0.5, 1, 1.5])('of scale %d is found within 15 percent, body and hands apart', (scale) => {
    for (const [i, signer] of signers.entries()) {
      const hands = scale / 2;
      const found = estimateNoiseScales(
        trueEvidence(signer, createRandom(i + 1), { body: scale, hand: hands }),
      );
      expect(Math.abs(found.body / scale - 1), 'body').toBeLessThan(0.15);
      expect(Math.abs(found.hand / hands - 1), 'hands').toBeLessThan(0.15);
    }
  });

  it('is found although one frame in twenty is an outlier, within 30 percent', () => {
    const random = createRandom(4);
    const evidence = trueEvidence(signers[0], random, { body: 1, hand: 1 });
    evidence.forEach(({ rightHand, body }, f) => {
      if (f % 20 !== 0) return;
      for (const position of [...rightHand.positions, ...body.positions])
        position[0] += random.range(-0.3, 0.3);
    });
    const { body, hand } = estimateNoiseScales(evidence);
    expect(Math.abs(body - 1)).toBeLessThan(0.3);
    expect(Math.abs(hand - 1)).toBeLessThan(0.3);
  });

  it('has a floor for exact landmarks and a ceiling for broken ones', () => {
    expect(estimateNoiseScales(trueEvidence(signers[0], createRandom(5), { body: 0, hand: 0 }))).toEqual({
      body: LEAST_NOISE,
      hand: LEAST_NOISE,
    });
    const broken = estimateNoiseScales(trueEvidence(signers[0], createRandom(6), { body: 60, hand: 60 }));
    expect(broken).toEqual({ body: MOST_NOISE, hand: MOST_NOISE });
  });

  it('is as assumed when there is too little to tell: one frame, or no hands', () => {
    const evidence = trueEvidence(signers[0], createRandom(7), { body: 0.3, hand: 0.3 });
    expect(estimateNoiseScales(evidence.slice(0, 1))).toEqual({ body: 1, hand: 1 });
    for (const { leftHand, rightHand } of evidence) {
      leftHand.confidences.fill(0);
      rightHand.confidences.fill(0);
    }
    const { body, hand } = estimateNoiseScales(evidence);
    expect(hand).toBe(1);
    expect(Math.abs(body / 0.3 - 1)).toBeLessThan(0.15);
  });
});
