/**
 * Lids and gaze of a face -> their ARKit curves. A closed lid is known by its gap against the signer's own open one; gaze by where the
 * iris stands between the corners of the eye, both eyes together, on an eyeball of the average size.
 */
import { clamp, quantile, RADIANS } from '../../math/scalar.ts';
import { measureIndex } from './face-measures.ts';
import { CANONICAL_MEASURES, type FaceNeutral, type MeasuredFace } from './face-neutral.ts';

export const EYE_CURVES = (['Left', 'Right'] as const).flatMap((side) =>
  ['eyeBlink', 'eyeWide', 'eyeSquint', 'eyeLookIn', 'eyeLookOut', 'eyeLookUp', 'eyeLookDown'].map(
    (name) => `${name}${side}`,
  ),
);

/** Radius of the eyeball at the size of the canonical face, millimetres. */
const EYEBALL = 12;

/** Turn of the eye at which its look curves are 1: what recorded Live Link faces show (0.52 radians at 1). */
const FULL_LOOK = 30 * RADIANS;

/** Closing of the gap, as a share of the open one, at which a blink begins and is complete: trackers never close it wholly. */
const BLINK = [0.1, 0.65] as const;

/** Widening of the gap at which eyeWide begins and is 1. */
const WIDE = [0.12, 0.5] as const;

/** Rise of the lower lid, millimetres, at which a squint begins and is 1. */
const SQUINT = [0.6, 3] as const;

/** Share of the gap that the upper lid closes by when the eye looks down all the way: it follows the eye, and that is no blink. */
const LID_FOLLOWS = 0.35;

/** Blink from which the iris cannot be seen. */
export const EYE_SHUT = 0.5;

const SIDES = ['Left', 'Right'] as const;
const AT = SIDES.map((side) => ({
  gap: measureIndex(`lidGap${side}`),
  lower: measureIndex(`lowerLid${side}`),
  aside: measureIndex(`irisAside${side}`),
  height: measureIndex(`irisHeight${side}`),
}));

export interface EyeNeutral {
  /** Gap of the open lids, left and right, millimetres. */
  readonly open: readonly number[];
  /** Pitch of the eyes when they look straight, radians. */
  readonly level: number;
}

/** Open lids are the upper third of what is seen: blinks and lowered eyes only ever close them. */
const OPEN_QUANTILE = 0.67;

/** Frames from which the median gaze is taken for straight to the camera. */
const GAZE_FRAMES = 20;

/** @param given millimetres between the open lids, left and right; found from the frames when absent */
export function findEyeNeutral(frames: readonly MeasuredFace[], given?: readonly number[]): EyeNeutral {
  const seen = frames.filter(({ weight }) => weight > 0);
  const known = (values: number[]) => values.filter((x) => !Number.isNaN(x));
  const open =
    given ?? AT.map(({ gap }) => quantile(known(seen.map(({ measures }) => measures[gap])), OPEN_QUANTILE));
  // a signer looks at the camera for most of a clip: what the eyes then turn against the head is the head's own pitch
  const levels = known(seen.map((frame) => pitchOf(frame, 0) + Math.asin(frame.turn[1])));
  const share = clamp(levels.length / GAZE_FRAMES - 0.25, 0, 1);
  return { open, level: share > 0 ? share * quantile(levels, 0.5) : 0 };
}

/** @param dst in the order of EYE_CURVES; gaze is NaN where it cannot be seen */
export function solveEyes(
  { open, level }: EyeNeutral,
  { base }: FaceNeutral,
  frame: MeasuredFace,
  dst: Float64Array,
): void {
  const { measures } = frame;
  const yaw = mean(AT.map(({ aside }) => Math.asin(clamp(offset(measures, aside) / EYEBALL, -1, 1))));
  const pitch = pitchOf(frame, level);
  const down = clamp(-pitch / FULL_LOOK, 0, 1);
  AT.forEach(({ gap, lower }, side) => {
    const ratio = measures[gap] / open[side];
    const outwards = side === 0 ? yaw : -yaw;
    const values = [
      ramp(1 - ratio - LID_FOLLOWS * (Number.isNaN(down) ? 0 : down), BLINK),
      ramp(ratio - 1, WIDE),
      ramp(measures[lower] - base[lower], SQUINT),
      clamp(-outwards / FULL_LOOK, 0, 1),
      clamp(outwards / FULL_LOOK, 0, 1),
      clamp(pitch / FULL_LOOK, 0, 1),
      down,
    ];
    // the lower lid rises in a blink too
    values[2] *= 1 - values[0];
    dst.set(values, side * values.length);
  });
}

/** Upwards positive, radians, against the head. */
const pitchOf = ({ measures }: MeasuredFace, level: number): number =>
  mean(AT.map(({ height }) => Math.asin(clamp(offset(measures, height) / EYEBALL, -1, 1)))) - level;

const offset = (measures: Float64Array, m: number): number => measures[m] - CANONICAL_MEASURES[m];

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

const ramp = (value: number, [from, to]: readonly [number, number]): number =>
  clamp((value - from) / (to - from), 0, 1);
