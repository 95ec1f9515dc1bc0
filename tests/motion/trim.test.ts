import { expect, test } from 'vitest';
import { TegnError } from '../../src/issues/issues.ts';
import { assertMotionClip, type MotionClip, PART_NAMES } from '../../src/motion/motion-clip.ts';
import { trimClip } from '../../src/motion/trim.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { createRandomMotion } from '../support/random-motion.ts';

const source = (): MotionClip => ({
  ...createRandomMotion(createActor(), { seed: 1, frameCount: 10, curveNames: ['blink', 'smile'] }),
  timing: { rate: { numerator: 30000, denominator: 1001 }, startFrame: 100 },
  partNames: PART_NAMES,
  provenance: Uint8Array.from({ length: 70 }, (_, i) => i),
});

test('keeps both ends, exactly as they were, and counts on from the start frame', () => {
  const clip = source();
  const cut = trimClip(clip, 3, 6);
  assertMotionClip(cut);
  expect(cut.frameCount).toBe(4);
  expect(cut.timing).toEqual({ rate: { numerator: 30000, denominator: 1001 }, startFrame: 103 });
  expect(cut.translations).toEqual(clip.translations.subarray(9, 21));
  expect(cut.rotations).toEqual(clip.rotations.subarray(3 * 256, 7 * 256));
  expect(cut.curves).toEqual(clip.curves.subarray(6, 14));
  expect(cut.provenance).toEqual(clip.provenance.subarray(21, 49));
});

test('shares no samples with the source', () => {
  const clip = source();
  const cut = trimClip(clip, 0, 9);
  cut.rotations.fill(0);
  cut.translations.fill(0);
  cut.curves.fill(0);
  cut.provenance.fill(0);
  expect(clip).toEqual(source());
});

test('a range that hangs over is cut to the clip', () => {
  expect(trimClip(source(), -5, 2).frameCount).toBe(3);
  expect(trimClip(source(), -5, 2).timing.startFrame).toBe(100);
  expect(trimClip(source(), 8, Number.POSITIVE_INFINITY).frameCount).toBe(2);
  expect(trimClip(source(), 4, 4).frameCount).toBe(1);
});

test.each([
  [10, 12],
  [5, 4],
  [-3, -1],
])('frames %i to %i of ten leave nothing and are refused', (first, last) => {
  let error: unknown;
  try {
    trimClip(source(), first, last);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(TegnError);
  expect(error).toMatchObject({ code: 'E_OPTION', details: { expected: '0-9', found: `${first}-${last}` } });
});
