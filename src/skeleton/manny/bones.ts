/**
 * Reference pose of Unreal 5's mannequin (Manny), approximate: lengths to 0.1 cm, rotations to whole degrees. Unreal's space, as in
 * unreal/bone-rows.ts; the left side, and what differs on the right. Measured on a published animation of the mannequin. Of the twist
 * bones only those of the arms stand here, a third and two thirds down the bone; `lowerarm_twist_01` is the one near the wrist.
 */
import type { BoneRow } from '../unreal/bone-rows.ts';

export const MANNY_BONES: readonly BoneRow[] = [
  ['root', null, [0, 0, 0], [0, 0, 0]],
  ['pelvis', 'root', [0, 2.3, 95.9], [86, -90, -90]],
  ['spine_01', 'pelvis', [3.7, 0, 0], [0, 14, 0]],
  ['spine_02', 'spine_01', [6.8, 0, 0], [0, -3, 0]],
  ['spine_03', 'spine_02', [7.2, 0, 0], [0, -11, 0]],
  ['spine_04', 'spine_03', [8.5, 0, 0], [0, -6, 0]],
  ['spine_05', 'spine_04', [19.4, 0, 0], [0, -1, 0]],
  ['neck_01', 'spine_05', [11.9, 0, 0], [0, 24, 0]],
  ['neck_02', 'neck_01', [5.1, 0, 0], [0, -2, 0]],
  ['head', 'neck_02', [4.9, 0, 0], [0, -12, 0]],
  ['clavicle_l', 'spine_05', [5.5, -1.3, -1.4], [-81, -153, 163]],
  ['upperarm_l', 'clavicle_l', [17.8, 0, 0], [-46, 4, -4]],
  ['lowerarm_l', 'upperarm_l', [27.8, 0, 0], [0, 39, 0]],
  ['hand_l', 'lowerarm_l', [27.3, 0, 0], [-1, -2, -68]],
  ['index_metacarpal_l', 'hand_l', [3.4, 0.4, -2.4], [-7, 1, 3]],
  ['index_01_l', 'index_metacarpal_l', [5.9, 0, 0.2], [0, -23, 0]],
  ['index_02_l', 'index_01_l', [4.1, 0, 0], [0, -15, 0]],
  ['index_03_l', 'index_02_l', [2.6, 0, 0], [0, -13, 0]],
  ['middle_metacarpal_l', 'hand_l', [3.4, 0.8, -0.2], [0, 2, -4]],
  ['middle_01_l', 'middle_metacarpal_l', [6.1, 0, 0], [0, -32, 0]],
  ['middle_02_l', 'middle_01_l', [5.2, 0, 0], [0, -21, 0]],
  ['middle_03_l', 'middle_02_l', [2.5, 0, 0], [0, -10, 0]],
  ['ring_metacarpal_l', 'hand_l', [3.4, 0.5, 1.1], [12, 2, -13]],
  ['ring_01_l', 'ring_metacarpal_l', [5.7, 0, 0], [0, -29, 6]],
  ['ring_02_l', 'ring_01_l', [5, 0, 0], [0, -19, 0]],
  ['ring_03_l', 'ring_02_l', [2.3, 0, 0], [0, -9, 0]],
  ['pinky_metacarpal_l', 'hand_l', [3.3, 0.3, 2.4], [20, -12, -28]],
  ['pinky_01_l', 'pinky_metacarpal_l', [5, 0.1, -0.2], [-1, -15, 10]],
  ['pinky_02_l', 'pinky_01_l', [3.8, 0, 0], [0, -21, 0]],
  ['pinky_03_l', 'pinky_02_l', [2, 0, 0], [0, -5, 0]],
  ['thumb_01_l', 'hand_l', [2, -1.4, -2.6], [-40, -21, 74]],
  ['thumb_02_l', 'thumb_01_l', [4.4, 0, 0], [2, -23, 4]],
  ['thumb_03_l', 'thumb_02_l', [3.1, 0, 0], [0, -10, 0]],
  ['upperarm_twist_01_l', 'upperarm_l', [9.3, 0, 0], [0, 0, 0]],
  ['upperarm_twist_02_l', 'upperarm_l', [18.5, 0, 0], [0, 0, 0]],
  ['lowerarm_twist_02_l', 'lowerarm_l', [9.1, 0, 0], [0, 0, 0]],
  ['lowerarm_twist_01_l', 'lowerarm_l', [18.2, 0, 0], [0, 0, 0]],
  ['thigh_l', 'pelvis', [-2.4, 0.1, -10], [3, 4, 8]],
  ['calf_l', 'thigh_l', [-43.3, 0, 0], [0, 5, 0]],
  ['foot_l', 'calf_l', [-42.2, 0, 0], [-3, -3, 0]],
  ['ball_l', 'foot_l', [-7, 15.2, 0.5], [0, 90, 0]],
];

export const MANNY_RIGHT_EXCEPTIONS: readonly BoneRow[] = [
  ['clavicle_r', 'spine_05', [5.5, -1.3, 1.4], [-81, 27, 163]],
  ['thigh_r', 'pelvis', [-2.4, 0.1, 10], [3, -176, 8]],
];

/** Estimates, as in metahuman/bones.ts. */
export const MANNY_TIPS_CM: Readonly<Record<string, number>> = {
  thumb_03_l: 2.8,
  index_03_l: 2.3,
  middle_03_l: 2.4,
  ring_03_l: 2.4,
  pinky_03_l: 2.1,
  ball_l: 7,
  head: 18.5,
};

export const MANNY_HEAD_CENTER_CM = 4.5;
