/** Skull, hair, ears and nose of the proxy body; eyes, brows and mouth are in face-features.ts. Head coordinates: face-surface.ts. */

import type { FaceBuilder } from './face-builder.ts';
import { HEAD_BOTTOM, HEAD_SECTIONS, HEAD_TOP, type HeadSection, headSectionAt } from './face-surface.ts';
import { addLoft, CIRCLE, type Ring } from './loft.ts';
import { PALETTE } from './palette.ts';

/** How far the hair stands off the skull; its edge lies inside, so that the shell closes. */
const HAIR = 0.04;
const HAIR_EDGE = -0.012;

/** Lowest point of the hair in front, at the temples and behind, as the height y. */
const HAIRLINE = { front: 0.66, side: 0.18, back: -0.16 } as const;

/** Ridge of the nose: height, half width and how far it stands off the face. */
const NOSE: readonly (readonly [y: number, half: number, lift: number])[] = [
  [0.24, 0.05, 0.01],
  [0.14, 0.055, 0.05],
  [0.02, 0.075, 0.115],
  [-0.07, 0.105, 0.19],
  [-0.13, 0.12, 0.17],
  [-0.17, 0.09, 0.03],
];

export function addHead(face: FaceBuilder): void {
  const ring = ([y, half, front, back]: HeadSection): Ring => ({
    center: face.point(0, y, (front + back) / 2),
    a: face.vector(half, 0, 0),
    b: face.vector(0, 0, (front - back) / 2),
    influences: face.influences,
  });
  face.drawFeature('skull', () =>
    addLoft(face.builder, HEAD_SECTIONS.map(ring), {
      sides: 24,
      start: face.point(...HEAD_BOTTOM),
      end: face.point(...HEAD_TOP),
      color: () => PALETTE.skin,
    }),
  );
  addHair(face);
  addNose(face);
  for (const side of [1, -1]) addEar(face, side);
}

/** A shell over the skull, column by column from the hairline to the crown, on the skull's own sections. */
function addHair(face: FaceBuilder): void {
  const add = (x: number, y: number, z: number) =>
    face.builder.addVertex(face.point(x, y, z), PALETTE.hair, face.influences);
  const heights = HEAD_SECTIONS.map(([y]) => y).filter((y) => y > HAIRLINE.back);
  const columns = CIRCLE.map(([cos, sin]) => {
    const level =
      sin > 0
        ? HAIRLINE.side + (HAIRLINE.front - HAIRLINE.side) * Math.min(1, sin * 1.5)
        : HAIRLINE.side + (HAIRLINE.side - HAIRLINE.back) * sin;
    const at = (y: number, stand: number) => {
      const { half, front, back } = headSectionAt(y);
      const z = (front + back) / 2 + ((front - back) / 2 + stand) * sin;
      return add((half + stand) * cos, y + stand * 0.6, z);
    };
    const edge = at(level, HAIR_EDGE);
    return [edge, ...heights.map((y) => (y <= level ? edge : at(y, HAIR)))];
  });
  const crown = add(HEAD_TOP[0], HEAD_TOP[1] + HAIR * 0.6, HEAD_TOP[2]);
  const triangles = columns.flatMap((here, c) => {
    const next = columns[(c + 1) % columns.length];
    return [...here, crown].flatMap((_, r): [number, number, number][] => {
      const [a, b] = [here[r] ?? crown, next[r] ?? crown];
      const [d, e] = [here[r + 1] ?? crown, next[r + 1] ?? crown];
      return [
        [a, b, e],
        [a, e, d],
      ];
    });
  });
  const drawn = triangles.filter(([a, b, d]) => a !== b && b !== d && a !== d);
  face.builder.addTriangles(drawn, face.point(0, 0.3, 0));
}

/** A ridge of half ellipses from the bridge to the base. */
function addNose(face: FaceBuilder): void {
  const arc = CIRCLE.filter((_, i) => i <= 12 && i % 2 === 0);
  face.addPatch(
    NOSE.map(([y, half, lift]) =>
      arc.map(([cos, sin]) =>
        face.addSpot('nose', 1, half * cos, y, (lift + 0.01) * sin - 0.01, PALETTE.skin),
      ),
    ),
  );
}

function addEar(face: FaceBuilder, side: number): void {
  const rings = [
    [-0.02, 0.05],
    [0.06, 0.13],
    [0.14, 0.15],
    [0.22, 0.11],
  ].map(([y, depth]) => ({
    center: face.point(side * 0.6, y + 0.02, -0.03 - y * 0.2),
    a: face.vector(side * 0.055, 0, 0),
    b: face.vector(0, 0, depth * 0.75),
    influences: face.influences,
  }));
  addLoft(face.builder, rings, {
    sides: 8,
    start: face.point(side * 0.59, -0.03, -0.02),
    end: face.point(side * 0.6, 0.29, -0.08),
    color: () => PALETTE.skin,
  });
}
