/**
 * What face curves do to the proxy head: how far each of its features moves at the curve's value 1, in head coordinates
 * (face-surface.ts). Set by eye, large enough to read at arm's length. Drawn is what a signer's face is read by: gaze, lids, brows,
 * mouth, cheeks, tongue.
 */
import { clamp } from '../../math/scalar.ts';
import type { FaceFeature, FaceSpot } from './face-builder.ts';
import { EYE, eyeballLift, MOUTH } from './face-features.ts';

export type Move = readonly [dx: number, dy: number, dz: number];

export interface FaceShape {
  /** Curve name without prefix and side. */
  readonly name: RegExp;
  readonly features: readonly FaceFeature[];
  /** The side in the name is the direction of the move, not the half of the face that moves. */
  readonly directed?: true;
  /** `side` is 1 for the person's left, -1 for right, 0 where the name has none. */
  move(spot: FaceSpot, side: number): Move;
}

const LIPS = ['upperLip', 'lowerLip', 'mouthHollow'] as const;

/** 1 in the middle of the mouth, 0 at its corners. */
const towardsMiddle = ({ x }: FaceSpot): number => 1 - square(towardsCorner({ x }));
const towardsCorner = ({ x }: { x: number }): number => clamp(Math.abs(x) / MOUTH.half, 0, 1);

/** 1 at the nose end of the brow, 0 at the temple. */
const towardsNose = ({ x }: FaceSpot): number => clamp(1.35 - Math.abs(x) / 0.32, 0, 1);

/** 1 on the chin, 0 above the mouth and behind the jaw. */
const onChin = ({ y, z }: FaceSpot): number => clamp((-0.3 - y) / 0.2, 0, 1) * clamp((z - 0.1) / 0.4, 0, 1);

/** 1 in the middle of a cheek. */
function onCheek({ x, y, z }: FaceSpot): number {
  const [u, v] = [(Math.abs(x) - 0.4) / 0.36, (y + 0.25) / 0.42];
  const near = Math.max(0, 1 - u * u - v * v);
  return near * near * clamp(z / 0.3, 0, 1);
}

const square = (value: number): number => value * value;

const sign = ({ x }: FaceSpot): number => (x < 0 ? -1 : 1);

/** A lid rises over the eyeball as it closes. */
const LID_ARCH = 0.02;

/** From where a lid's edge is to the lower edge of the eye. */
function lidClosing({ x, y }: FaceSpot): Move {
  const u = (Math.abs(x) - EYE.x) / EYE.half;
  const closed = EYE.y - EYE.height * 0.84 * Math.sqrt(Math.max(0, 1 - u * u));
  return [0, Math.min(0, closed - y), LID_ARCH];
}

/** Slides the iris over the eyeball. */
function gaze(dx: number, dy: number): (spot: FaceSpot) => Move {
  return (spot) => {
    const [fromX, fromY] = [spot.x - sign(spot) * EYE.x, spot.y - EYE.y];
    return [dx, dy, eyeballLift(fromX + dx, fromY + dy) - eyeballLift(fromX, fromY)];
  };
}

const SIDEWAYS = 0.058;

