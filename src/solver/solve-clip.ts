/**
 * A recording -> motion of the actor, offline. The camera, the noise and the signer's proportions are learnt from the whole clip; trunk,
 * head, arms and hands are solved through time in that order, each on the one before; lost parts ease to rest; joints are limited in
 * range and speed; everything that was not measured is marked.
 */
import type { Issue } from '../issues/issues.ts';
import { type LandmarkRecording, primaryClip } from '../landmarks/landmark-clip.ts';
import { createLandmarkFrame, landmarkFrame } from '../landmarks/landmark-frame.ts';
import { identityQuat } from '../math/quat.ts';
import { type MotionClip, PART_NAMES, PROVENANCE } from '../motion/motion-clip.ts';
import { createActor } from '../skeleton/actor/actor.ts';
import { ACTOR_JOINTS, SIDES, type Side } from '../skeleton/actor/joints.ts';
import type { Rig } from '../skeleton/rig.ts';
import { framesPerSecond } from '../space/timing.ts';
import { type Anatomy, createAnatomy } from './anatomy.ts';
import { createArmValues } from './arm/arm-values.ts';
import { presentHand } from './arm/presented-arm.ts';
import { type SolvedArm, solveArmClip } from './arm/solve-arm.ts';
import { fillGaps, GAP_DEFAULTS } from './gaps.ts';
import { type SolvedHand, solveHandClip } from './hand/solve-hand.ts';
import { solveHeadClip } from './head/solve-head.ts';
import { createFrameEvidence, type FrameEvidence } from './lift/evidence.ts';
import { learnCamera } from './lift/learn-camera.ts';
import { learnDepthScale } from './lift/learn-depth.ts';
import { liftFrame } from './lift/lift.ts';
import { createLiftState } from './lift/lift-state.ts';
import { limitJoints } from './limits.ts';
import { estimateNoiseScales } from './noise-scale.ts';
import { SOLVE_DEFAULTS, type SolveOptions } from './options.ts';
import { packClip } from './pack-clip.ts';
import { JOINT_PARTS, PART_JOINTS, partIndex, SOLVED_PARTS } from './parts.ts';
import { createPoseSolver, type PoseSolver, poseFrame, type SolvedFrame } from './pose/pose-frame.ts';
import { estimateProportions } from './proportions.ts';
import { relaxedPose } from './relaxed-pose.ts';
import { reportSolve, type SolveReport, solveIssues } from './report.ts';
import { KNOWN, knownFrames } from './runs.ts';
import { smoothBodyYaw } from './trunk/body-yaw.ts';
import { shoulderYaw, solveTrunkPoints } from './trunk/trunk-points.ts';
import { limitVelocity, VELOCITY_LIMITS } from './velocity-limit.ts';

export interface SolvedClip {
  /** The signer's own skeleton. */
  readonly actor: Rig;
  readonly clip: MotionClip;
  readonly report: SolveReport;
  readonly issues: readonly Issue[];
}

