/**
 * Shoulders and hips -> pelvis, five spine joints, clavicles of the actor. Model space, metres.
 *
 * The chest's up is mid-hip to mid-shoulder, its front at right angles to the shoulder line; the turn from pelvis to chest is spread
 * over the spine, bending low and turning high (the lumbar spine hardly turns). Clavicles then aim at the shoulders, and the chest is
 * corrected until the forward kinematics' mid-shoulder lies in the observed direction. Unseen hips: upright, half of the shoulder tilt
 * taken as a lean. The pelvis only follows the slow yaw it is given. Weights: choice after solving practice, sums 1.
 */

import {
  conjugateQuat,
  copyQuat,
  expQuat,
  expShareQuat,
  identityQuat,
  logQuat,
  multiplyQuat,
  quat,
  quatFromTo,
  relativeQuat,
  rotateVec3,
  twistQuat,
  unrotateVec3,
} from '../../math/quat.ts';
import { smoothstep } from '../../math/scalar.ts';
import {
  addVec3,
  crossVec3,
  lerpVec3,
  normalizeVec3,
  scaleVec3,
  subtractVec3,
  vec3,
} from '../../math/vec3.ts';
import { actorJoint } from '../../skeleton/actor/joints.ts';
import { type ActorPose, aimJoint, placeJoint } from '../pose/actor-pose.ts';
import type { TrunkPoints } from './trunk-points.ts';

const SPINE = [1, 2, 3, 4, 5].map((i) => actorJoint(`spine${i as 1}`));
const BEND_WEIGHTS = Float64Array.of(0.1, 0.15, 0.2, 0.25, 0.3);
const YAW_WEIGHTS = Float64Array.of(0.05, 0.1, 0.2, 0.3, 0.35);
const ROOT = actorJoint('root');
const PELVIS = actorJoint('pelvis');
const CHEST = SPINE[4];
const CLAVICLES = [actorJoint('leftClavicle'), actorJoint('rightClavicle')];
const UPPER_ARMS = [actorJoint('leftUpperArm'), actorJoint('rightUpperArm')];
const UP = vec3(0, 1, 0);

/** Confidence of the hips below which they are believed not at all, and above which fully. */
const HIP_CONFIDENCE = [0.15, 0.5] as const;

/**
 * Rounds of correcting the chest after the clavicles moved the shoulders, and how far each goes: turning the chest moves the middle of
 * the shoulders by a bit more than half as much, since the spine below turns less. Leaves some 0.01 degrees.
 */
const CORRECTIONS = 3;
const CORRECTION_GAIN = 1.7;

export interface TrunkScratch {
  readonly up: Float64Array;
  readonly left: Float64Array;
  readonly front: Float64Array;
  readonly hip: Float64Array;
  readonly shoulder: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly chest: Float64Array;
  /** Rotation vectors from the pelvis to the chest. */
  readonly yaw: Float64Array;
  readonly bend: Float64Array;
  readonly part: Float64Array;
}

export const createTrunkScratch = (): TrunkScratch => ({
  up: vec3(),
  left: vec3(),
  front: vec3(),
  hip: vec3(),
  shoulder: vec3(),
  a: vec3(),
  b: vec3(),
  chest: quat(),
  yaw: vec3(),
  bend: vec3(),
  part: quat(),
});

/** What is known of the trunk in one frame. */
export interface TrunkFrame {
  /** Null where it is not known: then it stands upright. */
  trunk: TrunkPoints | null;
  /** Slow turn of the body, radians. */
  bodyYaw: number;
}

export function poseTrunk(frame: TrunkFrame, pose: ActorPose, scratch: TrunkScratch): void {
  const { up, left, front, shoulder, chest, yaw, a, b } = scratch;
  const points = frame.trunk;
  identityQuat(pose.rotations[ROOT]);
  pose.positions[ROOT].fill(0);
  placeJoint(pose, PELVIS);
  yaw.fill(0);
  yaw[1] = frame.bodyYaw;
  expQuat(yaw, pose.rotations[PELVIS]);
  if (points === null) {
    copyQuat(pose.rotations[PELVIS], chest);
    spreadOverSpine(pose, scratch);
    for (let side = 0; side < 2; side++) placeClavicle(pose, side, null, scratch);
    return;
  }
  const { places } = points;
  lerpVec3(places[0], places[1], 0.5, shoulder);
  subtractVec3(places[0], places[1], left);
  normalizeVec3(left, left);
  uprightWithHalfTilt(left, up);
  leanFromHips(points, scratch);
  crossVec3(left, up, front);
  aimJoint(pose, CHEST, up, front);
  copyQuat(pose.rotations[CHEST], chest);
  for (let round = 0; ; round++) {
    spreadOverSpine(pose, scratch);
    for (let side = 0; side < 2; side++) {
      // where the shoulder should be: observed direction and distance from the middle of the neutral shoulders
      subtractVec3(places[side], shoulder, a);
      neutralShoulders(pose, b);
      addVec3(b, a, a);
      placeClavicle(pose, side, a, scratch);
    }
    if (round === CORRECTIONS) return;
    addVec3(pose.positions[UPPER_ARMS[0]], pose.positions[UPPER_ARMS[1]], a);
    scaleVec3(a, 0.5, a);
    subtractVec3(a, pose.positions[PELVIS], a);
    normalizeVec3(a, a);
    logQuat(quatFromTo(a, up, scratch.part), a);
    expQuat(scaleVec3(a, CORRECTION_GAIN, a), scratch.part);
    multiplyQuat(scratch.part, chest, chest);
  }
}

