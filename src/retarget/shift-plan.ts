/**
 * Where the hands of a whole clip are to go, smooth through time: what one frame alone says jumps a little when another part of the hand
 * comes to be the nearest. Metres, frames.
 * Method: the smoothest path near what each frame asks for (smoothest-path.ts), in which contacts do not give.
 */
import { type Actuator, posePairs } from './actuator.ts';
import type { Observation } from './observation.ts';
import { planShifts } from './place-hands.ts';
import { MAY_STICK } from './push-out.ts';
import { smoothestPath } from './smoothest-path.ts';
import { type RetargetState, startFrame } from './state.ts';

/** [F x 2 x NUMBERS]: shift, bound, firm, pinned. */
export interface ShiftPlan {
  readonly values: Float64Array;
}

const NUMBERS = 6;
const BOUND = 3;
const FIRM = 4;
const PINNED = 5;

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
      raw[at + PINNED] = actuator.pinned[hand];
    }
  });
  smooth(raw, observations.length, state.fps);
  return { values: raw };
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

/** Above this the planned way of a hand through time is smoothed, in hertz. */
const CUTOFF_HZ = 1.6;

/** How much more frames count in which a hand is close to the body, and in which a contact holds it, than free ones. */
const CLOSE = 30;
const TOUCHING = 1000;

function smooth(values: Float64Array, frames: number, fps: number): void {
  // the gain of the smoothing is a half at the cut-off
  const stiffness = (2 * Math.sin((Math.PI * Math.min(CUTOFF_HZ, fps / 2)) / fps)) ** -6;
  const weights = new Float64Array(frames);
  for (let hand = 0; hand < 2; hand++) {
    for (let f = 0; f < frames; f++) {
      const at = (f * 2 + hand) * NUMBERS;
      weights[f] = 1 + CLOSE * values[at + BOUND] ** 2 + TOUCHING * values[at + PINNED];
    }
    smoothestPath(values, weights, 2 * NUMBERS, hand * NUMBERS, stiffness, values);
  }
}
