/**
 * One Euro filter on local rotations, causal: an exponential average whose cut-off rises with the joint's own speed, so that holds are
 * still and fast moves lag little. Works in the tangent of the running estimate; radians, hertz.
 *
 * Method: speed = rotation vectors from frame to frame through a first-order low-pass; cut-off = minCutoff + beta |speed|.
 * Source: Casiez, Roussel, Vogel, "1 Euro Filter", CHI 2012.
 */
import { copyQuat, logQuat, quat, relativeQuat } from '../../math/quat.ts';
import { lengthVec3, vec3 } from '../../math/vec3.ts';
import { ACTOR_JOINTS } from '../../skeleton/actor/joints.ts';
import { moveTowards, towards } from './move-towards.ts';

export interface OneEuroOptions {
  /** Cut-off at rest, hertz. */
  readonly minCutoff: number;
  /** Cut-off gained by speed, hertz per radian per second. */
  readonly beta: number;
}

/** Choice on noisy signing (bench/smoothing.mjs): lower cut-offs trail fast moves by degrees, higher ones let holds tremble. */
export const ONE_EURO_DEFAULTS: OneEuroOptions = { minCutoff: 2, beta: 2 };

/** Cut-off of the speed's own low-pass, hertz, as in the paper. */
const SPEED_CUTOFF = 1;

export interface OneEuro {
  /** [J] the newest rotation as it came, what was put out, and filtered speeds. */
  readonly raw: readonly Float64Array[];
  readonly last: readonly Float64Array[];
  readonly speeds: readonly Float64Array[];
  readonly fps: number;
  readonly options: OneEuroOptions;
  started: boolean;
}

export const createOneEuro = (fps: number, options = ONE_EURO_DEFAULTS): OneEuro => ({
  raw: ACTOR_JOINTS.map(() => quat()),
  last: ACTOR_JOINTS.map(() => quat()),
  speeds: ACTOR_JOINTS.map(() => vec3()),
  fps,
  options,
  started: false,
});

/** @param rotations [J] of the next frame, replaced by the smoothed ones */
export function smoothOneEuro(filter: OneEuro, rotations: readonly Float64Array[]): void {
  const { raw, last, speeds, fps, options } = filter;
  const speedShare = shareOf(SPEED_CUTOFF, fps);
  for (let j = 0; j < rotations.length; j++) {
    if (filter.started) {
      logQuat(relativeQuat(raw[j], rotations[j], turn), step);
      for (let k = 0; k < 3; k++) speeds[j][k] += (step[k] * fps - speeds[j][k]) * speedShare;
      const cutoff = options.minCutoff + options.beta * lengthVec3(speeds[j]);
      copyQuat(rotations[j], raw[j]);
      towards.share = shareOf(cutoff, fps);
      moveTowards(last[j], rotations[j]);
    } else {
      copyQuat(rotations[j], raw[j]);
      copyQuat(rotations[j], last[j]);
    }
    copyQuat(last[j], rotations[j]);
  }
  filter.started = true;
}

/** Share of the new value in a first-order low-pass. */
const shareOf = (cutoff: number, fps: number): number => 1 / (1 + fps / (2 * Math.PI * cutoff));

const turn = quat();
const step = vec3();
