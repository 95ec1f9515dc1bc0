/** Eyes, brows and mouth of the proxy head, drawn on the surface of the face. Head coordinates: face-surface.ts. */
import type { FaceBuilder } from './face-builder.ts';
import { addLoft, CIRCLE, type Ring } from './loft.ts';
import { type Color, mixColors, PALETTE } from './palette.ts';

/** Middle of an eye and its half axes; how far the eyeball and the lids stand off the face. */
export const EYE = { x: 0.245, y: 0.15, half: 0.125, height: 0.072, bulge: 0.024, lid: 0.034 } as const;

/** Middle of the mouth, half width, height of the red of either lip, and half the gap between the closed lips. */
export const MOUTH = { y: -0.395, half: 0.2, upper: 0.05, lower: 0.06, gap: 0.004 } as const;

const IRIS = 0.058;
const PUPIL = 0.026;

export function addFaceFeatures(face: FaceBuilder): void {
  for (const side of [1, -1]) {
    addEye(face, side);
    addBrow(face, side);
  }
  addMouth(face);
  addTongue(face);
}

/** Height of the eyeball over the face at an offset from the middle of the eye. */
export function eyeballLift(dx: number, dy: number): number {
  const [u, v] = [dx / EYE.half, dy / EYE.height];
  return 0.006 + EYE.bulge * (1 - u * u - v * v);
}

function addEye(face: FaceBuilder, side: number): void {
  const x = side * EYE.x;
  addEyeDisc(face, 'still', x, 0, [[EYE.half, EYE.height, PALETTE.eyeWhite]]);
  addEyeDisc(face, 'iris', x, 0.006, [
    [PUPIL, PUPIL, PALETTE.pupil],
    [IRIS, IRIS, PALETTE.iris],
  ]);
  addLid(face, 'upperLid', x, 1, [
    [1.5, -0.004, 0, 0],
    [1.12, EYE.lid, 0.45, 0],
    [0.9, EYE.lid, 0.93, 0.1],
    [0.76, EYE.lid, 1, 1],
  ]);
  addLid(face, 'lowerLid', x, -1, [
    [1.35, -0.004, 0, 0],
    [0.86, EYE.lid * 0.8, 1, 0.4],
  ]);
}

/** Ellipses on the eyeball around its middle, from the inside out, `stand` above it. */
function addEyeDisc(
  face: FaceBuilder,
  feature: 'still' | 'iris',
  x: number,
  stand: number,
  ellipses: readonly (readonly [half: number, height: number, color: Color])[],
): void {
  const spot = (dx: number, dy: number, color: Color) =>
    face.addSpot(feature, 1, x + dx, EYE.y + dy, eyeballLift(dx, dy) + stand, color);
  const middle = spot(0, 0, ellipses[0][2]);
  const circle = CIRCLE.filter((_, i) => i % 2 === 0);
  const rings = ellipses.map(([half, height, color]) =>
    circle.map(([cos, sin]) => spot(half * cos, height * sin, color)),
  );
  addDisc(face, middle, rings);
}

/**
 * Half rings around the eye, from the face inwards; `up` is 1 for the upper lid, -1 for the lower. Rows: size as a share of the eye,
 * lift, movement, share of lash colour.
 */
function addLid(
  face: FaceBuilder,
  feature: 'upperLid' | 'lowerLid',
  x: number,
  up: number,
  rows: readonly (readonly [scale: number, lift: number, reach: number, lash: number])[],
): void {
  const arc = CIRCLE.filter((_, i) => i <= 12);
  const patch = rows.map(([scale, lift, reach, lash]) =>
    arc.map(([cos, sin]) => {
      const dx = EYE.half * (1 + (scale - 1) * 0.7) * cos;
      const dy = EYE.height * scale * sin * up;
      const color = mixColors(PALETTE.skin, PALETTE.hair, lash);
      // flat in the corners of the eye, where the lids meet
      return face.addSpot(feature, reach, x + dx, EYE.y + dy, lift * (0.3 + 0.7 * sin), color);
    }),
  );
  face.addPatch(patch);
}

/** Arc over the eye from the nose outwards: x, y, half thickness. */
const BROW: readonly (readonly [x: number, y: number, half: number])[] = [
  [0.11, 0.335, 0.02],
  [0.17, 0.356, 0.023],
  [0.24, 0.37, 0.022],
  [0.31, 0.372, 0.018],
  [0.37, 0.354, 0.013],
  [0.41, 0.328, 0.007],
];

function addBrow(face: FaceBuilder, side: number): void {
  const row = (share: number, lift: number) =>
    BROW.map(([x, y, half]) => face.addSpot('brow', 1, side * x, y + share * half, lift, PALETTE.hair));
  face.addPatch([row(-1, 0), row(-0.6, 0.022), row(0.6, 0.022), row(1, 0)]);
}

/** Rings from the edge of the lips inwards: share of the lip's height, share of the half width, lift, movement, colour. */
function addMouth(face: FaceBuilder): void {
  const rows = [
    { red: 1, half: 1, lift: 0.001, reach: 0.75, color: mixColors(PALETTE.skin, PALETTE.lip, 0.35) },
    { red: 0.8, half: 0.97, lift: 0.018, reach: 0.85, color: PALETTE.lip },
    { red: 0.45, half: 0.94, lift: 0.032, reach: 0.95, color: PALETTE.lip },
    { red: 0, half: 0.9, lift: 0.022, reach: 1, color: mixColors(PALETTE.lip, PALETTE.mouth, 0.6) },
    { red: 0, half: 0.88, lift: 0.014, reach: 1, color: PALETTE.mouth },
  ] as const;
  const rings = rows.map(({ red, half, lift, reach, color }) =>
    CIRCLE.map(([cos, sin], i) => {
      const lip = sin >= 0 ? MOUTH.upper : MOUTH.lower;
      // a dip in the middle of the upper edge
      const bow = sin > 0 && i === 6 ? 0.82 : 1;
      const x = MOUTH.half * half * cos;
      const y = MOUTH.y + sin * (lip * red * bow + MOUTH.gap) + 0.02 * cos * cos;
      return face.addSpot(sin >= 0 ? 'upperLip' : 'lowerLip', reach, x, y, lift, color);
    }),
  );
  const middle = face.addSpot('mouthHollow', 1, 0, MOUTH.y, 0.014, PALETTE.mouth);
  addDisc(face, middle, [...rings].reverse());
}

/** Lies hidden behind the lips until a curve brings it forward. */
function addTongue(face: FaceBuilder): void {
  const ring = (z: number, size: number): Ring => ({
    center: face.point(0, MOUTH.y - 0.01, z),
    a: face.vector(0.085 * size, 0, 0),
    b: face.vector(0, 0.028 * size, 0),
    influences: face.influences,
  });
  face.drawFeature('tongue', () =>
    addLoft(face.builder, [ring(0.55, 1), ring(0.7, 1), ring(0.745, 0.7)], {
      sides: 8,
      end: face.point(0, MOUTH.y - 0.01, 0.76),
      color: () => PALETTE.tongue,
    }),
  );
}

/** A fan around the middle, then rings outwards. */
function addDisc(face: FaceBuilder, middle: number, rings: readonly (readonly number[])[]): void {
  const closed = rings.map((ring) => [...ring, ring[0]]);
  const fan: [number, number, number][] = [];
  for (let i = 0; i + 1 < closed[0].length; i++) fan.push([middle, closed[0][i], closed[0][i + 1]]);
  face.builder.addTriangles(fan, face.point(0, 0, 0));
  face.addPatch(closed);
}
