/** What can be asked of the solver; the command line's help and the docs read the same defaults. */
import type { ActorProportions } from '../skeleton/actor/proportions.ts';
import type { VelocityLimitName } from './velocity-limit.ts';

export interface SolveOptions {
  /** Velocity limits: "default", "strict" or "off". */
  readonly clamp?: VelocityLimitName;
  /** The signer's proportions; estimated from the clip when absent. */
  readonly proportions?: ActorProportions;
}

export const SOLVE_DEFAULTS = { clamp: 'default' } as const satisfies SolveOptions;
