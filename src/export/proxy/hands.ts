/**
 * A hand of the proxy body: a palm spanned between wrist and knuckles, five fingers; skin on the back, light palm on the flexor
 * side. The palm follows the metacarpals softly.
 * Sizes are shares of the palm's length (wrist to middle knuckle), set by eye on an average adult.
 */
import { lerpVec3 } from '../../math/vec3.ts';
import { FINGERS, type Side } from '../../skeleton/actor/joints.ts';
import { FINGER_RADII } from '../../skeleton/body/body-shape.ts';
import { addCapsule } from './capsule.ts';
import { addFinger, fleshColor } from './finger.ts';
import { coordinatesIn, pointIn } from './frame.ts';
import type { Influence, MeshBuilder } from './mesh-builder.ts';
import { mixColors, PALETTE } from './palette.ts';
import type { RestJoint, RestJoints } from './rest-joints.ts';

/** Share of the way from wrist to knuckles; half thickness; share of the knuckles' spread. It ends inside the knuckles, which round a fist. */
const PALM: readonly (readonly [along: number, thickness: number, spread: number])[] = [
  [-0.22, 0.19, 0.42],
  [0.04, 0.2, 0.56],
  [0.26, 0.18, 0.74],
  [0.5, 0.155, 0.88],
  [0.76, 0.135, 0.97],
  [0.95, 0.105, 1],
  [1.04, 0.05, 0.99],
];

/** The back of the hand is arched: share of the thickness there, by column. */
const ARCH = [0.88, 1.06, 1.04, 0.84];

/** How far the edges of the palm stand out beyond index and pinky knuckle. */
const PALM_EDGE = 0.12;

export function addHand(builder: MeshBuilder, rest: RestJoints, side: Side): void {
  const hand = rest(`${side}Hand`);
  if (!hand) return;
  const fingers = FINGERS.flatMap((name) => {
    const first = rest(`${side}${name}1`);
    return first ? [{ name, first, metacarpal: rest(`${side}${name}Metacarpal`) }] : [];
  });
  const unit = hand.length;
  if (fingers.length >= 2) addPalm(builder, hand, fingers);
  else addMitten(builder, hand);
  for (const name of [...FINGERS, 'Thumb'] as const) {
    const bones = [1, 2, 3].flatMap((i) => rest(`${side}${name}${i as 1 | 2 | 3}`) ?? []);
    const radii = FINGER_RADII[name].map((radius) => radius * unit);
    addFinger(builder, bones, radii, name === 'Thumb');
  }
}

interface PalmColumn {
  readonly first: RestJoint;
  readonly metacarpal: RestJoint | undefined;
}

/**
 * A closed shell whose section has a point at either edge and, for every finger, two points on the back and two on the palm.
 */
function addPalm(builder: MeshBuilder, hand: RestJoint, columns: readonly PalmColumn[]): void {
  const { frame, length: unit, joint } = hand;
  const knuckles = columns.map(({ first }) => coordinatesIn(frame, first.origin));
  const across = Math.sign(knuckles[0][2] - knuckles[knuckles.length - 1][2]);
  /** Section from the index edge over the palm to the pinky edge and back over the back of the hand: column, sideways step, side. */
  const palmSide = columns.map((_, f) => ({ f, edge: 0, side: 1 }));
  const backSide = palmSide.map(({ f }) => ({ f, edge: 0, side: -1 })).reverse();
  const last = columns.length - 1;
  const section = [
    { f: 0, edge: 1, side: 0 },
    { f: 0, edge: 0.7, side: 0.75 },
    ...palmSide,
    { f: last, edge: -0.7, side: 0.75 },
    { f: last, edge: -1, side: 0 },
    { f: last, edge: -0.7, side: -0.75 },
    ...backSide,
    { f: 0, edge: 0.7, side: -0.75 },
  ];
  const rings = PALM.map(([along, thickness, spread]) =>
    section.map(({ f, edge, side }) => {
      const [distal, palmar, lateral] = knuckles[f];
      const arch = side < 0 ? (ARCH[f] ?? 1) : 1;
      const position = pointIn(
        frame,
        distal * along,
        palmar * Math.max(along, 0) + side * thickness * arch * unit,
        lateral * spread + across * edge * PALM_EDGE * unit,
      );
      const color = mixColors(PALETTE.skin, PALETTE.palm, side > 0 ? 1 : side === 0 ? 0.25 : 0);
      return builder.addVertex(position, color, metacarpalShares(joint, columns[f].metacarpal, along));
    }),
  );
  const sides = section.length;
  const at = (r: number, i: number) => rings[r][i % sides];
  const triangles: [number, number, number][] = [];
  for (let r = 0; r + 1 < PALM.length; r++) {
    for (let i = 0; i < sides; i++) {
      triangles.push([at(r, i), at(r, i + 1), at(r + 1, i + 1)], [at(r, i), at(r + 1, i + 1), at(r + 1, i)]);
    }
  }
  // The end between the knuckles: a strip from the palm's edge to the back's.
  const end = PALM.length - 1;
  const half = sides / 2;
  triangles.push([at(end, 0), at(end, 1), at(end, sides - 1)]);
  for (let i = 1; i + 1 < half; i++) {
    const [a, b, c, d] = [at(end, i), at(end, i + 1), at(end, sides - i - 1), at(end, sides - i)];
    triangles.push([a, b, c], [a, c, d]);
  }
  triangles.push([at(end, half - 1), at(end, half), at(end, half + 1)]);
  builder.addTriangles(triangles, lerpVec3(hand.origin, hand.end, 0.5));
}

function metacarpalShares(hand: number, metacarpal: RestJoint | undefined, along: number): Influence[] {
  const share = Math.min(Math.max((along - 0.2) / 0.7, 0), 1);
  if (!metacarpal || share === 0) return [[hand, 1]];
  return [
    [hand, 1 - share],
    [metacarpal.joint, share],
  ];
}

/** For rigs without fingers: one flat capsule. */
function addMitten(builder: MeshBuilder, { joint, frame, origin, end, length }: RestJoint): void {
  addCapsule(builder, {
    from: origin,
    to: end,
    flexor: frame.y,
    radii: [0.28 * length, 0.45 * length, 0.4 * length],
    flatness: 0.45,
    sides: 12,
    round: 'both',
    joint,
    color: fleshColor,
  });
}
