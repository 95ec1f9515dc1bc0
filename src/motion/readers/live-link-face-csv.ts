/**
 * CSV as the Live Link Face app records it -> face curves at an even rate, ARKit's spelling, 0..1, with the timecode of the first frame.
 *
 * Columns go by name, whatever their order and capitals: Timecode (hours:minutes:seconds:frames, frames in thousandths), a count that is not needed
 * (BlendshapeCount 61, or BlendShapeCount 51 or 52 without turns), ARKit's curves. The turns of head and eyes are left out: gaze is in the curves,
 * and neither unit nor sign of the head's is published. Rows that are missing are bridged in a straight line.
 * Source: public recordings. Limit: the rate is told by the frame counts within a second; a recording within one second is taken for 60.
 */
import { type Issue, issue, TegnError } from '../../issues/issues.ts';
import { clamp, median } from '../../math/scalar.ts';
import { frameRateFromDecimal, framesPerSecond } from '../../space/timing.ts';
import { ARKIT_CURVES, arkitSpelling, LIVE_LINK_TURNS } from '../arkit-curves.ts';
import type { CurveClip } from '../curve-clip.ts';

/** Counts of frames in a second that timecodes have. */
const NOMINAL_RATES = [24, 25, 30, 48, 50, 60, 100, 120, 240] as const;

/** The app's own, where the timecodes do not tell. */
const USUAL_RATE = 60;

/** The phone's clock runs off the nominal rate by less. */
const SAME_RATE = 0.02;

/** Intervals without a row from which frames are missing. */
const GAP = 1.75;

/** How many times its rows a recording with gaps may hold in frames, beside a minute. */
const GROWTH_LIMIT = 4;

/** Noise of the app's small negatives and overshoots. */
const SLACK = 0.1;

const DAY = 24 * 3600;

interface Row {
  /** Whole seconds since midnight, and frames within the second. */
  readonly second: number;
  readonly frame: number;
  readonly values: Float32Array;
}

export interface RecordedFace {
  readonly clip: CurveClip;
  readonly issues: readonly Issue[];
}

/** Whether a file begins like one of these. */
export const isLiveLinkFaceCsv = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*"?timecode"?\s*,/i.test(new TextDecoder().decode(bytes.subarray(0, 64)));

/** Throws E_FACE_CSV where there is nothing to read, E_LIMIT where the timecodes ask for far more frames than there are rows. */
export function readLiveLinkFaceCsv(bytes: Uint8Array, name: string): RecordedFace {
  const lines = new TextDecoder()
    .decode(bytes)
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/);
  const header = cells(lines[0]).map((cell) => arkitSpelling(cell));
  const timecode = header.findIndex((cell) => cell.toLowerCase() === 'timecode');
  const curveNames = ARKIT_CURVES.filter((curve) => header.includes(curve));
  if (timecode < 0 || curveNames.length === 0) {
    throw new TegnError(
      'E_FACE_CSV',
      `Expected a header with Timecode and ARKit's face curves, found "${lines[0].slice(0, 60)}".`,
      { path: name },
    );
  }
  const issues: Issue[] = [];
  const tell = (
    code: 'W_CURVES_UNKNOWN' | 'W_CURVE_GAP' | 'W_CURVE_RANGE' | 'W_FRAME_RATE',
    message: string,
  ) => issues.push(issue(code, message, { path: name }));
  const known = new Set<string>([...ARKIT_CURVES, ...LIVE_LINK_TURNS]);
  const unknown = header.filter(
    (cell, c) => c !== timecode && !known.has(cell) && !/^blendshapecount$/i.test(cell),
  );
  if (unknown.length > 0) {
    tell(
      'W_CURVES_UNKNOWN',
      `Expected ARKit's curves, found also ${unknown.slice(0, 8).join(', ')}; left out.`,
    );
  }
  const missing = ARKIT_CURVES.length - curveNames.length;
  if (missing > 0)
    tell('W_CURVES_UNKNOWN', `Expected ${ARKIT_CURVES.length} curves, found ${curveNames.length}.`);

  const { rows, skipped, clipped } = readRows(lines, header, timecode, curveNames);
  if (rows.length === 0) {
    throw new TegnError('E_FACE_CSV', 'Expected rows with a timecode and numbers, found none.', {
      path: name,
    });
  }
  if (skipped > 0) tell('W_CURVE_GAP', `${skipped} rows hold no timecode or no numbers, and were left out.`);
  if (clipped > 0) tell('W_CURVE_RANGE', `${clipped} values are not within 0 to 1; they were held to it.`);

  const nominal = nominalRate(rows);
  if (nominal === null) {
    tell('W_FRAME_RATE', `The timecodes do not tell the frame rate; ${USUAL_RATE} per second was assumed.`);
  }
  const { times, kept } = increasingTimes(rows, nominal ?? USUAL_RATE);
  if (kept.length < rows.length)
    tell('W_CURVE_GAP', `${rows.length - kept.length} rows do not come after the row before them; left out.`);
  const interval =
    times.length > 1 ? median(times.slice(1).map((t, i) => t - times[i])) : 1 / (nominal ?? USUAL_RATE);
  const measured = 1 / interval;
  const near = NOMINAL_RATES.find((fps) => Math.abs(measured / fps - 1) < SAME_RATE);
  const rate = frameRateFromDecimal(near ?? clamp(measured, 1, 1000));
  const fps = framesPerSecond(rate);
  const frameCount = Math.floor((times[times.length - 1] - times[0]) * fps + 1e-3) + 1;
  if (frameCount > GROWTH_LIMIT * kept.length + 60 * fps) {
    throw new TegnError('E_LIMIT', `The timecodes of ${kept.length} rows ask for ${frameCount} frames.`, {
      path: name,
    });
  }
  const curves = new Float32Array(frameCount * curveNames.length);
  const bridged = fillFrames(kept, times, fps, interval, curves);
  if (bridged > 0) tell('W_CURVE_GAP', `${bridged} of ${frameCount} frames are missing and were bridged.`);
  const timing = { rate, startFrame: Math.round((((times[0] % DAY) + DAY) % DAY) * fps) };
  return { clip: { name, timing, frameCount, curveNames, curves }, issues };
}

