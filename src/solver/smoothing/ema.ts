/**
 * Exponential average of local rotations, causal: each moves from where it was towards the new one along the shortest way, by a share.
 * The shares are those of a tracking archive's landmark filter, weighted by confidence; below a least confidence the last rotation
 * is held. Its lag is (1 - share) / share frames: it trails every move.
 */
import { copyQuat, quat } from '../../math/quat.ts';
import { ACTOR_JOINTS } from '../../skeleton/actor/joints.ts';
import { JOINT_PARTS } from '../parts.ts';
import { JOINT_CLASSES, SMOOTHING_CLASSES, type SmoothingClass } from './joint-class.ts';
import { moveTowards, towards } from './move-towards.ts';

/** Shares per frame at PRESET_FPS. The archive names wrist, fingers and face; trunk and arms go with the wrist they carry. */
export const EMA_SHARES: Readonly<Record<SmoothingClass, number>> = {
  trunk: 0.35,
  arm: 0.35,
  hand: 0.35,
  fingers: 0.55,
  head: 0.4,
};
const PRESET_FPS = 25;

/** [J] */
const SHARES = Float64Array.from(JOINT_CLASSES, (index) => EMA_SHARES[SMOOTHING_CLASSES[index]]);

/** Below this confidence the last value is held. */
export const EMA_LEAST_CONFIDENCE = 0.6;

export interface Ema {
  /** [J] what was put out last. */
  readonly last: readonly Float64Array[];
  readonly fps: number;
  started: boolean;
}

export const createEma = (fps: number): Ema => ({
  last: ACTOR_JOINTS.map(() => quat()),
  fps,
  started: false,
});

/**
 * @param rotations [J] of the next frame, replaced by the smoothed ones
 * @param confidences [P] of the parts
 */
export function smoothEma(ema: Ema, rotations: readonly Float64Array[], confidences: Float64Array): void {
  const frames = PRESET_FPS / ema.fps;
  for (let j = 0; j < rotations.length; j++) {
    const confidence = confidences[JOINT_PARTS[j]];
    if (!ema.started) copyQuat(rotations[j], ema.last[j]);
    else if (confidence >= EMA_LEAST_CONFIDENCE) {
      towards.share = 1 - Math.exp(Math.log(1 - SHARES[j] * confidence) * frames);
      moveTowards(ema.last[j], rotations[j]);
    }
    copyQuat(ema.last[j], rotations[j]);
  }
  ema.started = true;
}
