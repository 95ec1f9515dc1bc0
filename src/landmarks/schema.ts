/**
 * The landmark schema every reader maps to: MediaPipe Holistic's points. Points a tracker does not have keep confidence 0.
 * Left and right are the signer's own. Point names: the part, then MediaPipe's name or number.
 */

export const POSE_NAMES = [
  'nose',
  'leftEyeInner',
  'leftEye',
  'leftEyeOuter',
  'rightEyeInner',
  'rightEye',
  'rightEyeOuter',
  'leftEar',
  'rightEar',
  'mouthLeft',
  'mouthRight',
  'leftShoulder',
  'rightShoulder',
  'leftElbow',
  'rightElbow',
  'leftWrist',
  'rightWrist',
  'leftPinky',
  'rightPinky',
  'leftIndex',
  'rightIndex',
  'leftThumb',
  'rightThumb',
  'leftHip',
  'rightHip',
  'leftKnee',
  'rightKnee',
  'leftAnkle',
  'rightAnkle',
  'leftHeel',
  'rightHeel',
  'leftFootIndex',
  'rightFootIndex',
] as const;

export const HAND_NAMES = [
  'wrist',
  'thumbCmc',
  'thumbMcp',
  'thumbIp',
  'thumbTip',
  'indexMcp',
  'indexPip',
  'indexDip',
  'indexTip',
  'middleMcp',
  'middlePip',
  'middleDip',
  'middleTip',
  'ringMcp',
  'ringPip',
  'ringDip',
  'ringTip',
  'pinkyMcp',
  'pinkyPip',
  'pinkyDip',
  'pinkyTip',
] as const;

export type LandmarkPartName = 'pose' | 'leftHand' | 'rightHand' | 'face';

export interface LandmarkPart {
  readonly name: LandmarkPartName;
  /** First point of the part. */
  readonly offset: number;
  readonly count: number;
}

export interface LandmarkSchema {
  readonly parts: readonly LandmarkPart[];
  /** [L] unique names. */
  readonly names: readonly string[];
}

/** 478 face points: the 468 of the mesh, then right iris 468-472 and left iris 473-477. */
export const FACE_POINT_COUNT = 478;

export const POSE_OFFSET = 0;
export const LEFT_HAND_OFFSET = 33;
export const RIGHT_HAND_OFFSET = 54;
export const FACE_OFFSET = 75;
export const LANDMARK_COUNT = FACE_OFFSET + FACE_POINT_COUNT;

export const HOLISTIC_SCHEMA: LandmarkSchema = {
  parts: [
    { name: 'pose', offset: POSE_OFFSET, count: POSE_NAMES.length },
    { name: 'leftHand', offset: LEFT_HAND_OFFSET, count: HAND_NAMES.length },
    { name: 'rightHand', offset: RIGHT_HAND_OFFSET, count: HAND_NAMES.length },
    { name: 'face', offset: FACE_OFFSET, count: FACE_POINT_COUNT },
  ],
  names: [
    ...POSE_NAMES.map((name) => `pose.${name}`),
    ...HAND_NAMES.map((name) => `leftHand.${name}`),
    ...HAND_NAMES.map((name) => `rightHand.${name}`),
    ...Array.from({ length: FACE_POINT_COUNT }, (_, i) => `face.${i}`),
  ],
};

export const landmarkPart = (name: LandmarkPartName): LandmarkPart =>
  HOLISTIC_SCHEMA.parts.find((part) => part.name === name)!;
