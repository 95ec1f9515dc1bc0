/** What the live solver keeps between frames; all of it made here, so that a frame allocates nothing. */
import type { DepthSource } from '../../landmarks/landmark-clip.ts';
import { identityQuat, quat } from '../../math/quat.ts';
import { copyVec3, vec3 } from '../../math/vec3.ts';
import { PART_NAMES } from '../../motion/motion-clip.ts';
import { createActor } from '../../skeleton/actor/actor.ts';
import { ACTOR_JOINTS, type Side } from '../../skeleton/actor/joints.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../../skeleton/actor/proportions.ts';
import { createAnatomy } from '../anatomy.ts';
import { createArmValues } from '../arm/arm-values.ts';
import { GAP_DEFAULTS } from '../gaps.ts';
import { createHandValues } from '../hand/hand-values.ts';
import { createFrameEvidence, type FrameEvidence } from '../lift/evidence.ts';
import { createLiftState, LIFTED_FIELD_OF_VIEW } from '../lift/lift-state.ts';
import { LEAST_NOISE, LIFTED_NOISE } from '../noise-scale.ts';
import { PART_JOINTS, SOLVED_PARTS } from '../parts.ts';
import { createPoseSolver, type SolvedFrame } from '../pose/pose-frame.ts';
import { relaxedPose } from '../relaxed-pose.ts';
import { FRAMES_ALONE } from '../smoothing/frames-alone.ts';
import { createLiveSmoother } from '../smoothing/live-smoother.ts';
import type { OneEuroOptions } from '../smoothing/one-euro.ts';
import { SMOOTHING_DEFAULT, type SmoothingName } from '../smoothing/smoothing.ts';
import type { LimbKind } from '../time/live-limb.ts';
import { TRUNK_LANDMARKS, type TrunkPoints } from '../trunk/trunk-points.ts';
import { type VelocityLimit, velocityLimits, velocitySteps } from '../velocity-limit.ts';
import { bySide } from './by-side.ts';
import { createFollow, readFollow } from './follow.ts';
import { armKind, handKind, headKind, trunkKind } from './limb-kinds.ts';
import { createLiveCup } from './live-cup.ts';
import { createLiveGap } from './live-gaps.ts';
import { createLiveNoise } from './live-noise.ts';

export interface LiveOptions {
  readonly imageSize: { readonly width: number; readonly height: number };
  readonly depth: DepthSource;
  readonly fps: number;
  /** Frames a result waits for what comes after it. */
  readonly lookahead?: number;
  readonly clamp?: VelocityLimit;
  /** How the motion is smoothed through time; options of the One Euro filter. */
  readonly smoothing?: SmoothingName;
  readonly oneEuro?: OneEuroOptions;
  /** The signer's proportions; learnt from the first frames when absent. */
  readonly proportions?: ActorProportions;
  /** Frames come with a network's lift (lift/network/live-lifter.ts): assumes the lens it is placed by and measures nobody by it. */
  readonly isLifted?: boolean;
}

export const LIVE_DEFAULTS = {
  lookahead: 2,
  clamp: 'default',
  smoothing: SMOOTHING_DEFAULT,
} as const satisfies Partial<LiveOptions>;

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

/** The trunk is slow and its few points far: it follows them by this many frames later at noise 1, so as not to tremble. */
const TRUNK_CALM = 1.6;

export const NO_POSTURE = -1;

/** Frames, longer than any wait. */
const NEVER = 1e6;

export function createSolverState(options: LiveOptions) {
  const { clamp = LIVE_DEFAULTS.clamp, smoothing = LIVE_DEFAULTS.smoothing } = options;
  const { proportions, fps, imageSize, depth, isLifted = false } = options;
  const smoother = createLiveSmoother(
    smoothing,
    fps,
    options.lookahead ?? LIVE_DEFAULTS.lookahead,
    options.oneEuro,
  );
  const lookahead = (options.lookahead ?? LIVE_DEFAULTS.lookahead) - smoother.delay;
  const actor = createActor(proportions ?? AVERAGE_PROPORTIONS);
  const solver = createPoseSolver(actor);
  const evidence = Array.from({ length: lookahead + 2 }, createFrameEvidence);
  const anatomy = createAnatomy(actor);
  const relaxed = relaxedPose(anatomy);
  const bridge = Math.floor(GAP_DEFAULTS.bridge * fps);
  const follow = <Values, Input>(kind: LimbKind<Values, Input>) => {
    const alone = { ...kind, acceleration: kind.acceleration.map(() => FRAMES_ALONE) };
    return createFollow(smoothing === 'fit' ? kind : alone, lookahead, bridge, fps);
  };
  const trunk = follow(trunkKind());
  const places = TRUNK_LANDMARKS.map(() => vec3());
  const shoulderAt = bySide((side) => (frame: number, dst: Float64Array): void => {
    if (readFollow(trunk, frame, places)) copyVec3(places[side === 'left' ? 0 : 1], dst);
  });
  const arm = (side: Side) => follow(armKind(solver.arms[side], shoulderAt[side]));
  const hand = (side: Side) => follow(handKind(solver.hands[side]));
  const trunkPoints: TrunkPoints = { places: TRUNK_LANDMARKS.map(() => vec3()), hipConfidence: 0 };
  return {
    fps,
    lookahead,
    velocitySteps: velocitySteps(velocityLimits(clamp), fps),
    measures: proportions === undefined && depth !== 'none' && !isLifted,
    lift: createLiftState(imageSize, depth, proportions, null, isLifted ? LIFTED_FIELD_OF_VIEW : undefined),
    /** Ring by stream frame, and the same by kind of part. */
    evidence,
    noisyParts: evidence.map(({ body, leftHand, rightHand }) => ({
      body: [body],
      hands: [leftHand, rightHand],
    })),
    remembered: [] as FrameEvidence[],
    measureAt: 1,
    bodies: 0,
    noise: createLiveNoise(isLifted ? LIFTED_NOISE : LEAST_NOISE),
    solver,
    anatomy,
    relaxed,
    follows: {
      trunk,
      head: follow(headKind()),
      arms: { left: arm('left'), right: arm('right') },
      hands: { left: hand('left'), right: hand('right') },
    },
    places,
    /** How much the trunk is calmed; not where a filter does it. */
    trunkCalm: smoothing === 'fit' ? TRUNK_CALM : 0,
    /** Whether trunkPoints hold the frame before. */
    calmed: false,
    trunkPoints,
    hipConfidence: 0,
    /** Picture landmarks' depth is too coarse to show how far a palm is cupped. */
    seesCups: depth === 'world',
    cups: bySide(() => createLiveCup(lookahead + 2, fps)),
    /** Ring by stream frame: whether the elbow was found; while the arm is bridged, whether it was before. */
    elbowSeen: bySide(() => new Uint8Array(lookahead + 2)),
    /** Frames since the arm was last known; one that never was presents its hand at once. */
    armAway: { left: NEVER, right: NEVER },
    /** In which an arm presents its hand. */
    posture: { left: NO_POSTURE, right: NO_POSTURE },
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
    smoother,
    confidences: new Float64Array(PART_NAMES.length),
    gaps: SOLVED_PARTS.map((part) => createLiveGap(PART_JOINTS[part], relaxed)),
    outside: new Uint8Array(ACTOR_JOINTS.length),
    excess: new Float64Array(ACTOR_JOINTS.length),
    /** Frames taken and given. */
    taken: 0,
    given: 0,
  };
}

export type SolverState = ReturnType<typeof createSolverState>;
