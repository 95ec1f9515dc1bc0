/**
 * Frames -> FBX time: whole ticks, 46 186 158 000 per second, and the code of the frame rate.
 * Method: integers throughout. Rates that divide the tick rate are exact, others (30000/1001) are rounded to the nearest tick, 11 ps.
 */
import type { FrameRate } from '../../space/timing.ts';

const TICKS_PER_SECOND = 46_186_158_000n;

export function fbxTicks({ numerator, denominator }: FrameRate, frame: number): bigint {
  const twice = (2n * BigInt(frame) * TICKS_PER_SECOND * BigInt(denominator)) / BigInt(numerator);
  return (twice + 1n) / 2n;
}

/** FbxTime::EMode of a custom rate, which then stands beside the code. */
export const FBX_CUSTOM_RATE = 14;

/** FbxTime::EMode, numerator, denominator. */
const TIME_MODES = [
  [1, 120, 1],
  [2, 100, 1],
  [3, 60, 1],
  [4, 50, 1],
  [5, 48, 1],
  [6, 30, 1],
  [9, 30000, 1001],
  [10, 25, 1],
  [11, 24, 1],
  [13, 24000, 1001],
] as const;

export function fbxTimeMode({ numerator, denominator }: FrameRate): number {
  const row = TIME_MODES.find(([, n, d]) => n * denominator === numerator * d);
  return row ? row[0] : FBX_CUSTOM_RATE;
}
