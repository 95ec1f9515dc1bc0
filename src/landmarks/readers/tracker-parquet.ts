/** Tracking records as Parquet (one row per frame, nested lists of structs) -> a recording. */
import {
  isParquet,
  type ParquetColumn,
  type ParquetTable,
  readParquet,
} from '../../formats/parquet/read-parquet.ts';
import { type Issue, issue, TegnError } from '../../issues/issues.ts';
import { createDraft, type LandmarkDraft, setLandmark } from '../draft.ts';
import type { LandmarkRecording } from '../landmark-clip.ts';
import { landmarkOfName } from '../point-names.ts';
import { assertFrameCount, type LandmarkReader, READ_DEFAULTS, type ReadOptions } from '../reader.ts';
import { type LandmarkPartName, landmarkPart } from '../schema.ts';
import { assertPointCount, finishTracker, TRACKER_PARTS } from './tracker.ts';

export const trackerParquetReader: LandmarkReader = {
  description: 'tracking records as Parquet',
  extensions: ['parquet'],
  accepts: isParquet,
  read: readTrackerParquet,
};

const SCALARS = ['frame_index', 'time_s', 'image_size'];
const FIELDS = [...SCALARS, ...TRACKER_PARTS.map(({ field }) => field)];

function readTrackerParquet(bytes: Uint8Array, name: string, options: ReadOptions): LandmarkRecording {
  const table = readParquet(bytes, {
    rowLimit: options.frameLimit ?? READ_DEFAULTS.frameLimit,
    wanted: (path) => FIELDS.includes(path[0]),
  });
  assertFrameCount(table.rowCount, options);
  const draft = createDraft(table.rowCount);
  const issues: Issue[] = [];
  let found = 0;
  for (const { part, field, counts } of TRACKER_PARTS) {
    const columns = table.columns.filter(({ path }) => path[0] === field);
    if (columns.length === 0) continue;
    found++;
    fillPart(draft, part, field, counts, columns, issues);
  }
  if (found === 0) {
    throw new TegnError(
      'E_PARQUET',
      `Expected columns ${FIELDS.join(', ')}; found none of the landmark lists.`,
    );
  }
  const width = scalar(table, 'image_size', 'width');
  const height = scalar(table, 'image_size', 'height');
  if (!width || !height || !(width[0] > 0 && height[0] > 0)) {
    throw new TegnError(
      'E_TRACKER_RECORD',
      'Expected image_size with width and height above 0 in the first row.',
    );
  }
  const index = scalar(table, 'frame_index', 'frame_index')?.[0];
  return finishTracker(
    {
      kind: 'tracker-parquet',
      name,
      draft,
      times: scalar(table, 'time_s', 'time_s') ?? new Float64Array(table.rowCount).fill(Number.NaN),
      startFrame: index !== undefined && Number.isSafeInteger(index) && index >= 0 ? index : 0,
      imageSize: { width: width[0], height: height[0] },
      issues,
    },
    options,
  );
}

/** One number per row, NaN for null. */
function scalar(table: ParquetTable, field: string, leaf: string): Float64Array | undefined {
  const column = table.columns.find(({ path }) => path[0] === field && path.at(-1) === leaf);
  return column && !Array.isArray(column.values) && column.values.length === table.rowCount
    ? column.values
    : undefined;
}

function fillPart(
  draft: LandmarkDraft,
  part: LandmarkPartName,
  field: string,
  counts: readonly number[],
  columns: readonly ParquetColumn[],
  issues: Issue[],
): void {
  // A list that is empty in every row has no fields.
  if (columns.every(({ values }) => values.length === 0)) return;
  const leaf = (name: string) => columns.find(({ path }) => path.at(-1) === name);
  const x = leaf('x');
  const y = leaf('y');
  const c = leaf('c');
  const names = leaf('name');
  if (!x || !y || Array.isArray(x.values) || Array.isArray(y.values) || (c && Array.isArray(c.values))) {
    throw new TegnError('E_PARQUET', `Expected numbers x, y and c in ${field}.`, {
      found: columns.map(({ path }) => path.join('.')),
    });
  }
  for (const column of [y, c, names]) {
    if (column && !column.starts.every((start, row) => start === x.starts[row])) {
      throw new TegnError(
        'E_PARQUET',
        `${column.path.join('.')} has other lengths than ${x.path.join('.')}.`,
      );
    }
  }
  const { offset } = landmarkPart(part);
  const landmarks = new Map<string, number | null | undefined>();
  const unknown = new Set<string>();
  for (let frame = 0; frame < draft.frameCount; frame++) {
    const first = x.starts[frame];
    const count = x.starts[frame + 1] - first;
    assertPointCount(field, counts, count, frame);
    for (let i = 0; i < count; i++) {
      const at = first + i;
      const name = names?.values[at];
      let landmark: number | null | undefined = offset + i;
      if (typeof name === 'string') {
        if (!landmarks.has(name)) landmarks.set(name, landmarkOfName(part, name));
        landmark = landmarks.get(name);
        if (landmark === undefined) unknown.add(name.slice(0, 40));
      }
      if (typeof landmark !== 'number' || Number.isNaN(x.values[at] as number)) continue;
      const confidence = c ? (c.values[at] as number) : 1;
      setLandmark(draft, frame, landmark, x.values[at] as number, y.values[at] as number, 0, confidence);
    }
  }
  if (unknown.size > 0) {
    const list = [...unknown].slice(0, 3).join(', ');
    issues.push(issue('W_POINTS_UNKNOWN', `Points of ${field} with unknown names were left out: ${list}.`));
  }
}
