/**
 * JSON -> a recording: tracking records, or MediaPipe results as one result, a list of results, {frames: [...]} or one per line.
 * What a document says about itself (fps, picture size, word) is looked for beside its list of frames.
 */
import { type JsonRecords, readJson, recordsOf } from '../../formats/json/json-records.ts';
import { type Issue, TegnError } from '../../issues/issues.ts';
import type { FrameRate } from '../../space/timing.ts';
import { finishRecording } from '../finish-recording.ts';
import { resampleDraft, resampledIssue, settleFrameTimes } from '../frame-times.ts';
import type { LandmarkRecording } from '../landmark-clip.ts';
import {
  assertFrameCount,
  chooseFrameRate,
  chooseImageSize,
  type LandmarkReader,
  type ReadOptions,
} from '../reader.ts';
import { fillMediapipeDrafts } from './mediapipe-frames.ts';
import { type FrameLists, frameLists, isPointList, plain } from './mediapipe-lists.ts';
import { cutRecordIssue } from './tracker.ts';
import { isTrackerRecord, readTrackerRecords } from './tracker-json.ts';

export const jsonReader: LandmarkReader = {
  description: 'tracking records as JSON Lines, MediaPipe results as JSON',
  extensions: ['json', 'jsonl', 'ndjson'],
  /** The first sign, after a byte order mark and blanks, opens an object or a list. */
  accepts(bytes) {
    let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    while (at < bytes.length && BLANKS.includes(bytes[at])) at++;
    return bytes[at] === 0x7b || bytes[at] === 0x5b;
  },
  read: readJsonRecording,
};

const BLANKS = [0x20, 0x09, 0x0a, 0x0d];

function readJsonRecording(bytes: Uint8Array, name: string, options: ReadOptions): LandmarkRecording {
  const input = readJson(bytes);
  const { records, about } =
    input.kind === 'lines' ? { records: input.records, about: {} } : framesOf(input.value);
  assertFrameCount(records.count, options);
  if (isTrackerRecord(records.at(0))) return readTrackerRecords(records, name, options);
  return readMediapipeResults(records, about, name, options);
}

type Fields = Readonly<Record<string, unknown>>;

/** The frames of a document, and the object around them. */
function framesOf(document: unknown): { records: JsonRecords; about: Fields } {
  if (Array.isArray(document)) {
    // One list of points is one frame.
    const isFrame = document.length > 0 && isPointList(document);
    return { records: recordsOf(isFrame ? [document] : document), about: {} };
  }
  const about = (typeof document === 'object' && document !== null ? document : {}) as Fields;
  for (const [key, value] of Object.entries(about)) {
    if (['frames', 'results'].includes(plain(key)) && Array.isArray(value))
      return { records: recordsOf(value), about };
  }
  return { records: recordsOf([document]), about };
}

/** Throws E_LANDMARK_JSON and what finishRecording throws. */
export function readMediapipeResults(
  records: JsonRecords,
  about: Fields,
  name: string,
  options: ReadOptions,
  kind = 'mediapipe-json',
): LandmarkRecording {
  const issues: Issue[] = [];
  const lists: FrameLists[] = [];
  const times = new Float64Array(records.count);
  for (let i = 0; i < records.count; i++) {
    const record = records.at(i);
    lists.push(frameLists(record) ?? emptyFrame(record, i));
    times[i] = timeOf(record);
  }
  let { image, world } = fillMediapipeDrafts(lists, options, issues);
  let rate: FrameRate;
  if (records.count > 1 && !times.some(Number.isNaN)) {
    const settled = settleFrameTimes(times);
    rate = settled.rate;
    if (settled.uneven) {
      image = resampleDraft(image, times, rate, options);
      world = world && resampleDraft(world, times, rate, options);
      issues.push(resampledIssue(records.count, rate, image.frameCount));
    }
  } else {
    rate = chooseFrameRate(numberAt(about, 'fps', 'framerate'), records.count, options, issues);
  }
  if (records.cutLine !== null) issues.push(cutRecordIssue(records.cutLine));
  return finishRecording({
    image,
    world,
    timing: { rate, startFrame: 0 },
    imageSize: chooseImageSize(sizeOf(about) ?? sizeOf(records.at(0)), image, options, issues),
    source: { kind, name, metadata: scalarsOf(about) },
    issues,
  });
}

/** A frame in which nothing was found: null, [] or {}. */
function emptyFrame(record: unknown, index: number): FrameLists {
  const keys = typeof record === 'object' && record !== null ? Object.keys(record) : null;
  if (record === null || keys?.length === 0) return NOTHING;
  const found = keys ? keys.slice(0, 8).join(', ') : typeof record;
  throw new TegnError(
    'E_LANDMARK_JSON',
    `Expected lists such as poseLandmarks, leftHandLandmarks or landmarks in frame ${index}, found ${found}.`,
    { frame: index, found },
  );
}

const NOTHING: FrameLists = { pose: [], poseWorld: [], face: [], hands: [] };

/** Seconds; NaN without a time. */
function timeOf(record: unknown): number {
  const seconds = numberAt(record, 'times', 'timeseconds', 'timestamps');
  if (seconds !== undefined) return seconds;
  const millis = numberAt(record, 'timestampms', 'timestampmillis', 'timems');
  return millis === undefined ? Number.NaN : millis / 1000;
}

function sizeOf(value: unknown): { width: number; height: number } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const inner = Object.entries(value).find(([key]) =>
    ['imagesize', 'size', 'image'].includes(plain(key)),
  )?.[1];
  const width = numberAt(inner, 'width') ?? numberAt(value, 'width', 'imagewidth');
  const height = numberAt(inner, 'height') ?? numberAt(value, 'height', 'imageheight');
  return width !== undefined && height !== undefined && width > 0 && height > 0
    ? { width, height }
    : undefined;
}

function numberAt(value: unknown, ...names: string[]): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, content] of Object.entries(value)) {
    if (names.includes(plain(key)) && typeof content === 'number') return content;
  }
  return undefined;
}

/** What a document says about itself besides its frames: texts and numbers. */
function scalarsOf(about: Fields): Record<string, unknown> {
  const scalars = Object.entries(about).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  return Object.fromEntries(scalars);
}
