/**
 * Unit quaternions -> Euler angles in degrees, order XYZ: turned about x first, then about the fixed y and z (q = qz qy qx).
 * Method: angles of the rotation matrix; of the two equal triples (x, y, z) and (x + 180, 180 - y, z + 180), each plus full
 * turns, the one nearest to a reference, so that a curve sampled frame by frame never jumps. In gimbal lock, where only the sum
 * or difference of x and z is defined, z keeps the reference's value.
 * Source: derived from the matrix of qz qy qx. Limits: x and z swing fast when y passes near +-90; neighbouring samples less
 * than about 60 degrees apart stay below a step of 180.
 */
import { deterministicAtan2 } from '../math/deterministic.ts';
import { DEGREES } from '../math/scalar.ts';
import type { Numbers } from '../math/vec3.ts';

/** cos y below this counts as gimbal lock: float32 quaternions carry no x and z there. */
const LOCK = 1e-6;

/** @param reference degrees; may be `dst` */
export function eulerXyzDegFromQuat(q: Numbers, reference: Numbers, dst: Numbers): Numbers {
  const [x, y, z, w] = [q[0], q[1], q[2], q[3]];
  const m00 = 1 - 2 * (y * y + z * z);
  const m10 = 2 * (x * y + z * w);
  const m20 = 2 * (x * z - y * w);
  const m21 = 2 * (y * z + x * w);
  const m22 = 1 - 2 * (x * x + y * y);
  const cosY = Math.sqrt(m00 * m00 + m10 * m10);
  const angleY = deterministicAtan2(-m20, cosY) * DEGREES;
  let angleX: number;
  let angleZ: number;
  if (cosY < LOCK) {
    const m01 = 2 * (x * y - z * w);
    const m11 = 1 - 2 * (x * x + z * z);
    const sum = deterministicAtan2(-m01, m11) * DEGREES;
    angleZ = reference[2];
    angleX = m20 < 0 ? angleZ - sum : sum - angleZ;
  } else {
    angleX = deterministicAtan2(m21, m22) * DEGREES;
    angleZ = deterministicAtan2(m10, m00) * DEGREES;
  }
  const [rx, ry, rz] = [reference[0], reference[1], reference[2]];
  const near = [nearestTurn(angleX, rx), nearestTurn(angleY, ry), nearestTurn(angleZ, rz)];
  const other = [nearestTurn(angleX + 180, rx), nearestTurn(180 - angleY, ry), nearestTurn(angleZ + 180, rz)];
  const steps = (e: number[]) => Math.abs(e[0] - rx) + Math.abs(e[1] - ry) + Math.abs(e[2] - rz);
  const [a, b, c] = steps(other) < steps(near) ? other : near;
  dst[0] = a;
  dst[1] = b;
  dst[2] = c;
  return dst;
}

/** `angle` plus the full turns that bring it nearest to `reference`, degrees. */
const nearestTurn = (angle: number, reference: number): number =>
  angle + 360 * Math.round((reference - angle) / 360);
