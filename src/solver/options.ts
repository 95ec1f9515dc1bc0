/** What can be asked of the solver; the command line's help and the docs read the same defaults. */
import type { ActorProportions } from '../skeleton/actor/proportions.ts';
import type { FaceOptions } from './face/solve-face.ts';
import type { LiftedClip } from './lift/network/lifted-clip.ts';
import type { OneEuroOptions } from './smoothing/one-euro.ts';
import { SMOOTHING_DEFAULT, type SmoothingName } from './smoothing/smoothing.ts';
import type { VelocityLimit } from './velocity-limit.ts';

export interface SolveOptions extends FaceOptions {
  /** Velocity limits: "default", "strict", "off", or degrees per second for every joint. */
  readonly clamp?: VelocityLimit;
  /** How the motion is smoothed through time: "fit", "one-euro", "ema", "kalman" or "none". */
  readonly smoothing?: SmoothingName;
  /** Of the One Euro filter; ONE_EURO_DEFAULTS when absent. */
  readonly oneEuro?: OneEuroOptions;
  /** The signer's proportions; estimated from the clip when absent. */
  readonly proportions?: ActorProportions;
  /** What a lifting network says of the recording (lift/network); used where the recording has no depth of its own. */
  readonly lifted?: LiftedClip | null;
}

export const SOLVE_DEFAULTS = {
  clamp: 'default',
  smoothing: SMOOTHING_DEFAULT,
} as const satisfies SolveOptions;
