/**
 * One data page of a Parquet column -> its levels and values.
 * Pages of version 1 and 2; plain and dictionary encoding; uncompressed, snappy and gzip.
 * Limits: no delta and no byte-stream-split encoding, which writers only use when asked to.
 */
import { snappyUncompress } from 'hyparquet';
import { unpackGzip } from '../archive/unpack.ts';
import type { LeafColumn, ParquetType } from './footer.ts';
import { decodeHybrid } from './hybrid.ts';
import { type ThriftStruct, thriftNumber, thriftStruct } from './thrift.ts';

/** Numbers, or strings for byte arrays. */
export type PageValues = Float64Array | string[];

export interface Page {
  readonly count: number;
  /** [count], null when every value is there. */
  readonly definition: Int32Array | null;
  /** [count], null when the column does not repeat. */
  readonly repetition: Int32Array | null;
  /** Values that are not null, in order. */
  readonly values: PageValues;
}

/** A snappy copy of up to 64 bytes takes at least three. */
const SNAPPY_RATIO = 22;

/** Decodes a DATA_PAGE (version 1) or DATA_PAGE_V2. Throws RangeError for damaged bytes. */
export function decodeDataPage(
  header: ThriftStruct,
  body: Uint8Array,
  column: LeafColumn,
  codec: number,
  countLimit: number,
  dictionary: PageValues | null,
): Page {
  const isV2 = thriftNumber(header, 1, 'the type of a page') === 3;
  const page = thriftStruct(header, isV2 ? 8 : 5, 'the header of a data page');
  const count = thriftNumber(page, 1, 'the number of values of a page');
  if (!(count >= 0 && count <= countLimit)) {
    throw new RangeError(
      `a page of ${column.path.join('.')} announces ${count} values, ${countLimit} are left`,
    );
  }
  const size = thriftNumber(header, 2, 'the size of a page');
  const levelBits = (max: number) => 32 - Math.clz32(max);
  let repetition: Int32Array | null = null;
  let definition: Int32Array | null = null;
  let rest: Uint8Array;
  if (isV2) {
    const definitionSize = thriftNumber(page, 5, 'the size of the definition levels');
    const repetitionSize = thriftNumber(page, 6, 'the size of the repetition levels');
    const levels = definitionSize + repetitionSize;
    if (!(definitionSize >= 0 && repetitionSize >= 0 && levels <= body.length))
      throw new RangeError('levels do not fit');
    if (column.repetitionMax > 0) {
      repetition = decodeHybrid(body.subarray(0, repetitionSize), levelBits(column.repetitionMax), count);
    }
    if (column.definitionMax > 0) {
      definition = decodeHybrid(
        body.subarray(repetitionSize, levels),
        levelBits(column.definitionMax),
        count,
      );
    }
    rest = decompress(body.subarray(levels), page.get(7) === false ? 0 : codec, size - levels);
  } else {
    rest = decompress(body, codec, size);
    const takeLevels = (max: number): Int32Array | null => {
      if (max === 0) return null;
      if (rest.length < 4) throw new RangeError('levels end early');
      const length = new DataView(rest.buffer, rest.byteOffset).getUint32(0, true);
      if (length > rest.length - 4) throw new RangeError('levels end early');
      const levels = decodeHybrid(rest.subarray(4, 4 + length), levelBits(max), count);
      rest = rest.subarray(4 + length);
      return levels;
    };
    repetition = takeLevels(column.repetitionMax);
    definition = takeLevels(column.definitionMax);
  }
  let present = count;
  if (definition) {
    present = 0;
    for (const level of definition) if (level === column.definitionMax) present++;
  }
  const encoding = thriftNumber(page, isV2 ? 4 : 2, 'the encoding of a page');
  return {
    count,
    definition,
    repetition,
    values: decodeValues(rest, column.type, encoding, present, dictionary),
  };
}

/** Throws RangeError for damaged bytes. */
export function decodeDictionaryPage(
  header: ThriftStruct,
  body: Uint8Array,
  column: LeafColumn,
  codec: number,
): PageValues {
  const page = thriftStruct(header, 7, 'the header of a dictionary');
  const bytes = decompress(body, codec, thriftNumber(header, 2, 'the size of a page'));
  return decodePlain(bytes, column.type, thriftNumber(page, 1, 'the number of values of a dictionary'));
}

function decodeValues(
  bytes: Uint8Array,
  type: ParquetType,
  encoding: number,
  count: number,
  dictionary: PageValues | null,
): PageValues {
  if (encoding === 0) return decodePlain(bytes, type, count);
  if (encoding !== 2 && encoding !== 8) {
    throw new RangeError(`the encoding ${encoding} is neither plain nor a dictionary`);
  }
  if (!dictionary) throw new RangeError('a dictionary is missing');
  if (count === 0) return dictionary.slice(0, 0);
  if (!(bytes[0] <= 32)) throw new RangeError('the width of dictionary indices is impossible');
  const indices = decodeHybrid(bytes.subarray(1), bytes[0], count);
  if (indices.some((index) => !(index >= 0 && index < dictionary.length))) {
    throw new RangeError('a value is not in the dictionary');
  }
  if (Array.isArray(dictionary)) return Array.from(indices, (index) => dictionary[index]);
  return Float64Array.from(indices, (index) => dictionary[index]);
}

/** Bytes of one plain value. */
const SIZES: Readonly<Partial<Record<ParquetType, number>>> = { int32: 4, int64: 8, float: 4, double: 8 };

function decodePlain(bytes: Uint8Array, type: ParquetType, count: number): PageValues {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'bytes') {
    const out: string[] = [];
    for (let at = 0; out.length < count; ) {
      const length = at + 4 <= bytes.length ? view.getUint32(at, true) : Number.POSITIVE_INFINITY;
      if (at + 4 + length > bytes.length) throw new RangeError(`values end after ${out.length} of ${count}`);
      out.push(decoder.decode(bytes.subarray(at + 4, at + 4 + length)));
      at += 4 + length;
    }
    return out;
  }
  const size = SIZES[type];
  if (size === undefined) throw new RangeError(`values of type ${type} are not supported`);
  if (!(count >= 0 && count * size <= bytes.length)) throw new RangeError(`${count} values do not fit`);
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * size;
    if (type === 'float') out[i] = view.getFloat32(at, true);
    else if (type === 'double') out[i] = view.getFloat64(at, true);
    else if (type === 'int32') out[i] = view.getInt32(at, true);
    else out[i] = Number(view.getBigInt64(at, true));
  }
  return out;
}

/** Names of the CompressionCodec enum. */
const CODECS = ['none', 'snappy', 'gzip', 'lzo', 'brotli', 'lz4', 'zstd', 'lz4_raw'];

/** 0 uncompressed, 1 snappy, 2 gzip. `size` is what the page says it unpacks to. */
function decompress(bytes: Uint8Array, codec: number, size: number): Uint8Array {
  if (codec === 0) return bytes;
  if (codec === 1) {
    if (!(size >= 0 && size <= bytes.length * SNAPPY_RATIO + 64))
      throw new RangeError(`a page cannot unpack to ${size} bytes`);
    const out = new Uint8Array(size);
    snappyUncompress(bytes, out);
    return out;
  }
  if (codec === 2) return unpackGzip(bytes, size);
  throw new RangeError(`the compression ${CODECS[codec] ?? codec} is neither snappy nor gzip`);
}

const decoder = new TextDecoder();
