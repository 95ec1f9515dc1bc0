/**
 * Static data of the live protocol: how the frames of one subject are laid out and the pose they start from <-> little-endian bytes.
 * Unreal's space: parent-relative, xyzw, centimetres. Source: docs/protocol.md, "Static data".
 */
import { TegnError } from '../../issues/issues.ts';
import type { FrameRate } from '../../space/timing.ts';
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
import { type LiveRole, ROLES } from './protocol.ts';

export interface StaticData {
  /** What frames carry. */
  readonly subject: number;
  /** 1..65535 */
  readonly revision: number;
  readonly name: string;
  readonly role: LiveRole;
  readonly rate: FrameRate;
  /** Sender time at which the message was made, seconds. */
  readonly time: number;
  /** B unique names; none in the basic role. */
  readonly bones: readonly string[];
  /** [B] an index below the bone's own, -1 for a root */
  readonly parents: readonly number[];
  /** [B x 4] */
  readonly referenceRotations: Float32Array;
  /** [B x 3] */
  readonly referenceTranslationsCm: Float32Array;
  /** Bones whose translation is in each frame. */
  readonly translatedBones: readonly number[];
  /** C unique names. */
  readonly curves: readonly string[];
}

/** Counts and the length of the names, after the header. */
const COUNTS_BYTES = 12;

export function encodeStaticData(data: StaticData): Uint8Array<ArrayBuffer> {
  const { bones, parents, translatedBones, curves } = data;
  const names = new TextEncoder().encode(
    [data.name, ...bones, ...curves].map((name) => `${name}\0`).join(''),
  );
  const length = HEADER_BYTES + COUNTS_BYTES + 30 * bones.length + 2 * translatedBones.length + names.length;
  const bytes = new Uint8Array(upToFour(length));
  const view = new DataView(bytes.buffer);
  writeHeader(view, 'staticData', data.revision, data.subject);
  view.setFloat64(16, data.time, true);
  writeRate(view, data.rate);
  view.setUint16(32, bones.length, true);
  view.setUint16(34, translatedBones.length, true);
  view.setUint16(36, curves.length, true);
  view.setUint16(38, ROLES[data.role], true);
  view.setUint32(40, names.length, true);
  let offset = writeFloats(view, HEADER_BYTES + COUNTS_BYTES, data.referenceRotations);
  offset = writeFloats(view, offset, data.referenceTranslationsCm);
  for (const parent of parents) {
    view.setInt16(offset, parent, true);
    offset += 2;
  }
  for (const bone of translatedBones) {
    view.setUint16(offset, bone, true);
    offset += 2;
  }
  bytes.set(names, offset);
  return bytes;
}

/** Null for a role that this version passes over. Throws E_PROTOCOL for bytes that break a rule of the document. */
export function decodeStaticData(bytes: Uint8Array): StaticData | null {
  const message = binaryMessage(bytes);
  if (message?.kind !== 'staticData') throw wrong('Expected static data.', 0);
  if (bytes.length < HEADER_BYTES + COUNTS_BYTES) throw tooShort(bytes, HEADER_BYTES + COUNTS_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boneCount = view.getUint16(32, true);
  const translatedCount = view.getUint16(34, true);
  const curveCount = view.getUint16(36, true);
  const nameBytes = view.getUint32(40, true);
  const length = HEADER_BYTES + COUNTS_BYTES + 30 * boneCount + 2 * translatedCount + nameBytes;
  if (bytes.length < length) throw tooShort(bytes, length);
  if (message.revision === 0) throw wrong('Expected a revision of 1 or more.', 2);
  const time = view.getFloat64(16, true);
  if (!Number.isFinite(time)) throw notFinite(16);
  checkRate(view);
  const role = (Object.keys(ROLES) as LiveRole[]).find((key) => ROLES[key] === view.getUint16(38, true));
  if (role === undefined) return null;
  checkFloats(view, HEADER_BYTES + COUNTS_BYTES, 7 * boneCount);
  const referenceRotations = new Float32Array(boneCount * 4);
  const referenceTranslationsCm = new Float32Array(boneCount * 3);
  let offset = readFloats(view, HEADER_BYTES + COUNTS_BYTES, referenceRotations);
  offset = readFloats(view, offset, referenceTranslationsCm);
  const parents = Array.from({ length: boneCount }, (_, bone) => {
    const parent = view.getInt16(offset + bone * 2, true);
    if (parent < -1 || parent >= bone)
      throw wrong(`Expected a parent before bone ${bone}, found ${parent}.`, offset);
    return parent;
  });
  offset += boneCount * 2;
  const translatedBones = Array.from({ length: translatedCount }, (_, i) => {
    const bone = view.getUint16(offset + i * 2, true);
    if (bone >= boneCount) throw wrong(`Expected a bone below ${boneCount}, found ${bone}.`, offset);
    return bone;
  });
  offset += translatedCount * 2;
  const [name, ...names] = decodeNames(
    bytes.subarray(offset, offset + nameBytes),
    1 + boneCount + curveCount,
    offset,
  );
  const bones = names.slice(0, boneCount);
  const curves = names.slice(boneCount);
  if (new Set(bones).size !== boneCount || new Set(curves).size !== curveCount) {
    throw wrong('Expected unique names.', offset);
  }
  return {
    subject: message.subject,
    revision: message.revision,
    name,
    role,
    rate: { numerator: view.getUint32(24, true), denominator: view.getUint16(28, true) },
    time,
    bones,
    parents,
    referenceRotations,
    referenceTranslationsCm,
    translatedBones,
    curves,
  };
}

function decodeNames(bytes: Uint8Array, count: number, offset: number): string[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new TegnError('E_PROTOCOL', 'Expected names in UTF-8.', { offset }, cause);
  }
  const names = text.split('\0');
  if (names.length !== count + 1 || names.pop() !== '' || names.includes('')) {
    throw wrong(`Expected ${count} names, each ended by a zero byte.`, offset);
  }
  return names;
}

const wrong = (message: string, offset: number): TegnError =>
  new TegnError('E_PROTOCOL', message, { offset });
