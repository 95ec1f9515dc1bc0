/**
 * A tree of FBX records -> the bytes of a binary file, little endian. Offsets have 32 bits, from version 7500 on 64.
 * Method: records in order into one growing buffer; end offset and property length are filled in once known. Arrays of 512 bytes
 * or more are deflated when that is shorter, one and the same array only once, in this file or another: arrays given are not to be changed.
 * Source: fbx-layout.ts. Limits: 4 GiB.
 */
import { zlibSync } from 'fflate';
import { createByteSink } from './byte-sink.ts';
import type { FbxDocument, FbxProperty, FbxRecord } from './fbx-document.ts';
import { FBX_MAGIC, FBX_STAMP, FBX_TAIL, FIRST_WIDE_VERSION, FOOTER_ZEROS } from './fbx-layout.ts';

/** Below this deflating gains a tenth of the file and takes two thirds of the time: a curve of 75 keys has 300 bytes. */
const DEFLATE_FROM_BYTES = 512;

const deflated = new WeakMap<FbxArray, Uint8Array>();

/** Throws RangeError for names that do not fit. */
export function writeFbx(document: FbxDocument): Uint8Array {
  const sink = createByteSink();
  const wordBytes = document.version >= FIRST_WIDE_VERSION ? 8 : 4;
  /** Three words and the name's length, all zero: closes a list of records. */
  const nullRecordBytes = 3 * wordBytes + 1;
  // the same few words stand in every record, and encoding a word takes as long as writing ten
  const words = new Map<string, Uint8Array>();
  const encode = (text: string): Uint8Array => {
    let bytes = words.get(text);
    if (!bytes) {
      bytes = utf8.encode(text);
      words.set(text, bytes);
    }
    return bytes;
  };

  const writeRecord = ({ name, properties, children }: FbxRecord): void => {
    const start = sink.length;
    const nameBytes = encode(name);
    if (nameBytes.length < 1 || nameBytes.length > 255) {
      throw new RangeError(`Expected a record name of 1 to 255 bytes, got ${nameBytes.length}.`);
    }
    // end offset, count and length of the properties; of a 64-bit word the upper half stays zero
    sink.zeros(3 * wordBytes);
    sink.patchUint32(start + wordBytes, properties.length);
    sink.uint8(nameBytes.length);
    sink.bytes(nameBytes);
    const list = sink.length;
    for (const property of properties) writeProperty(property);
    sink.patchUint32(start + 2 * wordBytes, sink.length - list);
    if (children) {
      for (const child of children) writeRecord(child);
      sink.zeros(nullRecordBytes);
    }
    sink.patchUint32(start, sink.length);
  };

  const writeProperty = (property: FbxProperty): void => {
    sink.uint8(property.type.charCodeAt(0));
    switch (property.type) {
      case 'C':
        sink.uint8(property.value ? 1 : 0);
        break;
      case 'Y':
        sink.int16(property.value);
        break;
      case 'I':
        sink.int32(property.value);
        break;
      case 'L':
        sink.int64(property.value);
        break;
      case 'F':
        sink.float32(property.value);
        break;
      case 'D':
        sink.float64(property.value);
        break;
      case 'S':
        writeBlock(encode(property.value));
        break;
      case 'R':
        writeBlock(property.value);
        break;
      default:
        writeArray(property.value);
    }
  };

  const writeBlock = (block: Uint8Array): void => {
    sink.uint32(block.length);
    sink.bytes(block);
  };

  const writeArray = (array: FbxArray): void => {
    const plain = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const packed = plain.length < DEFLATE_FROM_BYTES ? plain : deflate(array, plain);
    sink.uint32(array.length);
    sink.uint32(packed.length < plain.length ? 1 : 0);
    writeBlock(packed.length < plain.length ? packed : plain);
  };

  const deflate = (array: FbxArray, plain: Uint8Array): Uint8Array => {
    let packed = deflated.get(array);
    if (!packed) {
      packed = zlibSync(plain);
      deflated.set(array, packed);
    }
    return packed;
  };

  sink.bytes(FBX_MAGIC);
  sink.uint32(document.version);
  for (const record of document.records) writeRecord(record);
  sink.zeros(nullRecordBytes);
  sink.bytes(FBX_STAMP.footerId);
  sink.zeros(4);
  sink.zeros(16 - (sink.length % 16));
  sink.uint32(document.version);
  sink.zeros(FOOTER_ZEROS);
  sink.bytes(FBX_TAIL);
  return sink.finish();
}

type FbxArray = Uint8Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

const utf8 = new TextEncoder();
