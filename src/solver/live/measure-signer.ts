/** The first frames of a stream -> the signer's proportions, measured anew as more frames come. */
import { createActor } from '../../skeleton/actor/actor.ts';
import { SIDES } from '../../skeleton/actor/joints.ts';
import { forgetCups } from '../hand/cup-through-time.ts';
import { copyHandModel } from '../hand/hand-model.ts';
import { copyFrameEvidence, type FrameEvidence, isHandSeen } from '../lift/evidence.ts';
import { createPoseSolver } from '../pose/pose-frame.ts';
import { estimateProportions } from '../proportions.ts';
import { TRUNK_LANDMARKS } from '../trunk/trunk-points.ts';
import type { SolverState } from './solver-state.ts';

/** The signer is measured anew whenever this many more frames have been seen, up to the last. */
const MEASURE_GROWTH = 1.2;
const MEASURED_FRAMES = 96;

/** Remembers early frames and measures the signer, ever more rarely; allocates, then never again. */
export function measureSigner(state: SolverState, evidence: FrameEvidence): void {
  const { remembered } = state;
  if (!state.measures || remembered.length >= MEASURED_FRAMES) return;
  if (
    !(
      evidence.body.confidences[TRUNK_LANDMARKS[0]] > 0 ||
      isHandSeen(evidence.leftHand) ||
      isHandSeen(evidence.rightHand)
    )
  )
    return;
  remembered.push(copyFrameEvidence(evidence));
  if (remembered.length < state.measureAt) return;
  state.measureAt = Math.min(Math.ceil((remembered.length + 1) * MEASURE_GROWTH - 1), MEASURED_FRAMES);
  measure(state);
}

/** On its own, since a function with closures allocates whenever it is called. */
function measure({ remembered, noise, solver, lift, cups }: SolverState): void {
  const proportions = estimateProportions(remembered, noise);
  const measured = createPoseSolver(createActor(proportions));
  lift.proportions = proportions;
  measured.pose.offsets.forEach((offset, joint) => {
    solver.pose.offsets[joint].set(offset);
  });
  for (const side of SIDES) {
    solver.arms[side].lengths.set(measured.arms[side].lengths);
    copyHandModel(measured.hands[side], solver.hands[side]);
    // what it said was against another palm
    forgetCups(cups[side].belief);
  }
}
