/**
 * A take -> motion clips: Unreal's space, centimetres -> solve space, metres. A take is cut where its skeleton, curves or rate change and
 * where many frames are missing; a few missing frames are bridged from their neighbours and marked as repaired. Damage ends the take:
 * what stands before it is read.
 */
import { type Issue, issue, TegnError } from '../../issues/issues.ts';
import { alignQuatSign, normalizeQuat, slerpQuat } from '../../math/quat.ts';
import { type MotionClip, PART_NAMES, PROVENANCE } from '../../motion/motion-clip.ts';
import type { Skeleton } from '../../skeleton/skeleton.ts';
import { solveFromUnrealPosition, solveFromUnrealRotation } from '../../space/spaces.ts';
import { framesPerSecond } from '../../space/timing.ts';
import { createWireFrame, decodeFrame, type WireFrame } from '../protocol/frame.ts';
import { binaryMessage } from '../protocol/header.ts';
import { decodeStaticData, type StaticData } from '../protocol/static-data.ts';
import { MOST_RECORD_BYTES, TAKE_BODY, TAKE_FACE, type TakeHeader } from './take-format.ts';

export interface Take {
  readonly header: TakeHeader;
  /** One or more, each with at least one frame. */
  readonly clips: readonly MotionClip[];
  readonly issues: readonly Issue[];
}

/** Seconds without frames that are bridged; a longer hole begins another clip. */
const LONGEST_BRIDGE = 1;

/** Frames of one layout. */
interface Section {
  readonly body: StaticData;
  readonly face: StaticData | null;
  readonly frames: {
    readonly body: WireFrame;
    readonly curves: Float32Array;
    readonly provenance: Uint8Array;
  }[];
}

/** Throws E_TAKE for bytes that are no take, or hold no frame. */
export function readTake(bytes: Uint8Array): Take {
  const { header, sections, issues } = readSections(bytes);
  const clips = sections
    .flatMap(splitAtHoles)
    .filter(({ frames }) => frames.length > 0)
    .map((section, i, all) => clipOf(section, all.length > 1 ? `${header.name}-${i + 1}` : header.name));
  if (clips.length === 0) throw new TegnError('E_TAKE', 'Expected a frame in the take, found none.');
  return { header, clips, issues };
}

function readSections(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sections: Section[] = [];
  const issues: Issue[] = [];
  let header: TakeHeader | null = null;
  let body: StaticData | null = null;
  let face: { data: StaticData; frame: WireFrame } | null = null;
  let at = 0;
  while (at < bytes.length) {
    const length = at + 4 <= bytes.length ? view.getUint32(at, true) : Number.POSITIVE_INFINITY;
    if (length > MOST_RECORD_BYTES || at + 4 + length > bytes.length) {
      if (!header) break;
      issues.push(
        issue('W_RECORD_SKIPPED', `The take is cut off at byte ${at}; what stands before was read.`),
      );
      break;
    }
    const record = bytes.subarray(at + 4, at + 4 + length);
    try {
      if (header) takeMessage(record);
      else header = readHeader(record);
    } catch (error) {
      if (!header) break;
      issues.push(
        issue('W_RECORD_SKIPPED', `The take is damaged at byte ${at}: ${(error as Error).message}`),
      );
      break;
    }
    at += 4 + length;
  }
  if (!header) throw new TegnError('E_TAKE', 'Expected the header of a take at byte 0.', { offset: 0 });
  return { header, sections, issues };

  function takeMessage(record: Uint8Array): void {
    const message = binaryMessage(record);
    if (message?.kind === 'staticData') {
      const data = decodeStaticData(record);
      if (data?.subject === TAKE_BODY) body = data;
      if (data?.subject === TAKE_FACE) face = { data, frame: createWireFrame(data) };
    } else if (message?.subject === TAKE_FACE && face) decodeFrame(record, face.data, face.frame);
    else if (message?.subject === TAKE_BODY && body) {
      const frame = decodeFrame(record, body, createWireFrame(body));
      let section = sections.at(-1);
      if (section?.body !== body || section.face !== (face?.data ?? null)) {
        section = { body, face: face?.data ?? null, frames: [] };
        sections.push(section);
      }
      section.frames.push({
        body: frame,
        curves: Float32Array.from(face?.frame.curves ?? []),
        provenance: record.slice(record.length - PART_NAMES.length),
      });
    }
  }
}

