/** Solved frames -> a motion clip on the actor: float32, hemisphere-continuous, with provenance. */
import { alignQuatSign } from '../math/quat.ts';
import { type MotionClip, PART_NAMES } from '../motion/motion-clip.ts';
import type { Rig } from '../skeleton/rig.ts';
import type { FrameTiming } from '../space/timing.ts';
import type { SolvedFace } from './face/solve-face.ts';

/**
 * @param fileName name of the recording; the clip is called after it
 * @param frames [F][J] local rotations; signs are aligned in place
 * @param provenance [P][F] flags
 * @param face null when none was seen: the clip then has no curves
 */
export function packClip(
  fileName: string,
  { skeleton }: Rig,
  timing: FrameTiming,
  frames: readonly (readonly Float64Array[])[],
  provenance: readonly Uint8Array[],
  face: SolvedFace | null,
): MotionClip {
  const count = skeleton.jointNames.length;
  const rotations = new Float32Array(frames.length * count * 4);
  const translations = new Float32Array(frames.length * 3);
  const flags = new Uint8Array(frames.length * PART_NAMES.length);
  const rest = skeleton.restTranslations.subarray(
    skeleton.translatedJoint * 3,
    skeleton.translatedJoint * 3 + 3,
  );
  frames.forEach((joints, f) => {
    translations.set(rest, f * 3);
    joints.forEach((rotation, j) => {
      if (f > 0) alignQuatSign(rotation, frames[f - 1][j]);
      rotations.set(rotation, (f * count + j) * 4);
    });
    provenance.forEach((part, p) => {
      flags[f * PART_NAMES.length + p] = part[f];
    });
  });
  return {
    name: fileName.replace(/\.gz$/i, '').replace(/\.[^.]*$/, '') || 'clip',
    skeleton,
    timing,
    frameCount: frames.length,
    translations,
    rotations,
    curveNames: face?.curveNames ?? [],
    curves: face?.curves ?? new Float32Array(0),
    partNames: PART_NAMES,
    provenance: flags,
  };
}
