/**
 * Unit quaternions xyzw <-> 48 bits: the three smaller components at 15 bits each, and which one was left out.
 * Source: docs/protocol.md, "Smallest three". Error at most 0.008 degrees; the identity and quarter turns are exact.
 */

/** 16383 steps reach from 0 to 1/sqrt(2), so that both ends are exact. */
const SCALE = 16383 * Math.SQRT2;
const ZERO = 16384;

/** Writes [B x 4] rotations, which need not be quite unit, as 6 bytes each; gives the offset after them. */
export function writeSmallestThree(view: DataView, offset: number, rotations: Float32Array): number {
  for (let q = 0; q < rotations.length; q += 4) {
    let largest = 0;
    let length = 0;
    for (let k = 0; k < 4; k++) {
      const c = rotations[q + k];
      length += c * c;
      if (Math.abs(c) > Math.abs(rotations[q + largest])) largest = k;
    }
    const scale = SCALE / ((rotations[q + largest] < 0 ? -1 : 1) * (Math.sqrt(length) || 1));
    let word = 0;
    for (let k = 0; k < 4; k++) {
      if (k === largest) continue;
      const n = Math.floor(rotations[q + k] * scale + 0.5) + ZERO;
      const top = word === 0 ? largest & 1 : word === 1 ? largest >> 1 : 0;
      view.setUint16(offset, Math.min(Math.max(n, 1), 32767) | (top << 15), true);
      offset += 2;
      word++;
    }
  }
  return offset;
}

/** Reads as many rotations as `dst` holds; any bytes give unit quaternions or the nearest there is. */
export function readSmallestThree(view: DataView, offset: number, dst: Float32Array): number {
  for (let q = 0; q < dst.length; q += 4) {
    const first = view.getUint16(offset, true);
    const second = view.getUint16(offset + 2, true);
    const third = view.getUint16(offset + 4, true);
    offset += 6;
    const largest = (first >> 15) | ((second >> 15) << 1);
    const a = ((first & 0x7fff) - ZERO) / SCALE;
    const b = ((second & 0x7fff) - ZERO) / SCALE;
    const c = ((third & 0x7fff) - ZERO) / SCALE;
    dst[q + (largest === 0 ? 1 : 0)] = a;
    dst[q + (largest <= 1 ? 2 : 1)] = b;
    dst[q + (largest <= 2 ? 3 : 2)] = c;
    dst[q + largest] = Math.sqrt(Math.max(0, 1 - a * a - b * b - c * c));
  }
  return offset;
}
