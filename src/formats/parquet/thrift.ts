/**
 * Thrift compact protocol -> structs as maps from field number to value. Parquet's footer and page headers are written in it.
 * Counts are held against the bytes that are left before anything is allocated. Source: the Thrift compact protocol specification.
 */

export type ThriftValue = number | boolean | Uint8Array | ThriftValue[] | ThriftStruct;
export type ThriftStruct = Map<number, ThriftValue>;

const DEPTH_LIMIT = 16;

/** Reads one struct; `end` is the offset behind it. Throws RangeError for damaged bytes. */
export function readThriftStruct(bytes: Uint8Array, start: number): { struct: ThriftStruct; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = start;

  const byte = (): number => {
    if (offset >= bytes.length) throw new RangeError('a structure ends early');
    return bytes[offset++];
  };
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const next = byte();
      value += (next & 127) * scale;
      if (next < 128) return value;
      if (scale > 2 ** 63) throw new RangeError('a number is too long');
    }
  };
  const zigzag = (): number => {
    const value = varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  const value = (type: number, depth: number): ThriftValue => {
    if (type === 1) return true;
    if (type === 2) return false;
    if (type === 3) return (byte() << 24) >> 24;
    if (type >= 4 && type <= 6) return zigzag();
    if (type === 7) {
      offset += 8;
      return view.getFloat64(offset - 8, true);
    }
    if (type === 8) {
      const length = varint();
      if (length > bytes.length - offset) throw new RangeError('a string ends early');
      offset += length;
      return bytes.subarray(offset - length, offset);
    }
    if (type === 9 || type === 10) return list(depth);
    if (type === 12) return struct(depth + 1);
    throw new RangeError(`a value has the unknown type ${type}`);
  };
  const list = (depth: number): ThriftValue[] => {
    const head = byte();
    const count = head >> 4 === 15 ? varint() : head >> 4;
    // Every element takes at least one byte.
    if (count > bytes.length - offset) throw new RangeError('a list ends early');
    const type = head & 15;
    const out: ThriftValue[] = [];
    for (let i = 0; i < count; i++)
      out.push(type === 1 || type === 2 ? byte() === 1 : value(type, depth + 1));
    return out;
  };
  const struct = (depth: number): ThriftStruct => {
    if (depth > DEPTH_LIMIT) throw new RangeError('structures are nested too deep');
    const out: ThriftStruct = new Map();
    let field = 0;
    for (let head = byte(); head !== 0; head = byte()) {
      const delta = head >> 4;
      field = delta === 0 ? zigzag() : field + delta;
      out.set(field, value(head & 15, depth));
    }
    return out;
  };
  return { struct: struct(0), end: offset };
}

/** Field as a number. Throws RangeError when it is missing or something else. */
export function thriftNumber(struct: ThriftStruct, field: number, what: string, otherwise?: number): number {
  const value = struct.get(field) ?? otherwise;
  if (typeof value !== 'number') throw new RangeError(`${what} is missing`);
  return value;
}

export function thriftStruct(struct: ThriftStruct, field: number, what: string): ThriftStruct {
  const value = struct.get(field);
  if (!(value instanceof Map)) throw new RangeError(`${what} is missing`);
  return value;
}

export function thriftList(struct: ThriftStruct, field: number, what: string): ThriftValue[] {
  const value = struct.get(field);
  if (!Array.isArray(value)) throw new RangeError(`${what} is missing`);
  return value;
}

export function thriftText(value: ThriftValue | undefined, what: string): string {
  if (!(value instanceof Uint8Array)) throw new RangeError(`${what} is missing`);
  return new TextDecoder().decode(value);
}
