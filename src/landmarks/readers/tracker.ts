/**
 * Tracking records (one per frame: pose, hands, face as x, y, c) -> a recording. JSON Lines and Parquet both end here.
 *
 * x and y are fractions of the picture, c is the confidence; there is no z. Frames are placed by time_s, because frames are
 * skipped by whole numbers and the nominal rate may be wrong. The side of a hand is the tracker's label.
 */
import { type Issue, issue, TegnError } from '../../issues/issues.ts';
import type { FrameRate } from '../../space/timing.ts';
import type { LandmarkDraft } from '../draft.ts';
import { finishRecording } from '../finish-recording.ts';
import { resampleDraft, resampledIssue, settleFrameTimes } from '../frame-times.ts';
import type { LandmarkRecording } from '../landmark-clip.ts';
import { chooseFrameRate, choosePerson, type ReadOptions } from '../reader.ts';
import type { LandmarkPartName } from '../schema.ts';

/** The four lists of a record, and how many points they may have besides none. */
export const TRACKER_PARTS: readonly {
  readonly part: LandmarkPartName;
  readonly field: string;
  readonly counts: readonly number[];
}[] = [
  { part: 'pose', field: 'pose_landmarks', counts: [33] },
  { part: 'leftHand', field: 'left_hand_landmarks', counts: [21] },
  { part: 'rightHand', field: 'right_hand_landmarks', counts: [21] },
  { part: 'face', field: 'face_landmarks', counts: [468, 478] },
];

export interface TrackerFrames {
  readonly kind: 'tracker-jsonl' | 'tracker-parquet';
  readonly name: string;
  readonly draft: LandmarkDraft;
  /** [F] seconds, NaN where a record has none. */
  readonly times: Float64Array;
  /** frame_index of the first record. */
  readonly startFrame: number;
  readonly imageSize: { readonly width: number; readonly height: number };
  readonly issues: readonly Issue[];
}

/** Throws E_PERSON, E_FRAME_RATE, E_LIMIT, E_NO_LANDMARKS. */
export function finishTracker(frames: TrackerFrames, options: ReadOptions): LandmarkRecording {
  const issues = [...frames.issues];
  choosePerson(1, () => 0, options, issues);
  let image = frames.draft;
  let rate: FrameRate;
  if (image.frameCount < 2 || frames.times.every(Number.isNaN)) {
    rate = chooseFrameRate(undefined, image.frameCount, options, issues);
  } else {
    const times = settleFrameTimes(frames.times);
    rate = times.rate;
    if (times.uneven) {
      image = resampleDraft(image, times.uneven, rate, options);
      issues.push(resampledIssue(frames.draft.frameCount, rate, image.frameCount));
    }
  }
  return finishRecording({
    image,
    world: null,
    timing: { rate, startFrame: frames.startFrame },
    imageSize: frames.imageSize,
    source: { kind: frames.kind, name: frames.name, metadata: {} },
    issues,
  });
}

/** Throws E_TRACKER_RECORD unless a list of `field` may have `count` points. */
export function assertPointCount(
  field: string,
  counts: readonly number[],
  count: number,
  frame: number,
): void {
  if (count === 0 || counts.includes(count)) return;
  throw recordError(`${counts.join(' or ')} points or none in ${field}`, `${count} points`, frame);
}

export function recordError(expected: string, found: string, frame: number): TegnError {
  return new TegnError('E_TRACKER_RECORD', `Record ${frame}: expected ${expected}, found ${found}.`, {
    frame,
    expected,
    found,
  });
}

export function cutRecordIssue(line: number): Issue {
  return issue('W_RECORD_SKIPPED', `Line ${line}, the last one, is cut off and was left out.`);
}
