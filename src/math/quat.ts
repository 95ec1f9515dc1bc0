/**
 * Unit quaternions as plain arrays, xyzw. `multiplyQuat(a, b)` turns by b first, then by a (q v q*).
 * `dst` may be any of the arguments.
 */
import { crossVec3, type Numbers, normalizeVec3, rejectVec3, vec3 } from './vec3.ts';

export const quat = (x = 0, y = 0, z = 0, w = 1): Float64Array => Float64Array.of(x, y, z, w);

export function copyQuat(a: Numbers, dst: Numbers): Numbers {
  dst[0] = a[0];
  dst[1] = a[1];
  dst[2] = a[2];
  dst[3] = a[3];
  return dst;
}

export function identityQuat(dst: Numbers): Numbers {
  dst[0] = 0;
  dst[1] = 0;
  dst[2] = 0;
  dst[3] = 1;
  return dst;
}

export function multiplyQuat(a: Numbers, b: Numbers, dst: Numbers = quat()): Numbers {
  const ax = a[0];
  const ay = a[1];
  const az = a[2];
  const aw = a[3];
  const bx = b[0];
  const by = b[1];
  const bz = b[2];
  const bw = b[3];
  dst[0] = aw * bx + ax * bw + ay * bz - az * by;
  dst[1] = aw * by - ax * bz + ay * bw + az * bx;
  dst[2] = aw * bz + ax * by - ay * bx + az * bw;
  dst[3] = aw * bw - ax * bx - ay * by - az * bz;
  return dst;
}

export function conjugateQuat(a: Numbers, dst: Numbers = quat()): Numbers {
  dst[0] = -a[0];
  dst[1] = -a[1];
  dst[2] = -a[2];
  dst[3] = a[3];
  return dst;
}

/** a* b: the rotation that leads from a to b, seen in a's own frame. */
export function relativeQuat(a: Numbers, b: Numbers, dst: Numbers = quat()): Numbers {
  const ax = -a[0];
  const ay = -a[1];
  const az = -a[2];
  const aw = a[3];
  const bx = b[0];
  const by = b[1];
  const bz = b[2];
  const bw = b[3];
  dst[0] = aw * bx + ax * bw + ay * bz - az * by;
  dst[1] = aw * by - ax * bz + ay * bw + az * bx;
  dst[2] = aw * bz + ax * by - ay * bx + az * bw;
  dst[3] = aw * bw - ax * bx - ay * by - az * bz;
  return dst;
}

export function normalizeQuat(a: Numbers, dst: Numbers): Numbers {
  const length = Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2] + a[3] * a[3]);
  if (!(length > 0)) return identityQuat(dst);
  dst[0] = a[0] / length;
  dst[1] = a[1] / length;
  dst[2] = a[2] / length;
  dst[3] = a[3] / length;
  return dst;
}

export function rotateVec3(q: Numbers, v: Numbers, dst: Numbers = vec3()): Numbers {
  const x = q[0];
  const y = q[1];
  const z = q[2];
  const w = q[3];
  const vx = v[0];
  const vy = v[1];
  const vz = v[2];
  const tx = 2 * (y * vz - z * vy);
  const ty = 2 * (z * vx - x * vz);
  const tz = 2 * (x * vy - y * vx);
  dst[0] = vx + w * tx + y * tz - z * ty;
  dst[1] = vy + w * ty + z * tx - x * tz;
  dst[2] = vz + w * tz + x * ty - y * tx;
  return dst;
}

/** Rotates by the inverse of q. */
export function unrotateVec3(q: Numbers, v: Numbers, dst: Numbers = vec3()): Numbers {
  const x = -q[0];
  const y = -q[1];
  const z = -q[2];
  const w = q[3];
  const vx = v[0];
  const vy = v[1];
  const vz = v[2];
  const tx = 2 * (y * vz - z * vy);
  const ty = 2 * (z * vx - x * vz);
  const tz = 2 * (x * vy - y * vx);
  dst[0] = vx + w * tx + y * tz - z * ty;
  dst[1] = vy + w * ty + z * tx - x * tz;
  dst[2] = vz + w * tz + x * ty - y * tx;
  return dst;
}

/** Where q takes the x axis: the first column of its matrix. */
export function quatAxisX(q: Numbers, dst: Numbers = vec3()): Numbers {
  const y2 = 2 * q[1];
  const z2 = 2 * q[2];
  const x = q[0];
  const w = q[3];
  dst[0] = 1 - q[1] * y2 - q[2] * z2;
  dst[1] = x * y2 + w * z2;
  dst[2] = x * z2 - w * y2;
  return dst;
}

