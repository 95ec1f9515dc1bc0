/**
 * Retargeting frame by frame: what a live source and an offline clip share. The state remembers which contacts are held; offline they are
 * known beforehand (retarget.ts).
 */
import { alignQuatSign, copyQuat, normalizeQuat, quat, relativeQuat } from '../math/quat.ts';
import { copyVec3, type Numbers } from '../math/vec3.ts';
import { bodyOf } from '../skeleton/body/body.ts';
import { createModelPose, type ModelPose } from '../skeleton/forward-kinematics.ts';
import type { Rig } from '../skeleton/rig.ts';
import { type Actuator, copyPose, createActuator } from './actuator.ts';
import { pinch } from './close-contacts.ts';
import { type ContactTracker, createContactTracker, trackContacts } from './contacts.ts';
import type { Observation } from './observation.ts';
import {
  createObservation,
  createObserver,
  type Observer,
  observeFrame,
  observePose,
  rotationsOf,
} from './observe.ts';
import { createOutcome, type Outcome } from './outcome.ts';
import { planShifts } from './place-hands.ts';
import { planTwist, spreadTwist, type TwistPlan } from './spread-twist.ts';
import { takeHands } from './take-hands.ts';
import { planTransfer } from './transfer.ts';

export interface RetargetOptions {
  /** Keep places on the body and contacts; false copies rotations and nothing else. */
  readonly places: boolean;
  /** Let the pelvis move as the source's does, scaled by its height. Seated signers should not float. */
  readonly rootMotion: boolean;
}

export const RETARGET_DEFAULTS: RetargetOptions = { places: true, rootMotion: false };

export interface RetargetState {
  readonly source: Rig;
  readonly target: Rig;
  readonly options: RetargetOptions;
  readonly fps: number;
  readonly observer: Observer;
  readonly actuator: Actuator;
  readonly twist: TwistPlan | null;
  readonly tracker: ContactTracker;
  readonly observation: Observation;
  readonly outcome: Outcome;
  readonly sourcePose: ModelPose;
  /** All rotations of it in one array. */
  readonly sourceRotations: Float64Array;
  weights: Float32Array;
  readonly previous: readonly Float64Array[];
  started: boolean;
}

/** @param fps frames per second of the source: contacts are told from passing by their speed */
export function createRetargetState(
  source: Rig,
  target: Rig,
  fps: number,
  options: Partial<RetargetOptions> = {},
): RetargetState {
  const plan = planTransfer(source, target);
  const body = bodyOf(target);
  const observer = createObserver(source, body);
  const sourcePose = createModelPose(source.skeleton.jointNames.length);
  return {
    source,
    target,
    options: { ...RETARGET_DEFAULTS, ...options },
    fps,
    observer,
    actuator: createActuator(plan, observer.body, body),
    twist: planTwist(source, target),
    tracker: createContactTracker(),
    observation: createObservation(observer),
    outcome: createOutcome(),
    sourcePose,
    sourceRotations: rotationsOf(sourcePose),
    weights: new Float32Array(64),
    previous: target.skeleton.jointNames.map(() => quat()),
    started: false,
  };
}

/**
 * The next frame, knowing those before it. `dst` is filled: rotations [J x 4] local, translation [3] of the translated joint.
 * @param rotations [J x 4] local rotations of the source
 * @param translation [3] of its translated joint, metres
 */
export function retargetFrame(
  state: RetargetState,
  rotations: Numbers,
  translation: Numbers,
  dst: { readonly rotations: Numbers; readonly translation: Numbers },
): Outcome {
  const { observer, observation, options } = state;
  if (options.places) observeFrame(observer, rotations, translation, observation);
  else observePose(observer, rotations, translation, observation);
  if (state.weights.length < observation.count) state.weights = new Float32Array(observation.count * 2);
  if (options.places) trackContacts(state.tracker, observation, state.fps, state.weights);
  startFrame(state, observation, state.weights);
  if (options.places) planShifts(state.actuator, observation, state.weights);
  return finishFrame(state, observation, state.weights, dst);
}

/** The target by rotations alone, pinches closed. */
export function startFrame(state: RetargetState, observation: Observation, weights: Float32Array): void {
  state.sourceRotations.set(observation.rotations);
  copyPose(state.actuator, state.sourcePose);
  if (state.options.places) pinch(state.actuator, observation, weights);
}

/** Takes the hands where `actuator.shifts` say, and writes the pose. */
export function finishFrame(
  state: RetargetState,
  observation: Observation,
  weights: Float32Array,
  dst: { readonly rotations: Numbers; readonly translation: Numbers },
): Outcome {
  const { actuator, options, outcome, target, previous } = state;
  if (options.places) takeHands(actuator, observation, weights, outcome);
  if (state.twist) spreadTwist(state.twist, actuator.pose);
  const { parents } = target.skeleton;
  const { rotations } = actuator.pose;
  for (let j = 0; j < parents.length; j++) {
    if (parents[j] >= 0) relativeQuat(rotations[parents[j]], rotations[j], local);
    else copyQuat(rotations[j], local);
    normalizeQuat(local, local);
    if (state.started) alignQuatSign(local, previous[j]);
    copyQuat(local, previous[j]);
    dst.rotations[j * 4] = local[0];
    dst.rotations[j * 4 + 1] = local[1];
    dst.rotations[j * 4 + 2] = local[2];
    dst.rotations[j * 4 + 3] = local[3];
  }
  state.started = true;
  moveRoot(state, observation, dst.translation);
  return outcome;
}

/** Rest height of the pelvis, plus, when asked for, the source's way from its own, scaled. */
function moveRoot(
  { source, target, options }: RetargetState,
  { translation }: Observation,
  dst: Numbers,
): void {
  const rest = restOf(target);
  copyVec3(rest, dst);
  if (!options.rootMotion) return;
  const from = restOf(source);
  const scale = from[1] > 0 ? rest[1] / from[1] : 1;
  for (let i = 0; i < 3; i++) dst[i] += (translation[i] - from[i]) * scale;
}

function restOf({ skeleton }: Rig): Float32Array {
  const at = skeleton.translatedJoint * 3;
  return skeleton.restTranslations.subarray(at, at + 3);
}

const local = quat();
