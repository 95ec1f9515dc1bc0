/**
 * Frames -> FBX time: whole ticks, 46 186 158 000 per second, and the code of the frame rate.
 * Method: integers throughout. Rates that divide the tick rate are exact, others (30000/1001) are rounded up, by 22 ps at most: Unreal
 * cuts the length down to whole frames, so that a tick too few would cost the last one.
 */
import type { FrameRate } from '../../space/timing.ts';

const TICKS_PER_SECOND = 46_186_158_000n;

export function fbxTicks({ numerator, denominator }: FrameRate, frame: number): bigint {
  const rate = BigInt(numerator);
  return (BigInt(frame) * TICKS_PER_SECOND * BigInt(denominator) + rate - 1n) / rate;
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
