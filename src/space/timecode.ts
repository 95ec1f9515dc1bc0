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

/** Number of the frame, counted from midnight; null for what is no timecode at this rate. */
export function frameOfTimecode(rate: FrameRate, text: string): number | null {
  const nominal = Math.max(1, Math.round(framesPerSecond(rate)));
  const match = /^(\d{1,2}):(\d{1,2}):(\d{1,2})[:;](\d{1,3})$/.exec(text);
  const [hours, minutes, seconds, frame] = (match ?? []).slice(1).map(Number);
  if (!match || hours > 23 || minutes > 59 || seconds > 59 || frame >= nominal) return null;
  return ((hours * 60 + minutes) * 60 + seconds) * nominal + frame;
}
