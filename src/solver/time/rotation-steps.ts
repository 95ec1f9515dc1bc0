/** Steps shared by tracks of rotations: how a small turn changes one, and how much its angular velocity changes about a frame. */
import { expQuat, logQuat, multiplyQuat, normalizeQuat, quat } from '../../math/quat.ts';
import { lengthVec3, scaleVec3, vec3 } from '../../math/vec3.ts';

/** Largest turn of one Gauss-Newton step, radians: beyond it the linearisation says nothing. */
const LARGEST_STEP = 1;

/** rotation <- exp(increment) rotation; the increment stands at values[offset .. offset + 2], radians. */
export function turnRotation(rotation: Float64Array, values: Float64Array, offset: number): void {
  for (let k = 0; k < 3; k++) turn[k] = values[offset + k];
  const angle = lengthVec3(turn);
  if (angle > LARGEST_STEP) scaleVec3(turn, LARGEST_STEP / angle, turn);
  multiplyQuat(expQuat(turn, step), rotation, rotation);
  normalizeQuat(rotation, rotation);
}

/** An angle changed by a step of at most LARGEST_STEP, radians. */
export const turnHinge = (angle: number, increment: number): number =>
  angle + Math.min(Math.max(increment, -LARGEST_STEP), LARGEST_STEP);

/** last exp(share log(before^-1 last)): the turn from `before` to `last` carried on. */
export function extrapolateRotation(
  before: Float64Array,
  last: Float64Array,
  share: number,
  dst: Float64Array,
): void {
  stepBetween(before, last, turn);
  for (let k = 0; k < 3; k++) turn[k] *= share;
  multiplyQuat(expQuat(turn, step), last, dst);
  normalizeQuat(dst, dst);
}

/** log(next this^-1) - log(this last^-1): radians per frame^2, in the axes of the frame of reference. */
export function rotationCurvature(
  last: Float64Array,
  current: Float64Array,
  next: Float64Array,
  dst: Float64Array,
): void {
  stepBetween(current, next, dst);
  stepBetween(last, current, turn);
  dst[0] -= turn[0];
  dst[1] -= turn[1];
  dst[2] -= turn[2];
}

function stepBetween(from: Float64Array, to: Float64Array, dst: Float64Array): void {
  step[0] = -from[0];
  step[1] = -from[1];
  step[2] = -from[2];
  step[3] = from[3];
  logQuat(multiplyQuat(to, step, step), vector);
  dst[0] = vector[0];
  dst[1] = vector[1];
  dst[2] = vector[2];
}

const turn = vec3();
const vector = vec3();
const step = quat();