/** Where q takes the y axis. */
export function quatAxisY(q: Numbers, dst: Numbers = vec3()): Numbers {
  const x2 = 2 * q[0];
  const z2 = 2 * q[2];
  const y = q[1];
  const w = q[3];
  dst[0] = y * x2 - w * z2;
  dst[1] = 1 - q[0] * x2 - q[2] * z2;
  dst[2] = y * z2 + w * x2;
  return dst;
}

/** Where q takes the z axis. */
export function quatAxisZ(q: Numbers, dst: Numbers = vec3()): Numbers {
  const x2 = 2 * q[0];
  const y2 = 2 * q[1];
  const z = q[2];
  const w = q[3];
  dst[0] = z * x2 + w * y2;
  dst[1] = z * y2 - w * x2;
  dst[2] = 1 - q[0] * x2 - q[1] * y2;
  return dst;
}

/** Rotation by `angle` radians about the unit vector `axis`. */
export function quatFromAxisAngle(axis: Numbers, angle: number, dst: Numbers = quat()): Numbers {
  const s = Math.sin(angle / 2);
  const w = Math.cos(angle / 2);
  dst[0] = axis[0] * s;
  dst[1] = axis[1] * s;
  dst[2] = axis[2] * s;
  dst[3] = w;
  return dst;
}

/** q, then a turn by angles[index] radians about its own z axis: a hinge. The angle stands in an array, see vec3.ts. */
export function hingeQuat(q: Numbers, angles: Numbers, index: number, dst: Numbers = quat()): Numbers {
  const s = Math.sin(angles[index] / 2);
  const c = Math.cos(angles[index] / 2);
  const x = q[0];
  const y = q[1];
  const z = q[2];
  const w = q[3];
  dst[0] = x * c + y * s;
  dst[1] = y * c - x * s;
  dst[2] = z * c + w * s;
  dst[3] = w * c - z * s;
  return dst;
}

/** Shortest rotation from unit vector a to unit vector b; for opposite vectors any half turn. */
export function quatFromTo(a: Numbers, b: Numbers, dst: Numbers = quat()): Numbers {
  const d = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  if (d < -0.999999) {
    const alongX = Math.abs(a[0]) > 0.9;
    const x = alongX ? a[2] : 0;
    const y = alongX ? 0 : -a[2];
    const z = alongX ? -a[0] : a[1];
    const n = 1 / Math.sqrt(x * x + y * y + z * z);
    dst[0] = x * n;
    dst[1] = y * n;
    dst[2] = z * n;
    dst[3] = 0;
    return dst;
  }
  const x = a[1] * b[2] - a[2] * b[1];
  const y = a[2] * b[0] - a[0] * b[2];
  const z = a[0] * b[1] - a[1] * b[0];
  const w = 1 + d;
  const n = 1 / Math.sqrt(x * x + y * y + z * z + w * w);
  dst[0] = x * n;
  dst[1] = y * n;
  dst[2] = z * n;
  dst[3] = w * n;
  return dst;
}

/** Rotation whose matrix has the columns x, y, z (right-handed, orthonormal). */
export function quatFromAxes(x: Numbers, y: Numbers, z: Numbers, dst: Numbers = quat()): Numbers {
  const trace = x[0] + y[1] + z[2];
  if (trace > 0) {
    const s = 0.5 / Math.sqrt(trace + 1);
    dst[0] = (y[2] - z[1]) * s;
    dst[1] = (z[0] - x[2]) * s;
    dst[2] = (x[1] - y[0]) * s;
    dst[3] = 0.25 / s;
  } else if (x[0] > y[1] && x[0] > z[2]) {
    const s = 2 * Math.sqrt(1 + x[0] - y[1] - z[2]);
    const w = (y[2] - z[1]) / s;
    dst[0] = 0.25 * s;
    dst[1] = (y[0] + x[1]) / s;
    dst[2] = (z[0] + x[2]) / s;
    dst[3] = w;
  } else if (y[1] > z[2]) {
    const s = 2 * Math.sqrt(1 + y[1] - x[0] - z[2]);
    const w = (z[0] - x[2]) / s;
    const a = (y[0] + x[1]) / s;
    const b = (z[1] + y[2]) / s;
    dst[0] = a;
    dst[1] = 0.25 * s;
    dst[2] = b;
    dst[3] = w;
  } else {
    const s = 2 * Math.sqrt(1 + z[2] - x[0] - y[1]);
    const w = (x[1] - y[0]) / s;
    const a = (z[0] + x[2]) / s;
    const b = (z[1] + y[2]) / s;
    dst[0] = a;
    dst[1] = b;
    dst[2] = 0.25 * s;
    dst[3] = w;
  }
  return normalizeQuat(dst, dst);
}

