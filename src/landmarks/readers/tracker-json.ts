/** Tracking records as JSON Lines, or as a list in one JSON document -> a recording. */
import type { JsonRecords } from '../../formats/json/json-records.ts';
import { type Issue, issue } from '../../issues/issues.ts';
import { createDraft, type LandmarkDraft, setLandmark } from '../draft.ts';
import type { LandmarkRecording } from '../landmark-clip.ts';
import { landmarkOfName } from '../point-names.ts';
import { assertFrameCount, type ReadOptions } from '../reader.ts';
import { landmarkPart } from '../schema.ts';
import { assertPointCount, cutRecordIssue, finishTracker, recordError, TRACKER_PARTS } from './tracker.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A record has the four lists beside what only this tracker writes. */
export function isTrackerRecord(value: unknown): boolean {
  if (!isFields(value)) return false;
  return ('frame_index' in value || 'time_s' in value) && TRACKER_PARTS.some(({ field }) => field in value);
}

/** Throws E_TRACKER_RECORD, E_JSON_SYNTAX and what finishTracker throws. */
export function readTrackerRecords(
  records: JsonRecords,
  name: string,
  options: ReadOptions,
): LandmarkRecording {
  assertFrameCount(records.count, options);
  const draft = createDraft(records.count);
  const times = new Float64Array(records.count);
  const issues: Issue[] = [];
  const unknown = new Set<string>();
  let startFrame = 0;
  let imageSize = { width: 0, height: 0 };
  for (let frame = 0; frame < records.count; frame++) {
    const record = records.at(frame);
    if (!isFields(record)) throw recordError('an object', describe(record), frame);
    if (frame === 0) {
      imageSize = sizeOf(record);
      startFrame = startOf(record);
    }
    times[frame] = timeOf(record, frame);
    for (const { part, field, counts } of TRACKER_PARTS) {
      const points = record[field];
      if (points === null) continue;
      if (!Array.isArray(points)) throw recordError(`a list in ${field}`, describe(points), frame);
      assertPointCount(field, counts, points.length, frame);
      const { offset } = landmarkPart(part);
      points.forEach((point, i) => {
        if (point === null) return;
        if (!isFields(point)) throw recordError(`a point in ${field}[${i}]`, describe(point), frame);
        const landmark = typeof point.name === 'string' ? landmarkOfName(part, point.name) : offset + i;
        if (landmark === undefined) unknown.add(String(point.name).slice(0, 40));
        if (typeof landmark === 'number') setPoint(draft, frame, landmark, point, `${field}[${i}]`);
      });
    }
  }
  if (unknown.size > 0) {
    const names = [...unknown].slice(0, 3).join(', ');
    issues.push(issue('W_POINTS_UNKNOWN', `Points with unknown names were left out: ${names}.`));
  }
  if (records.cutLine !== null) issues.push(cutRecordIssue(records.cutLine));
  return finishTracker({ kind: 'tracker-jsonl', name, draft, times, startFrame, imageSize, issues }, options);
}

function setPoint(draft: LandmarkDraft, frame: number, landmark: number, point: Fields, where: string): void {
  const { x, y, c = 1 } = point;
  if (x === null || y === null || c === null) return;
  if (typeof x !== 'number' || typeof y !== 'number' || typeof c !== 'number') {
    throw recordError(`numbers x, y and c in ${where}`, [x, y, c].map(describe).join(', '), frame);
  }
  setLandmark(draft, frame, landmark, x, y, 0, c);
}

function sizeOf(record: Fields): { width: number; height: number } {
  const size = record.image_size;
  if (isFields(size)) {
    const { width, height } = size;
    if (typeof width === 'number' && typeof height === 'number' && width > 0 && height > 0)
      return { width, height };
  }
  throw recordError('image_size with width and height above 0', describe(size), 0);
}

function startOf(record: Fields): number {
  const index = record.frame_index;
  return typeof index === 'number' && Number.isSafeInteger(index) && index >= 0 ? index : 0;
}

function timeOf(record: Fields, frame: number): number {
  const time = record.time_s;
  if (time === undefined || time === null) return Number.NaN;
  if (typeof time !== 'number') throw recordError('seconds in time_s', describe(time), frame);
  return time;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was found, without what lies inside it. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null)
    return `an object of ${Object.keys(value).slice(0, 8).join(', ')}`;
  return typeof value === 'string' ? `"${value.slice(0, 40)}"` : String(value);
}
