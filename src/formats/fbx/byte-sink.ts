/** A growing buffer, little endian. */
export interface ByteSink {
  readonly length: number;
  uint8(value: number): void;
  int16(value: number): void;
  int32(value: number): void;
  uint32(value: number): void;
  int64(value: bigint): void;
  float32(value: number): void;
  float64(value: number): void;
  bytes(values: Uint8Array): void;
  zeros(count: number): void;
  /** Overwrites 4 bytes that were written before. */
  patchUint32(offset: number, value: number): void;
  /** A copy of what was written. */
  finish(): Uint8Array;
}

export function createByteSink(): ByteSink {
  let buffer = new Uint8Array(1 << 16);
  let view = new DataView(buffer.buffer);
  let length = 0;
  /** Makes room for `count` zero bytes, then lets `put` fill them. The buffer may be another one after growing. */
  const add = (count: number, put: (at: number) => void): void => {
    const start = length;
    length += count;
    if (length > buffer.length) {
      const grown = new Uint8Array(Math.max(buffer.length * 2, length));
      grown.set(buffer);
      buffer = grown;
      view = new DataView(buffer.buffer);
    }
    put(start);
  };
  return {
    get length() {
      return length;
    },
    uint8: (value) => add(1, (at) => view.setUint8(at, value)),
    int16: (value) => add(2, (at) => view.setInt16(at, value, true)),
    int32: (value) => add(4, (at) => view.setInt32(at, value, true)),
    uint32: (value) => add(4, (at) => view.setUint32(at, value, true)),
    int64: (value) => add(8, (at) => view.setBigInt64(at, value, true)),
    float32: (value) => add(4, (at) => view.setFloat32(at, value, true)),
    float64: (value) => add(8, (at) => view.setFloat64(at, value, true)),
    bytes: (values) => add(values.length, (at) => buffer.set(values, at)),
    zeros: (count) => add(count, () => {}),
    patchUint32: (offset, value) => view.setUint32(offset, value, true),
    finish: () => buffer.slice(0, length),
  };
}
