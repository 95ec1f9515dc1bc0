/**
 * A VRM 1.0 humanoid in T-pose with all rest rotations at identity, as the specification's normalised pose has it: the humanoid bone names,
 * 3 spine bones, one neck, no finger metacarpals, a thumb whose first bone is its metacarpal. Proportions are those of a slight young
 * adult, approximate: every VRM has its own, and the file gives them exactly.
 * Source of names and of the T-pose: the VRMC_vrm humanoid specification.
 */

import type { ActorJoint } from '../actor/joints.ts';
import { createAnatomicalRig } from '../anatomical-rig.ts';
import type { Rig } from '../rig.ts';
import { skeletonFromTPose, type TPoseRow } from '../t-pose.ts';

/** Model space, centimetres. */
const ROWS: readonly TPoseRow[] = [
  ['pelvis', null, 0, 87, 0],
  ['spine2', 'pelvis', 0, 93, 0.5],
  ['spine3', 'spine2', 0, 104, 0.5],
  ['spine5', 'spine3', 0, 116, -0.5],
  ['neck1', 'spine5', 0, 129, -2],
  ['head', 'neck1', 0, 137, -1],
  ['leftClavicle', 'spine5', 2.5, 126, -1.5],
  ['leftUpperArm', 'leftClavicle', 13.5, 125, -2],
  ['leftLowerArm', 'leftUpperArm', 36.5, 125, -2],
  ['leftHand', 'leftLowerArm', 58.5, 125, -2],
  ['leftThumb1', 'leftHand', 60.3, 124.3, 0.2],
  ['leftThumb2', 'leftThumb1', 63.2, 122.9, 2.3],
  ['leftThumb3', 'leftThumb2', 65.4, 121.9, 3.8],
  ['leftIndex1', 'leftHand', 66, 125, 0.3],
  ['leftIndex2', 'leftIndex1', 69.6, 125, 0.4],
  ['leftIndex3', 'leftIndex2', 71.7, 125, 0.5],
  ['leftMiddle1', 'leftHand', 66.2, 125, -1.7],
  ['leftMiddle2', 'leftMiddle1', 70.2, 125, -1.7],
  ['leftMiddle3', 'leftMiddle2', 72.6, 125, -1.7],
  ['leftRing1', 'leftHand', 65.7, 125, -3.5],
  ['leftRing2', 'leftRing1', 69.2, 125, -3.5],
  ['leftRing3', 'leftRing2', 71.5, 125, -3.5],
  ['leftPinky1', 'leftHand', 64.9, 125, -5],
  ['leftPinky2', 'leftPinky1', 67.8, 125, -5.1],
  ['leftPinky3', 'leftPinky2', 69.5, 125, -5.2],
  ['leftThigh', 'pelvis', 7.5, 84, 0],
  ['leftCalf', 'leftThigh', 7.5, 46, 0.2],
  ['leftFoot', 'leftCalf', 7.5, 8, -2],
  ['leftBall', 'leftFoot', 7.5, 2, 9],
];

const NAMES: Readonly<Record<string, string>> = {
  pelvis: 'hips',
  spine2: 'spine',
  spine3: 'chest',
  spine5: 'upperChest',
  neck1: 'neck',
  head: 'head',
  Clavicle: 'Shoulder',
  Thigh: 'UpperLeg',
  Calf: 'LowerLeg',
  Ball: 'Toes',
};

/** Names of a finger's bones by number. */
const FINGER_BONES = ['Proximal', 'Intermediate', 'Distal'] as const;
const THUMB_BONES = ['Metacarpal', 'Proximal', 'Distal'] as const;

export function createVrm(): Rig {
  const { skeleton, joints } = skeletonFromTPose(ROWS, vrmBoneName, () => [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  return createAnatomicalRig({
    name: 'vrm',
    skeleton,
    joints,
    approximate: true,
    head: { center: [0, 1.445, 0], crown: [0, 1.585, 0] },
  });
}

/** leftIndex1 -> leftIndexProximal; the pinky is "Little". */
export function vrmBoneName(role: ActorJoint): string {
  const [, side = '', rest] = /^(left|right)?(.*)$/.exec(role)!;
  const finger = /^(Thumb|Index|Middle|Ring|Pinky)([123])$/.exec(rest);
  if (!finger) return side + (NAMES[rest] ?? rest);
  const bones = finger[1] === 'Thumb' ? THUMB_BONES : FINGER_BONES;
  return `${side}${finger[1] === 'Pinky' ? 'Little' : finger[1]}${bones[Number(finger[2]) - 1]}`;
}
