/**
 * Curves of a track, smoothed through time without delay (Gaussian). Frames in which an eye is shut keep their blink, and frames in which the
 * lips meet for a moment their opening; neither is smeared into its neighbours.
 */

import { framesPerSecond } from '../space/timing.ts';
import { createMouthOpening, EYE_SHUT, isBlink, LIPS_MEET, partsLips } from './brief-events.ts';
import type { CurveClip } from './curve-clip.ts';

/** Lips that stay together for longer are at rest, seconds. */
const MOMENT = 0.3;

/** Standard deviations after which a Gaussian is over. */
const REACH = 3;

/**
 * @param columns what is smoothed
 * @param seconds standard deviation
 * @param dst [F x C] holds the curves; the columns are overwritten. Not the clip's own array
 */
export function smoothCurves(
  { curveNames, curves, frameCount, timing }: CurveClip,
  columns: readonly number[],
  seconds: number,
  dst: Float32Array,
): void {
  const fps = framesPerSecond(timing.rate);
  const deviation = seconds * fps;
  const count = curveNames.length;
  const met = closures(curveNames, curves, frameCount, MOMENT * fps);
  const reach = Math.ceil(REACH * deviation);
  const weights = Array.from({ length: reach + 1 }, (_, k) => Math.exp(-0.5 * (k / deviation) ** 2));
  for (const c of columns) {
    const name = curveNames[c];
    const isKept = (f: number): boolean =>
      isBlink(name) ? curves[f * count + c] >= EYE_SHUT : partsLips(name) && met[f] === 1;
    for (let f = 0; f < frameCount; f++) {
      if (isKept(f)) continue;
      let [sum, total] = [0, 0];
      for (let k = Math.max(0, f - reach); k <= Math.min(frameCount - 1, f + reach); k++) {
        if (isKept(k)) continue;
        const weight = weights[Math.abs(k - f)];
        sum += weight * curves[k * count + c];
        total += weight;
      }
      dst[f * count + c] = sum / total;
    }
  }
}

/** [F] 1 where lips meet for a moment. */
function closures(
  curveNames: readonly string[],
  curves: Float32Array,
  frameCount: number,
  momentFrames: number,
): Uint8Array {
  const opening = createMouthOpening(curveNames);
  const met = new Uint8Array(frameCount);
  for (let f = 0; f < frameCount; ) {
    let end = f;
    while (end < frameCount && opening(curves, end * curveNames.length) < LIPS_MEET) end++;
    if (end > f && f > 0 && end < frameCount && end - f <= momentFrames) met.fill(1, f, end);
    f = Math.max(end, f + 1);
  }
  return met;
}
