import { expect, test } from 'vitest';
import { dropFrameTimecode, hasDropFrame } from '../../src/space/drop-frame.ts';

const RATE_29_97 = { numerator: 30000, denominator: 1001 };
const RATE_59_94 = { numerator: 60000, denominator: 1001 };

test.each([
  [0, '00:00:00;00'],
  [1799, '00:00:59;29'],
  [1800, '00:01:00;02'],
  [3597, '00:01:59;29'],
  [3598, '00:02:00;02'],
  [17981, '00:09:59;29'],
  [17982, '00:10:00;00'],
  [107892, '01:00:00;00'],
  [2589408, '00:00:00;00'],
  [-1, '23:59:59;29'],
])('frame %i at 29.97 is labelled %s', (frame, label) => {
  expect(dropFrameTimecode(RATE_29_97, frame)).toBe(label);
});

test('at 59.94 four labels are left out, and an hour of frames is an hour', () => {
  expect(dropFrameTimecode(RATE_59_94, 3599)).toBe('00:00:59;59');
  expect(dropFrameTimecode(RATE_59_94, 3600)).toBe('00:01:00;04');
  expect(dropFrameTimecode(RATE_59_94, 215784)).toBe('01:00:00;00');
});

test('every label of ten minutes is told once, in order, and none that is left out', () => {
  const labels = Array.from({ length: 17982 }, (_, f) => dropFrameTimecode(RATE_29_97, f));
  expect(new Set(labels).size).toBe(17982);
  expect([...labels].sort()).toEqual(labels);
  expect(labels.filter((label) => /:0[1-9]:00;0[01]$/.test(label))).toEqual([]);
});

test('other rates have no drop-frame labels', () => {
  expect(hasDropFrame({ numerator: 25, denominator: 1 })).toBe(false);
  expect(() => dropFrameTimecode({ numerator: 24000, denominator: 1001 }, 0)).toThrow(RangeError);
});
