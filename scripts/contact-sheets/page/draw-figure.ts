/**
 * Landmarks of one frame -> a stick figure on a canvas. The signer's right hand is orange, the left blue, thumbs dark; the palm is
 * filled light where its inside faces the camera and brown where its back does, as on the avatar. Nearer bones of a hand cover farther
 * ones as far as the landmarks have a z.
 */
import { landmarkPart } from '../../../src/index.ts';
import type { PointsOfFrame } from '../picture-points.ts';
import { HAND_SIDES, type HandSide, type PictureWindow } from '../sheet.ts';
import {
  ARM_LINES,
  FACE_FEATURES,
  FACE_OUTLINE,
  FINGER_LINES,
  IRISES,
  PALM,
  PLAIN_FACE_LINES,
  THUMB_LINE,
  THUMB_TIP,
  TRUNK_LINES,
} from './lines.ts';

const COLORS = {
  paper: '#ffffff',
  body: '#98958c',
  face: '#4f4c46',
  /** The edge of the picture. */
  edge: '#d6d2c8',
  palm: '#ffe0c8',
  back: '#a9714f',
  hands: { right: '#e8590c', left: '#1c7ed6' },
  thumbs: { right: '#7f1d1d', left: '#10243f' },
  marks: '#d6006c',
} as const;

type Point = readonly [x: number, y: number, z: number];

/** @param boneWidth of the hands, pixels */
export function drawFigure(
  canvas: HTMLCanvasElement,
  points: PointsOfFrame,
  window: PictureWindow,
  picture: { readonly width: number; readonly height: number },
  boneWidth: number,
): void {
  const context = canvas.getContext('2d')!;
  const scale = canvas.width / window.width;
  const place = ([x, y, z]: Point): Point => [(x - window.x) * scale, (y - window.y) * scale, z];
  const placed = points.map((point) => point && place(point));
  context.fillStyle = COLORS.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = COLORS.edge;
  context.lineWidth = 1;
  const [left, top] = place([0, 0, 0]);
  context.strokeRect(left, top, picture.width * scale, picture.height * scale);
  drawBody(context, placed);
  drawFace(context, placed);
  for (const side of HAND_SIDES) drawHand(context, placed, side, boneWidth);
}

/** Rings where the input has the nose, shoulders, elbows, wrists and index tips: on the avatar they should meet the same places. */
export function drawPlaces(canvas: HTMLCanvasElement, points: PointsOfFrame, window: PictureWindow): void {
  const context = canvas.getContext('2d')!;
  const scale = canvas.width / window.width;
  const rings = [...PLACES, ...HAND_SIDES.flatMap((side) => handPlaces(points, side))];
  context.strokeStyle = COLORS.marks;
  context.lineWidth = 1.2;
  for (const ring of rings) {
    const point = points[ring];
    if (!point) continue;
    context.beginPath();
    context.arc((point[0] - window.x) * scale, (point[1] - window.y) * scale, 3, 0, 2 * Math.PI);
    context.stroke();
  }
}

const PLACES = [0, 11, 12, 13, 14];

/** Wrist and index tip of the hand, or the wrist of the body where the hand is not seen. */
function handPlaces(points: PointsOfFrame, side: HandSide): number[] {
  const { offset } = landmarkPart(`${side}Hand`);
  return points[offset] ? [offset, offset + 8] : [ARM_LINES[side][2]];
}

function drawBody(context: CanvasRenderingContext2D, points: PointsOfFrame): void {
  context.strokeStyle = COLORS.body;
  context.lineWidth = 1.5;
  for (const line of TRUNK_LINES) stroke(context, points, line);
  context.lineWidth = 3;
  for (const side of HAND_SIDES) stroke(context, points, ARM_LINES[side]);
}

function drawFace(context: CanvasRenderingContext2D, points: PointsOfFrame): void {
  const { offset, count } = landmarkPart('face');
  const face = points.slice(offset, offset + count);
  context.strokeStyle = COLORS.face;
  context.fillStyle = COLORS.face;
  context.lineWidth = 1;
  if (!face.some((point) => point)) {
    for (const line of PLAIN_FACE_LINES) stroke(context, points, line);
    return;
  }
  for (const line of [FACE_OUTLINE, ...FACE_FEATURES]) stroke(context, face, line);
  for (const iris of IRISES) if (face[iris]) dot(context, face[iris], 1.3);
}

function drawHand(
  context: CanvasRenderingContext2D,
  points: PointsOfFrame,
  side: HandSide,
  boneWidth: number,
): void {
  const { offset, count } = landmarkPart(`${side}Hand`);
  const hand = points.slice(offset, offset + count);
  if (!hand[0]) return;
  const strokes = [
    ...FINGER_LINES.flatMap((line) => bones(hand, line, COLORS.hands[side], boneWidth)),
    ...bones(hand, THUMB_LINE, COLORS.thumbs[side], boneWidth * 1.6),
    ...palm(hand, side),
  ].sort((a, b) => b.z - a.z);
  for (const { draw } of strokes) draw(context);
  const tip = hand[THUMB_TIP];
  context.fillStyle = COLORS.thumbs[side];
  if (tip) dot(context, tip, boneWidth * 1.4);
}

interface Stroke {
  /** Distance from the camera; the farthest is drawn first. */
  readonly z: number;
  draw(context: CanvasRenderingContext2D): void;
}

function bones(points: PointsOfFrame, line: readonly number[], color: string, width: number): Stroke[] {
  return line.slice(1).flatMap((to, i): Stroke[] => {
    const [a, b] = [points[line[i]], points[to]];
    if (!a || !b) return [];
    const draw = (context: CanvasRenderingContext2D) => {
      for (const [strokeStyle, lineWidth] of [
        [COLORS.paper, width + 2],
        [color, width],
      ] as const) {
        Object.assign(context, { strokeStyle, lineWidth });
        segment(context, a, b);
      }
    };
    return [{ z: (a[2] + b[2]) / 2, draw }];
  });
}

/** The inside faces the camera when, seen in the picture, the index side lies where it does on a hand held up to the camera. */
function palm(hand: PointsOfFrame, side: HandSide): Stroke[] {
  const corners = PALM.flatMap((i) => (hand[i] ? [hand[i]] : []));
  if (corners.length < PALM.length) return [];
  const [wrist, index, , , pinky] = corners;
  const turn = (index[0] - wrist[0]) * (pinky[1] - wrist[1]) - (index[1] - wrist[1]) * (pinky[0] - wrist[0]);
  const isInside = side === 'right' ? turn < 0 : turn > 0;
  const draw = (context: CanvasRenderingContext2D) => {
    context.fillStyle = isInside ? COLORS.palm : COLORS.back;
    context.beginPath();
    for (const [x, y] of corners) context.lineTo(x, y);
    context.fill();
  };
  return [{ z: corners.reduce((sum, [, , z]) => sum + z, 0) / corners.length, draw }];
}

/** A line through those of the points that are there. */
function stroke(context: CanvasRenderingContext2D, points: PointsOfFrame, line: readonly number[]): void {
  const present = line.flatMap((i) => (points[i] ? [points[i]] : []));
  present.slice(1).forEach((to, i) => {
    segment(context, present[i], to);
  });
}

function segment(context: CanvasRenderingContext2D, [ax, ay]: Point, [bx, by]: Point): void {
  context.beginPath();
  context.moveTo(ax, ay);
  context.lineTo(bx, by);
  context.stroke();
}

function dot(context: CanvasRenderingContext2D, [x, y]: Point, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
