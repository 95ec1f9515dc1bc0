/**
 * A recording's picture landmarks -> what the lifting network reads: overlapping windows of 27 frames.
 *
 * Picture points in pixels about the window's mean mid-shoulder, in units of its median shoulder distance, y down; depth in the same
 * unit, away from the camera, the body's from mid-shoulder and a hand's from its wrist. The same sums as training/lift/windows.py.
 */
import { type LandmarkRecording, primaryClip } from '../../../landmarks/landmark-clip.ts';
import { median } from '../../../math/scalar.ts';
import { framesPerSecond } from '../../../space/timing.ts';
import { LIFTED_POINTS } from './lifted-clip.ts';

export const WINDOW_FRAMES = 27;
/**
 * Frames from one window to the next: every frame but the first and last ones is seen by two or three. More of them gain nothing (0.02
 * degrees of palms from 13 down to 3); so the time goes into a larger network instead.
 */
const STRIDE = 13;
const POINTS = LIFTED_POINTS.length;
export const CONTEXT_VALUES = 6;
const SHOULDERS = [5, 6] as const;

/** Limits that keep points far outside the picture from drowning the rest; training has the same. */
const MOST = { xy: 12, context: 8 } as const;

export interface LiftWindows {
  /** First frame of each window; the last one may reach beyond the clip. */
  readonly starts: readonly number[];
  /** [N x 27 x 55 x 2] */
  readonly xy: Float32Array;
  /** [N x 27 x 55], 0 = missing. */
  readonly confidence: Float32Array;
  /** [N x 27 x 55], zeros: picture landmarks' z is not told to the network. */
  readonly depth: Float32Array;
  /** [N x 27 x 6] middle of the picture (x, y), 1 / focal length, whether it is known, frame time / 0.04 s, whether depth is known. */
  readonly context: Float32Array;
}

/** Null when no frame shows both shoulders. */
export function createLiftWindows(recording: LandmarkRecording): LiftWindows | null {
  const { image } = recording;
  if (image === null) return null;
  const { frameCount } = image;
  const whole = measureShoulders(recording, 0, frameCount);
  if (whole === null) return null;
  const starts = windowStarts(frameCount);
  const count = starts.length * WINDOW_FRAMES;
  const windows: LiftWindows = {
    starts,
    xy: new Float32Array(count * POINTS * 2),
    confidence: new Float32Array(count * POINTS),
    depth: new Float32Array(count * POINTS),
    context: new Float32Array(count * CONTEXT_VALUES),
  };
  starts.forEach((start, n) => {
    const last = Math.min(start + WINDOW_FRAMES, frameCount);
    fillWindow(windows, n, recording, start, last, measureShoulders(recording, start, last) ?? whole);
  });
  return windows;
}

/** Windows cover every frame; the last one ends with the clip where the clip is long enough. */
function windowStarts(frameCount: number): number[] {
  const last = Math.max(0, frameCount - WINDOW_FRAMES);
  const starts: number[] = [];
  for (let start = 0; start < last; start += STRIDE) starts.push(start);
  return [...starts, last];
}

/** Where the shoulders are over some frames, pixels from the middle of the picture. */
interface Shoulders {
  readonly distance: number;
  readonly x: number;
  readonly y: number;
}

function measureShoulders(
  { image, imageSize: { width, height } }: LandmarkRecording,
  first: number,
  last: number,
): Shoulders | null {
  const { positions, confidences, schema } = image!;
  const [left, right] = SHOULDERS.map((point) => LIFTED_POINTS[point]);
  const distances: number[] = [];
  let x = 0;
  let y = 0;
  for (let f = first; f < last; f++) {
    const l = f * schema.names.length + left;
    const r = f * schema.names.length + right;
    if (!(confidences[l] > 0 && confidences[r] > 0)) continue;
    distances.push(
      Math.hypot(
        (positions[l * 3] - positions[r * 3]) * width,
        (positions[l * 3 + 1] - positions[r * 3 + 1]) * height,
      ),
    );
    x += ((positions[l * 3] + positions[r * 3]) / 2 - 0.5) * width;
    y += ((positions[l * 3 + 1] + positions[r * 3 + 1]) / 2 - 0.5) * height;
  }
  const distance = distances.length > 0 ? median(distances) : 0;
  return distance > 0 ? { distance, x: x / distances.length, y: y / distances.length } : null;
}

function fillWindow(
  { xy, confidence, context }: LiftWindows,
  n: number,
  recording: LandmarkRecording,
  start: number,
  last: number,
  shoulders: Shoulders,
): void {
  const { positions, confidences, schema } = recording.image!;
  const { width, height } = recording.imageSize;
  const frameTime = 25 / framesPerSecond(primaryClip(recording).timing.rate);
  for (let k = 0; k < WINDOW_FRAMES; k++) {
    const row = n * WINDOW_FRAMES + k;
    context[row * CONTEXT_VALUES] = within(-shoulders.x / shoulders.distance, MOST.context);
    context[row * CONTEXT_VALUES + 1] = within(-shoulders.y / shoulders.distance, MOST.context);
    context[row * CONTEXT_VALUES + 4] = within(frameTime, MOST.context);
    if (start + k >= last) continue;
    LIFTED_POINTS.forEach((landmark, point) => {
      const from = (start + k) * schema.names.length + landmark;
      if (!(confidences[from] > 0)) return;
      const to = row * POINTS + point;
      confidence[to] = confidences[from];
      const x = ((positions[from * 3] - 0.5) * width - shoulders.x) / shoulders.distance;
      const y = ((positions[from * 3 + 1] - 0.5) * height - shoulders.y) / shoulders.distance;
      xy[to * 2] = within(x, MOST.xy);
      xy[to * 2 + 1] = within(y, MOST.xy);
    });
  }
}

const within = (value: number, most: number): number => Math.min(Math.max(value, -most), most);
