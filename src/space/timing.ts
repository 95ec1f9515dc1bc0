/** Frame rates and frame times. Rates are rational so that 29.97 stays exactly 30000/1001. */
import { TegnError } from '../issues/issues.ts';

export interface FrameRate {
  readonly numerator: number;
  readonly denominator: number;
}

export interface FrameTiming {
  readonly rate: FrameRate;
  /** Number of the first frame in the source. */
  readonly startFrame: number;
}

export const framesPerSecond = (rate: FrameRate): number => rate.numerator / rate.denominator;

/** Seconds from the first frame of the clip. */
export const frameTime = (rate: FrameRate, frame: number): number =>
  (frame * rate.denominator) / rate.numerator;

/**
 * The exact rate a decimal stands for: whole numbers, NTSC rates (within 0.005 of n*1000/1001), else thousandths.
 * Throws E_FRAME_RATE unless 0 < fps <= 1000.
 */
export function frameRateFromDecimal(fps: number): FrameRate {
  if (!(fps > 0 && fps <= 1000)) {
    throw new TegnError('E_FRAME_RATE', `Expected a frame rate above 0 and up to 1000, found ${fps}.`, {
      expected: '0 < fps <= 1000',
      found: fps,
    });
  }
  const whole = Math.round(fps);
  if (whole > 0 && Math.abs(fps - whole) < 1e-4) return { numerator: whole, denominator: 1 };
  const ntsc = Math.ceil(fps);
  if (ntsc >= 24 && Math.abs(fps - (ntsc * 1000) / 1001) < 5e-3) {
    return { numerator: ntsc * 1000, denominator: 1001 };
  }
  const thousandths = Math.max(1, Math.round(fps * 1000));
  const divisor = greatestCommonDivisor(thousandths, 1000);
  return { numerator: thousandths / divisor, denominator: 1000 / divisor };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
