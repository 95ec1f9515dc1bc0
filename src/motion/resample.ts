/**
 * A clip at another frame rate. Rotations along the shortest way (slerp), translations and curves linearly (a blink stays one:
 * sample-curves.ts), provenance from both neighbours or-ed. The last frame is the last one that still lies inside the source.
 */
import { alignQuatSign, slerpQuat } from '../math/quat.ts';
import { lerpVec3 } from '../math/vec3.ts';
import { jointCount } from '../skeleton/skeleton.ts';
import type { FrameRate } from '../space/timing.ts';
import type { MotionClip } from './motion-clip.ts';
import { sampleCurves } from './sample-curves.ts';

export function resampleClip(clip: MotionClip, rate: FrameRate): MotionClip {
  const { rate: old, startFrame } = clip.timing;
  // source frames per new frame, exact
  const numerator = old.numerator * rate.denominator;
  const denominator = old.denominator * rate.numerator;
  if (numerator === denominator) return clip;
  const frameCount = Math.floor(((clip.frameCount - 1) * denominator) / numerator) + 1;
  const joints = jointCount(clip.skeleton);
  const parts = clip.partNames.length;
  const out: MotionClip = {
    ...clip,
    timing: { rate, startFrame: Math.round((startFrame * denominator) / numerator) },
    frameCount,
    translations: new Float32Array(frameCount * 3),
    rotations: new Float32Array(frameCount * joints * 4),
    curves: sampleCurves(
      clip,
      Float64Array.from({ length: frameCount }, (_, f) => (f * numerator) / denominator),
      numerator / denominator,
    ),
    provenance: new Uint8Array(frameCount * parts),
  };
  for (let f = 0; f < frameCount; f++) {
    const low = Math.floor((f * numerator) / denominator);
    const share = (f * numerator - low * denominator) / denominator;
    const high = Math.min(low + 1, clip.frameCount - 1);
    const three = (frame: number) => clip.translations.subarray(frame * 3, frame * 3 + 3);
    lerpVec3(three(low), three(high), share, out.translations.subarray(f * 3, f * 3 + 3));
    for (let j = 0; j < joints; j++) {
      const four = (frame: number) =>
        clip.rotations.subarray((frame * joints + j) * 4, (frame * joints + j) * 4 + 4);
      const rotation = out.rotations.subarray((f * joints + j) * 4, (f * joints + j) * 4 + 4);
      slerpQuat(four(low), four(high), share, rotation);
      if (f > 0)
        alignQuatSign(
          rotation,
          out.rotations.subarray(((f - 1) * joints + j) * 4, ((f - 1) * joints + j) * 4 + 4),
        );
    }
    for (let p = 0; p < parts; p++) {
      const flags = clip.provenance[low * parts + p];
      out.provenance[f * parts + p] = share > 0 ? flags | clip.provenance[high * parts + p] : flags;
    }
  }
  return out;
}
