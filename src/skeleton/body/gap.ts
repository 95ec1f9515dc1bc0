/**
 * Distance from a point to the surface of a body part, and the way there. Coordinates of the part's frame, metres.
 * Ellipsoids: first-order distance k0 (k0 - 1) / k1, exact on the surface and within a tenth a hand's width away (Quilez); capsules and
 * boxes exact.
 */
import { unrotateVec3 } from '../../math/quat.ts';
import { type Numbers, subtractVec3, vec3 } from '../../math/vec3.ts';
import type { BodyPart, Shape } from './body.ts';

export interface Gap {
  /** Negative inside. */
  distance: number;
  /** Unit vector away from the surface, part's frame. */
  readonly normal: Float64Array;
  /** The point, part's frame. */
  readonly point: Float64Array;
}

export const createGap = (): Gap => ({ distance: 0, normal: vec3(), point: vec3() });

/** @param rotation model rotation of the part's frame; @param origin its position; @param point model space */
export function measureGap(
  part: BodyPart,
  rotation: Numbers,
  origin: Numbers,
  point: Numbers,
  dst: Gap,
): Gap {
  subtractVec3(point, origin, dst.point);
  unrotateVec3(rotation, dst.point, dst.point);
  dst.distance = Number.POSITIVE_INFINITY;
  for (const shape of part.shapes) nearer(shape, dst);
  return dst;
}

function nearer(shape: Shape, dst: Gap): void {
  const { point, normal } = dst;
  let x = point[0];
  let y = point[1];
  let z = point[2];
  if (shape.kind === 'ellipsoid') {
    const { center, radii } = shape;
    const ux = (x - center[0]) / radii[0];
    const uy = (y - center[1]) / radii[1];
    const uz = (z - center[2]) / radii[2];
    const k0 = Math.sqrt(ux * ux + uy * uy + uz * uz);
    const gx = ux / radii[0];
    const gy = uy / radii[1];
    const gz = uz / radii[2];
    const k1 = Math.sqrt(gx * gx + gy * gy + gz * gz);
    const distance = k1 > 0 ? (k0 * (k0 - 1)) / k1 : -Math.min(radii[0], radii[1], radii[2]);
    if (distance >= dst.distance) return;
    dst.distance = distance;
    normal[0] = k1 > 0 ? gx / k1 : 1;
    normal[1] = k1 > 0 ? gy / k1 : 0;
    normal[2] = k1 > 0 ? gz / k1 : 0;
    return;
  }
  let radius: number;
  if (shape.kind === 'capsule') {
    const t = x < 0 ? 0 : x > shape.length ? 1 : x / shape.length;
    radius = shape.near + (shape.far - shape.near) * t;
    x -= t * shape.length;
  } else {
    const { center, half } = shape;
    x = beyond(x - center[0], half[0]);
    y = beyond(y - center[1], half[1]);
    z = beyond(z - center[2], half[2]);
    radius = shape.radius;
  }
  const away = Math.sqrt(x * x + y * y + z * z);
  if (away - radius >= dst.distance) return;
  dst.distance = away - radius;
  normal[0] = away > 0 ? x / away : 0;
  normal[1] = away > 0 ? y / away : 1;
  normal[2] = away > 0 ? z / away : 0;
}

const beyond = (x: number, half: number): number => (x > half ? x - half : x < -half ? x + half : 0);