function readHeader(record: Uint8Array): TakeHeader {
  const header = JSON.parse(new TextDecoder().decode(record)) as TakeHeader;
  const isTake = header.op === 'take' && header.version === 1;
  if (!isTake || typeof header.name !== 'string' || typeof header.target !== 'string') {
    throw new TegnError('E_TAKE', 'Expected the header of a take.');
  }
  return header;
}

function splitAtHoles({ frames, ...layout }: Section): Section[] {
  const longest = LONGEST_BRIDGE * framesPerSecond(layout.body.rate);
  const parts: Section[] = [];
  frames.forEach((frame, i) => {
    const step = i > 0 ? frame.body.number - frames[i - 1].body.number : Number.POSITIVE_INFINITY;
    if (!(step >= 1 && step <= longest)) parts.push({ ...layout, frames: [] });
    parts.at(-1)!.frames.push(frame);
  });
  return parts;
}

function clipOf({ body, face, frames }: Section, name: string): MotionClip {
  const skeleton = skeletonOf(body);
  const joints = body.bones.length;
  const curveNames = face?.curves ?? [];
  const first = frames[0].body;
  const frameCount = frames.at(-1)!.body.number - first.number + 1;
  const rotations = new Float32Array(frameCount * joints * 4);
  const translations = new Float32Array(frameCount * 3);
  const curves = new Float32Array(frameCount * curveNames.length);
  const provenance = new Uint8Array(frameCount * PART_NAMES.length);
  let written = -1;
  for (const frame of frames) {
    const f = frame.body.number - first.number;
    for (let j = 0; j < joints; j++) readRotation(frame.body.rotations, j, rotations, f * joints + j);
    solveFromUnrealPosition(frame.body.translationsCm, translations.subarray(f * 3, f * 3 + 3));
    curves.set(frame.curves, f * curveNames.length);
    provenance.set(frame.provenance, f * PART_NAMES.length);
    for (let missing = written + 1; missing < f; missing++) {
      const share = (missing - written) / (f - written);
      for (let j = 0; j < joints; j++) {
        const [from, to] = [written, f].map((at) =>
          rotations.subarray((at * joints + j) * 4, (at * joints + j) * 4 + 4),
        );
        slerpQuat(
          from,
          to,
          share,
          rotations.subarray((missing * joints + j) * 4, (missing * joints + j) * 4 + 4),
        );
      }
      blend(translations, 3, written, f, missing);
      blend(curves, curveNames.length, written, f, missing);
      provenance.fill(PROVENANCE.repaired, missing * PART_NAMES.length, (missing + 1) * PART_NAMES.length);
    }
    written = f;
  }
  for (let at = joints; at < frameCount * joints; at++) {
    const rotation = rotations.subarray(at * 4, at * 4 + 4);
    alignQuatSign(rotation, rotations.subarray((at - joints) * 4, (at - joints) * 4 + 4));
  }
  return {
    name,
    skeleton,
    timing: { rate: body.rate, startFrame: 0 },
    frameCount,
    translations,
    rotations,
    curveNames,
    curves,
    partNames: PART_NAMES,
    provenance,
  };
}

function blend(values: Float32Array, width: number, from: number, to: number, at: number): void {
  const share = (at - from) / (to - from);
  for (let k = 0; k < width; k++) {
    const a = values[from * width + k];
    values[at * width + k] = a + (values[to * width + k] - a) * share;
  }
}

function readRotation(src: Float32Array, from: number, dst: Float32Array, to: number): void {
  const rotation = dst.subarray(to * 4, to * 4 + 4);
  solveFromUnrealRotation(src.subarray(from * 4, from * 4 + 4), rotation);
  normalizeQuat(rotation, rotation);
}

function skeletonOf({
  bones,
  parents,
  referenceRotations,
  referenceTranslationsCm,
  translatedBones,
}: StaticData): Skeleton {
  const restRotations = new Float32Array(bones.length * 4);
  const restTranslations = new Float32Array(bones.length * 3);
  for (let j = 0; j < bones.length; j++) {
    readRotation(referenceRotations, j, restRotations, j);
    solveFromUnrealPosition(
      referenceTranslationsCm.subarray(j * 3, j * 3 + 3),
      restTranslations.subarray(j * 3, j * 3 + 3),
    );
  }
  return {
    jointNames: bones,
    parents: Int16Array.from(parents),
    restTranslations,
    restRotations,
    translatedJoint: translatedBones[0] ?? 0,
  };
}
