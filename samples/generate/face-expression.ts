/**
 * An expression -> 478 face points in the frame of the canonical face (solve axes, metres).
 * Each part of an expression displaces the neutral points by a smooth field; amounts are those of a lively but ordinary face. The
 * fields are drawings, not measured shapes: good for direction and timing, not as a reference for amplitudes.
 */

import { CANONICAL_FACE } from '../../src/landmarks/face/canonical-face.ts';
import { quatFromAxisAngle, rotateVec3 } from '../../src/math/quat.ts';
import { RADIANS, smoothstep } from '../../src/math/scalar.ts';
import type { Numbers } from '../../src/math/vec3.ts';
import {
  LEFT_IRIS,
  LID_FOLDS,
  LOWER_LIP,
  MOUTH_CORNERS,
  RIGHT_IRIS,
  UPPER_LIDS,
  UPPER_LIP,
} from './face-regions.ts';

/** All 0 is neutral; 0..1 unless said otherwise. The ARKit shapes nearest to each stand beside it. */
export interface FaceExpression {
  /** browInnerUp, browOuterUpLeft, browOuterUpRight */
  readonly browRaise: number;
  /** browDownLeft, browDownRight */
  readonly browLower: number;
  /** eyeBlinkLeft, eyeBlinkRight */
  readonly blink: number;
  /** -1..1, 1 = 25 degrees to the person's left: eyeLookOutLeft and eyeLookInRight, or the reverse */
  readonly gazeLeft: number;
  /** -1..1, 1 = 25 degrees: eyeLookUp, eyeLookDown */
  readonly gazeUp: number;
  /** jawOpen; 1 = 20 degrees */
  readonly mouthOpen: number;
  /** mouthPucker, mouthFunnel */
  readonly mouthRound: number;
  /** mouthStretchLeft, mouthStretchRight */
  readonly mouthSpread: number;
}

export const NEUTRAL_FACE: FaceExpression = {
  browRaise: 0,
  browLower: 0,
  blink: 0,
  gazeLeft: 0,
  gazeUp: 0,
  mouthOpen: 0,
  mouthRound: 0,
  mouthSpread: 0,
};

export const FACE_TRACK_NAMES = Object.keys(NEUTRAL_FACE) as (keyof FaceExpression)[];

export const face = (parts: Partial<FaceExpression>): FaceExpression => ({ ...NEUTRAL_FACE, ...parts });

const BROW_RAISE = 0.009;
const BROW_LOWER = 0.006;
/** Half the length of an eye's slit and its opening in the neutral face. */
const EYE_HALF_WIDTH = 0.0135;
const EYE_OPENING = 0.0066;
const EYE_CENTRE_X = 0.0318;
const EYE_RADIUS = 0.012;
const FULL_GAZE = 25 * RADIANS;
const FULL_JAW = 20 * RADIANS;
/** Hinge of the jaw in front of the ears, on both sides. */
const JAW_HINGE = [0, 0.002, -0.022] as const;
const MOUTH_CENTRE = [0, -0.043, 0.05] as const;
const MOUTH_REACH = 0.032;

/** @returns [478 x 3] */
export function facePoints(expression: FaceExpression): Float64Array {
  const points = Float64Array.from(CANONICAL_FACE);
  moveMouth(points, expression);
  moveBrows(points, expression);
  moveLids(points, expression);
  moveIrises(points, expression);
  return points;
}

function moveBrows(points: Float64Array, { browRaise, browLower }: FaceExpression): void {
  for (let i = 0; i < 468; i++) {
    const [x, y] = CANONICAL_FACE.subarray(i * 3);
    const weight =
      smoothstep(y, 0.033, 0.043) *
      (1 - smoothstep(y, 0.06, 0.082)) *
      (1 - smoothstep(Math.abs(x), 0.056, 0.072));
    points[i * 3] -= weight * browLower * 0.003 * Math.sign(x) * (1 - smoothstep(Math.abs(x), 0.02, 0.05));
    points[i * 3 + 1] += weight * (browRaise * BROW_RAISE - browLower * BROW_LOWER);
  }
}

/** The lid comes down to meet the lower one; the fold above it follows half-way. */
function moveLids(points: Float64Array, { blink }: FaceExpression): void {
  const close = (rows: readonly (readonly number[])[], share: number) => {
    for (const i of rows.flat()) {
      const across = (Math.abs(CANONICAL_FACE[i * 3]) - EYE_CENTRE_X) / EYE_HALF_WIDTH;
      points[i * 3 + 1] -= blink * share * EYE_OPENING * Math.max(0, 1 - across * across);
    }
  };
  close(UPPER_LIDS, 1);
  close(LID_FOLDS, 0.5);
}

function moveIrises(points: Float64Array, { gazeLeft, gazeUp }: FaceExpression): void {
  for (const i of [...RIGHT_IRIS, ...LEFT_IRIS]) {
    points[i * 3] += EYE_RADIUS * Math.sin(gazeLeft * FULL_GAZE);
    points[i * 3 + 1] += EYE_RADIUS * Math.sin(gazeUp * FULL_GAZE);
  }
}

function moveMouth(points: Float64Array, { mouthOpen, mouthRound, mouthSpread }: FaceExpression): void {
  for (let i = 0; i < 468; i++) {
    const at = points.subarray(i * 3, i * 3 + 3);
    const dx = at[0] - MOUTH_CENTRE[0];
    const dy = at[1] - MOUTH_CENTRE[1];
    const near = Math.exp(-(dx * dx + dy * dy) / (MOUTH_REACH * MOUTH_REACH));
    at[0] += dx * near * (0.35 * mouthSpread - 0.6 * mouthRound);
    at[2] += near * (0.008 * mouthRound - 0.004 * mouthSpread);
    dropJaw(at, mouthOpen * jawShare(i));
  }
}

function dropJaw(at: Numbers, share: number): void {
  if (share === 0) return;
  const arm = [at[0] - JAW_HINGE[0], at[1] - JAW_HINGE[1], at[2] - JAW_HINGE[2]];
  rotateVec3(quatFromAxisAngle([1, 0, 0], share * FULL_JAW), arm, arm);
  for (let k = 0; k < 3; k++) at[k] = arm[k] + JAW_HINGE[k];
}

const corners = new Set<number>(MOUTH_CORNERS);
const upperLip = new Set<number>(UPPER_LIP.flat());
const lowerLip = new Set<number>(LOWER_LIP.flat());

/** How far a point goes with the jaw: the lower lip and chin wholly, the corners a little, the upper lip not at all. */
function jawShare(i: number): number {
  if (upperLip.has(i)) return 0;
  if (corners.has(i)) return 0.3;
  const [x, y] = CANONICAL_FACE.subarray(i * 3);
  if (lowerLip.has(i)) return 1 - 0.65 * Math.min(1, (x / 0.0245) ** 2);
  return smoothstep(-y, 0.043, 0.064);
}
