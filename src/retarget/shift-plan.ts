/**
 * Where the hands of a whole clip are to go, smooth through time: what one frame alone says jumps a little when another part of the hand
 * comes to be the nearest. Metres, frames.
 * Method: a Gaussian over the shifts, in which contacts weigh more and do not give.
 */
import { type Actuator, posePairs } from './actuator.ts';
import type { Observation } from './observe.ts';
import { planShifts } from './place-hands.ts';
import { MAY_STICK } from './push-out.ts';
import { type RetargetState, startFrame } from './state.ts';

/** [F x 2 x NUMBERS]: shift, bound, firm. */
export interface ShiftPlan {
  readonly values: Float64Array;
}

const NUMBERS = 5;
const BOUND = 3;
const FIRM = 4;

/** Standard deviation and reach of the Gaussian, frames at 25 per second. */
const SIGMA_SECONDS = 0.12;
const REACH_SIGMAS = 2.5;

/** Null when places are not asked for. */
export function planClip(
  state: RetargetState,
  observations: readonly Observation[],
  weights: readonly Float32Array[],
): ShiftPlan | null {
  if (!state.options.places) return null;
  const { actuator } = state;
  const raw = new Float64Array(observations.length * 2 * NUMBERS);
  observations.forEach((observation, f) => {
    startFrame(state, observation, weights[f]);
    planShifts(actuator, observation, weights[f]);
    for (let hand = 0; hand < 2; hand++) {
      const at = (f * 2 + hand) * NUMBERS;
      raw.set(actuator.shifts[hand], at);
      raw[at + BOUND] = actuator.bound[hand];
      raw[at + FIRM] = actuator.firm[hand];
    }
  });
  return { values: smoothed(raw, observations.length, SIGMA_SECONDS * state.fps) };
}

export function applyPlan(
  actuator: Actuator,
  observation: Observation,
  { values }: ShiftPlan,
  f: number,
): void {
  for (let hand = 0; hand < 2; hand++) {
    const at = (f * 2 + hand) * NUMBERS;
    for (let i = 0; i < 3; i++) actuator.shifts[hand][i] = values[at + i];
    actuator.bound[hand] = values[at + BOUND];
    actuator.firm[hand] = values[at + FIRM];
  }
  posePairs(actuator, observation, MAY_STICK);
}

/** How much more a frame in contact counts than one without. */
const DRAW = 0;

function smoothed(raw: Float64Array, frames: number, sigma: number): Float64Array {
  const out = raw.slice();
  const reach = Math.ceil(sigma * REACH_SIGMAS);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, i) => Math.exp(-((i / sigma) ** 2) / 2));
  for (let f = 0; f < frames; f++) {
    for (let hand = 0; hand < 2; hand++) {
      const at = (f * 2 + hand) * NUMBERS;
      const free = 1 - raw[at + FIRM] ** 2;
      if (free <= 0) continue;
      for (let i = 0; i < 3; i++) {
        let sum = 0;
        let total = 0;
        for (let k = -reach; k <= reach; k++) {
          const frame = Math.min(Math.max(f + k, 0), frames - 1);
          // towards a contact hands already go where it will be
          const weight = kernel[Math.abs(k)] * (1 + DRAW * raw[(frame * 2 + hand) * NUMBERS + FIRM]);
          sum += weight * raw[(frame * 2 + hand) * NUMBERS + i];
          total += weight;
        }
        out[at + i] += (sum / total - raw[at + i]) * free;
      }
    }
  }
  return out;
}
