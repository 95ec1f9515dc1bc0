/**
 * Parquet's run-length / bit-packed hybrid -> whole numbers.
 *
 * Runs follow one another: a varint header whose lowest bit tells a bit-packed run (groups of eight values) from a repeated value.
 * A run is cut at the number of values that is wanted, whatever its header says.
 * Source: the encodings chapter of the Apache Parquet format.
 */

/** Reads `count` numbers of `bitWidth` bits (0..32) from `bytes`. Throws RangeError when the bytes end early. */
export function decodeHybrid(bytes: Uint8Array, bitWidth: number, count: number): Int32Array {
  const out = new Int32Array(count);
  const valueBytes = (bitWidth + 7) >> 3;
  let offset = 0;
  let filled = 0;
  while (filled < count) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      if (offset >= bytes.length || shift > 28)
        throw new RangeError(`levels end after ${filled} of ${count} values`);
      const byte = bytes[offset++];
      header |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    if (header & 1) {
      const bits = Math.min((header >>> 1) * 8, count - filled) * bitWidth;
      if (offset + ((bits + 7) >> 3) > bytes.length) throw new RangeError('a bit-packed run ends early');
      for (let bit = 0; bit < bits; bit += bitWidth)
        out[filled++] = readBits(bytes, offset * 8 + bit, bitWidth);
      if (bitWidth === 0) filled = Math.min(filled + (header >>> 1) * 8, count);
      offset += (header >>> 1) * bitWidth;
    } else {
      if (offset + valueBytes > bytes.length) throw new RangeError('a repeated value ends early');
      let value = 0;
      for (let i = 0; i < valueBytes; i++) value |= bytes[offset++] << (8 * i);
      const end = Math.min(filled + (header >>> 1), count);
      out.fill(value, filled, end);
      filled = end;
    }
  }
  return out;
}

/** Lowest bit first. */
function readBits(bytes: Uint8Array, start: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) {
    const bit = start + i;
    value |= ((bytes[bit >> 3] >> (bit & 7)) & 1) << i;
  }
  return value;
}