export function solveClip(recording: LandmarkRecording, options: SolveOptions = {}): SolvedClip {
  const { clamp = SOLVE_DEFAULTS.clamp, proportions } = options;
  const { timing } = primaryClip(recording);
  const fps = framesPerSecond(timing.rate);
  const bridge = Math.floor(GAP_DEFAULTS.bridge * fps);

  const evidence = liftClip(recording, options);
  const noise = estimateNoiseScales(evidence);
  const measured =
    proportions ?? (recording.depth === 'none' ? undefined : estimateProportions(evidence, noise));
  const actor = createActor(measured);
  const solver = createPoseSolver(actor);
  const anatomy = createAnatomy(actor);

  const trunk = solveTrunkPoints(
    evidence.map(({ body }) => body),
    noise.body,
    fps,
    bridge,
  );
  const head = solveHeadClip(evidence, noise.hand, fps, bridge);
  const arm = (side: Side) => solveArmClip(solver.arms[side], evidence, trunk, noise, fps, bridge);
  const hand = (side: Side) =>
    solveHandClip(
      solver.hands[side],
      evidence.map((frame) => frame[`${side}Hand`]),
      noise.hand,
      fps,
      bridge,
    );
  const arms = { left: arm('left'), right: arm('right') };
  const hands = { left: hand('left'), right: hand('right') };

  const known: Uint8Array[] = PART_NAMES.map(() => new Uint8Array(evidence.length));
  known[partIndex('trunk')] = knownFrames(trunk.seen, bridge);
  known[partIndex('head')] = knownFrames(head.seen, bridge);
  for (const side of SIDES) {
    known[partIndex(`${side}Arm`)] = knownFrames(arms[side].seen, bridge);
    known[partIndex(`${side}Hand`)] = knownFrames(hands[side].seen, bridge);
  }
  const provenance: Uint8Array[] = known.map((flags) =>
    flags.map((flag) => (flag === KNOWN.bridged ? PROVENANCE.repaired : 0)),
  );

  const bodyYaw = Float64Array.from(trunk.points, (points, f) =>
    known[partIndex('trunk')][f] ? shoulderYaw(points) : Number.NaN,
  );
  smoothBodyYaw(bodyYaw, fps);
  const frames = evidence.map(createRotations);
  evidence.forEach((_, f) => {
    const has = (part: Parameters<typeof partIndex>[0]) => known[partIndex(part)][f] !== KNOWN.not;
    const frame: SolvedFrame = {
      trunk: has('trunk') ? trunk.points[f] : null,
      bodyYaw: bodyYaw[f],
      head: has('head') ? head.rotations[f] : null,
      arms: { left: null, right: null },
      hands: { left: null, right: null },
    };
    for (const side of SIDES) {
      if (has(`${side}Hand`)) frame.hands[side] = hands[side].values[f];
      frame.arms[side] = armOf(
        solver,
        anatomy,
        side,
        arms[side],
        hands[side],
        f,
        has(`${side}Arm`),
        has(`${side}Hand`),
      );
      const part = partIndex(`${side}Arm`);
      if (frame.arms[side] && !(has(`${side}Arm`) && arms[side].elbowSeen[f]))
        provenance[part][f] |= PROVENANCE.invented;
      if (frame.arms[side]) known[part][f] ||= KNOWN.bridged;
    }
    poseFrame(solver, frame, frames[f]);
  });

  const relaxed = relaxedPose(anatomy);
  for (const part of SOLVED_PARTS) {
    known[part].forEach((flag, f) => {
      if (flag === KNOWN.not) provenance[part][f] |= PROVENANCE.invented;
    });
    fillGaps(frames, known[part], PART_JOINTS[part], relaxed, fps);
  }
  const outside = new Uint8Array(ACTOR_JOINTS.length);
  const excess = evidence.map(() => new Float64Array(ACTOR_JOINTS.length));
  frames.forEach((rotations, f) => {
    outside.fill(0);
    limitJoints(anatomy, rotations, outside);
    if (f > 0) limitVelocity(anatomy, VELOCITY_LIMITS[clamp], 1 / fps, frames[f - 1], rotations, excess[f]);
    JOINT_PARTS.forEach((part, joint) => {
      if (outside[joint]) provenance[part][f] |= PROVENANCE.outOfLimit;
      if (excess[f][joint] > 0) provenance[part][f] |= PROVENANCE.clamped;
    });
  });

  const clip = packClip(recording.source.name, actor, timing, frames, provenance);
  const report = reportSolve(clip, excess);
  return { actor, clip, report, issues: solveIssues(clip, recording.depth, report) };
}

/** Landmarks of every frame in metric 3D; the camera is learnt from all frames first. */
function liftClip(recording: LandmarkRecording, { proportions }: SolveOptions): FrameEvidence[] {
  const { frameCount } = primaryClip(recording);
  const frame = createLandmarkFrame();
  const lift = createLiftState(recording.imageSize, recording.depth, proportions);
  for (let f = 0; f < frameCount; f++) learnCamera(lift, landmarkFrame(recording, f, frame));
  for (let f = 0; f < frameCount; f++) learnDepthScale(lift, landmarkFrame(recording, f, frame));
  return Array.from({ length: frameCount }, (_, f) => {
    const evidence = createFrameEvidence();
    liftFrame(lift, landmarkFrame(recording, f, frame), evidence);
    return evidence;
  });
}

/** The arm's own values, or one that presents a hand which comes without an arm. */
function armOf(
  { arms, pose }: PoseSolver,
  anatomy: Anatomy,
  side: Side,
  arm: SolvedArm,
  hand: SolvedHand,
  f: number,
  armKnown: boolean,
  handKnown: boolean,
): SolvedArm['values'][number] | null {
  if (armKnown) return arm.values[f];
  if (!handKnown) return null;
  const values = createArmValues();
  presentHand(arms[side], hand.values[f].palm, anatomy, pose, values);
  return values;
}

const createRotations = (): Float64Array[] =>
  ACTOR_JOINTS.map(() => identityQuat(new Float64Array(4)) as Float64Array);
