/**
 * The page's address <-> what it shows: ?clip=letters/a.pose&target=vrm&smoothing=none, ?live=ws://127.0.0.1:41520, ?folder
 * Settings have the names of the command line's flags, so that a link and a command say the same.
 */
import { parseTrackSettings, SMOOTHINGS, TARGETS, VELOCITY_LIMITS } from '../../src/index.ts';
import type { ClipSettings } from './solve/settings.ts';

export interface Address {
  /** Address of a file beside the page. */
  readonly clip: string | null;
  /** A WebSocket address. */
  readonly live: string | null;
  /** The server has a folder to choose from. */
  readonly folder: boolean;
  /** Frame to begin with, paused; plays from the start when absent. */
  readonly frame: number | null;
  readonly settings: ClipSettings;
}

export function readAddress(search: string): Address {
  const parameters = new URLSearchParams(search);
  const frame = Number(parameters.get('frame') ?? Number.NaN);
  return {
    clip: parameters.get('clip'),
    live: parameters.get('live'),
    folder: parameters.has('folder'),
    frame: Number.isInteger(frame) && frame >= 0 ? frame : null,
    settings: readSettings(parameters),
  };
}

export const isLiveAddress = (address: string): boolean =>
  URL.canParse(address) && /^wss?:$/.test(new URL(address).protocol);

/** Settings that are none are passed over: an old link shows the recording nevertheless. */
function readSettings(parameters: URLSearchParams): ClipSettings {
  const text = (name: string) => parameters.get(name) ?? '';
  const number = (name: string) => Number(parameters.get(name) || Number.NaN);
  const numbers = (name: string) => text(name).split(':').map(Number);
  const [minCutoff, beta] = numbers('one-euro');
  const [from, to] = numbers('trim');
  return given({
    target: TARGETS.find(({ name }) => name === text('target'))?.name,
    clamp: Object.hasOwn(VELOCITY_LIMITS, text('clamp'))
      ? (text('clamp') as keyof typeof VELOCITY_LIMITS)
      : positive(number('clamp')),
    smoothing: Object.hasOwn(SMOOTHINGS, text('smoothing'))
      ? (text('smoothing') as keyof typeof SMOOTHINGS)
      : undefined,
    oneEuro: minCutoff > 0 && beta >= 0 ? { minCutoff, beta } : undefined,
    places: parameters.has('no-places') ? false : undefined,
    mirror: parameters.has('mirror') ? true : undefined,
    fps: positive(number('fps')),
    trim: from >= 0 && to > from ? [from, to] : undefined,
    face: readFace(text('face')),
  });
}

function readFace(text: string): ClipSettings['face'] {
  try {
    return text === '' ? undefined : parseTrackSettings(text);
  } catch {
    return undefined;
  }
}

/** The flags that say the same as the settings, name and value; a flag without a value has none. */
export function settingFlags(settings: ClipSettings): readonly (readonly [name: string, value?: string])[] {
  const { target, clamp, smoothing, oneEuro, places, mirror, fps, trim, face } = settings;
  const flags: (readonly [string, string?] | false | undefined)[] = [
    target !== undefined && ['target', target],
    clamp !== undefined && ['clamp', String(clamp)],
    smoothing !== undefined && ['smoothing', smoothing],
    oneEuro && ['one-euro', `${oneEuro.minCutoff}:${oneEuro.beta}`],
    places === false && ['no-places'],
    mirror === true && ['mirror'],
    fps !== undefined && ['fps', String(fps)],
    trim && ['trim', trim.map((seconds) => String(Number(seconds.toFixed(4)))).join(':')],
    face && ['face', faceFlag(face)],
  ];
  return flags.filter((flag) => flag !== false && flag !== undefined);
}

/** Reverse of parseTrackSettings. */
function faceFlag(face: NonNullable<ClipSettings['face']>): string {
  return Object.entries(face)
    .map(([track, { gain, offset, smoothing, shift }]) => {
      const parts = [
        gain ?? (offset === undefined && smoothing === undefined && shift === undefined ? 1 : ''),
        offset === undefined ? '' : signed(offset),
        smoothing === undefined ? '' : `~${smoothing}`,
        shift === undefined ? '' : `@${shift}`,
      ];
      return `${track}=${parts.join('')}`;
    })
    .join(',');
}

const signed = (value: number): string => (value < 0 ? String(value) : `+${value}`);
const positive = (value: number): number | undefined => (value > 0 ? value : undefined);

/** Only what was given. */
const given = <T extends object>(settings: T): Partial<T> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Partial<T>;
