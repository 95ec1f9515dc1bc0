/**
 * Landmarks frame by frame -> motion on the target skeleton, live: the live solver, then the retargeting that an offline clip walks
 * through as well. The signer's proportions are learnt on the way; whenever they change, the retargeting is set up for them anew and
 * goes on from the pose it had.
 */
import type { DepthSource } from '../landmarks/landmark-clip.ts';
import type { LandmarkFrame } from '../landmarks/landmark-frame.ts';
import { copyQuat } from '../math/quat.ts';
import { PART_NAMES } from '../motion/motion-clip.ts';
import { createRetargetState, type RetargetState, retargetFrame } from '../retarget/state.ts';
import type { Rig } from '../skeleton/rig.ts';
import type { LiftedClip } from '../solver/lift/network/lifted-clip.ts';
import { liveActor, solveFrame } from '../solver/live/solve-frame.ts';
import { createLiveFrame, createSolverState, type LiveOptions } from '../solver/live/solver-state.ts';

export interface LiveClipOptions
  extends Pick<LiveOptions, 'lookahead' | 'clamp' | 'smoothing' | 'proportions' | 'isLifted'> {
  readonly fps: number;
  readonly imageSize: { readonly width: number; readonly height: number };
  readonly depth: DepthSource;
  /** The target skeleton. */
  readonly rig: Rig;
  readonly rootMotion?: boolean;
}

/** One frame on the target; made once and filled again. */
export interface LiveClipFrame {
  /** Number of the frame in the stream, from 0. */
  frame: number;
  /** [J x 4] local, xyzw */
  readonly rotations: Float32Array;
  /** [3] of the translated joint, m */
  readonly translation: Float32Array;
  /** [P] PROVENANCE flags, in the order of PART_NAMES. */
  readonly provenance: Uint8Array;
}

export const createLiveClipFrame = (rig: Rig): LiveClipFrame => ({
  frame: -1,
  rotations: new Float32Array(rig.skeleton.jointNames.length * 4),
  translation: new Float32Array(3),
  provenance: new Uint8Array(PART_NAMES.length),
});

export function createLiveClipState(options: LiveClipOptions) {
  const solver = createSolverState(options);
  const actor = liveActor(solver);
  return {
    options,
    solver,
    solved: createLiveFrame(),
    proportions: solver.lift.proportions,
    retarget: retargetStateOf(actor, options),
    rotations: new Float32Array(actor.skeleton.jointNames.length * 4),
    translation: restTranslation(actor),
  };
}

export type LiveClipState = ReturnType<typeof createLiveClipState>;

/**
 * Takes a frame, or none at the end of the stream, and gives the one that is due.
 * @param lifted what a live lifter says of the frame; the state was made with isLifted then
 * @returns whether dst holds a frame: not for the first ones, by the look-ahead, nor when a finished stream is drained
 */
export function liveClipFrame(
  state: LiveClipState,
  landmarks: LandmarkFrame | null,
  dst: LiveClipFrame,
  lifted: LiftedClip | null = null,
): boolean {
  const { solver, solved, rotations } = state;
  if (!solveFrame(solver, landmarks, solved, lifted)) return false;
  if (solver.lift.proportions !== state.proportions) followProportions(state);
  for (let j = 0; j < solved.rotations.length; j++) rotations.set(solved.rotations[j], j * 4);
  retargetFrame(state.retarget, rotations, state.translation, dst);
  dst.provenance.set(solved.provenance);
  dst.frame = solved.frame;
  return true;
}

function followProportions(state: LiveClipState): void {
  const actor = liveActor(state.solver);
  const { previous, started } = state.retarget;
  state.proportions = state.solver.lift.proportions;
  state.translation = restTranslation(actor);
  state.retarget = retargetStateOf(actor, state.options);
  state.retarget.previous.forEach((rotation, joint) => {
    copyQuat(previous[joint], rotation);
  });
  state.retarget.started = started;
}

const retargetStateOf = (actor: Rig, { rig, fps, rootMotion = false }: LiveClipOptions): RetargetState =>
  createRetargetState(actor, rig, fps, { rootMotion });

function restTranslation({ skeleton }: Rig): Float32Array {
  const at = skeleton.translatedJoint * 3;
  return skeleton.restTranslations.slice(at, at + 3);
}
