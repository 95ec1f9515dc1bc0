/**
 * A recording -> the score that the archive's tracker gives it, 0..1: 0.4 x share of frames with both hands + 0.3 x stability + 0.2 x
 * share of frames with a face + 0.1 x mean of the confidences above 0. Stability is 1 / (1 + 10 s), s the standard deviation of the left
 * wrist's way from frame to frame in picture widths and heights; 1 for one frame, 0 without a wrist.
 *
 * Kept so that old and new figures can be compared. Its weakness: a sign of one hand never scores well, and a fast one counts as unsteady.
 */
import { type LandmarkRecording, primaryClip } from '../landmarks/landmark-clip.ts';
import { landmarkPart, POSE_NAMES } from '../landmarks/schema.ts';

export interface TrackingScore {
  readonly score: number;
  /** Shares of frames, 0..1. */
  readonly bothHands: number;
  readonly face: number;
  readonly stability: number;
  /** Mean of the parts' confidences above 0; 0 without any. */
  readonly confidence: number;
}

const LEFT_WRIST = POSE_NAMES.indexOf('leftWrist');

export function trackingScore(recording: LandmarkRecording): TrackingScore {
  const { confidences, positions, frameCount, schema } = primaryClip(recording);
  const points = schema.names.length;
  const confidenceOf = (name: 'pose' | 'leftHand' | 'rightHand' | 'face', frame: number): number => {
    const { offset, count } = landmarkPart(name);
    let sum = 0;
    let seen = 0;
    for (let i = frame * points + offset; i < frame * points + offset + count; i++) {
      if (!(confidences[i] > 0)) continue;
      sum += confidences[i];
      seen++;
    }
    return seen > 0 ? sum / seen : 0;
  };
  let bothHands = 0;
  let faces = 0;
  let confidenceSum = 0;
  let confidenceCount = 0;
  const steps: number[] = [];
  let wristFrames = 0;
  let last: readonly [number, number] | null = null;
  for (let f = 0; f < frameCount; f++) {
    const [pose, left, right, face] = (['pose', 'leftHand', 'rightHand', 'face'] as const).map((name) =>
      confidenceOf(name, f),
    );
    if (left > 0 && right > 0) bothHands++;
    if (face > 0) faces++;
    for (const confidence of [pose, left, right, face]) {
      if (!(confidence > 0)) continue;
      confidenceSum += confidence;
      confidenceCount++;
    }
    const wrist = f * points + LEFT_WRIST;
    if (!(confidences[wrist] > 0)) {
      last = null;
      continue;
    }
    wristFrames++;
    const at = [positions[wrist * 3], positions[wrist * 3 + 1]] as const;
    if (last) steps.push(Math.hypot(at[0] - last[0], at[1] - last[1]));
    last = at;
  }
  const stability = wristFrames === 0 ? 0 : frameCount === 1 ? 1 : 1 / (1 + 10 * standardDeviation(steps));
  const shares = { bothHands: bothHands / frameCount, face: faces / frameCount };
  const confidence = confidenceCount > 0 ? confidenceSum / confidenceCount : 0;
  const score = 0.4 * shares.bothHands + 0.3 * stability + 0.2 * shares.face + 0.1 * confidence;
  return { score, ...shares, stability, confidence };
}

/** Of the whole, not of a sample; 0 for none. */
function standardDeviation(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
