/**
 * Landmarks frame by frame -> motion of the actor, live, with a fixed look-ahead: the same lifts, fits and limits as solve-clip.ts, joined
 * over the frames so far. Camera, noise and proportions are learnt on the way. After warm-up a frame allocates nothing.
 */

import type { DepthSource } from '../../landmarks/landmark-clip.ts';
import type { LandmarkFrame } from '../../landmarks/landmark-frame.ts';
import { copyQuat, identityQuat, quat } from '../../math/quat.ts';
import { wrapAngle } from '../../math/scalar.ts';
import { copyVec3, lerpVec3, vec3 } from '../../math/vec3.ts';
import { PART_NAMES, PROVENANCE } from '../../motion/motion-clip.ts';
import { createActor } from '../../skeleton/actor/actor.ts';
import { ACTOR_JOINTS, SIDES, type Side } from '../../skeleton/actor/joints.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../../skeleton/actor/proportions.ts';
import type { Rig } from '../../skeleton/rig.ts';
import { createAnatomy } from '../anatomy.ts';
import { type ArmEvidence, clearArmEvidence, readArmEvidence } from '../arm/arm-evidence.ts';
import { type ArmValues, createArmValues, readArm } from '../arm/arm-values.ts';
import { placeHangingElbow } from '../arm/hanging-elbow.ts';
import { presentHand } from '../arm/presented-arm.ts';
import { GAP_DEFAULTS } from '../gaps.ts';
import { copyHandModel } from '../hand/hand-model.ts';
import { createHandValues, type HandValues, readHand } from '../hand/hand-values.ts';
import { FACE_ERROR } from '../head/solve-head.ts';
import { copyFrameEvidence, createFrameEvidence, type FrameEvidence, isHandSeen } from '../lift/evidence.ts';
import { learnCamera } from '../lift/learn-camera.ts';
import { learnDepthScale } from '../lift/learn-depth.ts';
import { liftFrame } from '../lift/lift.ts';
import { createLiftState } from '../lift/lift-state.ts';
import { limitJoints } from '../limits.ts';
import { ARM_BONES, HAND_BONES } from '../noise-scale.ts';
import { JOINT_PARTS, PART_JOINTS, partIndex, SOLVED_PARTS } from '../parts.ts';
import { createPoseSolver, poseFrame, type SolvedFrame } from '../pose/pose-frame.ts';
import { estimateProportions } from '../proportions.ts';
import { relaxedPose } from '../relaxed-pose.ts';
import { nextInput } from '../time/live-limb.ts';
import { BODY_YAW_TIME } from '../trunk/body-yaw.ts';
import { shoulderYaw, TRUNK_LANDMARKS, type TrunkPoints } from '../trunk/trunk-points.ts';
import { limitVelocity, VELOCITY_LIMITS, type VelocityLimitName } from '../velocity-limit.ts';
import { createFollow, type Follow, followFrame, readFollow, wasSeen } from './follow.ts';
import { armKind, handKind, headKind, trunkKind } from './limb-kinds.ts';
import { createLiveGap, showPart } from './live-gaps.ts';
import { createLiveNoise, learnNoise } from './live-noise.ts';

export interface LiveOptions {
  readonly imageSize: { readonly width: number; readonly height: number };
  readonly depth: DepthSource;
  readonly fps: number;
  /** Frames a result waits for what comes after it. */
  readonly lookahead?: number;
  readonly clamp?: VelocityLimitName;
  /** The signer's proportions; learnt from the first frames when absent. */
  readonly proportions?: ActorProportions;
}

export const LIVE_DEFAULTS = { lookahead: 2, clamp: 'default' } as const satisfies Partial<LiveOptions>;

/** One solved frame of a stream. */
export interface LiveFrame {
  /** Number of the frame in the stream, from 0. */
  frame: number;
  /** [J] local rotations of the actor. */
  readonly rotations: readonly Float64Array[];
  /** [P] PROVENANCE flags, in the order of PART_NAMES. */
  readonly provenance: Uint8Array;
}

export const createLiveFrame = (): LiveFrame => ({
  frame: -1,
  rotations: ACTOR_JOINTS.map(() => quat()),
  provenance: new Uint8Array(PART_NAMES.length),
});

