/** How far a palm is cupped, frame by frame: the cupping of a stream, from the frames so far. */
import {
  type CupBelief,
  createCupBelief,
  cupVariance,
  followCup,
  learnCup,
} from '../hand/cup-through-time.ts';
import type { HandModel } from '../hand/hand-model.ts';
import { readCup } from '../hand/read-cup.ts';
import type { EvidencePoints } from '../lift/evidence.ts';

export interface LiveCup {
  readonly belief: CupBelief;
  readonly reading: Float64Array;
  /** Ring by stream frame, radians. */
  readonly angles: Float64Array;
}

export const createLiveCup = (frames: number): LiveCup => ({
  belief: createCupBelief(),
  reading: new Float64Array(2),
  angles: new Float64Array(frames),
});

/**
 * @param points null where the hand is not seen
 * @param slot of the stream frame in the ring
 * @returns the angle, radians
 */
export function takeCup(
  { belief, reading, angles }: LiveCup,
  model: HandModel,
  points: EvidencePoints | null,
  noise: number,
  slot: number,
  fps: number,
): number {
  reading[0] = 0;
  reading[1] = Number.POSITIVE_INFINITY;
  if (points !== null) readCup(model, points, noise, reading);
  learnCup(belief, reading);
  followCup(belief, reading, cupVariance(belief), fps);
  angles[slot] = belief.state[0];
  return angles[slot];
}
