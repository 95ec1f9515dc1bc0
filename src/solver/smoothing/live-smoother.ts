/**
 * Local rotations of a live stream through the filter of that name, frame by frame: the same steps as over a clip. The Kalman smoother
 * waits for the look-ahead and goes back over it; the others answer at once. No allocation per frame.
 */
import { copyQuat } from '../../math/quat.ts';
import { PART_NAMES } from '../../motion/motion-clip.ts';
import { createEma, smoothEma } from './ema.ts';
import { createKalman, type Kalman, pushKalman, smoothBack } from './kalman.ts';
import { createOneEuro, type OneEuroOptions, smoothOneEuro } from './one-euro.ts';
import type { SmoothingName } from './smoothing.ts';

export interface LiveSmoother {
  /** Frames that a frame waits here. */
  readonly delay: number;
  /** Smooths [J] rotations in place; null where the smoother waits. */
  readonly step: ((rotations: readonly Float64Array[], confidences: Float64Array) => void) | null;
  readonly kalman: Kalman;
  /** Ring of what waits with the rotations: [P] flags per frame. */
  readonly provenance: readonly Uint8Array[];
  taken: number;
  given: number;
}

/** @param lookahead frames that the Kalman smoother may wait for */
export function createLiveSmoother(
  name: SmoothingName,
  fps: number,
  lookahead: number,
  oneEuro?: OneEuroOptions,
): LiveSmoother {
  const delay = name === 'kalman' ? lookahead : 0;
  return {
    delay,
    step: createStep(name, fps, oneEuro),
    kalman: createKalman(fps, name === 'kalman' ? delay + 1 : 0),
    provenance: Array.from({ length: delay + 1 }, () => new Uint8Array(PART_NAMES.length)),
    taken: 0,
    given: 0,
  };
}

function createStep(name: SmoothingName, fps: number, options?: OneEuroOptions): LiveSmoother['step'] {
  switch (name) {
    case 'one-euro': {
      const filter = createOneEuro(fps, options);
      return (rotations) => smoothOneEuro(filter, rotations);
    }
    case 'ema': {
      const ema = createEma(fps);
      return (rotations, confidences) => smoothEma(ema, rotations, confidences);
    }
    case 'kalman':
      return null;
    default:
      return () => {};
  }
}

/** Takes the next frame: [J] rotations, [P] confidences of the parts and their provenance. */
export function pushSmoother(
  smoother: LiveSmoother,
  rotations: readonly Float64Array[],
  confidences: Float64Array,
  provenance: Uint8Array,
): void {
  if (smoother.step) smoother.step(rotations, confidences);
  else pushKalman(smoother.kalman, rotations);
  smoother.provenance[smoother.taken % smoother.provenance.length].set(provenance);
  smoother.taken++;
}

/**
 * Gives the frame that is due: into the same rotations, whose filtered values the smoother does not need again.
 * @param ended nothing follows: what waits is given
 * @returns its number, or -1 when none is due
 */
export function readSmoother(
  smoother: LiveSmoother,
  ended: boolean,
  rotations: readonly Float64Array[],
  provenance: Uint8Array,
): number {
  const { taken, given, delay, kalman } = smoother;
  if (given >= taken || (!ended && taken - given <= delay)) return -1;
  if (!smoother.step) {
    smoothBack(kalman, given);
    for (let j = 0; j < rotations.length; j++) copyQuat(kalman.rotations[j], rotations[j]);
  }
  provenance.set(smoother.provenance[given % smoother.provenance.length]);
  smoother.given++;
  return given;
}
