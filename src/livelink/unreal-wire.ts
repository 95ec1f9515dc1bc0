/**
 * Live subjects and frames -> the wire structures of the live protocol: solve space, metres -> Unreal's space, centimetres.
 * Everything stays parent-relative; the change of axes is space/spaces.ts, joint by joint. The body and the face are two subjects,
 * because MetaHuman's own Blueprints read the face from a subject of curves alone.
 */
import { unrealFromSolvePosition, unrealFromSolveRotation } from '../space/spaces.ts';
import type { FrameRate } from '../space/timing.ts';
import type { LiveFrame, LiveSubject } from './frame-source.ts';
import type { WireFrame } from './protocol/frame.ts';
import { LIVE_FACE_SUFFIX } from './protocol/protocol.ts';
import type { StaticData } from './protocol/static-data.ts';

/** Static data of the body: bones and no curves. */
export function bodyStaticData(
  { name, skeleton, rate }: LiveSubject,
  subject: number,
  revision: number,
  time: number,
): StaticData {
  const referenceRotations = new Float32Array(skeleton.restRotations.length);
  convertRotations(skeleton.restRotations, referenceRotations);
  const referenceTranslationsCm = new Float32Array(skeleton.restTranslations.length);
  for (let i = 0; i < referenceTranslationsCm.length; i += 3) {
    unrealFromSolvePosition(skeleton.restTranslations.subarray(i, i + 3), scratch);
    for (let k = 0; k < 3; k++) referenceTranslationsCm[i + k] = scratch[k];
  }
  return {
    subject,
    revision,
    name,
    role: 'animation',
    rate: plainRate(rate),
    time,
    bones: skeleton.jointNames,
    parents: Array.from(skeleton.parents),
    referenceRotations,
    referenceTranslationsCm,
    translatedBones: [skeleton.translatedJoint],
    curves: [],
  };
}

/** Static data of the face: curves and no bones. */
export const faceStaticData = (
  { name, curveNames, rate }: LiveSubject,
  subject: number,
  revision: number,
  time: number,
): StaticData => ({
  subject,
  revision,
  name: name + LIVE_FACE_SUFFIX,
  role: 'basic',
  rate: plainRate(rate),
  time,
  bones: [],
  parents: [],
  referenceRotations: new Float32Array(0),
  referenceTranslationsCm: new Float32Array(0),
  translatedBones: [],
  curves: curveNames,
});

/** Fills the body's wire frame; `dst` was made by createWireFrame for its static data. */
export function bodyWireFrame(frame: LiveFrame, rate: FrameRate, dst: WireFrame): WireFrame {
  convertRotations(frame.rotations, dst.rotations);
  unrealFromSolvePosition(frame.translation, dst.translationsCm);
  return stampWireFrame(frame, rate, dst);
}

export function faceWireFrame(frame: LiveFrame, rate: FrameRate, dst: WireFrame): WireFrame {
  dst.curves.set(frame.curves);
  return stampWireFrame(frame, rate, dst);
}

function stampWireFrame(frame: LiveFrame, rate: FrameRate, dst: WireFrame): WireFrame {
  dst.number = frame.number % 2 ** 32;
  dst.cut = frame.cut;
  dst.time = frame.time;
  if (frame.sourceFrame === null) {
    dst.timecode = null;
  } else {
    dst.timecode ??= { frame: 0, subframe: 0, numerator: rate.numerator, denominator: rate.denominator };
    dst.timecode.frame = Math.floor(frame.sourceFrame);
    dst.timecode.subframe = frame.sourceFrame - dst.timecode.frame;
  }
  return dst;
}

const scratch = new Float64Array(4);

function convertRotations(rotations: Float32Array, dst: Float32Array): void {
  for (let i = 0; i < rotations.length; i += 4) {
    for (let k = 0; k < 4; k++) scratch[k] = rotations[i + k];
    unrealFromSolveRotation(scratch, scratch);
    for (let k = 0; k < 4; k++) dst[i + k] = scratch[k];
  }
}

const plainRate = ({ numerator, denominator }: FrameRate): FrameRate => ({ numerator, denominator });
