/** How far a palm is cupped, frame by frame: the cupping of a stream, from the frames so far. */
import { type CupBelief, createCupBelief, followCup, learnCup } from '../hand/cup-through-time.ts';
import type { HandModel } from '../hand/hand-model.ts';
import { CUP_ROUNDS, readCup } from '../hand/read-cup.ts';
import type { EvidencePoints } from '../lift/evidence.ts';
import type { NoiseScales } from '../noise-scale.ts';

export interface LiveCup {
  readonly belief: CupBelief;
  readonly reading: Float64Array;
  /** Ring by stream frame, radians. */
  readonly angles: Float64Array;
}

export const createLiveCup = (frames: number, fps: number): LiveCup => ({
  belief: createCupBelief(fps),
  reading: new Float64Array(2),
  angles: new Float64Array(frames),
});

/**
 * Writes the angle of the newest frame into the ring.
 * @param points null where the hand is not seen
 * @param slot of the stream frame in the ring
 */
export function takeCup(
  { belief, reading, angles }: LiveCup,
  model: HandModel,
  points: EvidencePoints | null,
  noise: Pick<NoiseScales, 'hand'>,
  slot: number,
): void {
  reading[0] = 0;
  reading[1] = Number.POSITIVE_INFINITY;
  const rounds = belief.variance[0] > 0 ? CUP_ROUNDS.full : CUP_ROUNDS.glance;
  if (points !== null) readCup(model, points, rounds, reading);
  reading[1] = (noise.hand * reading[1]) ** 2;
  learnCup(belief, reading);
  followCup(belief, reading);
  angles[slot] = belief.state[0];
}
