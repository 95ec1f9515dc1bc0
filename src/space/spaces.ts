/**
 * The one place where axes change and metres become centimetres.
 *
 * Solve space: right-handed, +X the person's left, +Y up, +Z the way the person faces, metres (glTF, three.js).
 * MediaPipe world landmarks: x right in the picture (the person's left), y down, z away from the camera, metres.
 * Unreal: left-handed, +X the character's left, +Y the way it faces, +Z up (component space), centimetres.
 * FBX as Unreal itself writes it: right-handed, +X the character's left, -Y the way it faces, +Z up, centimetres.
 * Quaternions are xyzw everywhere. `dst` may be the argument.
 *
 * Source of the Unreal rule: what Unreal's own glTF import does, (x, y, z) m -> (x, z, y) * 100 cm; a reflection, hence the
 * negated vector part of the quaternion.
 */
import type { Numbers } from '../math/vec3.ts';

export function solveFromMediapipe(v: Numbers, dst: Numbers): Numbers {
  const y = v[1];
  const z = v[2];
  dst[0] = v[0];
  dst[1] = -y;
  dst[2] = -z;
  return dst;
}

/** Solve space, metres -> Unreal, centimetres. */
export function unrealFromSolvePosition(v: Numbers, dst: Numbers): Numbers {
  const y = v[1];
  const z = v[2];
  dst[0] = v[0] * 100;
  dst[1] = z * 100;
  dst[2] = y * 100;
  return dst;
}

/** Unreal, centimetres -> solve space, metres. */
export function solveFromUnrealPosition(v: Numbers, dst: Numbers): Numbers {
  const y = v[1];
  const z = v[2];
  dst[0] = v[0] / 100;
  dst[1] = z / 100;
  dst[2] = y / 100;
  return dst;
}

/** Works both ways: the swap of y and z is its own inverse. */
export function swapUnrealRotation(q: Numbers, dst: Numbers): Numbers {
  const y = q[1];
  const z = q[2];
  dst[0] = -q[0];
  dst[1] = -z;
  dst[2] = -y;
  dst[3] = q[3];
  return dst;
}

export const unrealFromSolveRotation = swapUnrealRotation;
export const solveFromUnrealRotation = swapUnrealRotation;

/** Solve space, metres -> FBX, centimetres: Unreal's space with Y reversed, which Unreal's importer reverses again. */
export function fbxFromSolvePosition(v: Numbers, dst: Numbers): Numbers {
  unrealFromSolvePosition(v, dst);
  dst[1] = -dst[1];
  return dst;
}

/** World or local: every joint's axes turn along. */
export function fbxFromSolveRotation(q: Numbers, dst: Numbers): Numbers {
  unrealFromSolveRotation(q, dst);
  dst[0] = -dst[0];
  dst[2] = -dst[2];
  return dst;
}

/** Solve space -> Unity and VMC: left-handed, +X the character's right, +Y up, +Z the way it faces, metres. */
export function unityFromSolvePosition(v: Numbers, dst: Numbers): Numbers {
  const y = v[1];
  const z = v[2];
  dst[0] = -v[0];
  dst[1] = y;
  dst[2] = z;
  return dst;
}

/** World or local. */
export function unityFromSolveRotation(q: Numbers, dst: Numbers): Numbers {
  const x = q[0];
  const w = q[3];
  dst[1] = -q[1];
  dst[2] = -q[2];
  dst[0] = x;
  dst[3] = w;
  return dst;
}

/** Quaternion of an Unreal rotator in degrees, in Unreal's space (FRotator::Quaternion: roll, then pitch, then yaw). */
export function quatFromUnrealRotator(
  pitchDeg: number,
  yawDeg: number,
  rollDeg: number,
  dst: Numbers = new Float64Array(4),
): Numbers {
  const half = Math.PI / 360;
  const sp = Math.sin(pitchDeg * half);
  const cp = Math.cos(pitchDeg * half);
  const sy = Math.sin(yawDeg * half);
  const cy = Math.cos(yawDeg * half);
  const sr = Math.sin(rollDeg * half);
  const cr = Math.cos(rollDeg * half);
  dst[0] = cr * sp * sy - sr * cp * cy;
  dst[1] = -cr * sp * cy - sr * cp * sy;
  dst[2] = cr * cp * sy - sr * sp * cy;
  dst[3] = cr * cp * cy + sr * sp * sy;
  return dst;
}
