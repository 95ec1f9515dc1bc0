/** Frame numbers -> timecode, hours:minutes:seconds:frames, counted at the nearest whole rate (29.97 counts 30: non-drop). */
import { type FrameRate, framesPerSecond } from './timing.ts';

/** Wraps after 24 hours, as clocks on set do. */
export function timecodeOfFrame(rate: FrameRate, frame: number): string {
  const nominal = Math.max(1, Math.round(framesPerSecond(rate)));
  const day = 24 * 3600 * nominal;
  const within = ((frame % day) + day) % day;
  const seconds = Math.floor(within / nominal);
  const two = (value: number) => String(value).padStart(2, '0');
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, within % nominal]
    .map(two)
    .join(':');
}
