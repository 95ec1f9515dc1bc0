/**
 * A clip on one rig -> the same signing on another: handshapes, palms, head and trunk by rotation, places and contacts by reaching for them.
 * Offline: the whole clip is observed first, so that contacts are taken up before they begin. Curves and provenance pass through.
 * Method: transfer.ts (rotations), observe.ts and place-hands.ts (places), take-hands.ts (reach), contacts.ts. Limits: a body of average build around the skeleton
 * (skeleton/body); what a rig lacks, such as fingers, cannot touch.
 */
import { frameRotations, frameTranslation, type MotionClip } from '../motion/motion-clip.ts';
import type { Rig } from '../skeleton/rig.ts';
import { framesPerSecond } from '../space/timing.ts';
import { findContacts } from './contacts.ts';
import { copyObservation, type Observation, observeFrame } from './observe.ts';
import { type RetargetReport, startReport } from './report.ts';
import { applyPlan, planClip } from './shift-plan.ts';
import { createRetargetState, finishFrame, type RetargetOptions, startFrame } from './state.ts';

export interface RetargetedClip {
  readonly clip: MotionClip;
  readonly report: RetargetReport;
}

/** The clip alone. */
export const retargetClip = (
  source: Rig,
  clip: MotionClip,
  target: Rig,
  options: Partial<RetargetOptions> = {},
): MotionClip => retargetWithReport(source, clip, target, options).clip;

/** The clip, and what was kept and what was not. */
export function retargetWithReport(
  source: Rig,
  clip: MotionClip,
  target: Rig,
  options: Partial<RetargetOptions> = {},
): RetargetedClip {
  const { skeleton } = target;
  const joints = skeleton.jointNames.length;
  const { frameCount } = clip;
  const fps = framesPerSecond(clip.timing.rate);
  const state = createRetargetState(source, target, fps, options);
  const observations: Observation[] = [];
  for (let f = 0; f < frameCount; f++) {
    observeFrame(state.observer, frameRotations(clip, f), frameTranslation(clip, f), state.observation);
    observations.push(copyObservation(state.observation));
  }
  const { runs, weights } = state.options.places
    ? findContacts(observations, fps)
    : { runs: [], weights: observations.map(({ count }) => new Float32Array(count)) };
  const rotations = new Float32Array(frameCount * joints * 4);
  const translations = new Float32Array(frameCount * 3);
  const plans = planClip(state, observations, weights);
  const report = startReport(runs);
  for (let f = 0; f < frameCount; f++) {
    startFrame(state, observations[f], weights[f]);
    if (plans) applyPlan(state.actuator, observations[f], plans, f);
    const outcome = finishFrame(state, observations[f], weights[f], {
      rotations: rotations.subarray(f * joints * 4, (f + 1) * joints * 4),
      translation: translations.subarray(f * 3, f * 3 + 3),
    });
    report.add(f, observations[f], weights[f], outcome);
  }
  return { clip: { ...clip, skeleton, rotations, translations }, report: report.finish() };
}
