/** One frame of a face -> its curves, and which regions of the face it knows. */
import { lerp, smoothstep } from '../../math/scalar.ts';
import type { CoveredFace } from './covered-face.ts';
import { BROW_EFFECTS, MOUTH_EFFECTS } from './curve-effects.ts';
import { EYE_CURVES, EYE_SHUT, type EyeNeutral, solveEyes } from './eye-curves.ts';
import { FACE_MEASURE_NAMES } from './face-measures.ts';
import { type FaceNeutral, type MeasuredFace, measureExpression } from './face-neutral.ts';
import { createCurveFit, fitCurves } from './fit-curves.ts';

const BROWS = createCurveFit(BROW_EFFECTS);
const MOUTH = createCurveFit(MOUTH_EFFECTS);

/** ARKit names of the curves that are solved, in the order of their values. */
export const FACE_CURVES: readonly string[] = [...EYE_CURVES, ...BROWS.curves, ...MOUTH.curves];

/** What can be hidden by itself, and its curves. */
export const FACE_REGIONS = {
  gaze: /^eyeLook/,
  eyes: /^(eyeBlink|eyeWide|eyeSquint|brow)/,
  mouth: /^(mouth|jaw)/,
} as const;
export type FaceRegion = keyof typeof FACE_REGIONS;

export interface SeenFace extends MeasuredFace {
  readonly covered: CoveredFace;
}

/** Sine of the head's turn from which the far half of the face is believed less, and not at all (25 and 45 degrees). */
export const FAR_HALF = [0.42, 0.71] as const;

/**
 * @param dst values in the order of FACE_CURVES; those of a region that is not known mean nothing
 * @returns which regions the frame knows
 */
export function solveExpression(
  neutral: FaceNeutral,
  eyeNeutral: EyeNeutral,
  face: SeenFace,
  dst: Float64Array,
): Record<FaceRegion, boolean> {
  measureExpression(neutral, face, deltas);
  solveEyes(eyeNeutral, neutral, face, dst);
  const turn = face.hasDepth ? null : face.turn;
  const brows = fitCurves(BROWS, deltas, turn, dst.subarray(BROWS_AT, MOUTH_AT));
  const mouth = fitCurves(MOUTH, deltas, turn, dst.subarray(MOUTH_AT, FACE_CURVES.length));
  believeNearHalf(dst, face.turn[0]);
  const { covered } = face;
  return {
    gaze: !covered.eyes && !Number.isNaN(dst[LOOK]) && BLINKS.some((c) => dst[c] < EYE_SHUT),
    eyes: !covered.eyes && brows && BLINKS.every((c) => !Number.isNaN(dst[c])),
    mouth: !covered.mouth && mouth,
  };
}

/** A head that turns to its own left shows its right half. */
function believeNearHalf(values: Float64Array, yaw: number): void {
  const doubt = smoothstep(Math.abs(yaw), FAR_HALF[0], FAR_HALF[1]);
  if (doubt === 0) return;
  for (const [left, right] of PAIRS) {
    if (yaw > 0) values[left] = lerp(values[left], values[right], doubt);
    else values[right] = lerp(values[right], values[left], doubt);
  }
}

const BROWS_AT = EYE_CURVES.length;
const MOUTH_AT = BROWS_AT + BROWS.curves.length;
const LOOK = FACE_CURVES.indexOf('eyeLookUpLeft');
const BLINKS = ['eyeBlinkLeft', 'eyeBlinkRight'].map((name) => FACE_CURVES.indexOf(name));

/** Columns of what both halves of the face do, left and right; looks and sideways curves are no such pairs. */
const PAIRS = FACE_CURVES.flatMap((name, left): [number, number][] => {
  const right = FACE_CURVES.indexOf(name.replace(/Left$/, 'Right'));
  return name.endsWith('Left') && !/^(eyeLook|mouthLeft|jawLeft)/.test(name) && right >= 0
    ? [[left, right]]
    : [];
});

const deltas = new Float64Array(FACE_MEASURE_NAMES.length);
