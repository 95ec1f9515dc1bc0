/**
 * Frames in which a part is not known -> rotations for them. Local rotations, per part.
 *
 * A lost part holds for a moment, eases to the relaxed pose, waits there and eases back before it returns; at the ends of a clip
 * likewise. One that was lowered goes on to the relaxed pose at once. Short gaps never come here: the parts' own motion carries across them.
 */
import { slerpQuat } from '../math/quat.ts';
import { smoothstep } from '../math/scalar.ts';

/** Seconds. A bridge of a third of a second is about half of a fast hold-to-hold move. */
export const GAP_DEFAULTS = { bridge: 0.32, hold: 0.2, ease: 0.5 } as const;
export type GapOptions = Readonly<Record<keyof typeof GAP_DEFAULTS, number>>;

/**
 * @param frames [F][J] local rotations; those of the part's unknown frames are filled in
 * @param known [F] 0 where the part is not known
 * @param joints joints of the part
 * @param relaxed [J] where a lost part goes
 * @param lowered [F] 1 where the part is known to rest
 */
export function fillGaps(
  frames: readonly (readonly Float64Array[])[],
  known: Uint8Array,
  joints: readonly number[],
  relaxed: readonly Float64Array[],
  fps: number,
  lowered?: Uint8Array,
  { hold, ease }: GapOptions = GAP_DEFAULTS,
): void {
  for (let start = 0; start < frames.length; start++) {
    if (known[start]) continue;
    let end = start;
    while (end < frames.length && !known[end]) end++;
    const before = start > 0 ? frames[start - 1] : null;
    const after = end < frames.length ? frames[end] : null;
    const wait = lowered?.[start] ? 0 : hold;
    for (let frame = start; frame < end; frame++) {
      const leave = before ? 1 - smoothstep((frame - start + 1) / fps, wait, wait + ease) : 0;
      const come = after ? 1 - smoothstep((end - frame) / fps, 0, ease) : 0;
      for (const joint of joints) {
        const out = frames[frame][joint];
        out.set(relaxed[joint]);
        if (before && leave > 0) slerpQuat(out, before[joint], leave, out);
        if (after && come > 0) slerpQuat(out, after[joint], come, out);
      }
    }
    start = end;
  }
}
