/**
 * How well the avatar's hands cover the recorded ones, seen by the same camera: numbers beside what the eye sees.
 *
 * Per hand and frame in which it was seen, in picture coordinates: how far the wrists are apart, by how much the line from the wrist to
 * the middle knuckle is turned, how far the other 20 points are off after the best common size, and whether the palm shows the same
 * side. Medians over hands and frames.
 * Limits: the picture says nothing of depth, and a hand drawn flat at the right place agrees perfectly; the proportions of the avatar
 * alone leave about 0.06 of the fingers.
 */
import { landmarkPart } from '../../src/index.ts';
import { median } from '../../src/math/scalar.ts';
import type { AvatarView, PicturePoint } from './avatar-view.ts';
import type { Picture } from './picture-points.ts';
import { HAND_SIDES } from './sheet.ts';

export interface PictureAgreement {
  /** Centimetres at a shoulder width of 33 cm; null without a body. */
  readonly wristCm: number | null;
  readonly directionDeg: number;
  /** 0..1: root of the share of the hand's extent that the avatar's does not explain. */
  readonly fingers: number;
  readonly palmSidesRight: number;
  /** Hands whose palm is not seen edge-on. */
  readonly palmSides: number;
}

/** Trackers' own shoulder width, which hardly depends on the person; centimetres. */
const SHOULDER_WIDTH_CM = 33;

/** Twice the area of wrist, index and pinky knuckle by the square of the palm's length, below which a palm counts as edge-on. */
const EDGE_ON = 0.2;

const [LEFT_SHOULDER, RIGHT_SHOULDER] = [11, 12];
const [INDEX, MIDDLE, PINKY] = [5, 9, 17];

/** null when no hand is seen. */
export function measurePictureAgreement(
  picture: Picture,
  view: AvatarView,
  frameCount: number,
): PictureAgreement | null {
  const wrists: number[] = [];
  const directions: number[] = [];
  const fingers: number[] = [];
  let palmSides = 0;
  let palmSidesRight = 0;
  for (let frame = 0; frame < frameCount; frame++) {
    const points = picture.pointsOf(frame);
    const [left, right] = [points[LEFT_SHOULDER], points[RIGHT_SHOULDER]];
    for (const side of HAND_SIDES) {
      const { offset, count } = landmarkPart(`${side}Hand`);
      const seen = points.slice(offset, offset + count).filter((point) => point !== null);
      if (seen.length < count) continue;
      const drawn = view.handPoints(frame, side);
      const input = fromWrist(seen.map(([x, y]) => [x, y]));
      const avatar = fromWrist(drawn);
      if (view.isPlaced && left && right) {
        const pixels = Math.hypot(left[0] - right[0], left[1] - right[1]);
        const off = Math.hypot(seen[0][0] - drawn[0][0], seen[0][1] - drawn[0][1]);
        wrists.push((off / pixels) * SHOULDER_WIDTH_CM);
      }
      directions.push((angleBetween(input[MIDDLE], avatar[MIDDLE]) * 180) / Math.PI);
      fingers.push(unexplained(input, avatar));
      const area = cross(input[INDEX], input[PINKY]);
      if (Math.abs(area) < EDGE_ON * Math.max(...[INDEX, MIDDLE, PINKY].map((i) => dot(input[i], input[i]))))
        continue;
      palmSides++;
      if (area * cross(avatar[INDEX], avatar[PINKY]) > 0) palmSidesRight++;
    }
  }
  if (fingers.length === 0) return null;
  return {
    wristCm: wrists.length > 0 ? median(wrists) : null,
    directionDeg: median(directions),
    fingers: median(fingers),
    palmSidesRight,
    palmSides,
  };
}

export function describeAgreement(agreement: PictureAgreement): string {
  const { wristCm, directionDeg, fingers, palmSidesRight, palmSides } = agreement;
  return [
    'Hands in the picture, median:',
    ...(wristCm === null ? [] : [`wrist ${wristCm.toFixed(1)} cm off,`]),
    `turned ${directionDeg.toFixed(0)}°, fingers off by ${fingers.toFixed(2)} of the hand,`,
    `palm on the right side in ${palmSidesRight} of ${palmSides}`,
  ].join(' ');
}

const fromWrist = ([wrist, ...rest]: readonly PicturePoint[]): PicturePoint[] =>
  [wrist, ...rest].map(([x, y]) => [x - wrist[0], y - wrist[1]]);

const dot = (a: PicturePoint, b: PicturePoint): number => a[0] * b[0] + a[1] * b[1];
const cross = (a: PicturePoint, b: PicturePoint): number => a[0] * b[1] - a[1] * b[0];
const angleBetween = (a: PicturePoint, b: PicturePoint): number =>
  Math.atan2(Math.abs(cross(a, b)), dot(a, b));

/** What is left of `a` after taking away the best multiple (not a negative one) of `b`, relative to `a`. */
function unexplained(a: readonly PicturePoint[], b: readonly PicturePoint[]): number {
  const sum = (f: (i: number) => number) => a.reduce((total, _, i) => total + f(i), 0);
  const shared = Math.max(
    0,
    sum((i) => dot(a[i], b[i])),
  );
  const parts = sum((i) => dot(a[i], a[i])) * sum((i) => dot(b[i], b[i]));
  return parts > 0 ? Math.sqrt(Math.max(0, 1 - (shared * shared) / parts)) : 1;
}
