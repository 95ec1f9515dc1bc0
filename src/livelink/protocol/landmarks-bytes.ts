/**
 * Landmarks messages of the live protocol as bytes: one instant of a tracker's points <-> little-endian, a 16-byte header, four float32 a
 * point, float32 a curve. What JSON says as well, at a fifth of the bytes and without a parser.
 * Source: docs/protocol.md, "Landmarks, opcode 3". Two hands, body and face with world landmarks are 10 kB.
 */
import { TegnError } from '../../issues/issues.ts';
import type { TrackedLandmarks } from '../tracked-landmarks.ts';
import { HEADER_VERSION, notFinite, tooShort, writeFloats } from './header.ts';
import { LANDMARK_LIST_NAMES, LANDMARK_LISTS, type LandmarkListName } from './landmarks-message.ts';
import { OPCODES } from './protocol.ts';

const LANDMARKS_HEADER_BYTES = 16;
const FACE_BIT = 1 << LANDMARK_LIST_NAMES.indexOf('face');
const CURVES_BIT = 1 << LANDMARK_LIST_NAMES.length;
const POINT_BYTES = 16;

export const isLandmarks = (bytes: Uint8Array): boolean =>
  bytes.length >= 2 && bytes[0] === OPCODES.landmarks && bytes[1] === HEADER_VERSION;

/** @param curveNames the names that the `tracker` message said; curves without a value there are 0 */
export function encodeLandmarks(
  { time, lists, curves }: TrackedLandmarks,
  curveNames: readonly string[] = [],
): Uint8Array<ArrayBuffer> {
  const curveCount = curves ? curveNames.length : 0;
  const points = LANDMARK_LIST_NAMES.reduce((sum, name) => sum + (lists[name]?.length ?? 0) / 4, 0);
  const bytes = new Uint8Array(LANDMARKS_HEADER_BYTES + points * POINT_BYTES + curveCount * 4);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, OPCODES.landmarks);
  view.setUint8(1, HEADER_VERSION);
  view.setUint16(4, (lists.face?.length ?? 0) / 4, true);
  view.setUint16(6, curveCount, true);
  view.setFloat64(8, time, true);
  let offset = LANDMARKS_HEADER_BYTES;
  let holds = curves ? CURVES_BIT : 0;
  LANDMARK_LIST_NAMES.forEach((name, i) => {
    const list = lists[name];
    if (!list) return;
    holds |= 1 << i;
    offset = writeFloats(view, offset, list);
  });
  view.setUint16(2, holds, true);
  for (let c = 0; c < curveCount; c++) view.setFloat32(offset + c * 4, curves![curveNames[c]] ?? 0, true);
  return bytes;
}

/**
 * Bytes after the payload and bits beyond those known are passed over.
 * Throws E_PROTOCOL for too few bytes, another number of points or curves, or a number that is not finite.
 */
export function decodeLandmarks(bytes: Uint8Array, curveNames: readonly string[] = []): TrackedLandmarks {
  if (bytes.length < LANDMARKS_HEADER_BYTES) throw tooShort(bytes, LANDMARKS_HEADER_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = view.getUint16(2, true);
  const time = view.getFloat64(8, true);
  if (!Number.isFinite(time)) throw notFinite(8);
  const faceCount = view.getUint16(4, true);
  if (holds & FACE_BIT) checkCount('face points', faceCount, LANDMARK_LISTS.face, 4);
  const lists: Partial<Record<LandmarkListName, Float32Array>> = {};
  let offset = LANDMARKS_HEADER_BYTES;
  for (let i = 0; i < LANDMARK_LIST_NAMES.length; i++) {
    if (!(holds & (1 << i))) continue;
    const name = LANDMARK_LIST_NAMES[i];
    const count = name === 'face' ? faceCount : LANDMARK_LISTS[name][0];
    lists[name] = readNumbers(view, offset, count * 4);
    offset += count * POINT_BYTES;
  }
  if (!(holds & CURVES_BIT)) return { time, lists, curves: null };
  checkCount('curves', view.getUint16(6, true), [curveNames.length], 6);
  const values = readNumbers(view, offset, curveNames.length);
  return { time, lists, curves: Object.fromEntries(curveNames.map((name, c) => [name, values[c]])) };
}

function readNumbers(view: DataView, offset: number, count: number): Float32Array {
  if (view.byteLength < offset + count * 4) throw tooShort(view, offset + count * 4);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const value = view.getFloat32(offset + i * 4, true);
    if (!Number.isFinite(value)) throw notFinite(offset + i * 4);
    values[i] = value;
  }
  return values;
}

function checkCount(what: string, found: number, expected: readonly number[], offset: number): void {
  if (expected.includes(found)) return;
  throw new TegnError('E_PROTOCOL', `Expected ${expected.join(' or ')} ${what}, found ${found}.`, {
    offset,
    found,
  });
}
