/**
 * Frames in which a part turns faster than it can -> which of its frames to leave out, so that it is led from both sides instead of
 * being slowed.
 *
 * A frame that differs too much from both its neighbours is the one that is wrong; between two that only differ from each other both
 * are left out. Nothing is left out that would tear a run apart or shorten it.
 */
import { KNOWN, knownFrames } from '../runs.ts';

/**
 * @param excess [F] by how much the part is too fast from the frame before, 0 where it is not
 * @param seen [F]
 * @returns [F] 1 where the part is to be left out
 */
export function findSpins(excess: ArrayLike<number>, seen: readonly boolean[], bridge: number): Uint8Array {
  const count = seen.length;
  const out = new Uint8Array(count);
  const fast = (f: number) => f > 0 && f < count && excess[f] > 0;
  for (let f = 1; f < count; f++) {
    if (!fast(f)) continue;
    if (fast(f + 1)) out[f] = 1;
    else if (!fast(f - 1)) out[f - 1] = out[f] = 1;
  }
  const before = knownFrames(seen, bridge);
  for (let torn = true; torn; ) {
    const after = knownFrames(
      seen.map((yes, f) => yes && !out[f]),
      bridge,
    );
    torn = false;
    for (let f = 0; f < count; f++) {
      if (!out[f] || before[f] === KNOWN.not || after[f] !== KNOWN.not) continue;
      out[f] = 0;
      torn = true;
    }
  }
  for (let f = 0; f < count; f++) if (!seen[f]) out[f] = 0;
  return out;
}
