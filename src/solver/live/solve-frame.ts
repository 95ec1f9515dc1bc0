/**
 * Landmarks frame by frame -> motion of the actor, live, with a fixed look-ahead: the same lifts, fits and limits as solve-clip.ts, joined
 * over the frames so far. Camera, noise and proportions are learnt on the way. After warm-up no object is made per frame.
 */
import type { LandmarkFrame } from '../../landmarks/landmark-frame.ts';
import { createActor } from '../../skeleton/actor/actor.ts';
import type { Rig } from '../../skeleton/rig.ts';
import type { LiftedClip } from '../lift/network/lifted-clip.ts';
import { readSmoother } from '../smoothing/live-smoother.ts';
import { giveFrame } from './give-frame.ts';
import { limitFrame } from './limit-frame.ts';
import type { LiveFrame, SolverState } from './solver-state.ts';
import { takeFrame } from './take-frame.ts';

/** The actor with what has been learnt of the signer so far. */
export const liveActor = ({ lift }: SolverState): Rig => createActor(lift.proportions);

/**
 * Takes a frame, or none at the end of the stream, and gives the frame that is due.
 * @param lifted what a network says of the frame (lift/network/live-lifter.ts); the state was made with isLifted then
 * @returns whether dst holds a frame: not for the first `lookahead` frames, nor when a finished stream is drained
 */
export function solveFrame(
  state: SolverState,
  landmarks: LandmarkFrame | null,
  dst: LiveFrame,
  lifted: LiftedClip | null = null,
): boolean {
  if (landmarks !== null) {
    takeFrame(state, landmarks, lifted);
    state.taken++;
    if (state.taken <= state.lookahead) return false;
  }
  if (state.given < state.taken) {
    giveFrame(state, state.given, dst);
    state.given++;
  }
  dst.frame = readSmoother(state.smoother, landmarks === null, state.rotations, dst.provenance);
  if (dst.frame < 0) return false;
  limitFrame(state, dst.frame, dst);
  return true;
}
