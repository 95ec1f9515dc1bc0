/** A recording -> a figure of the frame in the middle of its sign: where a hand is up, else where one is seen, else of all. */
import { type LandmarkRecording, landmarkPart, primaryClip } from '../../../src/index.ts';
import { drawFigure, type Figure, type FigureLine, type FigurePart } from './figure.ts';

/** Of the pose, by MediaPipe's numbers: shoulders, arms, hips. */
const BODY_LINES = [
  [11, 12],
  [11, 13],
  [13, 15],
  [12, 14],
  [14, 16],
  [11, 23],
  [12, 24],
  [23, 24],
];
/** Of a hand: the palm, then each finger. */
const HAND_LINES = [0, 1, 5, 9, 13, 17].flatMap((start) =>
  start === 0
    ? [
        [0, 1],
        [0, 5],
        [5, 9],
        [9, 13],
        [13, 17],
        [17, 0],
      ]
    : [
        [start, start + 1],
        [start + 1, start + 2],
        [start + 2, start + 3],
      ],
);
/** Wrist and elbow of the pose, by side. */
const ARMS = { leftHand: [15, 13], rightHand: [16, 14] } as const;
/** Radius of a head, of the way from ear to ear. */
const HEAD = 0.75;
const [NOSE, LEFT_EAR, RIGHT_EAR] = [0, 7, 8];

export function recordingFigure(recording: LandmarkRecording): Figure | null {
  const clip = primaryClip(recording);
  const { positions, confidences, schema } = clip;
  const count = schema.names.length;
  const isPicture = clip.space === 'image';
  const { width, height } = recording.imageSize;
  const offsets = {
    leftHand: landmarkPart('leftHand').offset,
    rightHand: landmarkPart('rightHand').offset,
  };
  const frame = middleFrame();
  const isSeen = (point: number, at = frame): boolean => confidences[at * count + point] > 0;
  const place = (point: number, at = frame): [number, number] => {
    const from = (at * count + point) * 3;
    return isPicture
      ? [positions[from] * width, positions[from + 1] * height]
      : [positions[from], -positions[from + 1]];
  };
  const lines: FigureLine[] = [];
  const draw = (
    part: FigurePart,
    pairs: readonly (readonly number[])[],
    first: number,
    shift = [0, 0],
  ): void => {
    for (const [a, b] of pairs) {
      if (!isSeen(first + a) || !isSeen(first + b)) continue;
      const [from, to] = [place(first + a), place(first + b)];
      lines.push({
        part,
        from: [from[0] + shift[0], from[1] + shift[1]],
        to: [to[0] + shift[0], to[1] + shift[1]],
      });
    }
  };
  draw('body', BODY_LINES, 0);
  for (const side of ['leftHand', 'rightHand'] as const) {
    draw(side, HAND_LINES, offsets[side], isPicture ? [0, 0] : toWrist(side));
  }
  const head = [NOSE, LEFT_EAR, RIGHT_EAR].every((point) => isSeen(point)) ? headOf() : null;
  return drawFigure(lines, head);

  function middleFrame(): number {
    const frames = Array.from({ length: clip.frameCount }, (_, at) => at);
    const sides = ['leftHand', 'rightHand'] as const;
    const seen = frames.filter((at) => sides.some((side) => confidences[at * count + offsets[side]] > 0));
    const up = seen.filter((at) =>
      sides.some((side) => {
        const [wrist, elbow] = ARMS[side].map((point) => positions[(at * count + point) * 3 + 1]);
        const isKnown = ARMS[side].every((point) => confidences[at * count + point] > 0);
        return isKnown && (isPicture ? wrist < elbow : wrist > elbow);
      }),
    );
    const chosen = [up, seen, frames].find((some) => some.length > 0)!;
    return chosen[chosen.length >> 1];
  }

  /** World landmarks of a hand have an origin of their own. */
  function toWrist(side: keyof typeof ARMS): number[] {
    const [wrist] = ARMS[side];
    if (!isSeen(wrist)) return [0, 0];
    const [[x, y], [handX, handY]] = [place(wrist), place(offsets[side])];
    return [x - handX, y - handY];
  }

  function headOf() {
    const [left, right] = [place(LEFT_EAR), place(RIGHT_EAR)];
    const shoulders = isSeen(11) && isSeen(12) ? Math.hypot(...difference(place(11), place(12))) : 0;
    // a head seen from the side has its ears behind each other
    const width = Math.max(Math.hypot(...difference(left, right)), shoulders * 0.35);
    return { x: (left[0] + right[0]) / 2, y: (left[1] + right[1]) / 2, radius: width * HEAD };
  }
}

const difference = (a: readonly number[], b: readonly number[]): number[] => [a[0] - b[0], a[1] - b[1]];
