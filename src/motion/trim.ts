/** A clip cut to a range of frames. Shares nothing with the source but the skeleton. */
import { TegnError } from '../issues/issues.ts';
import { jointCount } from '../skeleton/skeleton.ts';
import { framesPerSecond } from '../space/timing.ts';
import type { MotionClip } from './motion-clip.ts';

/** Frames first..last, both included; throws E_OPTION when that leaves nothing. */
export function trimClip(clip: MotionClip, first: number, last: number): MotionClip {
  const from = Math.max(0, first);
  const to = Math.min(clip.frameCount - 1, last) + 1;
  if (!(to > from)) {
    const seconds = ((clip.frameCount - 1) / framesPerSecond(clip.timing.rate)).toFixed(2);
    throw new TegnError(
      'E_OPTION',
      `Expected a range within frames 0-${clip.frameCount - 1} (0 to ${seconds} s), found ${first}-${last}.`,
      {
        expected: `0-${clip.frameCount - 1}`,
        found: `${first}-${last}`,
      },
    );
  }
  const joints = jointCount(clip.skeleton);
  const cut = <T extends Float32Array | Uint8Array>(array: T, stride: number): T =>
    array.slice(from * stride, to * stride) as T;
  return {
    ...clip,
    timing: { rate: clip.timing.rate, startFrame: clip.timing.startFrame + from },
    frameCount: to - from,
    translations: cut(clip.translations, 3),
    rotations: cut(clip.rotations, joints * 4),
    curves: cut(clip.curves, clip.curveNames.length),
    provenance: cut(clip.provenance, clip.partNames.length),
  };
}
