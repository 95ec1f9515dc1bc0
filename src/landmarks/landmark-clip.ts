/** Tracked points over time, and the recording a reader yields: image landmarks, world landmarks or both. */
import { type Issue, issue } from '../issues/issues.ts';
import type { FrameTiming } from '../space/timing.ts';
import type { LandmarkSchema } from './schema.ts';

/**
 * Validity:
 * 1. arrays have the lengths below, frameCount >= 1, the rate is positive;
 * 2. positions are finite (missing points are 0 with confidence 0, never NaN);
 * 3. confidences lie in 0..1.
 */
export interface LandmarkClip {
  readonly schema: LandmarkSchema;
  readonly timing: FrameTiming;
  readonly frameCount: number;
  /**
   * [F x L x 3].
   * image: x and y in picture widths and heights, 0..1 inside the picture, origin top left, x right, y down; z in picture
   * widths, away from the camera, with an origin of its own per part (pose: mid-hip, hand: its wrist, face: head centre).
   * world: solve space axes (x the person's left, y up, z out of the chest), metres, with an origin of its own per part
   * (pose: mid-hip, hand: anywhere in the hand). Faces have no world landmarks.
   */
  readonly positions: Float32Array;
  /** [F x L], 0 = missing. */
  readonly confidences: Float32Array;
  readonly space: 'image' | 'world';
}

/** What the depth of a recording rests on. */
export type DepthSource = 'none' | 'image' | 'world';

/** Everything one file says about one person. */
export interface LandmarkRecording {
  readonly image: LandmarkClip | null;
  /** Same frames as `image` when both are there. */
  readonly world: LandmarkClip | null;
  /** Pixels. */
  readonly imageSize: { readonly width: number; readonly height: number };
  readonly depth: DepthSource;
  readonly source: {
    /** Reader that took the file, such as "pose-0.2" or "tracker-jsonl". */
    readonly kind: string;
    /** File name without folder, '' when read from memory. */
    readonly name: string;
    /** What the file says about itself: word, licence, tracker settings. */
    readonly metadata: Readonly<Record<string, unknown>>;
  };
  readonly issues: readonly Issue[];
}

/** The clip that is always there: image landmarks, or world landmarks when the file has nothing else. */
export const primaryClip = (recording: LandmarkRecording): LandmarkClip =>
  (recording.image ?? recording.world)!;

/** Checks the rules above; reports at most one issue per rule. */
export function validateLandmarkClip(clip: LandmarkClip): Issue[] {
  const issues: Issue[] = [];
  const points = clip.schema.names.length;
  const { frameCount } = clip;
  if (!(frameCount >= 1)) issues.push(issue('E_NO_FRAMES', 'Rule 1: expected at least one frame.'));
  if (!(clip.timing.rate.numerator > 0 && clip.timing.rate.denominator > 0)) {
    issues.push(issue('E_FRAME_RATE', 'Rule 1: the frame rate is not positive.'));
  }
  if (clip.positions.length !== frameCount * points * 3 || clip.confidences.length !== frameCount * points) {
    issues.push(issue('E_LIMIT', `Rule 1: expected ${frameCount} x ${points} points.`));
  }
  const position = clip.positions.findIndex((value) => !Number.isFinite(value));
  if (position >= 0) {
    issues.push(issue('W_COORDINATE', `Rule 2: positions[${position}] is not finite.`));
  }
  const confidence = clip.confidences.findIndex((value) => !(value >= 0 && value <= 1));
  if (confidence >= 0) {
    issues.push(issue('W_COORDINATE', `Rule 3: confidences[${confidence}] is not in 0..1.`));
  }
  return issues;
}
