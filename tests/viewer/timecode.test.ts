import { expect, test } from 'vitest';
import type { Clip } from '../../viewer/src/clip/clip.ts';
import { createTimecode, rateOfClip } from '../../viewer/src/playback/timecode.ts';

const NTSC = { numerator: 30000, denominator: 1001 };

test('the timecode counts from the frame that the clip begins with, with drop-frame labels where the rate has them', () => {
  const timecode = createTimecode(NTSC, 107892 - 2, true);
  expect(timecode.dropFrame).toBe(true);
  expect([0, 1, 2, 3].map(timecode.labelOf)).toEqual([
    '00:59:59;28',
    '00:59:59;29',
    '01:00:00;00',
    '01:00:00;01',
  ]);
  const whole = createTimecode({ numerator: 25, denominator: 1 }, 90000, true);
  expect(whole.dropFrame).toBe(false);
  expect(whole.labelOf(26)).toBe('01:00:01:01');
  expect(createTimecode(NTSC, 108000, false).labelOf(0)).toBe('01:00:00:00');
});

test('the rate is the one that is stated, else the one that the keys have', () => {
  const clip = (rate: Clip['metadata']['rate'], framesPerSecond: number) =>
    ({ metadata: { rate }, sampler: { framesPerSecond } }) as Clip;
  expect(rateOfClip(clip(NTSC, 25))).toBe(NTSC);
  expect(rateOfClip(clip(null, 23.976))).toEqual({ numerator: 24000, denominator: 1001 });
  expect(rateOfClip(clip(null, Number.POSITIVE_INFINITY))).toEqual({ numerator: 30, denominator: 1 });
});
