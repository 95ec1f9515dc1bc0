/**
 * The measures of a face over a clip -> the signer's own neutral, and how their average shape is wrong in depth.
 *
 * Neutral is the median, the beginning and the end of a clip counting more: signs start and end at rest. A face whose brows or lips stand
 * out more or less than the canonical one's seems to raise or lower them when the head turns; that share of each measure is regressed on
 * the head's turn, with a prior that allows it no more than faces differ: what a signer does with head and brows together stays.
 */
import { CANONICAL_FACE } from '../../landmarks/face/canonical-face.ts';
import { FACE_POINT_COUNT } from '../../landmarks/schema.ts';
import { lerp } from '../../math/scalar.ts';
import { FACE_MEASURE_NAMES, measureAxis, measureFace } from './face-measures.ts';
import { findLipsMet, lipsMeeting, speaksThroughout } from './meeting-lips.ts';
import { weightedMedian } from './weighted-median.ts';

export interface FaceNeutral {
  /** [M] millimetres. */
  readonly base: Float64Array;
  /** [M x 2] millimetres by the sine of the head's yaw and pitch. */
  readonly slopes: Float64Array;
}

/** One frame of a clip. */
export interface MeasuredFace {
  /** [M] millimetres, NaN where unknown. */
  readonly measures: Float64Array;
  /** Sines of the head's yaw and pitch. */
  readonly turn: Float64Array;
  /** Whether the landmarks have a depth of their own. */
  readonly hasDepth: boolean;
  /** How much the frame tells of the neutral face; 0 where it is not seen. */
  weight: number;
}

/** Part of a clip at its beginning and end in which faces rest, and how much more it counts. */
const REST_SHARE = 0.15;
const REST_WEIGHT = 3;

/** The average person counts as this many frames. */
const AVERAGE_FRAMES = 1;

/** Millimetres by which people's features differ in depth from the average, and by which expressions move them. */
const DEPTH_SPREAD = { seen: 2.5, flat: 4 } as const;
const EXPRESSION_SPREAD = 2;

/** Frames of a clip that say the same. */
const CORRELATED = 5;

/** A mouth at rest is shut: parted lips of someone who speaks through most of a clip count by this much. Who never shuts them rests so. */
const MOUTH = /^(chin|corner|lips|upperLip|lowerLip)/;
const PARTED_WEIGHT = 0.05;

/** Gaze and lids follow the head's turn by what people do, not by shape. */
const TURN_IS_MEANT = /^(iris|lid|lowerLid)/;

/** [M] of the average person. */
export const CANONICAL_MEASURES: Float64Array = measureFace(
  {
    positions: Float64Array.from(CANONICAL_FACE),
    confidences: new Float64Array(FACE_POINT_COUNT).fill(1),
    rotation: new Float64Array(4),
  },
  new Float64Array(FACE_MEASURE_NAMES.length),
);

/** Weight of a frame for what rests at both ends of a clip. */
export const restWeight = (frame: number, frameCount: number): number =>
  Math.min(frame, frameCount - 1 - frame) < REST_SHARE * frameCount ? REST_WEIGHT : 1;

/** @param given [M] the signer's neutral as measured over many recordings; found from the frames when absent */
export function findNeutral(frames: readonly MeasuredFace[], given?: ArrayLike<number>): FaceNeutral {
  const base = Float64Array.from(given ?? CANONICAL_MEASURES);
  const slopes = new Float64Array(base.length * 2);
  const seen = frames.filter(({ weight }) => weight > 0);
  const lipsMet = findLipsMet(seen);
  const parted = speaksThroughout(seen, lipsMet) ? PARTED_WEIGHT : 1;
  FACE_MEASURE_NAMES.forEach((name, m) => {
    const known = seen.filter(({ measures }) => !Number.isNaN(measures[m]));
    if (known.length === 0) return;
    const slope = slopes.subarray(m * 2, m * 2 + 2);
    for (let round = 0; round < 2; round++) {
      const level = given
        ? given[m]
        : weightedMedian(
            known.map((face) => [
              face.measures[m] - leak(slope, face.turn) - shrinkage(base[m], m, face),
              MOUTH.test(name) ? face.weight * lerp(parted, 1, lipsMeeting(face, lipsMet)) : face.weight,
            ]),
          );
      if (!given)
        base[m] =
          (level * known.length + CANONICAL_MEASURES[m] * AVERAGE_FRAMES) / (known.length + AVERAGE_FRAMES);
      if (TURN_IS_MEANT.test(name)) break;
      fitSlope(known, m, level, slope);
    }
  });
  return { base, slopes };
}

/** [M] how far a face is from neutral, millimetres. */
export function measureExpression(
  { base, slopes }: FaceNeutral,
  face: MeasuredFace,
  dst: Float64Array,
): Float64Array {
  for (let m = 0; m < base.length; m++) {
    dst[m] =
      face.measures[m] -
      base[m] -
      shrinkage(base[m], m, face) -
      leak(slopes.subarray(m * 2, m * 2 + 2), face.turn);
  }
  return dst;
}

/**
 * Millimetres by which a neutral measure seems to change in a turned head. Without depth a face is laid on the average one's (face-points.ts): what
 * it differs by is seen in perspective, along the axis of the turn.
 */
function shrinkage(base: number, m: number, { hasDepth, turn }: MeasuredFace): number {
  return hasDepth ? 0 : -(base - CANONICAL_MEASURES[m]) * turn[AXES[m]] ** 2;
}

const AXES = FACE_MEASURE_NAMES.map(measureAxis);

const leak = (slope: Float64Array, turn: Float64Array): number => slope[0] * turn[0] + slope[1] * turn[1];

/** Ridge regression of what is left on the turn; larger deviations are expressions and count by their size only. */
function fitSlope(known: readonly MeasuredFace[], m: number, level: number, slope: Float64Array): void {
  const depthSpread = DEPTH_SPREAD[known[0].hasDepth ? 'seen' : 'flat'];
  const ridge = (CORRELATED * EXPRESSION_SPREAD ** 2) / depthSpread ** 2;
  let [aa, ab, bb, ay, by] = [ridge, 0, ridge, 0, 0];
  for (const face of known) {
    const { measures, turn } = face;
    const rest = measures[m] - level - shrinkage(level, m, face);
    const clipped = Math.max(
      -2 * EXPRESSION_SPREAD,
      Math.min(2 * EXPRESSION_SPREAD, rest - leak(slope, turn)),
    );
    const y = clipped + leak(slope, turn);
    aa += turn[0] * turn[0];
    ab += turn[0] * turn[1];
    bb += turn[1] * turn[1];
    ay += turn[0] * y;
    by += turn[1] * y;
  }
  const determinant = aa * bb - ab * ab;
  slope[0] = (bb * ay - ab * by) / determinant;
  slope[1] = (aa * by - ab * ay) / determinant;
}
