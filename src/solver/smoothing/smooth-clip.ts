/** Local rotations of a whole clip through the filter of that name. */
import { copyQuat } from '../../math/quat.ts';
import { createEma, smoothEma } from './ema.ts';
import { createKalman, pushKalman, smoothBack } from './kalman.ts';
import { createOneEuro, type OneEuroOptions, smoothOneEuro } from './one-euro.ts';
import type { RotationFilterName } from './smoothing.ts';

/**
 * @param frames [F][J] changed in place
 * @param confidences [F][P] of the parts
 */
export function smoothClip(
  name: RotationFilterName,
  frames: readonly (readonly Float64Array[])[],
  confidences: readonly Float64Array[],
  fps: number,
  oneEuro?: OneEuroOptions,
): void {
  switch (name) {
    case 'one-euro': {
      const filter = createOneEuro(fps, oneEuro);
      for (const rotations of frames) smoothOneEuro(filter, rotations);
      return;
    }
    case 'ema': {
      const ema = createEma(fps);
      for (let f = 0; f < frames.length; f++) smoothEma(ema, frames[f], confidences[f]);
      return;
    }
    case 'kalman': {
      const kalman = createKalman(fps, frames.length);
      for (const rotations of frames) pushKalman(kalman, rotations);
      smoothBack(kalman, 0, (frame) => {
        kalman.rotations.forEach((rotation, j) => {
          copyQuat(rotation, frames[frame][j]);
        });
      });
    }
  }
}
