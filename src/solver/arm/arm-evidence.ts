/**
 * Where one frame puts shoulder, elbow and wrist of an arm, and how precisely. Camera space, metres; precisions 1 / m^2.
 *
 * The wrist across the line of sight is the hand's own where a hand is seen (the body's wrist is smoothed by the tracker and lags);
 * its depth joins the hand's size as a ruler with the body's own depth, unless the two contradict each other.
 */
import { copyVec3, vec3 } from '../../math/vec3.ts';
import type { FrameEvidence } from '../lift/evidence.ts';
import type { NoiseScales } from '../noise-scale.ts';
import type { ArmModel } from './arm-model.ts';

export interface ArmEvidence {
  readonly shoulder: Float64Array;
  readonly elbow: Float64Array;
  readonly wrist: Float64Array;
  /** 0 where the point is not seen. */
  elbowLateral: number;
  elbowDepth: number;
  wristLateral: number;
  wristDepth: number;
}

export const createArmEvidence = (): ArmEvidence => ({
  shoulder: vec3(),
  elbow: vec3(),
  wrist: vec3(),
  elbowLateral: 0,
  elbowDepth: 0,
  wristLateral: 0,
  wristDepth: 0,
});

/** Takes away what the frame says; the places stay. */
export function clearArmEvidence(evidence: ArmEvidence): void {
  evidence.elbowLateral = 0;
  evidence.elbowDepth = 0;
  evidence.wristLateral = 0;
  evidence.wristDepth = 0;
}

/** A body point below this confidence is extrapolated, mostly out of the picture. */
const WRIST_SEEN = 0.3;
const ELBOW_SEEN = 0.2;

/** Relative error of a hand's distance by its size, at noise scale 1. */
const RULER_ERROR = 0.016;

/** Depths further apart than this many standard deviations contradict each other; then the hand's own is believed. */
const CONTRADICTION = 4;

/** @param shoulder the shoulder's place, smoothed over time */
export function readArmEvidence(
  model: ArmModel,
  evidence: FrameEvidence,
  shoulder: Float64Array,
  noise: NoiseScales,
  dst: ArmEvidence,
): void {
  const { body } = evidence;
  const hand = model.side === 'left' ? evidence.leftHand : evidence.rightHand;
  const { elbow, wrist } = model.points;
  const bodyPrecision = (point: number, least: number): number =>
    body.confidences[point] >= least ? body.confidences[point] ** 2 / noise.body ** 2 : 0;
  copyVec3(shoulder, dst.shoulder);
  copyVec3(body.positions[elbow], dst.elbow);
  const elbowPrecision = bodyPrecision(elbow, ELBOW_SEEN);
  dst.elbowLateral = elbowPrecision / body.lateralVariance[elbow];
  dst.elbowDepth = elbowPrecision / body.depthVariance[elbow];
  const wristPrecision = bodyPrecision(wrist, WRIST_SEEN);
  const bodyDepthPrecision = wristPrecision / body.depthVariance[wrist];
  if (!(hand.confidences[0] > 0)) {
    copyVec3(body.positions[wrist], dst.wrist);
    dst.wristLateral = wristPrecision / body.lateralVariance[wrist];
    dst.wristDepth = bodyDepthPrecision;
    return;
  }
  copyVec3(hand.positions[0], dst.wrist);
  dst.wristLateral = 1 / (hand.lateralVariance[0] * noise.hand ** 2);
  dst.wristDepth = 1 / (RULER_ERROR * dst.wrist[2] * noise.hand) ** 2;
  if (bodyDepthPrecision > 0) mergeDepth(dst, -body.positions[wrist][2], bodyDepthPrecision);
}

/** Moves the wrist along its ray to the weighted mean of both depths. */
function mergeDepth(dst: ArmEvidence, depth: number, precision: number): void {
  const own = -dst.wrist[2];
  const variance = 1 / precision + 1 / dst.wristDepth;
  if ((depth - own) ** 2 > CONTRADICTION ** 2 * variance) return;
  const merged = own + ((depth - own) * precision) / (precision + dst.wristDepth);
  for (let k = 0; k < 3; k++) dst.wrist[k] *= merged / own;
  dst.wristDepth += precision;
}
