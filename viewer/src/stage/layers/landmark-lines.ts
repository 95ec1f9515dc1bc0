/** Which landmarks are joined by a line, as MediaPipe's own drawings have it, and which are dots. Indices into HOLISTIC_SCHEMA. */
import { landmarkPart } from '../../../../src/index.ts';
import type { SIDE_COLOURS } from './side-colours.ts';

export interface LandmarkMark {
  readonly from: number;
  /** Same as `from`: a dot. */
  readonly to: number;
  readonly colour: keyof typeof SIDE_COLOURS;
  /** Metres on a person of common size. */
  readonly width: number;
}

const BODY_WIDTH = 0.011;
const HAND_WIDTH = 0.006;
const FACE_DOT = 0.0035;

const TRUNK = [
  [11, 12],
  [11, 23],
  [12, 24],
  [23, 24],
];
/** Shoulder, elbow, wrist; hip, knee, ankle, of the left. The right has the next numbers. */
const LIMBS = [
  [11, 13],
  [13, 15],
  [23, 25],
  [25, 27],
];
/** Nose, eyes, ears. */
const HEAD = [0, 2, 5, 7, 8];
const FINGERS = [0, 1, 2, 3, 4].map((finger) => [1, 2, 3, 4].map((joint) => finger * 4 + joint));
const PALM = [
  [0, 1],
  [0, 5],
  [5, 9],
  [9, 13],
  [13, 17],
  [0, 17],
];

export function landmarkMarks(): LandmarkMark[] {
  const line = (from: number, to: number, colour: LandmarkMark['colour'], width: number): LandmarkMark => ({
    from,
    to,
    colour,
    width,
  });
  const face = landmarkPart('face');
  const hand = (side: 'left' | 'right') => {
    const { offset } = landmarkPart(`${side}Hand`);
    const bones = FINGERS.flatMap((joints) => joints.slice(1).map((joint, i) => [joints[i], joint]));
    return [...PALM, ...bones].map(([a, b]) => line(offset + a, offset + b, side, HAND_WIDTH));
  };
  return [
    ...Array.from({ length: face.count }, (_, i) => line(face.offset + i, face.offset + i, 'face', FACE_DOT)),
    ...HEAD.map((i) => line(i, i, 'middle', BODY_WIDTH)),
    ...TRUNK.map(([a, b]) => line(a, b, 'middle', BODY_WIDTH)),
    ...LIMBS.map(([a, b]) => line(a, b, 'left', BODY_WIDTH)),
    ...LIMBS.map(([a, b]) => line(a + 1, b + 1, 'right', BODY_WIDTH)),
    ...hand('left'),
    ...hand('right'),
  ];
}
