/**
 * Curves at other times, for another frame rate or another clip's frames. Linear between frames; but a shut eye or lips that meet in any
 * source frame that a new frame stands for are taken as they are, or every second blink would be halved.
 */
import { clamp } from '../math/scalar.ts';
import { createMouthOpening, EYE_SHUT, isBlink, LIPS_MEET, partsLips } from './brief-events.ts';
import type { CurveClip } from './curve-clip.ts';

/**
 * @param times source frames, in fractions; beyond the ends the first and last frame hold
 * @param step source frames per new frame
 * @returns [T x C]
 */
export function sampleCurves(source: CurveClip, times: ArrayLike<number>, step: number): Float32Array {
  const { curveNames, curves, frameCount } = source;
  const count = curveNames.length;
  const blinks = curveNames.flatMap((name, c) => (isBlink(name) ? [c] : []));
  const lips = curveNames.flatMap((name, c) => (partsLips(name) ? [c] : []));
  const opening = createMouthOpening(curveNames);
  const out = new Float32Array(times.length * count);
  const half = Math.max(1, step) / 2;
  for (let i = 0; i < times.length; i++) {
    const time = clamp(times[i], 0, frameCount - 1);
    const low = Math.floor(time);
    const high = Math.min(low + 1, frameCount - 1);
    for (let c = 0; c < count; c++) {
      const a = curves[low * count + c];
      out[i * count + c] = a + (curves[high * count + c] - a) * (time - low);
    }
    if (time === low && half <= 0.5) continue;
    const first = Math.max(0, Math.ceil(time - half));
    const last = Math.min(frameCount - 1, Math.ceil(time + half) - 1);
    let closed = -1;
    let least = LIPS_MEET;
    for (let f = first; f <= last; f++) {
      for (const c of blinks) {
        const value = curves[f * count + c];
        if (value >= EYE_SHUT && value > out[i * count + c]) out[i * count + c] = value;
      }
      const open = opening(curves, f * count);
      if (lips.length > 0 && open < least) {
        least = open;
        closed = f;
      }
    }
    if (closed >= 0) for (const c of lips) out[i * count + c] = curves[closed * count + c];
  }
  return out;
}
