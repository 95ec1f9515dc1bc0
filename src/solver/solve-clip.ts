/**
 * A recording -> motion of the actor, offline. The camera, the noise and the signer's proportions are learnt from the whole clip; trunk,
 * head, arms and hands are solved through time in that order, each on the one before, from landmarks that were mended first; lost
 * parts ease to rest; joints are limited in range and speed; everything that was not measured is marked.
 */
import type { Issue } from '../issues/issues.ts';
import { type LandmarkRecording, primaryClip } from '../landmarks/landmark-clip.ts';
import { type MotionClip, PROVENANCE } from '../motion/motion-clip.ts';
import { createActor } from '../skeleton/actor/actor.ts';
import { ACTOR_JOINTS, type Side } from '../skeleton/actor/joints.ts';
import { AVERAGE_PROPORTIONS } from '../skeleton/actor/proportions.ts';
import type { Rig } from '../skeleton/rig.ts';
import { framesPerSecond } from '../space/timing.ts';
import { createAnatomy } from './anatomy.ts';
import { solveArmClip } from './arm/solve-arm.ts';
import { solveFaceClip } from './face/solve-face.ts';
import { GAP_DEFAULTS } from './gaps.ts';
import { solveHandClip } from './hand/solve-hand.ts';
import { solveHeadClip } from './head/solve-head.ts';
import { solvableProportions } from './known-signer.ts';
import { liftClip } from './lift/lift-clip.ts';
import { limitJoints } from './limits.ts';
import { missingParts } from './missing-parts.ts';
import { estimateNoiseScales, LEAST_NOISE, LIFTED_NOISE } from './noise-scale.ts';
import { SOLVE_DEFAULTS, type SolveOptions } from './options.ts';
import { packClip } from './pack-clip.ts';
import { JOINT_PARTS, partIndex } from './parts.ts';
import { poseClip, type SolvedParts } from './pose/pose-clip.ts';
import { createPoseSolver } from './pose/pose-frame.ts';
import { estimateProportions } from './proportions.ts';
import { findLoweredHand } from './repair/lowered-hands.ts';
import { mendEvidence } from './repair/mend-evidence.ts';
import { mendRecording } from './repair/mend-recording.ts';
import { repairIssues } from './repair/repair-issues.ts';
import { createRepairLog } from './repair/repair-log.ts';
import { reportSolve, type SolveReport, solveIssues } from './report.ts';
import { measureReprojection, type Reprojection } from './reprojection.ts';
import { KNOWN } from './runs.ts';
import { FRAMES_ALONE } from './smoothing/frames-alone.ts';
import { partConfidences } from './smoothing/part-confidence.ts';
import { smoothClip } from './smoothing/smooth-clip.ts';
import { isRotationFilter } from './smoothing/smoothing.ts';
import { solveTrunkPoints } from './trunk/trunk-points.ts';
import { limitVelocity, velocityLimits, velocitySteps } from './velocity-limit.ts';

export interface SolvedClip {
  /** The signer's own skeleton. */
  readonly actor: Rig;
  readonly clip: MotionClip;
  readonly report: SolveReport;
  readonly issues: readonly Issue[];
  /** [F][J] by how much the velocity limit held joints back, radians. */
  readonly excess: readonly Float64Array[];
  /** How far the posed skeleton falls from the landmarks, as mended. */
  readonly reprojection: Reprojection;
  /** [F] how far the face can be believed, 0..1; null without one. */
  readonly faceConfidences: Float32Array | null;
}

