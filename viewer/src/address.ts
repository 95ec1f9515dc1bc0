/**
 * The page's address <-> what it shows: ?clip=letters/a.pose&target=vrm&smoothing=none, ?live=ws://127.0.0.1:41520, ?folder
 * Settings have the names of the command line's flags, so that a link and a command say the same.
 */
import { parseTrackSettings, SMOOTHINGS, TARGETS, VELOCITY_LIMITS } from '../../src/index.ts';
import type { ClipSettings } from './solve/settings.ts';

export interface Address {
  /** Address of a file beside the page. */
  readonly clip: string | null;
  /** Address of the video that the clip was tracked in. */
  readonly video: string | null;
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
    video: parameters.get('video'),
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
  const [from, to = ''] = text('trim').split(':');
  const trim = [Number(from), to === '' ? Number.POSITIVE_INFINITY : Number(to)] as const;
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
    rootMotion: parameters.has('root-motion') ? true : undefined,
    fps: positive(number('fps')),
    trim: parameters.has('trim') && trim[0] >= 0 && trim[1] > trim[0] ? trim : undefined,
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

const positive = (value: number): number | undefined => (value > 0 ? value : undefined);

/** Only what was given. */
const given = <T extends object>(settings: T): Partial<T> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Partial<T>;
