/**
 * Frame messages of the live protocol: one pose of one subject <-> little-endian bytes, a 32-byte header, translations, rotations
 * (float32, or smallest-three when compact) and curves at 16 bits. Unreal's space: parent-relative rotations xyzw, centimetres.
 * Source: docs/protocol.md, "Frames". 64 bones, the pelvis and 61 curves are 1192 bytes, or 552 compact.
 */
import { TegnError } from '../../issues/issues.ts';
import {
  binaryMessage,
  checkFloats,
  checkRate,
  HEADER_BYTES,
  notFinite,
  readFloats,
  tooShort,
  upToFour,
  writeFloats,
  writeHeader,
  writeRate,
} from './header.ts';
import { FRAME_FLAGS } from './protocol.ts';
import { readSmallestThree, writeSmallestThree } from './smallest-three.ts';
import type { StaticData } from './static-data.ts';

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
  /** [T x 3] */
  readonly translationsCm: Float32Array;
  /** [B x 4] */
  readonly rotations: Float32Array;
  /** [C] -2..2, kept to 1/16384 */
  readonly curves: Float32Array;
}

export type FrameLayout = Pick<StaticData, 'subject' | 'revision' | 'bones' | 'translatedBones' | 'curves'>;

/** A frame of that layout, all values 0. */
export const createWireFrame = (layout: FrameLayout): WireFrame => ({
  subject: layout.subject,
  revision: layout.revision,
  number: 0,
  cut: false,
  time: 0,
  timecode: null,
  translationsCm: new Float32Array(layout.translatedBones.length * 3),
  rotations: new Float32Array(layout.bones.length * 4),
  curves: new Float32Array(layout.curves.length),
});

/** A curve's value 1 on the wire. */
const CURVE_ONE = 16384;

/** New bytes every time: a socket may hold them long after the next frame is due. */
export function encodeFrame(frame: WireFrame, compact = false): Uint8Array<ArrayBuffer> {
  const { rotations, translationsCm, curves, timecode } = frame;
  const rotationBytes = compact ? 6 * (rotations.length / 4) : 4 * rotations.length;
  const bytes = new Uint8Array(
    upToFour(HEADER_BYTES + translationsCm.length * 4 + rotationBytes + curves.length * 2),
  );
  const view = new DataView(bytes.buffer);
  writeHeader(view, 'frame', frame.revision, frame.subject);
  const flags =
    (timecode ? FRAME_FLAGS.timecode : 0) |
    (frame.cut ? FRAME_FLAGS.cut : 0) |
    (compact ? FRAME_FLAGS.compact : 0);
  view.setUint16(6, flags, true);
  view.setUint32(8, frame.number, true);
  view.setFloat64(16, frame.time, true);
  if (timecode) {
    writeRate(view, timecode);
    view.setUint32(12, timecode.frame, true);
    view.setUint16(30, Math.min(65535, Math.round(timecode.subframe * 65536)), true);
  }
  let offset = writeFloats(view, HEADER_BYTES, translationsCm);
  offset = compact ? writeSmallestThree(view, offset, rotations) : writeFloats(view, offset, rotations);
  for (let i = 0; i < curves.length; i++) {
    const value = Math.floor(curves[i] * CURVE_ONE + 0.5);
    view.setInt16(offset + i * 2, Math.min(Math.max(value, -32768), 32767), true);
  }
  return bytes;
}

/**
 * Decodes a frame of that subject into `dst`, made by createWireFrame for the same layout. Bytes after the payload are passed
 * over. Throws E_PROTOCOL, leaving `dst` as it was, for another kind of message, subject or revision, too few bytes or a number
 * that is not finite.
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
  let offset = readFloats(view, HEADER_BYTES, dst.translationsCm);
  offset =
    flags & FRAME_FLAGS.compact
      ? readSmallestThree(view, offset, dst.rotations)
      : readFloats(view, offset, dst.rotations);
  for (let i = 0; i < dst.curves.length; i++) dst.curves[i] = view.getInt16(offset + i * 2, true) / CURVE_ONE;
  return dst;
}

function checkFrame(bytes: Uint8Array, view: DataView, layout: FrameLayout): void {
  const message = binaryMessage(bytes);
  if (message?.kind !== 'frame' || message.subject !== layout.subject) {
    throw new TegnError('E_PROTOCOL', `Expected a frame of subject ${layout.subject}.`);
  }
  if (message.revision !== layout.revision) {
    throw new TegnError(
      'E_PROTOCOL',
      `Expected static-data revision ${layout.revision}, found ${message.revision}.`,
      { offset: 2 },
    );
  }
  const flags = view.getUint16(6, true);
  const compact = (flags & FRAME_FLAGS.compact) !== 0;
  const translations = layout.translatedBones.length * 3;
  const length =
    HEADER_BYTES + translations * 4 + layout.bones.length * (compact ? 6 : 16) + layout.curves.length * 2;
  if (bytes.length < length) throw tooShort(bytes, length);
  if (!Number.isFinite(view.getFloat64(16, true))) throw notFinite(16);
  if (flags & FRAME_FLAGS.timecode) checkRate(view);
  checkFloats(view, HEADER_BYTES, translations + (compact ? 0 : layout.bones.length * 4));
}
