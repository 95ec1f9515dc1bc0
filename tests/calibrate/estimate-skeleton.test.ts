import { describe, expect, it } from 'vitest';
import { personOf } from '../../samples/generate/proportions.ts';
import { differingRecordings } from '../../src/calibrate/differing-recordings.ts';
import { estimateSkeleton } from '../../src/calibrate/estimate-skeleton.ts';
import { LENGTHS } from '../../src/calibrate/lengths.ts';
import { CALIBRATE_PROFILES } from '../../src/calibrate/profiles.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../../src/skeleton/actor/proportions.ts';
import { loadLifter } from '../../src/solver/lift/network/load-lifter.node.ts';
import { losePart, onlyParts, withoutDepth } from '../support/edit-recording.ts';
import { measurable, recordSigner } from '../support/record-signer.ts';

const PERSON = personOf({ stature: 0.96, shoulders: 1.07, arms: 0.95, hands: 1.08 });

/** Members of LENGTHS that are one kind of bone. */
const CLASSES: Readonly<Record<string, RegExp>> = {
  shoulders: /^shoulderWidth$/,
  hips: /^hipWidth$/,
  torso: /^torso$/,
  neck: /^neck$/,
  upperArm: /^upperArm$/,
  lowerArm: /^lowerArm$/,
  palm: /^palm(Index|Middle|Ring|Pinky)$/,
  palmWidth: /^palmWidth$/,
  thumb: /^thumb\d$/,
  proximal: /^(index|middle|ring|pinky)1$/,
  intermediate: /^(index|middle|ring|pinky)2$/,
  distal: /^(index|middle|ring|pinky)3$/,
  head: /^face/,
};

/** Per class, how far the estimate is off on average, as a share; with `scaled`, after the best common size. */
function errors(found: ActorProportions, truth: ActorProportions, scaled: boolean): Map<string, number> {
  const ratios = Object.entries(CLASSES).map(([name, pattern]) => {
    const members = LENGTHS.filter((length) => pattern.test(length.name));
    const sum = members.reduce((total, length) => total + length.of(found) / length.of(truth), 0);
    return [name, sum / members.length] as const;
  });
  const size = scaled
    ? Math.exp(ratios.reduce((sum, [, ratio]) => sum + Math.log(ratio), 0) / ratios.length)
    : 1;
  return new Map(ratios.map(([name, ratio]) => [name, ratio / size - 1]));
}

describe('a signer’s skeleton over many recordings', () => {
  it('comes back from 20 noisy recordings with world landmarks within 3 percent in every class of bones', async () => {
    const recordings = await measurable(recordSigner({ proportions: PERSON, count: 20, frameCount: 40 }));
    const { estimate } = estimateSkeleton(recordings);
    for (const [name, error] of errors(estimate.proportions, PERSON, false))
      expect(Math.abs(error), name).toBeLessThan(0.03);
    expect(estimate.size).toEqual({ source: 'measured' });
    expect(estimate.recordings).toBe(20);
    expect(estimate.frames).toBe(800);
    for (const name of ['upperArm', 'palmMiddle', 'index2', 'faceHeight'])
      expect(estimate.lengths[name].source, name).toBe('measured');
    expect(estimate.lengths['upperArm'].samples).toBe(1600);
  });

  it.each([40, 70])(
    'comes back in its proportions from 20 noisy recordings of x and y, and so does their lens of %d degrees',
    async (fieldOfViewDeg) => {
      const filmed = recordSigner({ proportions: PERSON, count: 20, frameCount: 40, fieldOfViewDeg });
      const { estimate, fieldsOfViewDeg } = estimateSkeleton(
        await measurable(filmed.map(withoutDepth), await loadLifter()),
      );
      const arms = ['shoulders', 'upperArm', 'lowerArm', 'palm', 'palmWidth', 'head'];
      for (const [name, error] of errors(estimate.proportions, PERSON, true))
        expect(Math.abs(error), name).toBeLessThan(arms.includes(name) ? 0.045 : 0.085);
      expect(Math.abs(fieldsOfViewDeg['1280x720'] - fieldOfViewDeg)).toBeLessThan(9);
      expect(estimate.size).toEqual({ source: 'prior' });
      expect(estimate.lengths['upperArm'].source).toBe('ratio');
    },
    60_000,
  );

  it('has the size of a stature that is given', async () => {
    const filmed = recordSigner({ proportions: PERSON, count: 3, frameCount: 30 }).map(withoutDepth);
    const recordings = await measurable(filmed);
    const options = { fieldOfViewDeg: 50 };
    const usual = estimateSkeleton(recordings, options).estimate;
    const tall = estimateSkeleton(recordings, { ...options, stature: 1.87 }).estimate;
    expect(tall.size).toEqual({ source: 'stature', stature: 1.87 });
    expect(tall.proportions.upperArm / usual.proportions.upperArm).toBeCloseTo(1.1, 9);
    expect(tall.proportions.hand.thumb[0] / usual.proportions.hand.thumb[0]).toBeCloseTo(1.1, 6);
  });

  it('takes hands from the picture where only the body has world landmarks, and says so', async () => {
    const filmed = recordSigner({ proportions: PERSON, count: 3, frameCount: 30 }).map((recording) => {
      const bodyAlone = losePart(losePart(recording, 'leftHand'), 'rightHand');
      return { ...recording, world: bodyAlone.world };
    });
    const { estimate } = estimateSkeleton(await measurable(filmed, await loadLifter()));
    expect(estimate.lengths['upperArm'].source).toBe('measured');
    expect(estimate.lengths['palmMiddle'].source).toBe('ratio');
    expect(estimate.recordings).toBe(3);
    expect(estimate.frames).toBe(90);
  });

  it('is the average person’s, and says so, where nothing is seen of it', async () => {
    const filmed = recordSigner({ proportions: PERSON, count: 2, frameCount: 10 });
    const blind = filmed.map((recording) => onlyParts(recording, 'face'));
    const { estimate } = estimateSkeleton(await measurable(blind.map(withoutDepth)));
    expect(estimate.proportions.upperArm).toBeCloseTo(AVERAGE_PROPORTIONS.upperArm, 9);
    expect(estimate.proportions.hand.fingers[1][0]).toBeCloseTo(AVERAGE_PROPORTIONS.hand.fingers[1][0], 9);
    expect(new Set(Object.values(estimate.lengths).map(({ source }) => source))).toEqual(new Set(['prior']));
  });

  it('keeps lengths of fewer than five recordings as priors under the strict profile', async () => {
    const recordings = await measurable(recordSigner({ proportions: PERSON, count: 4, frameCount: 40 }));
    const sources = (profile: 'strict' | 'balanced') =>
      new Set(
        Object.values(estimateSkeleton(recordings, { profile }).estimate.lengths).map(({ source }) => source),
      );
    expect(sources('strict')).toEqual(new Set(['prior']));
    expect(sources('balanced').has('measured')).toBe(true);
  });

  it('names a recording of somebody else', async () => {
    const child = personOf({ stature: 0.7 });
    const recordings = await measurable([
      ...recordSigner({ proportions: PERSON, count: 4, frameCount: 40 }),
      ...recordSigner({ proportions: child, count: 1, frameCount: 40, seed: 300 }),
    ]);
    const { observations } = estimateSkeleton(recordings);
    const issues = differingRecordings(observations, CALIBRATE_PROFILES.balanced);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([['W_SIGNER_DIFFERS', 'sign-4.jsonl']]);
  });
});
