/**
 * Distance from a point to the surface of a body part, and the way there. Coordinates of the part's frame, metres.
 * Ellipsoids: first-order distance k0 (k0 - 1) / k1, exact on the surface and within a tenth a hand's width away (Quilez); capsules and
 * boxes exact.
 */
import { vec3 } from '../../math/vec3.ts';
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

/**
 * @param rotation model rotation of the part's frame; @param origin its position; @param point model space
 *
 * Written out in plain numbers: it is asked hundreds of times a frame, and the shared vector functions see every kind of array.
 */
export function measureGap(
  part: BodyPart,
  rotation: Float64Array,
  origin: Float64Array,
  point: Float64Array,
  dst: Gap,
): Gap {
  const px = point[0] - origin[0];
  const py = point[1] - origin[1];
  const pz = point[2] - origin[2];
  const qx = -rotation[0];
  const qy = -rotation[1];
  const qz = -rotation[2];
  const qw = rotation[3];
  const tx = 2 * (qy * pz - qz * py);
  const ty = 2 * (qz * px - qx * pz);
  const tz = 2 * (qx * py - qy * px);
  dst.point[0] = px + qw * tx + qy * tz - qz * ty;
  dst.point[1] = py + qw * ty + qz * tx - qx * tz;
  dst.point[2] = pz + qw * tz + qx * ty - qy * tx;
  dst.distance = Number.POSITIVE_INFINITY;
  const { shapes } = part;
  for (let i = 0; i < shapes.length; i++) nearer(shapes[i], dst);
  return dst;
}

function nearer(shape: Shape, dst: Gap): void {
  const { point, normal } = dst;
  let x = point[0];
  let y = point[1];
  let z = point[2];
  if (shape.kind === 'ellipsoid') {
    const { center, radii, reach } = shape;
    x -= center[0];
    y -= center[1];
    z -= center[2];
    // nothing of it is nearer than its furthest point towards the point
    const within = dst.distance + reach;
    if (x * x + y * y + z * z > within * within) return;
    const ux = x / radii[0];
    const uy = y / radii[1];
    const uz = z / radii[2];
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
    x -= center[0];
    y -= center[1];
    z -= center[2];
    x = x > half[0] ? x - half[0] : x < -half[0] ? x + half[0] : 0;
    y = y > half[1] ? y - half[1] : y < -half[1] ? y + half[1] : 0;
    z = z > half[2] ? z - half[2] : z < -half[2] ? z + half[2] : 0;
    radius = shape.radius;
  }
  const away = Math.sqrt(x * x + y * y + z * z);
  if (away - radius >= dst.distance) return;
  dst.distance = away - radius;
  normal[0] = away > 0 ? x / away : 0;
  normal[1] = away > 0 ? y / away : 1;
  normal[2] = away > 0 ? z / away : 0;
}
