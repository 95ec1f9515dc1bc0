/**
 * What a part shows in a live stream while it is not known: it holds, then eases to the relaxed pose; when it comes back it is blended
 * in over a few frames. Local rotations. No allocation per frame.
 */
import { copyQuat, slerpQuat } from '../../math/quat.ts';
import { smoothstep } from '../../math/scalar.ts';
import { GAP_DEFAULTS } from '../gaps.ts';

export interface LiveGap {
  readonly joints: readonly number[];
  /** [J of the part] what was last known, and what is shown while it is not. */
  readonly held: readonly Float64Array[];
  readonly shown: readonly Float64Array[];
  /** Frames since the part was lost; 0 while it is known. */
  away: number;
  /** Frames since it came back, up to the blend's length. */
  back: number;
  /** The part has been known at all. */
  met: boolean;
}

/** Seconds over which a returning part is blended in. */
const BLEND = 0.12;

export function createLiveGap(joints: readonly number[], relaxed: readonly Float64Array[]): LiveGap {
  const copies = () => joints.map((joint) => Float64Array.from(relaxed[joint]));
  return { joints, held: copies(), shown: copies(), away: 0, back: 0, met: false };
}

/** @param rotations [J] of the whole actor; those of the part are replaced or blended */
export function showPart(
  gap: LiveGap,
  known: boolean,
  rotations: readonly Float64Array[],
  relaxed: readonly Float64Array[],
  fps: number,
): void {
  const { joints, held, shown } = gap;
  if (!known) {
    gap.away++;
    gap.back = 0;
    const ease = smoothstep(gap.away / fps, GAP_DEFAULTS.hold, GAP_DEFAULTS.hold + GAP_DEFAULTS.ease);
    for (let i = 0; i < joints.length; i++) {
      slerpQuat(held[i], relaxed[joints[i]], gap.met ? ease : 1, shown[i]);
      copyQuat(shown[i], rotations[joints[i]]);
    }
    return;
  }
  const frames = Math.round(BLEND * fps);
  const blending = gap.met && gap.back < frames && (gap.away > 0 || gap.back > 0);
  gap.back = blending ? gap.back + 1 : frames;
  gap.away = 0;
  gap.met = true;
  const share = blending ? smoothstep(gap.back, 0, frames + 1) : 1;
  for (let i = 0; i < joints.length; i++) {
    const rotation = rotations[joints[i]];
    if (share < 1) slerpQuat(shown[i], rotation, share, rotation);
    copyQuat(rotation, held[i]);
    copyQuat(rotation, shown[i]);
  }
}
