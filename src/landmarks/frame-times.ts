/**
 * Times of frames in seconds -> an even rate, and drafts resampled to it when the times are uneven.
 *
 * Uneven: a frame lies more than a tenth of an interval from where the even rate puts it. The even rate is then one frame per median
 * interval; positions are interpolated linearly per point, confidences take the lower of both neighbours, and nothing is put
 * into pauses of more than 2.5 intervals, where the tracker gave no frames.
 */
import { type Issue, issue, TegnError } from '../issues/issues.ts';
import { median } from '../math/scalar.ts';
import { type FrameRate, frameRateFromDecimal, framesPerSecond } from '../space/timing.ts';
import { createDraft, type LandmarkDraft } from './draft.ts';
import { assertFrameCount, type ReadOptions } from './reader.ts';
import { LANDMARK_COUNT } from './schema.ts';

/** Intervals. */
const UNEVEN = 0.1;
const PAUSE = 2.5;

/** How many times its frames a resampled recording may hold, beside one second. More means that the times are wrong. */
const GROWTH_LIMIT = 4;

export interface FrameTimes {
  readonly rate: FrameRate;
  /** [F] seconds of the frames as recorded, null when they are even. */
  readonly uneven: Float64Array | null;
}

/** `times` holds at least two seconds. Throws E_FRAME_RATE unless they increase. */
export function settleFrameTimes(times: Float64Array): FrameTimes {
  const intervals = times.slice(1).map((time, i) => time - times[i]);
  const still = intervals.findIndex((interval) => !(interval > 0 && interval < Number.POSITIVE_INFINITY));
  if (still >= 0) {
    throw new TegnError(
      'E_FRAME_RATE',
      `Expected frame ${still + 1} to be later than ${times[still]} s, found ${times[still + 1]} s.`,
      { frame: still + 1, expected: `> ${times[still]}`, found: times[still + 1] },
    );
  }
  const mean = (times[times.length - 1] - times[0]) / intervals.length;
  const isEven = times.every((time, i) => Math.abs(time - times[0] - i * mean) <= UNEVEN * mean);
  if (isEven) return { rate: frameRateFromDecimal(1 / mean), uneven: null };
  return { rate: frameRateFromDecimal(1 / median(Float64Array.from(intervals))), uneven: times };
}

/** The draft at even times; null stays null. Throws E_LIMIT when the times ask for far more frames than there are. */
export function resampleDraft(
  draft: LandmarkDraft,
  times: Float64Array,
  rate: FrameRate,
  options: ReadOptions,
): LandmarkDraft {
  const fps = framesPerSecond(rate);
  // A frame that ends up a thousandth of an interval before the last one is that last one.
  const frameCount = Math.floor((times[times.length - 1] - times[0]) * fps + 1e-3) + 1;
  const limit = GROWTH_LIMIT * draft.frameCount + Math.ceil(fps);
  if (!(frameCount <= limit)) {
    throw new TegnError(
      'E_LIMIT',
      `The times of ${draft.frameCount} frames ask for ${frameCount} even ones.`,
      {
        expected: `at most ${limit}`,
        found: frameCount,
      },
    );
  }
  assertFrameCount(frameCount, options);
  const out = createDraft(frameCount);
  out.rejected = draft.rejected;
  let before = 0;
  for (let frame = 0; frame < frameCount; frame++) {
    const time = times[0] + frame / fps;
    while (before < times.length - 2 && times[before + 1] <= time) before++;
    const interval = times[before + 1] - times[before];
    const t = Math.min((time - times[before]) / interval, 1);
    interpolate(draft, before, t, interval * fps, out, frame);
  }
  return out;
}

export const resampledIssue = (recorded: number, rate: FrameRate, resampled: number): Issue =>
  issue(
    'I_RESAMPLED',
    `${recorded} frames at uneven times were resampled to ${resampled} frames at ${framesPerSecond(rate).toFixed(3)} per second.`,
  );

/** Frame `before` + t, 0 <= t <= 1; `steps` is how many even intervals lie between the two frames. */
function interpolate(
  draft: LandmarkDraft,
  before: number,
  t: number,
  steps: number,
  out: LandmarkDraft,
  frame: number,
): void {
  const from = before * LANDMARK_COUNT;
  const to = from + LANDMARK_COUNT;
  const target = frame * LANDMARK_COUNT;
  const weight = steps > PAUSE ? weightInPause(t, steps) : t < 1e-6 ? 0 : t > 1 - 1e-6 ? 1 : t;
  if (weight === null) return;
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    const a = draft.confidences[from + i];
    const b = draft.confidences[to + i];
    const confidence = weight === 0 ? a : weight === 1 ? b : Math.min(a, b);
    if (confidence === 0) continue;
    out.confidences[target + i] = confidence;
    for (let axis = 0; axis < 3; axis++) {
      const p = draft.positions[(from + i) * 3 + axis];
      const q = draft.positions[(to + i) * 3 + axis];
      out.positions[(target + i) * 3 + axis] = weight === 0 ? p : weight === 1 ? q : p + (q - p) * weight;
    }
  }
}

/** In a pause only the frames within half an interval of a recorded one are filled, with that one. */
function weightInPause(t: number, steps: number): number | null {
  if (t * steps <= 0.5) return 0;
  return (1 - t) * steps <= 0.5 ? 1 : null;
}