export type LiveSolver = ReturnType<typeof createLiveSolver>;

/** Frames with a body whose proportions are remembered, and the counts at which the signer is measured anew. */
const MEASURED_FRAMES = 64;
const MEASURE_AT: readonly number[] = [2, 4, 8, 16, 32, 64];

/** The trunk is slow and its few points far: it follows them by this many frames later at noise 1, so as not to tremble. */
const TRUNK_CALM = 1.6;

export function createLiveSolver(options: LiveOptions) {
  const { lookahead = LIVE_DEFAULTS.lookahead, clamp = LIVE_DEFAULTS.clamp } = options;
  const { proportions, fps, imageSize, depth } = options;
  const actor = createActor(proportions ?? AVERAGE_PROPORTIONS);
  const solver = createPoseSolver(actor);
  const evidence = Array.from({ length: lookahead + 2 }, createFrameEvidence);
  const anatomy = createAnatomy(actor);
  const relaxed = relaxedPose(anatomy);
  const bridge = Math.floor(GAP_DEFAULTS.bridge * fps);
  const trunk = createFollow(trunkKind(), lookahead, bridge, fps);
  const places = TRUNK_LANDMARKS.map(() => vec3());
  const shoulderAt = bySide((side) => (frame: number, dst: Float64Array): void => {
    if (readFollow(trunk, frame, places)) copyVec3(places[side === 'left' ? 0 : 1], dst);
  });
  const arm = (side: Side) =>
    createFollow(armKind(solver.arms[side], shoulderAt[side]), lookahead, bridge, fps);
  const hand = (side: Side) => createFollow(handKind(solver.hands[side]), lookahead, bridge, fps);
  const trunkPoints: TrunkPoints = { places: TRUNK_LANDMARKS.map(() => vec3()), hipConfidence: 0 };
  return {
    fps,
    lookahead,
    limits: VELOCITY_LIMITS[clamp],
    measures: proportions === undefined && depth !== 'none',
    lift: createLiftState(imageSize, depth, proportions),
    /** Ring by stream frame, and the same by kind of part. */
    evidence,
    noisyParts: evidence.map(({ body, leftHand, rightHand }) => ({
      body: [body],
      hands: [leftHand, rightHand],
    })),
    remembered: [] as FrameEvidence[],
    bodies: 0,
    noise: { body: createLiveNoise(ARM_BONES), hand: createLiveNoise(HAND_BONES) },
    noiseScales: { body: 1, hand: 1 },
    solver,
    anatomy,
    relaxed,
    follows: {
      trunk,
      head: createFollow(headKind(), lookahead, bridge, fps),
      arms: { left: arm('left'), right: arm('right') },
      hands: { left: hand('left'), right: hand('right') },
    },
    places,
    /** Whether trunkPoints hold the frame before. */
    calmed: false,
    trunkPoints,
    hipConfidence: 0,
    /** Ring by stream frame: whether the elbow was found; while the arm is bridged, whether it was before. */
    elbowSeen: bySide(() => new Uint8Array(lookahead + 2)),
    bodyYaw: Number.NaN,
    solved: {
      head: quat(),
      arms: { left: createArmValues(), right: createArmValues() },
      hands: { left: createHandValues(), right: createHandValues() },
    },
    frame: {
      trunk: null,
      bodyYaw: 0,
      head: null,
      arms: { left: null, right: null },
      hands: { left: null, right: null },
    } as SolvedFrame,
    rotations: ACTOR_JOINTS.map(() => identityQuat(new Float64Array(4)) as Float64Array),
    previous: ACTOR_JOINTS.map((_, j) => Float64Array.from(relaxed[j])),
    gaps: SOLVED_PARTS.map((part) => createLiveGap(PART_JOINTS[part], relaxed)),
    outside: new Uint8Array(ACTOR_JOINTS.length),
    excess: new Float64Array(ACTOR_JOINTS.length),
    /** Frames taken and given. */
    taken: 0,
    given: 0,
  };
}

/** The actor with what has been learnt of the signer so far. */
export const liveActor = ({ lift }: LiveSolver): Rig => createActor(lift.proportions);

/**
 * Takes a frame, or none at the end of the stream, and gives the frame that is due.
 * @returns whether dst holds a frame: not for the first `lookahead` frames, nor when a finished stream is drained
 */
