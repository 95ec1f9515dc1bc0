/** Landmarks of the newest frame of a stream -> evidence, and on to the limbs that follow it. */
import type { LandmarkFrame } from '../../landmarks/landmark-frame.ts';
import { copyQuat } from '../../math/quat.ts';
import { copyVec3 } from '../../math/vec3.ts';
import { SIDES, type Side } from '../../skeleton/actor/joints.ts';
import { type ArmEvidence, clearArmEvidence, readArmEvidence } from '../arm/arm-evidence.ts';
import { type ArmValues, readArm } from '../arm/arm-values.ts';
import { placeHangingElbow } from '../arm/hanging-elbow.ts';
import { seeHand } from '../hand/hand-track.ts';
import { type HandValues, readHand } from '../hand/hand-values.ts';
import { FACE_ERROR } from '../head/solve-head.ts';
import { type FrameEvidence, isHandSeen } from '../lift/evidence.ts';
import { learnCamera } from '../lift/learn-camera.ts';
import { learnDepthScale } from '../lift/learn-depth.ts';
import { liftFrame } from '../lift/lift.ts';
import type { LiftedClip } from '../lift/network/lifted-clip.ts';
import { learnHandDepth } from '../lift/network/place-lifted.ts';
import { nextInput } from '../time/live-limb.ts';
import { TRUNK_LANDMARKS } from '../trunk/trunk-points.ts';
import { bySide } from './by-side.ts';
import { followFrame } from './follow.ts';
import { takeCup } from './live-cup.ts';
import { learnNoise } from './live-noise.ts';
import { measureSigner } from './measure-signer.ts';
import type { SolverState } from './solver-state.ts';

export function takeFrame(state: SolverState, landmarks: LandmarkFrame, lifted: LiftedClip | null): void {
  const { lift, follows, solver, noise } = state;
  const slot = state.taken % state.evidence.length;
  const evidence = state.evidence[slot];
  learnCamera(lift, landmarks);
  learnDepthScale(lift, landmarks);
  lift.lifted = lifted;
  learnHandDepth(lift, 0, landmarks);
  liftFrame(lift, landmarks, evidence);
  learnNoise(noise, state.noisyParts[slot].body, state.noisyParts[slot].hands);
  measureSigner(state, evidence);

  const { body } = evidence;
  const trunkSeen = body.confidences[TRUNK_LANDMARKS[0]] > 0 && body.confidences[TRUNK_LANDMARKS[1]] > 0;
  const trunk = nextInput(follows.trunk.limb);
  trunk.points = trunkSeen ? body : null;
  trunk.noise = noise.body;
  const trunkBelieved = followFrame(follows.trunk, trunkSeen, evidence, showTrunk);
  if (trunkBelieved) {
    state.hipConfidence = Math.min(
      body.confidences[TRUNK_LANDMARKS[2]],
      body.confidences[TRUNK_LANDMARKS[3]],
    );
  }
  const headSeen = evidence.headConfidence > 0;
  const head = nextInput(follows.head.limb);
  copyQuat(evidence.head, head.rotation);
  head.precision = (evidence.headConfidence / (FACE_ERROR * noise.hand)) ** 2;
  followFrame(follows.head, headSeen, evidence, showHead);
  for (let i = 0; i < SIDES.length; i++) {
    const side = SIDES[i];
    const armInput = nextInput(follows.arms[side].limb);
    armInput.frame = state.taken;
    const arm = armInput.evidence;
    readArmEvidence(solver.arms[side], evidence, follows.trunk.limb.newest[0][i], noise, arm);
    const armSeen = trunkSeen && arm.wristLateral > 0;
    const elbows = state.elbowSeen[side];
    const before = (slot + elbows.length - 1) % elbows.length;
    elbows[slot] = armSeen ? Number(arm.elbowLateral > 0) : elbows[before];
    if (!armSeen) clearArmEvidence(arm);
    else if (!(arm.elbowLateral > 0))
      placeHangingElbow(side, solver.arms[side].lengths, arm.shoulder, arm.wrist, arm.elbow);
    followFrame(follows.arms[side], armSeen, arm, SHOW_ARM[side]);
    const points = handOf(evidence, side);
    const handSeen = isHandSeen(points);
    const seenPoints = handSeen ? points : null;
    const cupped = state.seesCups ? seenPoints : null;
    takeCup(state.cups[side], solver.hands[side], cupped, noise, slot);
    const sight = nextInput(follows.hands[side].limb);
    sight.noise = noise.hand;
    seeHand(solver.hands[side], seenPoints, state.cups[side].angles, slot, sight);
    followFrame(follows.hands[side], handSeen, state, SHOW_HAND[side]);
  }
}

const handOf = (evidence: FrameEvidence, side: Side) =>
  side === 'left' ? evidence.leftHand : evidence.rightHand;

function showTrunk({ body }: FrameEvidence, dst: readonly Float64Array[]): void {
  for (let i = 0; i < dst.length; i++) copyVec3(body.positions[TRUNK_LANDMARKS[i]], dst[i]);
}
function showHead({ head }: FrameEvidence, dst: Float64Array): void {
  copyQuat(head, dst);
}
const SHOW_ARM = bySide((side) => ({ shoulder, elbow, wrist }: ArmEvidence, dst: ArmValues): void => {
  readArm(side, shoulder, elbow, wrist, null, dst);
});
const SHOW_HAND = bySide((side) => ({ solver, evidence, taken, follows }: SolverState, dst: HandValues) => {
  const { palm } = nextInput(follows.hands[side].limb);
  readHand(solver.hands[side], handOf(evidence[taken % evidence.length], side), palm, dst);
});