const cells = (line: string): string[] => line.split(',').map((cell) => cell.trim().replace(/^"|"$/g, ''));

function readRows(
  lines: readonly string[],
  header: readonly string[],
  timecode: number,
  curveNames: readonly string[],
): { rows: Row[]; skipped: number; clipped: number } {
  const columns = curveNames.map((curve) => header.indexOf(curve));
  const rows: Row[] = [];
  let [skipped, clipped] = [0, 0];
  for (let i = 1; i < lines.length; i++) {
    if (lines[i].trim() === '') continue;
    const row = cells(lines[i]);
    const time = /^(\d{1,2}):(\d{1,2}):(\d{1,2})[:;.](\d{1,3}(?:\.\d+)?)$/.exec(row[timecode] ?? '');
    const values = columns.map((c) => (row[c] === undefined || row[c] === '' ? Number.NaN : Number(row[c])));
    const [hours, minutes, seconds, frame] = (time ?? []).slice(1).map(Number);
    const isTime = time && hours < 24 && minutes < 60 && seconds < 60 && frame < 240;
    if (!isTime || !values.every(Number.isFinite)) {
      skipped++;
      continue;
    }
    clipped += values.filter((value) => value < -SLACK || value > 1 + SLACK).length;
    rows.push({
      second: hours * 3600 + minutes * 60 + seconds,
      frame,
      values: Float32Array.from(values, (value) => clamp(value, 0, 1)),
    });
  }
  return { rows, skipped, clipped };
}

/** By the highest frame count before a new second begins. */
function nominalRate(rows: readonly Row[]): number | null {
  const isLong = rows.some(({ second }) => second !== rows[0].second);
  const most = rows.reduce((highest, { frame }) => Math.max(highest, frame), 0);
  return isLong ? (NOMINAL_RATES.find((fps) => most < fps) ?? null) : null;
}

/** Seconds of the rows that come after the one before; over midnight the count goes on. */
function increasingTimes(rows: readonly Row[], nominal: number): { times: number[]; kept: Row[] } {
  const times: number[] = [];
  const kept: Row[] = [];
  let days = 0;
  for (const row of rows) {
    const last = times[times.length - 1];
    let time = row.second + row.frame / nominal + days * DAY;
    if (last !== undefined && time < last - DAY / 2) {
      days++;
      time += DAY;
    }
    if (last !== undefined && !(time > last + 1e-6)) continue;
    times.push(time);
    kept.push(row);
  }
  return { times, kept };
}

/** The nearest row for every frame; a straight line where none is near. Returns how many those are. */
function fillFrames(
  rows: readonly Row[],
  times: readonly number[],
  fps: number,
  interval: number,
  dst: Float32Array,
): number {
  const count = rows[0].values.length;
  let bridged = 0;
  let next = 0;
  for (let f = 0; f * count < dst.length; f++) {
    const time = times[0] + f / fps;
    while (next < times.length - 1 && times[next] < time) next++;
    const before = Math.max(0, next - 1);
    const span = times[next] - times[before];
    const share = span > 0 ? clamp((time - times[before]) / span, 0, 1) : 1;
    const isGap = span > GAP * interval && share > 0.01 && share < 0.99;
    if (isGap) bridged++;
    for (let c = 0; c < count; c++) {
      const [a, b] = [rows[before].values[c], rows[next].values[c]];
      dst[f * count + c] = isGap ? a + (b - a) * share : share < 0.5 ? a : b;
    }
  }
  return bridged;
}