export function solveLiveFrame(live: LiveSolver, landmarks: LandmarkFrame | null, dst: LiveFrame): boolean {
  if (landmarks !== null) {
    takeFrame(live, landmarks);
    live.taken++;
    if (live.taken <= live.lookahead) return false;
  }
  if (live.given >= live.taken) return false;
  giveFrame(live, live.given, dst);
  live.given++;
  return true;
}

function takeFrame(live: LiveSolver, landmarks: LandmarkFrame): void {
  const { lift, follows, solver, noise, noiseScales } = live;
  const slot = live.taken % live.evidence.length;
  const evidence = live.evidence[slot];
  learnCamera(lift, landmarks);
  learnDepthScale(lift, landmarks);
  liftFrame(lift, landmarks, evidence);
  learnNoise(noise.body, live.noisyParts[slot].body);
  learnNoise(noise.hand, live.noisyParts[slot].hands);
  noiseScales.body = noise.body.scale;
  noiseScales.hand = noise.hand.scale;
  measureSigner(live, evidence);

  const { body } = evidence;
  const trunkSeen = body.confidences[TRUNK_LANDMARKS[0]] > 0 && body.confidences[TRUNK_LANDMARKS[1]] > 0;
  const trunk = nextInput(follows.trunk.limb);
  trunk.points = trunkSeen ? body : null;
  trunk.noise = noiseScales.body;
  const trunkBelieved = followFrame(follows.trunk, trunkSeen, evidence, showTrunk);
  if (trunkBelieved) {
    live.hipConfidence = Math.min(body.confidences[TRUNK_LANDMARKS[2]], body.confidences[TRUNK_LANDMARKS[3]]);
  }
  const headSeen = evidence.headConfidence > 0;
  const head = nextInput(follows.head.limb);
  copyQuat(evidence.head, head.rotation);
  head.precision = (evidence.headConfidence / (FACE_ERROR * noiseScales.hand)) ** 2;
  followFrame(follows.head, headSeen, evidence, showHead);
  for (let i = 0; i < SIDES.length; i++) {
    const side = SIDES[i];
    const armInput = nextInput(follows.arms[side].limb);
    armInput.frame = live.taken;
    const arm = armInput.evidence;
    readArmEvidence(solver.arms[side], evidence, follows.trunk.limb.newest[0][i], noiseScales, arm);
    const armSeen = trunkSeen && arm.wristLateral > 0;
    const elbows = live.elbowSeen[side];
    const before = (slot + elbows.length - 1) % elbows.length;
    elbows[slot] = armSeen ? Number(arm.elbowLateral > 0) : elbows[before];
    if (!armSeen) clearArmEvidence(arm);
    else if (!(arm.elbowLateral > 0))
      placeHangingElbow(side, solver.arms[side].lengths, arm.shoulder, arm.wrist, arm.elbow);
    followFrame(follows.arms[side], armSeen, arm, SHOW_ARM[side]);
    const points = handOf(evidence, side);
    const handSeen = isHandSeen(points);
    const hand = nextInput(follows.hands[side].limb);
    hand.points = handSeen ? points : null;
    hand.noise = noiseScales.hand;
    followFrame(follows.hands[side], handSeen, live, SHOW_HAND[side]);
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
const bySide = <F>(make: (side: Side) => F): Readonly<Record<Side, F>> => ({
  left: make('left'),
  right: make('right'),
});
const SHOW_ARM = bySide((side) => ({ shoulder, elbow, wrist }: ArmEvidence, dst: ArmValues): void => {
  readArm(side, shoulder, elbow, wrist, null, dst);
});
const SHOW_HAND = bySide((side) => ({ solver, evidence, taken }: LiveSolver, dst: HandValues): void => {
  readHand(solver.hands[side], handOf(evidence[taken % evidence.length], side), dst);
});

/** Remembers early frames and measures the signer at doubling counts; allocates, then never again. */
function measureSigner(live: LiveSolver, evidence: FrameEvidence): void {
  const { remembered, solver, lift } = live;
  if (!live.measures || remembered.length >= MEASURED_FRAMES) return;
  if (
    !(
      evidence.body.confidences[TRUNK_LANDMARKS[0]] > 0 ||
      isHandSeen(evidence.leftHand) ||
      isHandSeen(evidence.rightHand)
    )
  )
    return;
  remembered.push(copyFrameEvidence(evidence));
  if (!MEASURE_AT.includes(remembered.length)) return;
  const proportions = estimateProportions(remembered, live.noiseScales);
  const measured = createPoseSolver(createActor(proportions));
  lift.proportions = proportions;
  measured.pose.offsets.forEach((offset, joint) => {
    solver.pose.offsets[joint].set(offset);
  });
  for (const side of SIDES) {
    solver.arms[side].lengths.set(measured.arms[side].lengths);
    copyHandModel(measured.hands[side], solver.hands[side]);
  }
}

function giveFrame(live: LiveSolver, f: number, dst: LiveFrame): void {
  const { follows, frame, solved, solver, trunkPoints, rotations, relaxed, fps } = live;
  dst.frame = f;
  dst.provenance.fill(0);
  const trunkKnown = readFollow(follows.trunk, f, live.places);
  const share = live.calmed && trunkKnown ? 1 / (1 + live.noiseScales.body ** 2 * TRUNK_CALM) : 1;
  for (let i = 0; i < live.places.length; i++)
    lerpVec3(trunkPoints.places[i], live.places[i], share, trunkPoints.places[i]);
  live.calmed = trunkKnown;
  trunkPoints.hipConfidence = live.hipConfidence;
  frame.trunk = trunkKnown ? trunkPoints : null;
  if (trunkKnown) turnBody(live, shoulderYaw(trunkPoints));
  frame.bodyYaw = Number.isNaN(live.bodyYaw) ? 0 : live.bodyYaw;
  frame.head = readFollow(follows.head, f, solved.head) ? solved.head : null;
  for (const side of SIDES) {
    const handKnown = readFollow(follows.hands[side], f, solved.hands[side]);
    frame.hands[side] = handKnown ? solved.hands[side] : null;
    const armKnown = readFollow(follows.arms[side], f, solved.arms[side]);
    if (!armKnown && handKnown)
      presentHand(solver.arms[side], solved.hands[side].palm, live.anatomy, solver.pose, solved.arms[side]);
    frame.arms[side] = armKnown || handKnown ? solved.arms[side] : null;
    markPart(follows.arms[side], f, armKnown, ARM_PART[side], dst);
    const elbows = live.elbowSeen[side];
    if (!elbows[f % elbows.length]) dst.provenance[ARM_PART[side]] |= PROVENANCE.invented;
  }
  poseFrame(solver, frame, rotations);
  markPart(follows.trunk, f, trunkKnown, TRUNK_PART, dst);
  markPart(follows.head, f, frame.head !== null, HEAD_PART, dst);
  for (const side of SIDES) {
    markPart(follows.hands[side], f, frame.hands[side] !== null, HAND_PART[side], dst);
  }
  for (let i = 0; i < SOLVED_PARTS.length; i++) {
    showPart(live.gaps[i], isKnown(frame, SOLVED_PARTS[i]), rotations, relaxed, fps);
  }
  limitFrame(live, f, dst);
}

function limitFrame(live: LiveSolver, f: number, dst: LiveFrame): void {
  const { anatomy, rotations, previous, outside, excess } = live;
  outside.fill(0);
  limitJoints(anatomy, rotations, outside);
  excess.fill(0);
  if (f > 0) limitVelocity(anatomy, live.limits, 1 / live.fps, previous, rotations, excess);
  for (let j = 0; j < rotations.length; j++) {
    if (outside[j]) dst.provenance[JOINT_PARTS[j]] |= PROVENANCE.outOfLimit;
    if (excess[j] > 0) dst.provenance[JOINT_PARTS[j]] |= PROVENANCE.clamped;
    copyQuat(rotations[j], previous[j]);
    copyQuat(rotations[j], dst.rotations[j]);
  }
}

/** Slow turn of the pelvis after the shoulders. */
function turnBody(live: LiveSolver, yaw: number): void {
  if (Number.isNaN(live.bodyYaw)) live.bodyYaw = yaw;
  live.bodyYaw += wrapAngle(yaw - live.bodyYaw) * (1 - Math.exp(-1 / (BODY_YAW_TIME * live.fps)));
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
