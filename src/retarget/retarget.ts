/**
 * A clip on one rig -> the same signing on another: handshapes, palms, head and trunk by rotation, places and contacts by reaching for them.
 * Offline: the whole clip is observed first, so that contacts are taken up before they begin. Curves and provenance pass through.
 * Method: transfer.ts (rotations), observe.ts and place-hands.ts (places), take-hands.ts (reach), contacts.ts. Limits: a body of average build around the skeleton
 * (skeleton/body); what a rig lacks, such as fingers, cannot touch.
 */
import { frameRotations, frameTranslation, type MotionClip, PROVENANCE } from '../motion/motion-clip.ts';
import { trimClip } from '../motion/trim.ts';
import { SIDES } from '../skeleton/actor/joints.ts';
import type { Rig } from '../skeleton/rig.ts';
import { framesPerSecond } from '../space/timing.ts';
import { findContacts } from './contacts.ts';
import { copyObservation, type Observation } from './observation.ts';
import { type Measured, observeFrame, observePose } from './observe.ts';
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

/**
 * The clip, and what was kept and what was not.
 * @param keep first and last frame that are wanted: what comes before and after is looked at, so that a clip that is cut in the middle of
 *   a sign is as it would be in the whole, but neither returned nor reported
 */
export function retargetWithReport(
  source: Rig,
  clip: MotionClip,
  target: Rig,
  options: Partial<RetargetOptions> = {},
  keep: readonly [first: number, last: number] = [0, clip.frameCount - 1],
): RetargetedClip {
  const { skeleton } = target;
  const joints = skeleton.jointNames.length;
  const { frameCount } = clip;
  const cut = trimClip(clip, ...keep);
  const first = Math.max(0, keep[0]);
  const fps = framesPerSecond(clip.timing.rate);
  const state = createRetargetState(source, target, fps, options);
  const { places } = state.options;
  const measured = measuredParts(clip);
  const observations: Observation[] = [];
  for (let f = 0; f < frameCount; f++) {
    const rotations = frameRotations(clip, f);
    const translation = frameTranslation(clip, f);
    if (places) observeFrame(state.observer, rotations, translation, state.observation, measured(f));
    else observePose(state.observer, rotations, translation, state.observation);
    observations.push(copyObservation(state.observation));
  }
  const { runs, weights } = places
    ? findContacts(observations, fps)
    : { runs: [], weights: observations.map(({ count }) => new Float32Array(count)) };
  const rotations = new Float32Array(cut.frameCount * joints * 4);
  const translations = new Float32Array(cut.frameCount * 3);
  const plans = planClip(state, observations, weights);
  const report = startReport(source, target, runs);
  for (let to = 0; to < cut.frameCount; to++) {
    const f = first + to;
    startFrame(state, observations[f], weights[f]);
    if (plans) applyPlan(state.actuator, observations[f], plans, f);
    const outcome = finishFrame(state, observations[f], weights[f], {
      rotations: rotations.subarray(to * joints * 4, (to + 1) * joints * 4),
      translation: translations.subarray(to * 3, to * 3 + 3),
    });
    report.add(f, observations[f], weights[f], outcome);
  }
  return { clip: { ...cut, skeleton, rotations, translations }, report: report.finish(first) };
}

/** Arms and hands that were not made up, frame by frame. */
function measuredParts({ partNames, provenance }: MotionClip): (f: number) => Measured {
  const measured = { arms: [1, 1], hands: [1, 1] };
  const columns = SIDES.map((side) => [partNames.indexOf(`${side}Arm`), partNames.indexOf(`${side}Hand`)]);
  const at = (f: number, column: number): number =>
    column >= 0 && (provenance[f * partNames.length + column] & PROVENANCE.invented) !== 0 ? 0 : 1;
  return (f) => {
    for (let side = 0; side < 2; side++) {
      measured.arms[side] = at(f, columns[side][0]);
      measured.hands[side] = at(f, columns[side][1]);
    }
    return measured;
  };
}
