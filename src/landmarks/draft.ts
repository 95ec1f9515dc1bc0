/** A landmark clip while a reader fills it: everything is missing until it is set. */
import { clamp } from '../math/scalar.ts';
import { LANDMARK_COUNT, LEFT_HAND_OFFSET } from './schema.ts';

export interface LandmarkDraft {
  readonly frameCount: number;
  /** [F x L x 3] as in LandmarkClip. */
  readonly positions: Float32Array;
  /** [F x L] */
  readonly confidences: Float32Array;
  /** Points that had a confidence but no usable coordinates. */
  rejected: { count: number; firstFrame: number };
}

/** Picture sizes or metres. Real points leave the picture by two at most; farther ones are damage. */
const COORDINATE_LIMIT = 100;

export const createDraft = (frameCount: number): LandmarkDraft => ({
  frameCount,
  positions: new Float32Array(frameCount * LANDMARK_COUNT * 3),
  confidences: new Float32Array(frameCount * LANDMARK_COUNT),
  rejected: { count: 0, firstFrame: 0 },
});

/** Sets one point; a confidence of 0 or NaN leaves it missing. */
export function setLandmark(
  draft: LandmarkDraft,
  frame: number,
  landmark: number,
  x: number,
  y: number,
  z: number,
  confidence: number,
): void {
  if (!(confidence > 0)) return;
  if (
    !(Math.abs(x) <= COORDINATE_LIMIT && Math.abs(y) <= COORDINATE_LIMIT && Math.abs(z) <= COORDINATE_LIMIT)
  ) {
    if (draft.rejected.count++ === 0) draft.rejected.firstFrame = frame;
    return;
  }
  const at = frame * LANDMARK_COUNT + landmark;
  draft.positions[at * 3] = x;
  draft.positions[at * 3 + 1] = y;
  draft.positions[at * 3 + 2] = z;
  draft.confidences[at] = clamp(confidence, 0, 1);
}

export const hasLandmarks = (draft: LandmarkDraft): boolean => draft.confidences.some((value) => value > 0);

export const hasBody = (draft: LandmarkDraft): boolean =>
  draft.confidences.some((value, at) => value > 0 && at % LANDMARK_COUNT < LEFT_HAND_OFFSET);
