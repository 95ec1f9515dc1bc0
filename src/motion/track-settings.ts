/** What can be asked of a track, and the words for it on the command line. */
import { TegnError } from '../issues/issues.ts';
import { isTrackWord, JOINT_TRACK_NAMES, type PerTrack, TRACK_WORDS } from './tracks.ts';

export interface TrackSetting {
  /** Factor of the curves, or of the turns away from rest; 0 mutes. 1 when absent. */
  readonly gain?: number;
  /**
   * Added after the gain. Brows: raised, lowered where negative; lids: wide, squinting; gaze: up, down; mouthing: jaw; mouth gestures: smile,
   * frown; cheeks: squint; each -1..1. Head and torso: bowed forwards, degrees.
   */
  readonly offset?: number;
  /** Standard deviation of the smoothing, seconds; a shut eye and lips that meet stay as they are. */
  readonly smoothing?: number;
  /** Seconds by which the track comes later; earlier where negative. Whole frames are taken. */
  readonly shift?: number;
}

export type TrackSettings = PerTrack<TrackSetting>;

/** Largest values: beyond them every twitch is a grimace. */
export const TRACK_LIMITS = { gain: 4, offset: 1, offsetDeg: 45, smoothing: 1, shift: 5 } as const;

const NUMBER = '\\d*\\.?\\d+';
const SETTING = new RegExp(
  `^(?<gain>${NUMBER})?(?<offset>[+-]${NUMBER})?(?:~(?<smoothing>${NUMBER}))?(?:@(?<shift>[+-]?${NUMBER}))?$`,
);

/** "brows=1.2+0.1~0.05@-0.08,mouth=0.8,gaze=0" -> settings; throws E_OPTION for a track or a value there is not. */
export function parseTrackSettings(text: string): TrackSettings {
  const settings: Record<string, TrackSetting> = {};
  for (const part of text.split(',')) {
    const [name, words, rest] = part.split('=').map((word) => word.trim());
    const groups = words ? SETTING.exec(words)?.groups : undefined;
    if (!isTrackWord(name) || !groups || rest !== undefined || name in settings) throw refused(part);
    const setting = Object.fromEntries(
      Object.entries(groups).flatMap(([key, value]) => (value === undefined ? [] : [[key, Number(value)]])),
    ) as TrackSetting;
    if (!isWithinLimits(setting, name)) throw refused(part);
    settings[name] = setting;
  }
  return settings;
}

function isWithinLimits(
  { gain = 1, offset = 0, smoothing = 0, shift = 0 }: TrackSetting,
  name: string,
): boolean {
  const { offsetDeg } = TRACK_LIMITS;
  const most = (JOINT_TRACK_NAMES as readonly string[]).includes(name) ? offsetDeg : TRACK_LIMITS.offset;
  return (
    gain <= TRACK_LIMITS.gain &&
    Math.abs(offset) <= most &&
    smoothing <= TRACK_LIMITS.smoothing &&
    Math.abs(shift) <= TRACK_LIMITS.shift
  );
}

function refused(part: string): TegnError {
  const { gain, offset, offsetDeg, smoothing, shift } = TRACK_LIMITS;
  return new TegnError(
    'E_OPTION',
    `Expected a track (${TRACK_WORDS.join(', ')}) and what becomes of it: a factor up to ${gain}, +offset up to ${offset} ` +
      `(degrees up to ${offsetDeg} for head and torso), ~seconds of smoothing up to ${smoothing}, @seconds later up to ${shift}, ` +
      `such as brows=1.2+0.1~0.05@-0.08; found "${part}".`,
    { found: part },
  );
}
