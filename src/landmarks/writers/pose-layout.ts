/** The components of the .pose files we write: pose-format's names for MediaPipe Holistic, with limbs and colours for its viewers. */
import type { PoseComponent } from '../../formats/pose/pose-header.ts';
import { FACE_POINT_COUNT, HAND_NAMES, type LandmarkPart, landmarkPart, POSE_NAMES } from '../schema.ts';

export interface PoseFilePart {
  readonly part: LandmarkPart;
  readonly isWorld: boolean;
  /** Only written when the recording has it. */
  readonly isOptional: boolean;
  readonly component: PoseComponent;
}

/** leftEyeInner -> LEFT_EYE_INNER */
const upper = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** indexMcp -> INDEX_FINGER_MCP */
const upperHand = (name: string): string => upper(name).replace(/^(INDEX|MIDDLE|RING)_/, '$1_FINGER_');

/** Bones and outlines to draw between body points. Source: MediaPipe's pose connections. */
// biome-ignore format: pairs read best in rows
const POSE_LIMBS: readonly (readonly [number, number])[] = [
  [0, 1], [1, 2], [2, 3], [3, 7], [0, 4], [4, 5], [5, 6], [6, 8], [9, 10],
  [11, 12], [11, 13], [13, 15], [15, 17], [15, 19], [15, 21], [17, 19],
  [12, 14], [14, 16], [16, 18], [16, 20], [16, 22], [18, 20],
  [11, 23], [12, 24], [23, 24], [23, 25], [24, 26], [25, 27], [26, 28],
  [27, 29], [28, 30], [29, 31], [30, 32], [27, 31], [28, 32],
];

/** Source: MediaPipe's hand connections. */
// biome-ignore format: pairs read best in rows
const HAND_LIMBS: readonly (readonly [number, number])[] = [
  [0, 1], [1, 2], [2, 3], [3, 4], [0, 5], [5, 6], [6, 7], [7, 8], [5, 9], [9, 10], [10, 11], [11, 12],
  [9, 13], [13, 14], [14, 15], [15, 16], [13, 17], [17, 18], [18, 19], [19, 20], [0, 17],
];

const RED = [255, 0, 0] as const;
const GREEN = [0, 128, 0] as const;
const BLUE = [0, 96, 255] as const;
const GREY = [128, 128, 128] as const;

const body = { points: POSE_NAMES.map(upper), limbs: POSE_LIMBS, format: 'XYZC' };
const hand = { points: HAND_NAMES.map(upperHand), limbs: HAND_LIMBS, format: 'XYZC' };
const face = {
  points: Array.from({ length: FACE_POINT_COUNT }, (_, i) => String(i)),
  limbs: [],
  format: 'XYZC',
};

/** In the order in which they are written. */
export const POSE_FILE_PARTS: readonly PoseFilePart[] = [
  written('pose', false, false, { ...body, name: 'POSE_LANDMARKS', colors: [RED] }),
  written('face', false, false, { ...face, name: 'FACE_LANDMARKS', colors: [GREY] }),
  written('leftHand', false, false, { ...hand, name: 'LEFT_HAND_LANDMARKS', colors: [GREEN] }),
  written('rightHand', false, false, { ...hand, name: 'RIGHT_HAND_LANDMARKS', colors: [BLUE] }),
  written('pose', true, true, { ...body, name: 'POSE_WORLD_LANDMARKS', colors: [RED] }),
  written('leftHand', true, true, { ...hand, name: 'LEFT_HAND_WORLD_LANDMARKS', colors: [GREEN] }),
  written('rightHand', true, true, { ...hand, name: 'RIGHT_HAND_WORLD_LANDMARKS', colors: [BLUE] }),
];

function written(
  name: LandmarkPart['name'],
  isWorld: boolean,
  isOptional: boolean,
  component: PoseComponent,
): PoseFilePart {
  return { part: landmarkPart(name), isWorld, isOptional, component };
}
