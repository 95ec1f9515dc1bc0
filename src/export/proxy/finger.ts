/**
 * One finger or thumb of the proxy body: a tapered capsule per phalanx, rigid on its joint, whose round ends are the joints; a
 * nail on the back. Metres.
 */
import { addScaledVec3, lerpVec3, type Numbers } from '../../math/vec3.ts';
import { addCapsule } from './capsule.ts';
import { createFrame, pointIn } from './frame.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import { mixColors, PALETTE } from './palette.ts';
import type { RestJoint } from './rest-joints.ts';

/** Thickness from back to palm side as a share of the width. */
const FLATNESS = 0.92;

/** How much the ball of the thumb stands out half-way up its metacarpal, as a share of the radius there. */
const THUMB_BALL = 1.22;

/** @param radii at the start of each bone and at the tip */
export function addFinger(
  builder: MeshBuilder,
  bones: readonly RestJoint[],
  radii: readonly number[],
  isThumb: boolean,
): void {
  bones.forEach(({ joint, frame, origin, end, length }, i) => {
    const tip = i === bones.length - 1;
    const near = radii[i];
    const far = tip ? radii[radii.length - 1] : radii[i + 1];
    const to = tip ? (length > far ? lerpVec3(origin, end, 1 - far / length) : origin) : end;
    addCapsule(builder, {
      from: origin,
      to,
      flexor: frame.y,
      radii: isThumb && i === 0 ? [near, ((near + far) / 2) * THUMB_BALL, far] : [near, far],
      flatness: FLATNESS,
      sides: 8,
      round: i === 0 ? 'both' : 'end',
      joint,
      color: fleshColor,
    });
    if (tip) addNail(builder, joint, frame.y, origin, to, far);
  });
}

/** Palm colour on the flexor side, skin on the back, by the cosine of the angle from the flexor side. */
export const fleshColor = (cos: number) =>
  mixColors(PALETTE.skin, PALETTE.palm, cos > 0.3 ? 1 : cos > -0.1 ? 0.5 : 0);

/** Across the nail: cosine and sine from the middle of the back, drawn a little wider than the capsule below. */
const NAIL_ARC = [
  [0.866, -0.6],
  [1, 0],
  [0.866, 0.6],
] as const;

/** Along the nail, in radii from the centre of the tip: position, and radius of the capsule there. */
const NAIL_ROWS = [
  [-1.15, 1.12],
  [-0.2, 1.03],
  [0.62, 0.82],
] as const;

/** Height of the nail over the capsule. */
const NAIL_STAND = 1.06;

/** A small curved plate over the back of the last phalanx. */
function addNail(
  builder: MeshBuilder,
  joint: number,
  flexor: Numbers,
  origin: Numbers,
  tip: Numbers,
  radius: number,
): void {
  const frame = createFrame(tip, addScaledVec3(tip, origin, -1), flexor);
  const plate = NAIL_ROWS.flatMap(([along, share]) => {
    const reach = radius * share * NAIL_STAND;
    return NAIL_ARC.map(([cos, sin]) => {
      const position = pointIn(frame, along * radius, -reach * FLATNESS * cos, reach * sin);
      return builder.addVertex(position, PALETTE.nail, [[joint, 1]]);
    });
  });
  const triangles: [number, number, number][] = [];
  for (const i of [0, 1, 3, 4]) {
    triangles.push([plate[i], plate[i + 1], plate[i + 4]], [plate[i], plate[i + 4], plate[i + 3]]);
  }
  builder.addTriangles(triangles, tip);
}
