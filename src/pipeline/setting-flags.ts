/**
 * Settings of a clip -> the flags that say the same, on the command line and in the address of the viewer's page. Only what can be
 * written down: a name, a number, a switch; the viewer's address.ts reads them back.
 */
import type { ClipOptions } from './make-clip.ts';

export type WrittenSettings = Pick<
  ClipOptions,
  'target' | 'mirror' | 'rootMotion' | 'clamp' | 'smoothing' | 'oneEuro' | 'places' | 'fps' | 'face' | 'trim'
>;

/** Name and value, without dashes; a switch has no value. What is absent or as by default has no flag. */
export function settingFlags(
  settings: WrittenSettings,
): readonly (readonly [name: string, value?: string])[] {
  const { target, clamp, smoothing, oneEuro, places, mirror, rootMotion, fps, trim, face } = settings;
  const flags: (readonly [string, string?] | false | undefined)[] = [
    target !== undefined && ['target', target],
    clamp !== undefined && ['clamp', String(clamp)],
    smoothing !== undefined && ['smoothing', smoothing],
    oneEuro && ['one-euro', `${oneEuro.minCutoff}:${oneEuro.beta}`],
    places === false && ['no-places'],
    mirror === true && ['mirror'],
    rootMotion === true && ['root-motion'],
    fps !== undefined && ['fps', String(fps)],
    trim && ['trim', trim.map(secondsInWords).join(':')],
    face && ['face', faceFlag(face)],
  ];
  return flags.filter((flag) => flag !== false && flag !== undefined);
}

/** An open end is left empty. */
const secondsInWords = (seconds: number): string =>
  Number.isFinite(seconds) ? String(Number(seconds.toFixed(4))) : '';

/** Reverse of parseTrackSettings. */
function faceFlag(face: NonNullable<WrittenSettings['face']>): string {
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