export function solveClip(recording: LandmarkRecording, options: SolveOptions = {}): SolvedClip {
  const { clamp = SOLVE_DEFAULTS.clamp, smoothing = SOLVE_DEFAULTS.smoothing } = options;
  const proportions = options.proportions && solvableProportions(options.proportions, recording.depth);
  const { timing } = primaryClip(recording);
  const fps = framesPerSecond(timing.rate);
  const bridge = Math.floor(GAP_DEFAULTS.bridge * fps);
  const acceleration = smoothing === 'fit' ? undefined : FRAMES_ALONE;

  const log = createRepairLog(primaryClip(recording).frameCount);
  const mended = mendRecording(recording, fps, log);
  const { frames: evidence, camera } = liftClip(mended, { ...options, proportions });
  mendEvidence(evidence, fps, log);
  const noise = estimateNoiseScales(evidence, options.lifted ? LIFTED_NOISE : LEAST_NOISE);
  const measured =
    proportions ??
    (recording.depth === 'none' || options.lifted ? undefined : estimateProportions(evidence, noise));
  const actor = createActor(measured);
  const solver = createPoseSolver(actor);
  const anatomy = createAnatomy(actor);

  const trunk = solveTrunkPoints(
    evidence.map(({ body }) => body),
    noise.body,
    fps,
    bridge,
    acceleration,
  );
  const head = solveHeadClip(evidence, noise.hand, fps, bridge, acceleration);
  const arm = (side: Side) =>
    solveArmClip(solver.arms[side], evidence, trunk, noise, fps, bridge, acceleration);
  const hand = (side: Side) =>
    solveHandClip(
      solver.hands[side],
      evidence.map((frame) => frame[`${side}Hand`]),
      noise.hand,
      fps,
      bridge,
      acceleration,
      recording.depth === 'world',
    );
  const lowered = {
    left: findLoweredHand(evidence, 'left', measured?.torsoLength ?? AVERAGE_PROPORTIONS.torsoLength),
    right: findLoweredHand(evidence, 'right', measured?.torsoLength ?? AVERAGE_PROPORTIONS.torsoLength),
  };
  const parts: SolvedParts = {
    trunk,
    head,
    arms: { left: arm('left'), right: arm('right') },
    hands: { left: hand('left'), right: hand('right') },
  };
  const { frames, known, provenance } = poseClip(solver, anatomy, parts, lowered, fps, bridge);
  if (isRotationFilter(smoothing)) {
    // a part that is away follows the rule for gaps, not its landmarks
    const confidences = evidence.map((frame, f) =>
      partConfidences(frame).map((confidence, part) => (known[part][f] === KNOWN.not ? 1 : confidence)),
    );
    smoothClip(smoothing, frames, confidences, fps, options.oneEuro);
  }

  const steps = velocitySteps(velocityLimits(clamp), fps);
  const outside = new Uint8Array(ACTOR_JOINTS.length);
  const excess = evidence.map(() => new Float64Array(ACTOR_JOINTS.length));
  frames.forEach((rotations, f) => {
    outside.fill(0);
    limitJoints(anatomy, rotations, outside, f > 0 ? frames[f - 1] : null);
    if (f > 0) limitVelocity(anatomy, steps, frames[f - 1], rotations, excess[f]);
    JOINT_PARTS.forEach((part, joint) => {
      if (outside[joint]) provenance[part][f] |= PROVENANCE.outOfLimit;
      if (excess[f][joint] > 0) provenance[part][f] |= PROVENANCE.clamped;
    });
  });
  for (const { part, frames: mended } of log.repairs) {
    const index = partIndex(part);
    mended.forEach((yes, f) => {
      if (yes && known[index][f] !== KNOWN.not) provenance[index][f] |= PROVENANCE.repaired;
    });
  }
  const face = solveFaceClip(mended, camera, options);
  if (face) provenance[partIndex('face')].set(face.provenance);
  const clip = packClip(recording.source.name, actor, timing, frames, provenance, face);
  const report = reportSolve(clip, excess);
  const issues = [
    ...missingParts(recording),
    ...repairIssues(log),
    ...solveIssues(clip, options.lifted ? 'lifted' : recording.depth, report, known, lowered),
  ];
  const reprojection = measureReprojection(actor, clip, mended, camera);
  return { actor, clip, report, issues, excess, reprojection, faceConfidences: face?.confidences ?? null };
}
