/**
 * The 32 bytes that begin every binary message of the live protocol, little-endian. Source: docs/protocol.md, "Binary messages".
 * Offsets go through a DataView, because a message may start at any byte and machines may be big-endian.
 */
import { TegnError } from '../../issues/issues.ts';
import { OPCODES } from './protocol.ts';

export const HEADER_BYTES = 32;
export const HEADER_VERSION = 1;

/** What a server sends; a client sends landmarks (landmarks-bytes.ts). */
export type BinaryKind = 'frame' | 'staticData';

export interface BinaryMessage {
  readonly kind: BinaryKind;
  readonly subject: number;
  readonly revision: number;
}

/** What a binary message is, or null for one that this version passes over. Throws E_PROTOCOL for a short one. */
export function binaryMessage(bytes: Uint8Array): BinaryMessage | null {
  if (bytes.length < 2) throw tooShort(bytes, 2);
  const kind = bytes[0] === OPCODES.frame ? 'frame' : bytes[0] === OPCODES.staticData ? 'staticData' : null;
  if (kind === null || bytes[1] !== HEADER_VERSION) return null;
  if (bytes.length < HEADER_BYTES) throw tooShort(bytes, HEADER_BYTES);
  return { kind, revision: bytes[2] | (bytes[3] << 8), subject: bytes[4] | (bytes[5] << 8) };
}

/** Opcode, version, revision and subject. */
export function writeHeader(view: DataView, kind: BinaryKind, revision: number, subject: number): void {
  view.setUint8(0, OPCODES[kind]);
  view.setUint8(1, HEADER_VERSION);
  view.setUint16(2, revision, true);
  view.setUint16(4, subject, true);
}

/** Rates on the wire: u32 over u16. Throws RangeError for a denominator that does not fit. */
export function writeRate(view: DataView, rate: { numerator: number; denominator: number }): void {
  if (!(rate.denominator >= 1 && rate.denominator <= 65535)) {
    throw new RangeError(`Expected a rate denominator of 1..65535, got ${rate.denominator}.`);
  }
  view.setUint32(24, rate.numerator, true);
  view.setUint16(28, rate.denominator, true);
}

export function checkRate(view: DataView): void {
  if (view.getUint32(24, true) === 0 || view.getUint16(28, true) === 0) {
    throw new TegnError('E_PROTOCOL', 'Expected a rate above 0.', { offset: 24 });
  }
}

export const upToFour = (bytes: number): number => (bytes + 3) & ~3;

export const tooShort = ({ byteLength: found }: ArrayBufferView, expected: number): TegnError =>
  new TegnError('E_PROTOCOL', `Expected a message of at least ${expected} bytes, found ${found}.`, {
    offset: found,
    expected,
    found,
  });

/** Throws E_PROTOCOL unless every float32 of the range is finite. */
export function checkFloats(view: DataView, offset: number, count: number): void {
  for (let at = offset; at < offset + count * 4; at += 4) {
    if (!Number.isFinite(view.getFloat32(at, true))) throw notFinite(at);
  }
}

export const notFinite = (offset: number): TegnError =>
  new TegnError('E_PROTOCOL', `Expected a finite number at byte ${offset}.`, { offset });

export function writeFloats(view: DataView, offset: number, values: ArrayLike<number>): number {
  for (let i = 0; i < values.length; i++) view.setFloat32(offset + i * 4, values[i], true);
  return offset + values.length * 4;
}

export function readFloats(view: DataView, offset: number, dst: Float32Array): number {
  for (let i = 0; i < dst.length; i++) dst[i] = view.getFloat32(offset + i * 4, true);
  return offset + dst.length * 4;
}