/** Rotation that takes +X to `along` and +Y to the part of `side` at right angles to it; neither needs unit length. */
export function quatFromAlongAndSide(along: Numbers, side: Numbers, dst: Numbers = quat()): Numbers {
  normalizeVec3(along, axisX);
  rejectVec3(side, axisX, axisY);
  normalizeVec3(axisY, axisY);
  crossVec3(axisX, axisY, axisZ);
  return quatFromAxes(axisX, axisY, axisZ, dst);
}
const axisX = vec3();
const axisY = vec3();
const axisZ = vec3();

/** Angle of the rotation between two unit quaternions, radians, 0..pi, sign-blind. */
export function angleQuat(a: Numbers, b: Numbers): number {
  const x = a[3] * b[0] - a[0] * b[3] - a[1] * b[2] + a[2] * b[1];
  const y = a[3] * b[1] + a[0] * b[2] - a[1] * b[3] - a[2] * b[0];
  const z = a[3] * b[2] - a[0] * b[1] + a[1] * b[0] - a[2] * b[3];
  const w = a[3] * b[3] + a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return 2 * Math.atan2(Math.sqrt(x * x + y * y + z * z), Math.abs(w));
}

/** Spherical interpolation along the shorter way, t = 0 gives a. */
export function slerpQuat(a: Numbers, b: Numbers, t: number, dst: Numbers = quat()): Numbers {
  let d = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
  const sign = d < 0 ? -1 : 1;
  d *= sign;
  let wa = 1 - t;
  let wb = t;
  if (d < 0.9995) {
    const half = Math.acos(d);
    const s = 1 / Math.sin(half);
    wa = Math.sin((1 - t) * half) * s;
    wb = Math.sin(t * half) * s;
  }
  wb *= sign;
  dst[0] = a[0] * wa + b[0] * wb;
  dst[1] = a[1] * wa + b[1] * wb;
  dst[2] = a[2] * wa + b[2] * wb;
  dst[3] = a[3] * wa + b[3] * wb;
  return normalizeQuat(dst, dst);
}

/** Rotation vector (axis times angle, radians) of the shorter way, |v| <= pi. */
export function logQuat(q: Numbers, dst: Numbers = vec3()): Numbers {
  const sign = q[3] < 0 ? -1 : 1;
  const s = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2]);
  const k = s > 1e-12 ? (sign * 2 * Math.atan2(s, sign * q[3])) / s : sign * 2;
  dst[0] = q[0] * k;
  dst[1] = q[1] * k;
  dst[2] = q[2] * k;
  return dst;
}

/** Unit quaternion of a rotation vector (radians). */
export function expQuat(v: Numbers, dst: Numbers = quat()): Numbers {
  const angle = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  const k = angle > 1e-9 ? Math.sin(angle / 2) / angle : 0.5;
  const w = Math.cos(angle / 2);
  dst[0] = v[0] * k;
  dst[1] = v[1] * k;
  dst[2] = v[2] * k;
  dst[3] = w;
  return normalizeQuat(dst, dst);
}

/** expQuat of shares[index] times v: a part of a turn. The share stands in an array, see vec3.ts. */
export function expShareQuat(v: Numbers, shares: Numbers, index: number, dst: Numbers = quat()): Numbers {
  for (let k = 0; k < 3; k++) part[k] = v[k] * shares[index];
  return expQuat(part, dst);
}
const part = vec3();

/** Angle (radians, -pi..pi) by which q turns about the unit vector `axis`: the twist of the swing-twist split q = swing * twist. */
export function twistAngle(q: Numbers, axis: Numbers): number {
  const d = q[0] * axis[0] + q[1] * axis[1] + q[2] * axis[2];
  const angle = 2 * Math.atan2(d, q[3]);
  return angle > Math.PI ? angle - 2 * Math.PI : angle < -Math.PI ? angle + 2 * Math.PI : angle;
}

/** The twist itself: the part of q that turns about the unit vector `axis`; none where q is a half turn about a line at right angles. */
export function twistQuat(q: Numbers, axis: Numbers, dst: Numbers = quat()): Numbers {
  const d = q[0] * axis[0] + q[1] * axis[1] + q[2] * axis[2];
  const w = q[3];
  const length = Math.sqrt(d * d + w * w);
  if (!(length > 0)) return identityQuat(dst);
  const s = d / length;
  dst[0] = axis[0] * s;
  dst[1] = axis[1] * s;
  dst[2] = axis[2] * s;
  dst[3] = w / length;
  return dst;
}

/** Flips the sign of q in place where that brings it nearer to `reference` (same rotation). */
export function alignQuatSign(q: Numbers, reference: Numbers): Numbers {
  if (q[0] * reference[0] + q[1] * reference[1] + q[2] * reference[2] + q[3] * reference[3] < 0) {
    q[0] = -q[0];
    q[1] = -q[1];
    q[2] = -q[2];
    q[3] = -q[3];
  }
  return q;
}
