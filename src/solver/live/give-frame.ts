/** What the limbs know of the frame that is due -> local rotations and where they come from. */
import { wrapAngle } from '../../math/scalar.ts';
import { PROVENANCE } from '../../motion/motion-clip.ts';
import { SIDES, type Side } from '../../skeleton/actor/joints.ts';
import { choosePosture, presentHand } from '../arm/presented-arm.ts';
import { GAP_DEFAULTS } from '../gaps.ts';
import { partIndex, SOLVED_PARTS } from '../parts.ts';
import { poseFrame, type SolvedFrame } from '../pose/pose-frame.ts';
import { pushSmoother } from '../smoothing/live-smoother.ts';
import { partConfidences } from '../smoothing/part-confidence.ts';
import { BODY_YAW_TIME, MOST_TWIST } from '../trunk/body-yaw.ts';
import { shoulderYaw } from '../trunk/trunk-points.ts';
import { type Follow, readFollow, wasSeen } from './follow.ts';
import { showPart } from './live-gaps.ts';
import { type LiveFrame, NO_POSTURE, type SolverState } from './solver-state.ts';

export function giveFrame(state: SolverState, f: number, dst: LiveFrame): void {
  const { follows, frame, solved, solver, trunkPoints, rotations, relaxed, fps } = state;
  dst.provenance.fill(0);
  const trunkKnown = readFollow(follows.trunk, f, state.places);
  calmTrunk(state, trunkKnown);
  trunkPoints.hipConfidence = state.hipConfidence;
  frame.trunk = trunkKnown ? trunkPoints : null;
  if (trunkKnown) turnBody(state);
  frame.bodyYaw = Number.isNaN(state.bodyYaw) ? 0 : state.bodyYaw;
  frame.head = readFollow(follows.head, f, solved.head) ? solved.head : null;
  for (const side of SIDES) {
    const handKnown = readFollow(follows.hands[side], f, solved.hands[side]);
    const { angles } = state.cups[side];
    solved.hands[side].cup[0] = angles[f % angles.length];
    frame.hands[side] = handKnown ? solved.hands[side] : null;
    const armKnown = readFollow(follows.arms[side], f, solved.arms[side]);
    const { armAway } = state;
    armAway[side] = armKnown ? 0 : armAway[side] + 1;
    // an arm that was just lost is held; one that stays away presents its hand
    const presents = handKnown && armAway[side] > GAP_DEFAULTS.hold * fps;
    if (armKnown) state.posture[side] = NO_POSTURE;
    else if (presents) presentPalm(state, side);
    frame.arms[side] = armKnown || presents ? solved.arms[side] : null;
    markPart(follows.arms[side], f, armKnown, ARM_PART[side], dst);
    const elbows = state.elbowSeen[side];
    if (!elbows[f % elbows.length]) dst.provenance[ARM_PART[side]] |= PROVENANCE.invented;
  }
  poseFrame(solver, frame, rotations);
  markPart(follows.trunk, f, trunkKnown, TRUNK_PART, dst);
  markPart(follows.head, f, frame.head !== null, HEAD_PART, dst);
  for (const side of SIDES) {
    markPart(follows.hands[side], f, frame.hands[side] !== null, HAND_PART[side], dst);
  }
  for (let i = 0; i < SOLVED_PARTS.length; i++) {
    showPart(state.gaps[i], isKnown(frame, SOLVED_PARTS[i]), rotations, relaxed, fps);
  }
  const { confidences } = state;
  partConfidences(state.evidence[f % state.evidence.length], confidences);
  // a part that is away follows the rule for gaps, not its landmarks
  for (let i = 0; i < SOLVED_PARTS.length; i++)
    if (!isKnown(frame, SOLVED_PARTS[i])) confidences[SOLVED_PARTS[i]] = 1;
  pushSmoother(state.smoother, rotations, confidences, dst.provenance);
}

/** The trunk follows its places by a share, or is put there when it was not known in the frame before. */
function calmTrunk(state: SolverState, known: boolean): void {
  const { trunkPoints, places } = state;
  const share = state.calmed && known ? 1 / (1 + state.noise.body ** 2 * state.trunkCalm) : 1;
  for (let i = 0; i < places.length; i++) {
    const calm = trunkPoints.places[i];
    for (let k = 0; k < 3; k++) calm[k] += (places[i][k] - calm[k]) * share;
  }
  state.calmed = known;
}

/** The arm keeps the posture in which it presented the hand first: another one from frame to frame would make it jump. */
function presentPalm({ solver, anatomy, solved, posture }: SolverState, side: Side): void {
  const { palm } = solved.hands[side];
  if (posture[side] === NO_POSTURE)
    posture[side] = choosePosture(solver.arms[side], [palm], anatomy, solver.pose);
  presentHand(solver.arms[side], posture[side], palm, solved.arms[side]);
}

/** Slow turn of the pelvis after the shoulders. */
function turnBody(state: SolverState): void {
  const yaw = shoulderYaw(state.trunkPoints);
  if (Number.isNaN(state.bodyYaw)) state.bodyYaw = yaw;
  const twist = wrapAngle(yaw - state.bodyYaw) * Math.exp(-1 / (BODY_YAW_TIME * state.fps));
  state.bodyYaw = yaw - Math.min(Math.max(twist, -MOST_TWIST), MOST_TWIST);
}

function markPart(
  follow: Pick<Follow<unknown>, 'seen'>,
  f: number,
  known: boolean,
  part: number,
  dst: LiveFrame,
): void {
  if (!known) dst.provenance[part] |= PROVENANCE.invented;
  else if (!wasSeen(follow, f)) dst.provenance[part] |= PROVENANCE.repaired;
}

function isKnown({ trunk, head, arms, hands }: SolvedFrame, part: number): boolean {
  switch (part) {
    case TRUNK_PART:
      return trunk !== null;
    case HEAD_PART:
      return head !== null;
    case ARM_PART.left:
      return arms.left !== null;
    case ARM_PART.right:
      return arms.right !== null;
    case HAND_PART.left:
      return hands.left !== null;
    default:
      return hands.right !== null;
  }
}

const TRUNK_PART = partIndex('trunk');
const HEAD_PART = partIndex('head');
const ARM_PART = { left: partIndex('leftArm'), right: partIndex('rightArm') };
const HAND_PART = { left: partIndex('leftHand'), right: partIndex('rightHand') };
