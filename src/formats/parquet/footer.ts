/**
 * Footer of a Parquet file -> its leaf columns: their types, how deep they repeat and where their bytes lie.
 * Source: parquet.thrift of the Apache Parquet format; numbers are its field and enum numbers.
 */
import {
  readThriftStruct,
  type ThriftStruct,
  thriftList,
  thriftNumber,
  thriftStruct,
  thriftText,
} from './thrift.ts';

/** Numbers of the Type enum. */
export const PARQUET_TYPES = [
  'boolean',
  'int32',
  'int64',
  'int96',
  'float',
  'double',
  'bytes',
  'fixed',
] as const;
export type ParquetType = (typeof PARQUET_TYPES)[number];

/** The pages of one column in one row group. */
export interface ColumnChunk {
  readonly start: number;
  readonly byteLength: number;
  /** Number of the CompressionCodec enum. */
  readonly codec: number;
  readonly valueCount: number;
  readonly rowCount: number;
}

export interface LeafColumn {
  readonly path: readonly string[];
  readonly type: ParquetType;
  /** Levels above which a value is null; equal to it: a value. */
  readonly definitionMax: number;
  readonly repetitionMax: number;
  /** Definition level from which on the innermost list has an item. */
  readonly itemLevel: number;
  readonly chunks: ColumnChunk[];
}

export interface ParquetFooter {
  readonly rowCount: number;
  readonly columns: readonly LeafColumn[];
}

/** Throws RangeError for a damaged footer. */
export function readFooter(bytes: Uint8Array): ParquetFooter {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytes.length >= 12 ? view.getUint32(bytes.length - 8, true) : 0;
  if (size === 0 || size > bytes.length - 12) throw new RangeError(`a footer of ${size} bytes does not fit`);
  const { struct: file } = readThriftStruct(bytes.subarray(0, bytes.length - 8), bytes.length - 8 - size);
  const columns = readSchema(thriftList(file, 2, 'the schema') as ThriftStruct[]);
  const rowCount = thriftNumber(file, 3, 'the number of rows');
  let rows = 0;
  for (const group of thriftList(file, 4, 'the list of row groups') as ThriftStruct[]) {
    const groupRows = thriftNumber(group, 3, 'the number of rows of a group');
    rows += groupRows;
    const chunks = thriftList(group, 1, 'the list of columns') as ThriftStruct[];
    if (chunks.length !== columns.length)
      throw new RangeError(`${chunks.length} of ${columns.length} columns are there`);
    chunks.forEach((chunk, i) => {
      columns[i].chunks.push(readChunk(thriftStruct(chunk, 3, 'a column'), groupRows, bytes.length));
    });
  }
  if (rows !== rowCount || rowCount < 0)
    throw new RangeError(`${rowCount} rows are announced, ${rows} listed`);
  return { rowCount, columns };
}

function readChunk(meta: ThriftStruct, rowCount: number, fileSize: number): ColumnChunk {
  const dataStart = thriftNumber(meta, 9, 'the place of a column');
  const dictionaryStart = thriftNumber(meta, 11, 'the place of a dictionary', 0);
  const start = dictionaryStart > 0 ? Math.min(dictionaryStart, dataStart) : dataStart;
  const byteLength = thriftNumber(meta, 7, 'the size of a column');
  if (!(start >= 4 && byteLength >= 0 && start + byteLength <= fileSize)) {
    throw new RangeError(`a column of ${byteLength} bytes at offset ${start} does not fit`);
  }
  const valueCount = thriftNumber(meta, 5, 'the number of values of a column');
  return { start, byteLength, codec: thriftNumber(meta, 4, 'the codec of a column'), valueCount, rowCount };
}

function readSchema(elements: readonly ThriftStruct[]): LeafColumn[] {
  const columns: LeafColumn[] = [];
  let next = 0;
  const walk = (path: readonly string[], definition: number, repetition: number, item: number): void => {
    const element = elements[next++];
    if (!(element instanceof Map)) throw new RangeError('the schema ends early');
    const isRoot = next === 1;
    const own = isRoot ? path : [...path, thriftText(element.get(4), 'the name of a column')];
    // 0 required, 1 optional, 2 repeated
    const kind = isRoot ? 0 : thriftNumber(element, 3, 'the repetition of a column', 0);
    const definitionMax = definition + (kind === 0 ? 0 : 1);
    const repetitionMax = repetition + (kind === 2 ? 1 : 0);
    const itemLevel = kind === 2 ? definitionMax : item;
    const children = thriftNumber(element, 5, 'the number of children', 0);
    if (isRoot || children > 0) {
      if (children > elements.length || own.length > PATH_LIMIT)
        throw new RangeError('the schema is too deep');
      for (let i = 0; i < children; i++) walk(own, definitionMax, repetitionMax, itemLevel);
      return;
    }
    const type = PARQUET_TYPES[thriftNumber(element, 1, 'the type of a column')];
    if (type === undefined) throw new RangeError('the type of a column is unknown');
    columns.push({ path: own, type, definitionMax, repetitionMax, itemLevel, chunks: [] });
  };
  walk([], 0, 0, 0);
  return columns;
}

const PATH_LIMIT = 16;
