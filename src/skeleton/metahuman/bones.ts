/**
 * Reference pose of a medium MetaHuman body, approximate. Unreal's space: parent-relative, centimetres, left-handed, Z up;
 * rotators [pitch, yaw, roll] in degrees.
 *
 * Sources: lengths to 0.1 cm from PoseAI PoseCameraAPI (PoseAIRigMetaHuman, Apache-2.0), pelvis height to 1 cm; rotations rounded
 * to whole degrees, those of forearms, hands, fingers and legs from Unreal 5's Manny mannequin (a few degrees off on a MetaHuman).
 * Nothing here is copied from Epic's asset files: docs/decisions/0004-metahuman-rest-pose.md.
 * Only the left side stands here: right-hand bones have the same rotation and the opposite translation, except those under
 * RIGHT_EXCEPTIONS.
 */
import type { BoneRow } from '../unreal/bone-rows.ts';

export const METAHUMAN_BONES: readonly BoneRow[] = [
  ['root', null, [0, 0, 0], [0, 0, 0]],
  ['pelvis', 'root', [0, 2, 91], [85, 90, 90]],
  ['spine_01', 'pelvis', [3.4, 0, 0], [0, 1, 0]],
  ['spine_02', 'spine_01', [6.3, 0, 0], [0, 0, 0]],
  ['spine_03', 'spine_02', [6.9, 0, 0], [0, -11, 0]],
  ['spine_04', 'spine_03', [8.1, 0, 0], [0, -6, 0]],
  ['spine_05', 'spine_04', [18.3, 0, 0], [0, -3, 0]],
  ['neck_01', 'spine_05', [11.6, 1, 0], [0, 24, 0]],
  ['neck_02', 'neck_01', [5, 0, 0], [0, 0, 0]],
  ['head', 'neck_02', [5, 0, 0], [0, -11, 0]],
  ['clavicle_l', 'spine_05', [5.5, -0.7, -1.2], [-81, -150, 162]],
  ['upperarm_l', 'clavicle_l', [17, 0, 0], [-46, 5, -6]],
  ['lowerarm_l', 'upperarm_l', [27, 0, 0], [0, 39, 0]],
  ['hand_l', 'lowerarm_l', [25.2, 0, 0], [-1, -2, -68]],
  ['index_metacarpal_l', 'hand_l', [3.5, 0.4, -2.1], [-7, 1, 3]],
  ['index_01_l', 'index_metacarpal_l', [5.9, 0.1, 0.3], [0, -23, 0]],
  ['index_02_l', 'index_01_l', [3.6, 0, 0], [0, -15, 0]],
  ['index_03_l', 'index_02_l', [2.4, 0, 0], [0, -13, 0]],
  ['middle_metacarpal_l', 'hand_l', [3.3, 0.3, -0.1], [0, 2, -4]],
  ['middle_01_l', 'middle_metacarpal_l', [6.1, 0, 0.2], [0, -32, 0]],
  ['middle_02_l', 'middle_01_l', [4.3, 0, 0], [0, -21, 0]],
  ['middle_03_l', 'middle_02_l', [2.6, 0, 0], [0, -10, 0]],
  ['ring_metacarpal_l', 'hand_l', [3.2, -0.2, 1.2], [12, 2, -13]],
  ['ring_01_l', 'ring_metacarpal_l', [6, 0.2, 0.4], [0, -29, 6]],
  ['ring_02_l', 'ring_01_l', [3.6, 0, 0], [0, -19, 0]],
  ['ring_03_l', 'ring_02_l', [2.5, 0, 0], [0, -9, 0]],
  ['pinky_metacarpal_l', 'hand_l', [3.1, -0.7, 2.4], [20, -12, -28]],
  ['pinky_01_l', 'pinky_metacarpal_l', [5.1, 0.1, 0.1], [-1, -15, 10]],
  ['pinky_02_l', 'pinky_01_l', [3.3, 0, 0], [0, -21, 0]],
  ['pinky_03_l', 'pinky_02_l', [1.8, 0, 0], [0, -5, 0]],
  ['thumb_01_l', 'hand_l', [2, -1, -2.6], [-40, -21, 74]],
  ['thumb_02_l', 'thumb_01_l', [4.4, 0, 0], [2, -23, 4]],
  ['thumb_03_l', 'thumb_02_l', [2.7, 0, 0], [0, -10, 0]],
  ['thigh_l', 'pelvis', [-2.3, 0.4, -9.3], [3, -5, 8]],
  ['calf_l', 'thigh_l', [-41.2, 0, 0], [0, 5, 0]],
  ['foot_l', 'calf_l', [-40, 0, 0], [-3, -3, 0]],
  ['ball_l', 'foot_l', [-7.1, 14.4, 0.4], [0, 90, 0]],
];

/** Bones that branch sideways off the trunk: their yaw differs by half a turn from the left, and only Z changes sign. */
export const RIGHT_EXCEPTIONS: readonly BoneRow[] = [
  ['clavicle_r', 'spine_05', [5.5, -0.7, 1.2], [-81, 30, 162]],
  ['thigh_r', 'pelvis', [-2.3, 0.4, 9.3], [3, 175, 8]],
];

/**
 * Length of the last segment, to the tip of thumb and fingers, of the toes, and head joint to crown; centimetres. Estimates: the
 * joint sits at the base of the skull, and a head is 23 cm high from chin to crown.
 */
export const METAHUMAN_TIPS_CM: Readonly<Record<string, number>> = {
  thumb_03_l: 2.7,
  index_03_l: 2.2,
  middle_03_l: 2.3,
  ring_03_l: 2.3,
  pinky_03_l: 2,
  ball_l: 6,
  head: 18.5,
};

/** Head joint to the middle of the head between the ears, centimetres. An estimate, as above. */
export const METAHUMAN_HEAD_CENTER_CM = 4.5;
