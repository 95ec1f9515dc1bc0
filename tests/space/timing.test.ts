import { expect, test } from 'vitest';
import { TegnError } from '../../src/issues/issues.ts';
import { frameRateFromDecimal, framesPerSecond, frameTime } from '../../src/space/timing.ts';

test.each([
  [25, 25, 1],
  [30, 30, 1],
  [1, 1, 1],
  [1000, 1000, 1],
  [23.976, 24000, 1001],
  [23.98, 24000, 1001],
  [29.97, 30000, 1001],
  [29.97002997, 30000, 1001],
  [47.952, 48000, 1001],
  [59.94, 60000, 1001],
  [119.88, 120000, 1001],
  [22.392, 2799, 125],
  [12.5, 25, 2],
  [0.5, 1, 2],
  [24.999999, 25, 1],
])('%d frames per second are %d/%d', (fps, numerator, denominator) => {
  expect(frameRateFromDecimal(fps)).toEqual({ numerator, denominator });
});

test('a rate lies within 0.005 of the decimal it stands for', () => {
  for (let fps = 0.01; fps <= 240; fps += 0.0137) {
    expect(Math.abs(framesPerSecond(frameRateFromDecimal(fps)) - fps)).toBeLessThanOrEqual(0.005);
  }
});

test('rates come in lowest terms', () => {
  for (let thousandths = 1; thousandths < 23_000; thousandths += 7) {
    const { numerator, denominator } = frameRateFromDecimal(thousandths / 1000);
    for (const prime of [2, 5]) expect(numerator % prime === 0 && denominator % prime === 0).toBe(false);
  }
});

test.each([0, -25, Number.NaN, Number.POSITIVE_INFINITY, 1000.001])('%d is no frame rate', (fps) => {
  let error: unknown;
  try {
    frameRateFromDecimal(fps);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(TegnError);
  expect(error).toMatchObject({ code: 'E_FRAME_RATE', details: { found: fps } });
});

test('frame times of 29.97 do not drift: 30000 frames are 1001 seconds', () => {
  const rate = frameRateFromDecimal(29.97);
  expect(frameTime(rate, 30_000)).toBe(1001);
  expect(frameTime(rate, 0)).toBe(0);
  expect(frameTime({ numerator: 25, denominator: 1 }, 10)).toBe(0.4);
});
