/**
 * Live subjects and frames -> the wire structures of the live protocol: solve space, metres -> Unreal's space, centimetres.
 * Everything stays parent-relative; the change of axes is space/spaces.ts, joint by joint.
 */
import { unrealFromSolvePosition, unrealFromSolveRotation } from '../space/spaces.ts';
import type { FrameRate } from '../space/timing.ts';
import type { LiveFrame, LiveSubject } from './frame-source.ts';
import type { StaticMessage } from './protocol/control.ts';
import type { WireFrame } from './protocol/frame.ts';

/** Static data of a subject. Reference transforms are rounded to the 9 digits that a float32 has. */
export function staticMessageOf(subject: LiveSubject, index: number, revision: number): StaticMessage {
  const { skeleton } = subject;
  const rotations = new Float32Array(skeleton.restRotations.length);
  convertRotations(skeleton.restRotations, rotations);
  const translationsCm: number[] = [];
  for (let i = 0; i < skeleton.restTranslations.length; i += 3) {
    unrealFromSolvePosition(skeleton.restTranslations.subarray(i, i + 3), scratch);
    translationsCm.push(scratch[0], scratch[1], scratch[2]);
  }
  return {
    op: 'static',
    subject: index,
    revision,
    name: subject.name,
    role: 'animation',
    rate: { numerator: subject.rate.numerator, denominator: subject.rate.denominator },
    bones: skeleton.jointNames,
    parents: Array.from(skeleton.parents),
    referenceRotations: Array.from(rotations, nineDigits),
    referenceTranslationsCm: translationsCm.map((value) => nineDigits(Math.fround(value))),
    translatedBones: [skeleton.translatedJoint],
    curves: subject.curveNames,
  };
}

/** Fills the wire frame of the subject; `dst` was made by createWireFrame for its static data. */
export function wireFrameOf(frame: LiveFrame, rate: FrameRate, dst: WireFrame): WireFrame {
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
  convertRotations(frame.rotations, dst.rotations);
  unrealFromSolvePosition(frame.translation, dst.translationsCm);
  dst.curves.set(frame.curves);
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

const nineDigits = (value: number): number => Number(value.toPrecision(9));
