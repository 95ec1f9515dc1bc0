/** A skeleton -> a clip of its rest pose: a body to look at before anything moves it. */
import type { Skeleton } from '../skeleton/skeleton.ts';
import { type MotionClip, PART_NAMES, PROVENANCE } from './motion-clip.ts';

/** Two frames at 30 fps, since a clip of one frame has no length; no curves, all of it invented. */
export function restingClip(skeleton: Skeleton, name: string): MotionClip {
  const at = skeleton.translatedJoint * 3;
  const pelvis = skeleton.restTranslations.subarray(at, at + 3);
  return {
    name,
    skeleton,
    timing: { rate: { numerator: 30, denominator: 1 }, startFrame: 0 },
    frameCount: 2,
    translations: Float32Array.from([...pelvis, ...pelvis]),
    rotations: Float32Array.from([...skeleton.restRotations, ...skeleton.restRotations]),
    curveNames: [],
    curves: new Float32Array(0),
    partNames: PART_NAMES,
    provenance: new Uint8Array(2 * PART_NAMES.length).fill(PROVENANCE.invented),
  };
}
