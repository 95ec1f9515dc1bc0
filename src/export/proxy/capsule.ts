/** A tapered tube with round ends that follows one joint rigidly: a phalanx, an upper arm, a shoulder. */
import { addScaledVec3, lerpVec3, type Numbers, scaleVec3, subtractVec3 } from '../../math/vec3.ts';
import { createFrame } from './frame.ts';
import { addLoft, type Ring } from './loft.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import type { Color } from './palette.ts';

export interface Capsule {
  readonly from: Numbers;
  readonly to: Numbers;
  /** Direction of cosine 1 in `color`. */
  readonly flexor: Numbers;
  /** Radius at evenly spaced stations from `from` to `to`, metres. */
  readonly radii: readonly number[];
  /** Thickness along `flexor` as a share of the width, 1 by default. */
  readonly flatness?: number;
  readonly sides: number;
  /** Ends that are rounded beyond `from` and `to`; the others stay open. */
  readonly round: 'both' | 'start' | 'end';
  readonly joint: number;
  /** By the cosine of the angle from `flexor`. */
  readonly color: (cos: number) => Color;
}

/** Height and radius of the rings that make a half sphere, at 40 and 70 degrees. */
const DOME = [
  [0.6427876096865393, 0.766044443118978],
  [0.9396926207859083, 0.3420201433256688],
] as const;

export function addCapsule(builder: MeshBuilder, capsule: Capsule): void {
  const { from, to, radii, flatness = 1, sides, round, joint, color } = capsule;
  const along = subtractVec3(to, from);
  const { x, y, z } = createFrame(from, along, capsule.flexor);
  const influences = [[joint, 1]] as const;
  const ring = (center: Numbers, radius: number): Ring => ({
    center,
    a: scaleVec3(y, radius * flatness),
    b: scaleVec3(z, radius),
    influences,
  });
  const rings = radii.map((radius, i) => ring(lerpVec3(from, to, i / (radii.length - 1)), radius));
  const first = radii[0];
  const last = radii[radii.length - 1];
  const [roundStart, roundEnd] = [round !== 'end', round !== 'start'];
  for (const [height, width] of DOME) {
    if (roundStart) rings.unshift(ring(addScaledVec3(from, x, -height * first), width * first));
    if (roundEnd) rings.push(ring(addScaledVec3(to, x, height * last), width * last));
  }
  addLoft(builder, rings, {
    sides,
    start: roundStart ? addScaledVec3(from, x, -first) : undefined,
    end: roundEnd ? addScaledVec3(to, x, last) : undefined,
    color: (_, cos) => color(cos),
  });
}
