/**
 * An arm for a hand that comes without a body: raised so that it presents the hand as it was seen. Of a few plausible postures the one
 * that asks least of the wrist and the forearm is taken, so that the palm keeps facing where it faced.
 */
import {
  angleQuat,
  copyQuat,
  hingeQuat,
  multiplyQuat,
  quat,
  relativeQuat,
  rotateVec3,
} from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import { addScaledVec3, normalizeVec3, scaleVec3, vec3 } from '../../math/vec3.ts';
import { JOINT_LIMITS } from '../../skeleton/joint-limits.ts';
import { type AnatomicalAngles, type Anatomy, anglesFromRotation } from '../anatomy.ts';
import type { ActorPose } from '../pose/actor-pose.ts';
import type { ArmModel } from './arm-model.ts';
import { type ArmValues, createArmValues, readArm } from './arm-values.ts';

/** Directions of the upper arm, [outward, up, forward], from hanging to raised sideways and to the front. */
const UPPER_ARMS = [
  [0.3, -1, 0],
  [0.3, -1, 0.5],
  [0.8, -0.8, 0.2],
  [1, -0.3, 0.3],
  [0.3, -0.5, 0.9],
] as const;

/** How far the forearm leans from the hand's direction to up and front. */
const LEANS = [0.7, 0.35, 0] as const;

/** A hand is shown at least this far before the shoulder, metres; every metre short of it counts as much as this many full ranges. */
const IN_FRONT = 0.25;
const CROWDED = 12;

/** A turn of the upper arm from frame to frame that strains as much as a joint at the end of its range, radians. */
const EASY_TURN = 15 * RADIANS;

const POSTURES = UPPER_ARMS.length * LEANS.length;

/** The posture that suits a run of frames best, and in which the arm moves least, so that it does not change over from frame to frame. @param palms of the run */
export function choosePosture(
  model: ArmModel,
  palms: readonly Float64Array[],
  anatomy: Anatomy,
  { jointFromAxes }: ActorPose,
): number {
  const strains = new Float64Array(POSTURES);
  for (let posture = 0; posture < POSTURES; posture++) {
    palms.forEach((palm, f) => {
      strains[posture] += postureStrain(model, posture, palm, anatomy, jointFromAxes[model.joints.lowerArm]);
      if (f > 0) strains[posture] += (angleQuat(before, tried.upper) / EASY_TURN) ** 2;
      copyQuat(tried.upper, before);
    });
  }
  return strains.indexOf(Math.min(...strains));
}

/** @param palm rotation of the hand joint, camera axes */
export function presentHand(model: ArmModel, posture: number, palm: Float64Array, dst: ArmValues): void {
  const s = model.side === 'left' ? 1 : -1;
  const direction = UPPER_ARMS[Math.floor(posture / LEANS.length)];
  rotateVec3(palm, s > 0 ? LATERAL_LEFT : LATERAL_RIGHT, forearm);
  const lean = LEANS[posture % LEANS.length];
  for (let k = 0; k < 3; k++) forearm[k] += UP_AND_FRONT[k] * lean;
  normalizeVec3(forearm, forearm);
  elbow[0] = s * direction[0];
  elbow[1] = direction[1];
  elbow[2] = direction[2];
  normalizeVec3(elbow, elbow);
  scaleVec3(elbow, model.lengths[0], elbow);
  addScaledVec3(elbow, forearm, model.lengths[1], wrist);
  readArm(model.side, SHOULDER, elbow, wrist, null, dst);
}

function postureStrain(
  model: ArmModel,
  posture: number,
  palm: Float64Array,
  anatomy: Anatomy,
  axes: Float64Array,
): number {
  presentHand(model, posture, palm, tried);
  const crowded = wrist[2] < IN_FRONT ? CROWDED * (IN_FRONT - wrist[2]) : 0;
  return wristStrain(model, palm, anatomy, axes) + crowded;
}

/** Sum of squares of pronation, flexion and deviation over their ranges, plus elbow bend over its own. */
function wristStrain({ joints }: ArmModel, palm: Float64Array, anatomy: Anatomy, axes: Float64Array): number {
  hingeQuat(tried.upper, tried.elbow, 0, turn);
  multiplyQuat(turn, axes, turn);
  anglesFromRotation(anatomy, joints.hand, relativeQuat(turn, palm, turn), angles);
  const limit = JOINT_LIMITS.find(({ joint }) => joint === joints.hand)!;
  let strain = (tried.elbow[0] / ELBOW_RANGE) ** 2;
  for (const axis of ['flexion', 'abduction', 'twist'] as const) {
    strain += (angles[axis] / (limit[axis][angles[axis] < 0 ? 0 : 1] * RADIANS)) ** 2;
  }
  return strain;
}

const ELBOW_RANGE = 150 * RADIANS;
const SHOULDER = vec3();
const LATERAL_LEFT = vec3(1, 0, 0);
const LATERAL_RIGHT = vec3(-1, 0, 0);
const UP_AND_FRONT = vec3(0, 0.9, 0.45);
const forearm = vec3();
const elbow = vec3();
const wrist = vec3();
const turn = quat();
const tried = createArmValues();
const before = quat();
const angles: AnatomicalAngles = { flexion: 0, abduction: 0, twist: 0 };
