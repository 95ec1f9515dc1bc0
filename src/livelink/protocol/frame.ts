/**
 * Frame messages of the live protocol: one pose of one subject <-> little-endian bytes, a 32-byte header and float32 values.
 * Unreal's space: parent-relative rotations xyzw, translations in centimetres.
 * Method: fixed offsets through a DataView, because a message may start at any byte and machines may be big-endian.
 * Source: docs/protocol.md, "Frames". A frame of 64 bones and 61 curves is 1312 bytes.
 */
import { TegnError } from '../../issues/issues.ts';
import type { StaticMessage } from './control.ts';
import { FRAME_FLAGS, FRAME_HEADER_BYTES, FRAME_HEADER_VERSION, FRAME_OPCODE } from './protocol.ts';

export interface WireTimecode {
  /** Frame number in the source, u32, counted at the rate below. */
  frame: number;
  /** 0 <= subframe < 1, kept to 1/65536 frame. */
  subframe: number;
  numerator: number;
  /** 1..65535 */
  denominator: number;
}

/** Filled again for each frame. */
export interface WireFrame {
  subject: number;
  revision: number;
  /** u32, one more for every frame of the subject. */
  number: number;
  /** The pose does not continue the one before. */
  cut: boolean;
  /** Sender time, seconds. */
  time: number;
  timecode: WireTimecode | null;
  /** [B x 4] */
  readonly rotations: Float32Array;
  /** [T x 3] */
  readonly translationsCm: Float32Array;
  /** [C] */
  readonly curves: Float32Array;
}

export type FrameLayout = Pick<
  StaticMessage,
  'subject' | 'revision' | 'bones' | 'translatedBones' | 'curves'
>;

/** A frame of that layout, all values 0. */
export const createWireFrame = (layout: FrameLayout): WireFrame => ({
  subject: layout.subject,
  revision: layout.revision,
  number: 0,
  cut: false,
  time: 0,
  timecode: null,
  rotations: new Float32Array(layout.bones.length * 4),
  translationsCm: new Float32Array(layout.translatedBones.length * 3),
  curves: new Float32Array(layout.curves.length),
});

/** New bytes every time: a socket may hold them long after the next frame is due. */
export function encodeFrame(frame: WireFrame): Uint8Array<ArrayBuffer> {
  const { rotations, translationsCm, curves, timecode } = frame;
  const values = rotations.length + translationsCm.length + curves.length;
  const bytes = new Uint8Array(FRAME_HEADER_BYTES + values * 4);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FRAME_OPCODE);
  view.setUint8(1, FRAME_HEADER_VERSION);
  view.setUint16(2, frame.revision, true);
  view.setUint16(4, frame.subject, true);
  view.setUint16(6, (timecode ? FRAME_FLAGS.timecode : 0) | (frame.cut ? FRAME_FLAGS.cut : 0), true);
  view.setUint32(8, frame.number, true);
  view.setFloat64(16, frame.time, true);
  if (timecode) {
    if (!(timecode.denominator >= 1 && timecode.denominator <= 65535)) {
      throw new RangeError(`Expected a rate denominator of 1..65535, got ${timecode.denominator}.`);
    }
    view.setUint32(12, timecode.frame, true);
    view.setUint32(24, timecode.numerator, true);
    view.setUint16(28, timecode.denominator, true);
    view.setUint16(30, Math.min(65535, Math.round(timecode.subframe * 65536)), true);
  }
  let offset = writeFloats(view, FRAME_HEADER_BYTES, rotations);
  offset = writeFloats(view, offset, translationsCm);
  writeFloats(view, offset, curves);
  return bytes;
}

/** The subject a frame belongs to, or null for a message that this version passes over. Throws E_PROTOCOL for a short one. */
export function frameSubject(bytes: Uint8Array): number | null {
  if (bytes.length < 2) throw tooShort(bytes, 2);
  if (bytes[0] !== FRAME_OPCODE || bytes[1] !== FRAME_HEADER_VERSION) return null;
  if (bytes.length < FRAME_HEADER_BYTES) throw tooShort(bytes, FRAME_HEADER_BYTES);
  return bytes[4] | (bytes[5] << 8);
}

/**
 * Decodes a frame of that subject into `dst`, made by createWireFrame for the same layout. Bytes after the payload are passed
 * over. Throws E_PROTOCOL, leaving `dst` as it was, for another revision, too few bytes or a number that is not finite.
 */
export function decodeFrame(bytes: Uint8Array, layout: FrameLayout, dst: WireFrame): WireFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkFrame(bytes, view, layout);
  const flags = view.getUint16(6, true);
  dst.subject = layout.subject;
  dst.revision = layout.revision;
  dst.number = view.getUint32(8, true);
  dst.cut = (flags & FRAME_FLAGS.cut) !== 0;
  dst.time = view.getFloat64(16, true);
  if (flags & FRAME_FLAGS.timecode) {
    dst.timecode ??= { frame: 0, subframe: 0, numerator: 1, denominator: 1 };
    dst.timecode.frame = view.getUint32(12, true);
    dst.timecode.numerator = view.getUint32(24, true);
    dst.timecode.denominator = view.getUint16(28, true);
    dst.timecode.subframe = view.getUint16(30, true) / 65536;
  } else {
    dst.timecode = null;
  }
  let offset = readFloats(view, FRAME_HEADER_BYTES, dst.rotations);
  offset = readFloats(view, offset, dst.translationsCm);
  readFloats(view, offset, dst.curves);
  return dst;
}

function checkFrame(bytes: Uint8Array, view: DataView, layout: FrameLayout): void {
  if (frameSubject(bytes) !== layout.subject) {
    throw new TegnError('E_PROTOCOL', `Expected a frame of subject ${layout.subject}.`);
  }
  const revision = view.getUint16(2, true);
  if (revision !== layout.revision) {
    throw new TegnError(
      'E_PROTOCOL',
      `Expected static-data revision ${layout.revision}, found ${revision}.`,
      {
        offset: 2,
      },
    );
  }
  const values = layout.bones.length * 4 + layout.translatedBones.length * 3 + layout.curves.length;
  const length = FRAME_HEADER_BYTES + values * 4;
  if (bytes.length < length) throw tooShort(bytes, length);
  if (!Number.isFinite(view.getFloat64(16, true))) throw notFinite(16);
  const hasTimecode = view.getUint16(6, true) & FRAME_FLAGS.timecode;
  if (hasTimecode && (view.getUint32(24, true) === 0 || view.getUint16(28, true) === 0)) {
    throw new TegnError('E_PROTOCOL', 'Expected a timecode rate above 0.', { offset: 24 });
  }
  for (let offset = FRAME_HEADER_BYTES; offset < length; offset += 4) {
    if (!Number.isFinite(view.getFloat32(offset, true))) throw notFinite(offset);
  }
}

function writeFloats(view: DataView, offset: number, values: Float32Array): number {
  for (let i = 0; i < values.length; i++) view.setFloat32(offset + i * 4, values[i], true);
  return offset + values.length * 4;
}

function readFloats(view: DataView, offset: number, dst: Float32Array): number {
  for (let i = 0; i < dst.length; i++) dst[i] = view.getFloat32(offset + i * 4, true);
  return offset + dst.length * 4;
}

const tooShort = (bytes: Uint8Array, expected: number) =>
  new TegnError('E_PROTOCOL', `Expected a frame of at least ${expected} bytes, found ${bytes.length}.`, {
    offset: bytes.length,
    expected,
    found: bytes.length,
  });

const notFinite = (offset: number) =>
  new TegnError('E_PROTOCOL', `Expected a finite number at byte ${offset}.`, { offset });
