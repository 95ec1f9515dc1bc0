/**
 * A skeleton with Mixamo's names and bone axes in T-pose: 3 spine joints, one neck, no metacarpals; Y runs down every bone. Proportions are
 * those of an average adult, approximate: every Mixamo character has its own, and a file of it gives them exactly.
 */

import type { ActorJoint } from '../actor/joints.ts';
import { createAnatomicalRig } from '../anatomical-rig.ts';
import type { Rig } from '../rig.ts';
import { type JointAxes, skeletonFromTPose, type TPoseRow } from '../t-pose.ts';

/** Model space, centimetres; rounded. */
const ROWS: readonly TPoseRow[] = [
  ['pelvis', null, 0, 96, 0],
  ['spine2', 'pelvis', 0, 106, 0],
  ['spine3', 'spine2', 0, 118, -1],
  ['spine5', 'spine3', 0, 131, -1],
  ['neck1', 'spine5', 0, 146, -2],
  ['head', 'neck1', 0, 154, 1],
  ['leftClavicle', 'spine5', 6, 144, -2],
  ['leftUpperArm', 'leftClavicle', 18, 143, -3],
  ['leftLowerArm', 'leftUpperArm', 45, 143, -3],
  ['leftHand', 'leftLowerArm', 70.5, 143, -3],
  ['leftThumb1', 'leftHand', 73, 142, 0],
  ['leftThumb2', 'leftThumb1', 76, 141, 2.5],
  ['leftThumb3', 'leftThumb2', 78.6, 140.4, 4.6],
  ['leftIndex1', 'leftHand', 79.5, 143, 0.2],
  ['leftIndex2', 'leftIndex1', 83.4, 143, 0.2],
  ['leftIndex3', 'leftIndex2', 86, 143, 0.2],
  ['leftMiddle1', 'leftHand', 79.7, 143, -2.5],
  ['leftMiddle2', 'leftMiddle1', 84, 143, -2.5],
  ['leftMiddle3', 'leftMiddle2', 87, 143, -2.5],
  ['leftRing1', 'leftHand', 79, 143, -4.6],
  ['leftRing2', 'leftRing1', 83, 143, -4.6],
  ['leftRing3', 'leftRing2', 85.8, 143, -4.6],
  ['leftPinky1', 'leftHand', 78, 143, -6.6],
  ['leftPinky2', 'leftPinky1', 81.2, 143, -6.6],
  ['leftPinky3', 'leftPinky2', 83.2, 143, -6.6],
  ['leftThigh', 'pelvis', 9, 90, 0],
  ['leftCalf', 'leftThigh', 9, 48, 0],
  ['leftFoot', 'leftCalf', 9, 9, -2],
  ['leftBall', 'leftFoot', 9, 2, 11],
];

const NAMES: Readonly<Record<string, string>> = {
  pelvis: 'Hips',
  spine2: 'Spine',
  spine3: 'Spine1',
  spine5: 'Spine2',
  neck1: 'Neck',
  head: 'Head',
  Clavicle: 'Shoulder',
  UpperArm: 'Arm',
  LowerArm: 'ForeArm',
  Hand: 'Hand',
  Thigh: 'UpLeg',
  Calf: 'Leg',
  Foot: 'Foot',
  Ball: 'ToeBase',
};

export function createMixamo(): Rig {
  const { skeleton, joints } = skeletonFromTPose(ROWS, mixamoName, mixamoAxes);
  return createAnatomicalRig({
    name: 'mixamo',
    skeleton,
    joints,
    approximate: true,
    head: { center: [0, 1.61, 0.01], crown: [0, 1.745, 0.01] },
  });
}

/** leftIndex1 -> mixamorig:LeftHandIndex1 */
export function mixamoName(role: ActorJoint): string {
  const [, side = '', rest] = /^(left|right)?(.*)$/.exec(role)!;
  const capital = side.replace(/^[lr]/, (letter) => letter.toUpperCase());
  const name = NAMES[rest] ?? `Hand${rest}`;
  return `mixamorig:${capital}${name}`;
}

/** Y down the bone. Left arm: X back, Z down; right arm: X front, Z down; legs: X to the right, Z front. */
function mixamoAxes(role: ActorJoint): JointAxes {
  if (/^left(?!Thigh|Calf|Foot|Ball)/.test(role))
    return [
      [0, 0, -1],
      [1, 0, 0],
      [0, -1, 0],
    ];
  if (/^right(?!Thigh|Calf|Foot|Ball)/.test(role))
    return [
      [0, 0, 1],
      [-1, 0, 0],
      [0, -1, 0],
    ];
  if (/(Thigh|Calf)$/.test(role))
    return [
      [-1, 0, 0],
      [0, -1, 0],
      [0, 0, 1],
    ];
  if (/(Foot|Ball)$/.test(role))
    return [
      [-1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ];
  return [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
}
