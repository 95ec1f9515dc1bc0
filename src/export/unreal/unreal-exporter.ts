/**
 * Motion clip -> JSON that the editor scripts of unreal-plugin/Content/Python turn into animation sequences: exact parent-relative
 * transforms in Unreal's own space, so that no importer has to guess axes, units or names. docs/unreal-json.md is its contract.
 * Unreal: left-handed, Z up, centimetres, quaternions xyzw. Body and face are two clips of one length and timecode, because a
 * MetaHuman's face lives on a skeleton of its own; the face's curves are a MetaHuman's own (CTRL_expressions_...) where the target is one.
 * Limits: numbers are rounded to 1e-8 (rotations, curves) and 1e-6 cm, below what float32 holds.
 */
import { normalizeQuat } from '../../math/quat.ts';
import {
  assertMotionClip,
  frameRotations,
  frameTranslation,
  type MotionClip,
} from '../../motion/motion-clip.ts';
import { unrealFromSolvePosition, unrealFromSolveRotation } from '../../space/spaces.ts';
import { timecodeOfFrame } from '../../space/timecode.ts';
import type { Exporter } from '../exporter.ts';
import { isMetahuman, metahumanCurves } from '../face/metahuman-curves.ts';

/** What `format` and `version` say; readers refuse others. */
export const UNREAL_FORMAT = 'tegn-unreal-clip';
export const UNREAL_VERSION = 1;

export interface UnrealJsonOptions {
  /** Names of a MetaHuman's face curves: its own controls, or ARKit's, which its Blueprint maps. */
  readonly face: 'metahuman' | 'arkit';
}

export const UNREAL_JSON_DEFAULTS: UnrealJsonOptions = { face: 'metahuman' };

/** Throws E_MOTION for a clip that breaks a validity rule. */
export const createUnrealExporter = ({ face: names } = UNREAL_JSON_DEFAULTS): Exporter => ({
  extension: 'unreal.json',
  description: "JSON for Unreal's editor scripts: bones and curves by name, Unreal's space, centimetres",
  async exportClip({ clip, rig, metadata }, stem) {
    assertMotionClip(clip);
    const { rate, startFrame } = clip.timing;
    const face = names === 'metahuman' && isMetahuman(clip.skeleton) ? metahumanCurves(clip) : clip;
    const clips: object[] = [{ kind: 'body', name: clip.name, bones: bones(clip), curves: [] }];
    if (face.curveNames.length > 0) {
      clips.push({ kind: 'face', name: `${clip.name}_face`, bones: [], curves: curves(face) });
    }
    const head = {
      format: UNREAL_FORMAT,
      version: UNREAL_VERSION,
      name: clip.name,
      target: rig.name,
      frameRate: { numerator: rate.numerator, denominator: rate.denominator },
      frameCount: clip.frameCount,
      startFrame,
      timecode: timecodeOfFrame(rate, startFrame),
      metadata,
      clips,
    };
    return [{ name: `${stem}.unreal.json`, bytes: new TextEncoder().encode(`${JSON.stringify(head)}\n`) }];
  },
});

export const unrealExporter: Exporter = createUnrealExporter();

/** Every bone in the order of the skeleton; values that never change stand once. */
function bones(clip: MotionClip): object[] {
  const { skeleton, frameCount } = clip;
  const p = [0, 0, 0];
  const q = [0, 0, 0, 1];
  return skeleton.jointNames.map((name, j) => {
    const moved = j === skeleton.translatedJoint;
    const translations: number[] = [];
    const rotations: number[] = [];
    for (let f = 0; f < frameCount; f++) {
      const at = moved ? frameTranslation(clip, f) : skeleton.restTranslations.subarray(j * 3, j * 3 + 3);
      if (moved || f === 0) translations.push(...round(unrealFromSolvePosition(at, p), 1e6));
      normalizeQuat(frameRotations(clip, f).subarray(j * 4, j * 4 + 4), q);
      rotations.push(...round(unrealFromSolveRotation(q, q), 1e8));
    }
    const parent = skeleton.parents[j];
    return {
      name,
      parent: parent < 0 ? null : skeleton.jointNames[parent],
      translations: once(translations, 3),
      rotations: once(rotations, 4),
    };
  });
}

function curves({ curveNames, curves: values, frameCount }: MotionClip): object[] {
  return curveNames.map((name, c) => ({
    name,
    values: once(
      Array.from({ length: frameCount }, (_, f) => Math.round(values[f * curveNames.length + c] * 1e8) / 1e8),
      1,
    ),
  }));
}

/** Zero is never negative, which JSON writes as 0 anyway. */
const round = (values: ArrayLike<number>, steps: number): number[] =>
  Array.from(values, (value) => Math.round(value * steps) / steps + 0);

/** The first row alone when all are equal to it. */
const once = (values: number[], size: number): number[] =>
  values.every((value, i) => value === values[i % size]) ? values.slice(0, size) : values;
