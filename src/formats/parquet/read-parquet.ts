/**
 * Parquet file -> columns of numbers or strings with where each row starts in them.
 *
 * Nested lists of structs come as one column per leaf (pose_landmarks.list.element.x). The footer is read first; every count in
 * it is held against the pages. The levels are decoded here because a decoder that believes the run lengths of a damaged page
 * fills gigabytes. Source: the Apache Parquet format. Limits: one level of repetition, encodings and codecs of page.ts.
 */
import { TegnError } from '../../issues/issues.ts';
import { type LeafColumn, readFooter } from './footer.ts';
import { decodeDataPage, decodeDictionaryPage, type PageValues } from './page.ts';
import { readThriftStruct, thriftNumber } from './thrift.ts';

export interface ParquetColumn {
  readonly path: readonly string[];
  /** Null numbers are NaN. */
  readonly values: Float64Array | (string | null)[];
  /** [rows + 1] Row r owns values starts[r] up to starts[r + 1]. */
  readonly starts: Int32Array;
}

export interface ParquetTable {
  readonly rowCount: number;
  readonly columns: readonly ParquetColumn[];
}

export interface ParquetOptions {
  readonly rowLimit: number;
  /** Columns to read. */
  readonly wanted: (path: readonly string[]) => boolean;
}

/** Most values a row's list may have. A frame has 478 face landmarks. */
const ROW_VALUES_LIMIT = 1024;

/** PAR1 */
const MAGIC = [0x50, 0x41, 0x52, 0x31];

export const isParquet = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

/** Throws E_PARQUET, E_LIMIT. */
export function readParquet(bytes: Uint8Array, { rowLimit, wanted }: ParquetOptions): ParquetTable {
  const place = { offset: Math.max(0, bytes.length - 8) };
  try {
    if (!MAGIC.every((byte, i) => bytes[bytes.length - 4 + i] === byte))
      throw new RangeError('it does not end with PAR1');
    const { rowCount, columns } = readFooter(bytes);
    if (rowCount > rowLimit) {
      throw new TegnError(
        'E_LIMIT',
        `The Parquet file announces ${rowCount} rows; the limit is ${rowLimit}.`,
        {
          expected: rowLimit,
          found: rowCount,
        },
      );
    }
    return {
      rowCount,
      columns: columns
        .filter(({ path }) => wanted(path))
        .map((column) => readColumn(bytes, column, rowCount, place)),
    };
  } catch (cause) {
    if (cause instanceof TegnError) throw cause;
    throw new TegnError(
      'E_PARQUET',
      `Expected a whole Parquet file, cannot read what is at offset ${place.offset}: ${(cause as Error).message}.`,
      { offset: place.offset },
      cause,
    );
  }
}

/** `place.offset` is kept at the page that is being read. */
function readColumn(
  bytes: Uint8Array,
  column: LeafColumn,
  rowCount: number,
  place: { offset: number },
): ParquetColumn {
  const name = column.path.join('.');
  if (column.repetitionMax > 1) throw new RangeError(`${name} holds lists of lists`);
  const parts: (Float64Array | (string | null)[])[] = [];
  const starts = new Int32Array(rowCount + 1);
  let row = -1;
  let length = 0;
  for (const chunk of column.chunks) {
    const most = chunk.rowCount * (column.repetitionMax === 0 ? 1 : ROW_VALUES_LIMIT);
    if (!(chunk.valueCount >= 0 && chunk.valueCount <= most)) {
      throw new RangeError(`${name} announces ${chunk.valueCount} values for ${chunk.rowCount} rows`);
    }
    const lastRow = row + chunk.rowCount;
    let left = chunk.valueCount;
    let dictionary: PageValues | null = null;
    let offset = chunk.start;
    const end = chunk.start + chunk.byteLength;
    while (left > 0) {
      place.offset = offset;
      const { struct: header, end: bodyStart } = readThriftStruct(bytes.subarray(0, end), offset);
      const bodySize = thriftNumber(header, 3, 'the size of a page');
      if (!(bodySize >= 0 && bodyStart + bodySize <= end))
        throw new RangeError(`a page of ${name} ends early`);
      const body = bytes.subarray(bodyStart, bodyStart + bodySize);
      offset = bodyStart + bodySize;
      const type = thriftNumber(header, 1, 'the type of a page');
      if (type === 2) dictionary = decodeDictionaryPage(header, body, column, chunk.codec);
      if (type !== 0 && type !== 3) continue;
      const page = decodeDataPage(header, body, column, chunk.codec, left, dictionary);
      left -= page.count;
      const part = Array.isArray(page.values)
        ? new Array<string | null>(page.count).fill(null)
        : new Float64Array(page.count).fill(Number.NaN);
      let filled = 0;
      let taken = 0;
      for (let i = 0; i < page.count; i++) {
        const definition = page.definition ? page.definition[i] : column.definitionMax;
        if (!page.repetition || page.repetition[i] === 0) {
          if (++row > lastRow) throw new RangeError(`${name} has more rows than the file`);
          starts[row] = length + filled;
        }
        if (row < 0) throw new RangeError(`${name} starts inside a row`);
        if (definition === column.definitionMax) part[filled++] = page.values[taken++];
        else if (definition >= column.itemLevel) filled++;
      }
      parts.push(part.slice(0, filled));
      length += filled;
    }
    if (row !== lastRow) throw new RangeError(`${name} has ${row + 1} rows, expected ${lastRow + 1}`);
  }
  starts[rowCount] = length;
  return { path: column.path, values: join(parts, length), starts };
}

function join(
  parts: readonly (Float64Array | (string | null)[])[],
  length: number,
): Float64Array | (string | null)[] {
  if (Array.isArray(parts[0])) return (parts as (string | null)[][]).flat();
  const out = new Float64Array(length);
  let at = 0;
  for (const part of parts as readonly Float64Array[]) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
