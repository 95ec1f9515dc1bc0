/**
 * OpenPose's points -> the nearest MediaPipe points. null: no counterpart.
 *
 * Body: BODY_25. Face: the 68 points of iBUG 300-W and two pupils; the jaw is spread evenly over the face oval and the bridge
 * of the nose over its ridge by arc length on MediaPipe's canonical face. The 21 hand points are the same in both.
 * Sources: OpenPose's output format documentation, the iBUG 300-W markup, MediaPipe's canonical face model.
 */

/** Names of MediaPipe pose landmarks. */
export const OPENPOSE_BODY: Readonly<Record<string, string | null>> = {
  Nose: 'nose',
  Neck: null,
  RShoulder: 'rightShoulder',
  RElbow: 'rightElbow',
  RWrist: 'rightWrist',
  LShoulder: 'leftShoulder',
  LElbow: 'leftElbow',
  LWrist: 'leftWrist',
  MidHip: null,
  RHip: 'rightHip',
  RKnee: 'rightKnee',
  RAnkle: 'rightAnkle',
  LHip: 'leftHip',
  LKnee: 'leftKnee',
  LAnkle: 'leftAnkle',
  REye: 'rightEye',
  LEye: 'leftEye',
  REar: 'rightEar',
  LEar: 'leftEar',
  LBigToe: 'leftFootIndex',
  LSmallToe: null,
  LHeel: 'leftHeel',
  RBigToe: 'rightFootIndex',
  RSmallToe: null,
  RHeel: 'rightHeel',
};

/** In the order of the 21 points; the names are those .pose files use. */
export const OPENPOSE_HAND = [
  'BASE',
  'T_STT',
  'T_BCMC',
  'T_MCP',
  'T_IP',
  'I_CMC',
  'I_MCP',
  'I_PIP',
  'I_DIP',
  'M_CMC',
  'M_MCP',
  'M_PIP',
  'M_DIP',
  'R_CMC',
  'R_MCP',
  'R_PIP',
  'R_DIP',
  'P_CMC',
  'P_MCP',
  'P_PIP',
  'P_DIP',
] as const;

/** MediaPipe face point of each of the 70 points. From the person's right to the left. */
export const OPENPOSE_FACE: readonly number[] = [
  // 0-16 jaw, ear to ear
  127, 234, 132, 58, 172, 136, 150, 176, 152, 400, 379, 365, 397, 288, 361, 454, 356,
  // 17-21 right brow, 22-26 left brow
  70, 63, 105, 66, 107, 336, 296, 334, 293, 300,
  // 27-30 bridge of the nose, 31-35 under the nose
  168, 197, 195, 4, 98, 97, 2, 326, 327,
  // 36-41 right eye, 42-47 left eye
  33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380,
  // 48-59 outer lips, 60-67 inner lips
  61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 81, 13, 311, 308, 402, 14, 178,
  // 68-69 pupils
  468, 473,
];
