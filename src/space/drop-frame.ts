/**
 * Frame numbers -> drop-frame timecode, hours:minutes:seconds;frames: at 29.97 and 59.94 frames per second the labels of the first 2 (4)
 * frames of every minute but each tenth are left out, so that the label follows the clock to 0.1 s a day.
 * Source: SMPTE ST 12-1. Labels alone are dropped, never frames.
 */
import type { FrameRate } from './timing.ts';

/** The rates that the standard knows drop-frame labels for. */
export const hasDropFrame = ({ numerator, denominator }: FrameRate): boolean =>
  denominator === 1001 && (numerator === 30000 || numerator === 60000);

/** Wraps after 24 hours. Throws RangeError at a rate without drop-frame labels. */
export function dropFrameTimecode(rate: FrameRate, frame: number): string {
  if (!hasDropFrame(rate)) {
    throw new RangeError(
      `Expected 30000/1001 or 60000/1001 frames per second, found ${rate.numerator}/${rate.denominator}.`,
    );
  }
  const nominal = rate.numerator / 1000;
  const dropped = nominal / 15;
  const minute = 60 * nominal - dropped;
  const tenMinutes = 10 * minute + dropped;
  const day = 144 * tenMinutes;
  const within = ((frame % day) + day) % day;
  const tens = Math.floor(within / tenMinutes);
  const inTens = within % tenMinutes;
  const minutesPassed = inTens < 60 * nominal ? 0 : Math.floor((inTens - dropped) / minute);
  const label = within + dropped * (9 * tens + minutesPassed);
  const seconds = Math.floor(label / nominal);
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s, f] = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
    label % nominal,
  ];
  return `${two(h)}:${two(m)}:${two(s)};${two(f)}`;
}