/** Vertical, leaning by half of the tilt of the shoulder line. */
function uprightWithHalfTilt(left: Float64Array, dst: Float64Array): void {
  const across = Math.sqrt(left[0] * left[0] + left[2] * left[2]);
  const tilt = Math.atan2(left[1], across);
  const back = -Math.sin(tilt / 2);
  const flat = Math.max(across, 1e-6);
  dst[0] = (left[0] / flat) * back;
  dst[1] = Math.cos(tilt / 2);
  dst[2] = (left[2] / flat) * back;
}

/** Moves `up` from the shoulders' own to that from mid-hip to mid-shoulder, as far as the hips are believed. */
function leanFromHips({ places, hipConfidence }: TrunkPoints, { up, hip, shoulder, a }: TrunkScratch): void {
  const believed = smoothstep(hipConfidence, HIP_CONFIDENCE[0], HIP_CONFIDENCE[1]);
  if (believed === 0) return;
  lerpVec3(places[2], places[3], 0.5, hip);
  subtractVec3(shoulder, hip, a);
  normalizeVec3(a, a);
  lerpVec3(up, a, believed, up);
  normalizeVec3(up, up);
}

/** Spine joints between the pelvis and the chest rotation in scratch.chest; the last one takes what is left. */
function spreadOverSpine(pose: ActorPose, { chest, bend, yaw, part }: TrunkScratch): void {
  relativeQuat(pose.rotations[PELVIS], chest, turn);
  twistQuat(turn, UP, part);
  logQuat(part, yaw);
  multiplyQuat(turn, conjugateQuat(part, part), turn);
  logQuat(turn, bend);
  let parent = PELVIS;
  for (let i = 0; i < SPINE.length; i++) {
    const joint = SPINE[i];
    placeJoint(pose, joint);
    const rotation = pose.rotations[joint];
    if (joint === CHEST) {
      copyQuat(chest, rotation);
      return;
    }
    multiplyQuat(pose.rotations[parent], expShareQuat(yaw, YAW_WEIGHTS, i, part), rotation);
    multiplyQuat(rotation, expShareQuat(bend, BEND_WEIGHTS, i, part), rotation);
    parent = joint;
  }
}

const turn = quat();

/** Aims a clavicle so that the shoulder comes to lie towards `target` (model space); null keeps it at rest. */
function placeClavicle(
  pose: ActorPose,
  side: number,
  target: Float64Array | null,
  scratch: TrunkScratch,
): void {
  const joint = CLAVICLES[side];
  const position = placeJoint(pose, joint);
  const rotation = pose.rotations[joint];
  copyQuat(pose.rotations[CHEST], rotation);
  if (target !== null) {
    const { part } = scratch;
    subtractVec3(target, position, clavicleTarget);
    unrotateVec3(pose.rotations[CHEST], clavicleTarget, clavicleTarget);
    normalizeVec3(clavicleTarget, clavicleTarget);
    normalizeVec3(pose.offsets[UPPER_ARMS[side]], clavicleRest);
    quatFromTo(clavicleRest, clavicleTarget, part);
    multiplyQuat(rotation, part, rotation);
  }
  placeJoint(pose, UPPER_ARMS[side]);
}
const clavicleTarget = vec3();
const clavicleRest = vec3();

/** Middle of the shoulders when the clavicles rest. */
function neutralShoulders(pose: ActorPose, dst: Float64Array): void {
  const chest = pose.rotations[CHEST];
  addVec3(pose.offsets[CLAVICLES[0]], pose.offsets[UPPER_ARMS[0]], dst);
  dst[0] = 0;
  rotateVec3(chest, dst, dst);
  addVec3(pose.positions[CHEST], dst, dst);
}
