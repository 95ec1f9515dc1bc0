/**
 * The bytes of a binary FBX file, versions 7100 to 7700 -> the tree of its records, little endian.
 * Method: recursive descent; every length is checked against the end of the record that holds it before anything is allocated.
 * Source: fbx-layout.ts. Limits: the footer and the checksums of deflated arrays are not read; text that is not UTF-8 is
 * replaced character by character.
 */
import { unzlibSync } from 'fflate';
import { TegnError } from '../../issues/issues.ts';
import type { FbxDocument, FbxProperty, FbxRecord } from './fbx-document.ts';
import { FBX_MAGIC, FIRST_WIDE_VERSION } from './fbx-layout.ts';

/** Real files nest six deep; the limit keeps a hostile one from exhausting the stack. */
const MAX_DEPTH = 64;

/** Deflate stores at most 258 bytes in two bits, so a longer array cannot come out of these bytes. */
const MAX_INFLATE_RATIO = 1032;

const ELEMENT_BYTES: Readonly<Record<string, number>> = { b: 1, c: 1, i: 4, f: 4, l: 8, d: 8 };

/** Throws E_FBX with the offset when the bytes are no whole binary FBX file of a known version. */
export function readFbx(bytes: Uint8Array): FbxDocument {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = FBX_MAGIC.length + 4;
  if (bytes.length < headerEnd || FBX_MAGIC.some((byte, i) => bytes[i] !== byte)) {
    fail('the head of a binary FBX file', 'other bytes', 0);
  }
  const version = view.getUint32(FBX_MAGIC.length, true);
  if (version < 7100 || version > 7700) fail('a version from 7100 to 7700', version, FBX_MAGIC.length);
  const wide = version >= FIRST_WIDE_VERSION;
  const word = wide ? 8 : 4;
  const headBytes = 3 * word + 1;

  const readWord = (at: number): number =>
    wide ? Number(view.getBigUint64(at, true)) : view.getUint32(at, true);

  const isNullRecord = (at: number): boolean =>
    bytes.subarray(at, at + headBytes).every((byte) => byte === 0);

  const readRecord = (start: number, limit: number, depth: number): { record: FbxRecord; end: number } => {
    if (start + headBytes > limit) fail('a record', 'the end of its parent', start);
    if (depth > MAX_DEPTH) fail(`records nested up to ${MAX_DEPTH} deep`, 'deeper ones', start);
    const end = readWord(start);
    const propertyCount = readWord(start + word);
    const listBytes = readWord(start + 2 * word);
    const nameEnd = start + headBytes + bytes[start + 3 * word];
    const listEnd = nameEnd + listBytes;
    if (!(listEnd <= end && end <= limit)) fail(`a record that ends by ${limit}`, end, start);
    const name = utf8.decode(bytes.subarray(start + headBytes, nameEnd));
    const properties: FbxProperty[] = [];
    let at = nameEnd;
    for (let i = 0; i < propertyCount; i++) {
      const next = readProperty(at, listEnd);
      properties.push(next.property);
      at = next.end;
    }
    if (at !== listEnd) fail(`properties that end at ${listEnd}`, at, start);
    if (at === end) return { record: { name, properties, children: null }, end };
    const children = readList(at, end, depth + 1);
    if (children.end !== end) fail(`children that end at ${end}`, children.end, start);
    return { record: { name, properties, children: children.records }, end };
  };

  /** Records up to and with the null record that closes their list. */
  const readList = (start: number, limit: number, depth: number): { records: FbxRecord[]; end: number } => {
    const records: FbxRecord[] = [];
    let at = start;
    while (at + headBytes <= limit && !isNullRecord(at)) {
      const next = readRecord(at, limit, depth);
      records.push(next.record);
      at = next.end;
    }
    if (at + headBytes > limit) fail('a null record after the last child', 'the end', at);
    return { records, end: at + headBytes };
  };

  const readProperty = (at: number, limit: number): { property: FbxProperty; end: number } => {
    const need = (count: number): number => {
      if (at + 1 + count > limit) fail(`a property of ${count} bytes`, 'the end of its list', at);
      return at + 1 + count;
    };
    const end1 = need(0);
    const type = String.fromCharCode(bytes[at]);
    switch (type) {
      case 'B':
      case 'C':
        return { end: need(1), property: { type: 'C', value: bytes[end1] !== 0 } };
      case 'Y':
        return { end: need(2), property: { type, value: view.getInt16(end1, true) } };
      case 'I':
        return { end: need(4), property: { type, value: view.getInt32(end1, true) } };
      case 'L':
        return { end: need(8), property: { type, value: view.getBigInt64(end1, true) } };
      case 'F':
        return { end: need(4), property: { type, value: view.getFloat32(end1, true) } };
      case 'D':
        return { end: need(8), property: { type, value: view.getFloat64(end1, true) } };
      case 'S':
      case 'R': {
        const start = need(4);
        const end = need(4 + view.getUint32(end1, true));
        const block = bytes.slice(start, end);
        return {
          end,
          property: type === 'S' ? { type, value: utf8.decode(block) } : { type, value: block },
        };
      }
    }
    const elementBytes = ELEMENT_BYTES[type];
    if (elementBytes === undefined) fail('a property type', JSON.stringify(type), at);
    const start = need(12);
    const plainBytes = view.getUint32(end1, true) * elementBytes;
    const encoding = view.getUint32(end1 + 4, true);
    const end = need(12 + view.getUint32(end1 + 8, true));
    const stored = bytes.subarray(start, end);
    const plain = encoding === 1 ? inflate(stored, plainBytes, at) : stored;
    if (encoding > 1) fail('array encoding 0 or 1', encoding, at);
    if (plain.length !== plainBytes) fail(`an array of ${plainBytes} bytes`, plain.length, at);
    return { end, property: arrayProperty(type, plain.slice().buffer) };
  };

  return { version, records: readList(headerEnd, bytes.length, 1).records };
}

function inflate(stored: Uint8Array, plainBytes: number, at: number): Uint8Array {
  if (plainBytes > stored.length * MAX_INFLATE_RATIO) {
    fail(`an array that fits into ${stored.length} deflated bytes`, plainBytes, at);
  }
  try {
    // One byte more than announced, so that a longer array shows.
    return unzlibSync(stored, { out: new Uint8Array(plainBytes + 1) });
  } catch (cause) {
    return fail('a deflated array', 'damaged bytes', at, cause);
  }
}

function arrayProperty(type: string, buffer: ArrayBuffer): FbxProperty {
  switch (type) {
    case 'i':
      return { type, value: new Int32Array(buffer) };
    case 'l':
      return { type, value: new BigInt64Array(buffer) };
    case 'f':
      return { type, value: new Float32Array(buffer) };
    case 'd':
      return { type, value: new Float64Array(buffer) };
    default:
      return { type: 'b', value: new Uint8Array(buffer) };
  }
}

function fail(expected: string, found: unknown, offset: number, cause?: unknown): never {
  throw new TegnError(
    'E_FBX',
    `Expected ${expected} at byte ${offset}, found ${found}.`,
    { offset, expected, found },
    cause,
  );
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
