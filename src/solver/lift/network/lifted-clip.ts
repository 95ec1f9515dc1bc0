/** What a lifting network says of a recording: 3D of 55 points per frame with how far it may be off. */
import type { LandmarkRecording } from '../../../landmarks/landmark-clip.ts';
import { LEFT_HAND_OFFSET, POSE_OFFSET, RIGHT_HAND_OFFSET } from '../../../landmarks/schema.ts';

export interface LiftedClip {
  readonly frameCount: number;
  /**
   * [F x 55 x 3] of LIFTED_POINTS: solve-space axes of the camera (x right in the picture, y up, z to the camera), from mid-shoulder,
   * metres of the canonical person (canonicalSize).
   */
  readonly positions: Float32Array;
  /** [F x 55] expected distance from the truth, metres of the canonical person; hands as seen from their own wrist. */
  readonly deviations: Float32Array;
}

/** Turns picture landmarks into 3D. */
export interface Lifter {
  /** Null when the recording has no picture, or never both shoulders. */
  lift(recording: LandmarkRecording): Promise<LiftedClip | null>;
}

/** Landmarks of the body that the network knows: nose, eyes, ears, shoulders, elbows, wrists, hips. */
export const LIFTED_BODY = [0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24] as const;
export const LIFTED_LEFT_HAND = LIFTED_BODY.length;
const HAND_POINTS = 21;
export const LIFTED_RIGHT_HAND = LIFTED_LEFT_HAND + HAND_POINTS;

const hand = (offset: number): number[] => Array.from({ length: HAND_POINTS }, (_, i) => offset + i);
/** Landmark of each lifted point. */
export const LIFTED_POINTS: readonly number[] = [
  ...LIFTED_BODY.map((point) => POSE_OFFSET + point),
  ...hand(LEFT_HAND_OFFSET),
  ...hand(RIGHT_HAND_OFFSET),
];
