/** The lengths that are measured: between which landmarks, of which kind, and how long they are on given proportions. Metres. */
import { CANONICAL_FACE } from '../landmarks/face/canonical-face.ts';
import { FINGERS } from '../skeleton/actor/joints.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../skeleton/actor/proportions.ts';

export type LengthPart = 'body' | 'hand' | 'face';

export interface MeasuredLength {
  readonly name: string;
  readonly part: LengthPart;
  /** Arms lean out of the picture plane most; see profiles.ts. */
  readonly isArm: boolean;
  /** Pairs of landmarks of the part that are this far apart; an end is the middle of its points. */
  readonly between: readonly (readonly [readonly number[], readonly number[]])[];
  /** Its length on those proportions. */
  of(proportions: ActorProportions): number;
}

const norm = (point: readonly number[]): number => Math.hypot(...point);
const apart = (a: readonly number[], b: readonly number[]): number => norm(a.map((x, k) => x - b[k]));

const body = (
  name: string,
  between: MeasuredLength['between'],
  of: MeasuredLength['of'],
  isArm = false,
): MeasuredLength => ({ name, part: 'body', isArm, between, of });

const hand = (name: string, from: number, to: number, of: MeasuredLength['of']): MeasuredLength => ({
  name,
  part: 'hand',
  isArm: false,
  between: [[[from], [to]]],
  of,
});

const face = (name: string, from: number, to: number): MeasuredLength => {
  const point = (i: number) => Array.from(CANONICAL_FACE.subarray(i * 3, i * 3 + 3));
  const length = apart(point(from), point(to));
  return {
    name,
    part: 'face',
    isArm: false,
    between: [[[from], [to]]],
    of: ({ headLength }) => (length * headLength) / AVERAGE_PROPORTIONS.headLength,
  };
};

/** First landmark of each finger's chain: its knuckle. */
const KNUCKLES = [5, 9, 13, 17] as const;

export const LENGTHS: readonly MeasuredLength[] = [
  body('shoulderWidth', [[[11], [12]]], (p) => 2 * p.shoulderHalfWidth),
  body('hipWidth', [[[23], [24]]], (p) => 2 * p.hipHalfWidth),
  body(
    'torso',
    [
      [
        [11, 12],
        [23, 24],
      ],
    ],
    (p) => p.torsoLength,
  ),
  body(
    'neck',
    [
      [
        [11, 12],
        [7, 8],
      ],
    ],
    (p) => p.neckLength,
  ),
  body(
    'upperArm',
    [
      [[11], [13]],
      [[12], [14]],
    ],
    (p) => p.upperArm,
    true,
  ),
  body(
    'lowerArm',
    [
      [[13], [15]],
      [[14], [16]],
    ],
    (p) => p.lowerArm,
    true,
  ),
  // a leg is one of both: left and right
  body(
    'thigh',
    [
      [[23], [25]],
      [[24], [26]],
    ],
    (p) => p.thigh,
  ),
  body(
    'calf',
    [
      [[25], [27]],
      [[26], [28]],
    ],
    (p) => p.calf,
  ),
  ...FINGERS.map((finger, f) =>
    hand(`palm${finger}`, 0, KNUCKLES[f], ({ hand: { knuckles } }) => norm(knuckles[f])),
  ),
  ...[0, 1, 2].map((f) =>
    hand(`knuckles${FINGERS[f]}${FINGERS[f + 1]}`, KNUCKLES[f], KNUCKLES[f + 1], ({ hand: { knuckles } }) =>
      apart(knuckles[f], knuckles[f + 1]),
    ),
  ),
  hand('palmWidth', 5, 17, ({ hand: { knuckles } }) => apart(knuckles[0], knuckles[3])),
  hand('thumbBase', 0, 1, ({ hand: { thumbBase } }) => norm(thumbBase)),
  hand('thumbBaseIndex', 1, 5, ({ hand: { thumbBase, knuckles } }) => apart(thumbBase, knuckles[0])),
  ...([0, 1, 2] as const).map((k) => hand(`thumb${k + 1}`, 1 + k, 2 + k, (p) => p.hand.thumb[k])),
  ...FINGERS.flatMap((finger, f) =>
    ([0, 1, 2] as const).map((k) =>
      hand(
        `${finger.toLowerCase()}${k + 1}`,
        KNUCKLES[f] + k,
        KNUCKLES[f] + k + 1,
        (p) => p.hand.fingers[f][k],
      ),
    ),
  ),
  // outer corners of the eyes; hairline to under the nose: neither moves with the mouth
  face('faceWidth', 33, 263),
  face('faceHeight', 10, 2),
];

export const lengthNamed = (name: string): MeasuredLength => LENGTHS.find((length) => length.name === name)!;
