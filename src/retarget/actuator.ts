/** The target as it is moved: its rig, body, pose of the frame, and what is planned for its hands. Model space, metres. */
import { rotateVec3 } from '../math/quat.ts';
import { addScaledVec3, copyVec3, vec3 } from '../math/vec3.ts';
import { SIDES } from '../skeleton/actor/joints.ts';
import { type Body, DIGITS, PART_SLOTS, TOUCH_SLOTS } from '../skeleton/body/body.ts';
import { type BodyPose, createBodyPose, posePart, poseTouch } from '../skeleton/body/pose-body.ts';
import { createModelPose, type ModelPose } from '../skeleton/forward-kinematics.ts';
import type { Rig } from '../skeleton/rig.ts';
import type { Arm } from './arm-reach.ts';
import { createFinger, type Finger } from './finger-reach.ts';
import { GAP, GROUP, HAND, type Observation, PAIR, PART, TOUCH } from './observation.ts';
import { OWN_HAND, OWN_PALMS } from './touch-groups.ts';
import { type TransferPlan, transferRotations } from './transfer.ts';

export interface Actuator {
  readonly rig: Rig;
  readonly body: Body;
  readonly sourceBody: Body;
  readonly plan: TransferPlan;
  readonly pose: ModelPose;
  readonly bodyPose: BodyPose;
  readonly hands: readonly (HandLimb | null)[];
  /** [2 x 3] how far each hand is moved from where its rotations have it. */
  readonly shifts: readonly Float64Array[];
  /** [2] how much the body, and contacts, hold each hand, 0..1. */
  readonly bound: Float64Array;
  /** [2] how loudly places on the body speak for each hand (loudness). */
  readonly said: Float64Array;
  /** [2] the firmest contact of each hand with the other hand, and the firmest of all. */
  readonly elsewhere: Float64Array;
  readonly firm: Float64Array;
  /** [2] how far contacts pin each hand, 0..1: less while they open. */
  readonly pinned: Float64Array;
}

export interface HandLimb {
  readonly arm: Arm;
  readonly hand: number;
  /** The hand and all that hangs on it, parents first. */
  readonly below: readonly number[];
  /** In the order of DIGITS; null where the rig lacks one. */
  readonly fingers: readonly (Finger | null)[];
}

export function createActuator(plan: TransferPlan, sourceBody: Body, body: Body): Actuator {
  const rig = plan.target;
  const pose = createModelPose(rig.skeleton.jointNames.length);
  return {
    rig,
    body,
    sourceBody,
    plan,
    pose,
    bodyPose: createBodyPose(),
    hands: SIDES.map((side) => createLimb(rig, pose, side)),
    shifts: [vec3(), vec3()],
    bound: new Float64Array(2),
    said: new Float64Array(2),
    elsewhere: new Float64Array(2),
    firm: new Float64Array(2),
    pinned: new Float64Array(2),
  };
}

function createLimb(rig: Rig, pose: ModelPose, side: (typeof SIDES)[number]): HandLimb | null {
  const { joints, skeleton } = rig;
  const [upper, lower, hand] = (['UpperArm', 'LowerArm', 'Hand'] as const).map(
    (part) => joints[`${side}${part}`],
  );
  if (upper === undefined || lower === undefined || hand === undefined) return null;
  const below: number[] = [hand];
  skeleton.parents.forEach((parent, j) => {
    if (below.includes(parent)) below.push(j);
  });
  const fingers = DIGITS.map((digit) => {
    const chain = ([1, 2, 3] as const).map((i) => joints[`${side}${digit}${i}`]);
    return chain.every((j) => j !== undefined) ? createFinger(rig, chain as number[]) : null;
  });
  const arm: Arm = {
    shoulder: pose.positions[upper],
    upper: pose.rotations[upper],
    elbow: pose.positions[lower],
    lower: pose.rotations[lower],
    wrist: pose.positions[hand],
    lowerAxes: rig.anatomicalAxes.subarray(lower * 4, lower * 4 + 4),
  };
  return { arm, hand, below, fingers };
}

/** Model pose of the target by rotations alone. */
export function copyPose(actuator: Actuator, source: ModelPose): void {
  const { plan, pose, rig } = actuator;
  transferRotations(plan, source, pose);
  const { parents } = rig.skeleton;
  for (let j = 0; j < parents.length; j++) {
    const position = pose.positions[j];
    const parent = parents[j];
    copyVec3(plan.restTranslations[j], position);
    if (parent < 0) continue;
    rotateVec3(pose.rotations[parent], position, position);
    addScaledVec3(position, pose.positions[parent], 1, position);
  }
}

/** Poses the parts and touch points of the pairs that are at most so far apart on the source. */
export function posePairs(actuator: Actuator, { pairs, count }: Observation, within: number): void {
  const { body, pose, bodyPose } = actuator;
  posedParts.fill(0);
  posedTouches.fill(0);
  for (let o = 0; o < count * PAIR; o += PAIR) {
    if (pairs[o + GAP] > within) continue;
    const touch = pairs[o + TOUCH];
    const part = pairs[o + PART];
    if (posedTouches[touch]++ === 0) poseTouch(body, pose, touch, bodyPose);
    if (pairs[o + GROUP] === OWN_HAND) {
      if (posedTouches[part]++ === 0) poseOpposite(actuator, pairs, o);
    } else if (posedParts[part]++ === 0) {
      posePart(body, pose, part, bodyPose);
    }
  }
}

/** Poses what a touch point of the same hand is near: another touch point, or the palm as the box it is. */
export function poseOpposite({ body, pose, bodyPose }: Actuator, pairs: Float64Array, o: number): void {
  const other = pairs[o + PART];
  if (body.touches[other]!.finger === null) posePart(body, pose, OWN_PALMS[pairs[o + HAND]], bodyPose);
  else poseTouch(body, pose, other, bodyPose);
}

const posedParts = new Uint16Array(PART_SLOTS.length);

const posedTouches = new Uint16Array(2 * TOUCH_SLOTS.length);
