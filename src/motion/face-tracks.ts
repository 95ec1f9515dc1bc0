/** Groups of face curves that are layered by hand: what a signer's brows say, and what the mouth says, are turned up or down apart. */
import { TegnError } from '../issues/issues.ts';
import { clamp } from '../math/scalar.ts';
import type { MotionClip } from './motion-clip.ts';

/** Curves of each track, by the beginning of their ARKit names. */
export const FACE_TRACKS = {
  brows: /^brow/,
  lids: /^eye(Blink|Wide|Squint)/,
  gaze: /^eyeLook/,
  mouth: /^(mouth|jaw|tongue)/,
  cheeks: /^(cheek|nose)/,
} as const;

export type FaceTrackName = keyof typeof FACE_TRACKS;

/** Factor per track; 0 mutes it, what is left out stays. */
export type FaceGains = Readonly<Partial<Record<FaceTrackName, number>>>;

/** Largest factor: beyond it every twitch is a grimace. */
export const MOST_GAIN = 4;

/** "brows=1.2,mouth=0.8" -> gains; throws E_OPTION for a track or a number there is not. */
export function parseFaceGains(text: string): FaceGains {
  const gains: Partial<Record<FaceTrackName, number>> = {};
  for (const part of text.split(',')) {
    const [name, value, rest] = part.split('=').map((word) => word.trim());
    const gain = value === '' ? Number.NaN : Number(value);
    if (!(name in FACE_TRACKS) || !(gain >= 0 && gain <= MOST_GAIN) || rest !== undefined) {
      throw new TegnError(
        'E_OPTION',
        `Expected tracks of the face with factors 0 to ${MOST_GAIN}, such as brows=1.2,mouth=0.8 ` +
          `(${Object.keys(FACE_TRACKS).join(', ')}), found "${part}".`,
        { found: part },
      );
    }
    gains[name as FaceTrackName] = gain;
  }
  return gains;
}

/** The clip with its face curves multiplied and held to 0..1; everything else is shared with the source. */
export function scaleFaceTracks(clip: MotionClip, gains: FaceGains): MotionClip {
  const factors = clip.curveNames.map((name) => {
    const track = (Object.keys(FACE_TRACKS) as FaceTrackName[]).find((key) => FACE_TRACKS[key].test(name));
    return (track && gains[track]) ?? 1;
  });
  if (factors.every((factor) => factor === 1)) return clip;
  const curves = clip.curves.map((value, i) => {
    const factor = factors[i % factors.length];
    return factor === 1 ? value : clamp(value * factor, 0, 1);
  });
  return { ...clip, curves };
}