export const FACE_SHAPES: readonly FaceShape[] = [
  { name: /^eyeBlink$/i, features: ['upperLid'], move: lidClosing },
  { name: /^eyeBlink$/i, features: ['lowerLid'], move: () => [0, 0.006, 0] },
  { name: /^eyeWide|^eyeUpperLidUp$/i, features: ['upperLid'], move: () => [0, 0.03, 0] },
  { name: /^eyeWide/i, features: ['lowerLid'], move: () => [0, -0.008, 0] },
  { name: /^(eyeSquint|eyeCheekRaise|cheekSquint)/i, features: ['lowerLid'], move: () => [0, 0.03, 0] },
  { name: /^eyeSquint/i, features: ['upperLid'], move: () => [0, -0.02, 0] },
  { name: /^eyeLookUp$/i, features: ['iris'], move: gaze(0, 0.038) },
  { name: /^eyeLookUp$/i, features: ['upperLid'], move: () => [0, 0.022, 0] },
  { name: /^eyeLookDown$/i, features: ['iris'], move: gaze(0, -0.036) },
  { name: /^eyeLookDown$/i, features: ['upperLid'], move: () => [0, -0.036, 0] },
  { name: /^eyeLookLeft$/i, features: ['iris'], move: gaze(SIDEWAYS, 0) },
  { name: /^eyeLookRight$/i, features: ['iris'], move: gaze(-SIDEWAYS, 0) },
  { name: /^eyeLookOut$/i, features: ['iris'], move: (spot) => gaze(SIDEWAYS * sign(spot), 0)(spot) },
  { name: /^eyeLookIn$/i, features: ['iris'], move: (spot) => gaze(-SIDEWAYS * sign(spot), 0)(spot) },
  {
    name: /^browDown$/i,
    features: ['brow'],
    move: (spot) => [-0.02 * sign(spot), -0.03 - 0.035 * towardsNose(spot), 0],
  },
  {
    name: /^(browInnerUp|browRaiseIn)$/i,
    features: ['brow'],
    move: (spot) => [0, 0.085 * towardsNose(spot), 0],
  },
  {
    name: /^(browOuterUp|browRaiseOuter)$/i,
    features: ['brow'],
    move: (spot) => [0, 0.075 * (1 - 0.7 * towardsNose(spot)), 0],
  },
  { name: /^browLateral$/i, features: ['brow'], move: (spot) => [-0.02 * sign(spot), 0, 0] },
  { name: /^jawOpen/i, features: ['lowerLip'], move: (spot) => [0, -0.02 - 0.15 * towardsMiddle(spot), 0] },
  { name: /^jawOpen/i, features: ['upperLip'], move: (spot) => [0, 0.01 * towardsMiddle(spot), 0] },
  { name: /^jawOpen/i, features: ['mouthHollow'], move: () => [0, -0.08, 0] },
  { name: /^jawOpen/i, features: ['skull'], move: (spot) => [0, -0.13 * onChin(spot), -0.03 * onChin(spot)] },
  { name: /^jaw$/i, features: ['lowerLip'], directed: true, move: (_, side) => [0.05 * side, 0, 0] },
  {
    name: /^jaw$/i,
    features: ['skull'],
    directed: true,
    move: (spot, side) => [0.06 * side * onChin(spot), 0, 0],
  },
  { name: /^jaw(Fwd|Forward)$/i, features: ['lowerLip'], move: () => [0, 0, 0.03] },
  { name: /^jaw(Fwd|Forward)$/i, features: ['skull'], move: (spot) => [0, 0, 0.05 * onChin(spot)] },
  { name: /^mouth$/i, features: LIPS, directed: true, move: (_, side) => [0.06 * side, 0, 0] },
  { name: /^mouthClose$/i, features: ['lowerLip'], move: (spot) => [0, 0.13 * towardsMiddle(spot), 0] },
  // closes what a little of jawOpen opens: how much is needed depends on the jaw, which a shape can't
  {
    name: /^mouthLipsTogether$/i,
    features: ['lowerLip'],
    move: (spot) => [0, 0.03 * towardsMiddle(spot), 0],
  },
  { name: /^mouthLips(Towards|Blow)$/i, features: LIPS, move: () => [0, 0, 0.02] },
  { name: /^mouthFunnel$/i, features: LIPS, move: ({ x }) => [-0.42 * x, 0, 0.05] },
  { name: /^mouthFunnel$/i, features: ['upperLip'], move: (spot) => [0, 0.04 * towardsMiddle(spot), 0] },
  { name: /^mouthFunnel$/i, features: ['lowerLip'], move: (spot) => [0, -0.04 * towardsMiddle(spot), 0] },
  { name: /^(mouthPucker|mouthLipsPurse)$/i, features: LIPS, move: ({ x }) => [-0.5 * x, 0, 0.07] },
  {
    name: /^(mouthSmile|mouthCornerPull)$/i,
    features: LIPS,
    move: (spot) => [0.05 * towardsCorner(spot) * sign(spot), 0.075 * square(towardsCorner(spot)), 0],
  },
  {
    name: /^(mouthFrown|mouthCornerDepress)$/i,
    features: LIPS,
    move: (spot) => [0, -0.07 * square(towardsCorner(spot)), 0],
  },
  {
    name: /^(mouthStretch|mouthDimple)$/i,
    features: LIPS,
    move: (spot) => [0.06 * towardsCorner(spot) * sign(spot), 0, 0],
  },
  {
    name: /^(mouthUpperUp|mouthUpperLipRaise)$/i,
    features: ['upperLip'],
    move: (spot) => [0, 0.05 * towardsMiddle(spot), 0],
  },
  {
    name: /^(mouthLowerDown|mouthLowerLipDepress)$/i,
    features: ['lowerLip'],
    move: (spot) => [0, -0.055 * towardsMiddle(spot), 0],
  },
  {
    name: /^(mouthRollLower|mouthLowerLipRollIn|mouthPress)$/i,
    features: ['lowerLip'],
    move: ({ y }) => [0, 0.7 * Math.max(0, MOUTH.y - y), -0.012],
  },
  {
    name: /^(mouthRollUpper|mouthUpperLipRollIn|mouthPress)$/i,
    features: ['upperLip'],
    move: ({ y }) => [0, -0.7 * Math.max(0, y - MOUTH.y), -0.012],
  },
  { name: /^(mouthShrugLower|jawChinRaise)$/i, features: LIPS, move: () => [0, 0.03, 0] },
  { name: /^mouthShrugUpper$/i, features: ['upperLip'], move: () => [0, 0.025, 0] },
  {
    name: /^(cheekPuff|mouthCheekBlow)$/i,
    features: ['skull'],
    move: (spot) => [0.09 * sign(spot) * onCheek(spot), 0, 0.09 * onCheek(spot)],
  },
  {
    name: /^mouthCheekSuck$/i,
    features: ['skull'],
    move: (spot) => [-0.08 * sign(spot) * onCheek(spot), 0, -0.04 * onCheek(spot)],
  },
  { name: /^(noseSneer|noseWrinkle)$/i, features: ['nose'], move: () => [0, 0.02, 0] },
  {
    name: /^(noseSneer|noseWrinkle)$/i,
    features: ['upperLip'],
    move: (spot) => [0, 0.02 * towardsMiddle(spot), 0],
  },
  {
    name: /^tongueOut$/i,
    features: ['tongue'],
    // over the lower lip, the tip hanging down
    move: ({ z }) => [0, -0.04 - 0.9 * Math.max(0, z - 0.66), 0.2],
  },
  { name: /^tongueDown$/i, features: ['tongue'], move: ({ z }) => [0, -0.4 * Math.max(0, z - 0.66), 0] },
];
