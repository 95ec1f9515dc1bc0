/** Which way a touch point of the target has to go to be where the source has it. Model space, metres. */
import { rotateVec3 } from '../math/quat.ts';
import { smoothstep } from '../math/scalar.ts';
import { distanceVec3, type Numbers } from '../math/vec3.ts';
import type { Body } from '../skeleton/body/body.ts';
import { createGap } from '../skeleton/body/gap.ts';
import type { BodyPose } from '../skeleton/body/pose-body.ts';
import { touchGap } from '../skeleton/body/touch-gap.ts';
import type { Actuator } from './actuator.ts';
import { GAP, HAND, NORMAL, PART, PLACE, TOUCH } from './observation.ts';
import { OWN_PALMS } from './touch-groups.ts';

/**
 * Which way a touch point has to go to be where the source has it on the part; the points as posed, without shifts. Near the surface the
 * air between point and surface is the source's, further away it grows with the body.
 */
export function wayToPlace(
  { body, bodyPose, sourceBody }: Actuator,
  pairs: Float64Array,
  o: number,
  dst: Numbers,
): void {
  const part = pairs[o + PART];
  const touch = pairs[o + TOUCH];
  const gapThere = pairs[o + GAP];
  const { scale } = body.parts[part]!;
  const from = sourceBody.parts[part]!.scale;
  let nx = (pairs[o + NORMAL] * from[0]) / scale[0];
  let ny = (pairs[o + NORMAL + 1] * from[1]) / scale[1];
  let nz = (pairs[o + NORMAL + 2] * from[2]) / scale[2];
  const near = 1 - smoothstep(gapThere, AIR_KEPT, AIR_FREE);
  if (near > 0) {
    // planes move apart by the inverse of the covector's growth
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    const scaled = (gapThere + sourceBody.touches[touch]!.radius) / length;
    const away = (near * (gapThere + body.touches[touch]!.radius - scaled)) / length;
    nx *= away;
    ny *= away;
    nz *= away;
  } else {
    nx = ny = nz = 0;
  }
  dst[0] = pairs[o + PLACE] * scale[0] + nx;
  dst[1] = pairs[o + PLACE + 1] * scale[1] + ny;
  dst[2] = pairs[o + PLACE + 2] * scale[2] + nz;
  rotateVec3(bodyPose.rotations[part], dst, dst);
  const origin = bodyPose.origins[part];
  const at = bodyPose.touches[touch];
  dst[0] += origin[0] - at[0];
  dst[1] += origin[1] - at[1];
  dst[2] += origin[2] - at[2];
}

/** Up to the first gap it is kept in metres, from the second on in units of the body. */
const AIR_KEPT = 0.02;

const AIR_FREE = 0.08;

/** How much wider a pinch is than on the source, negative when tighter. */
export function pinchError({ body, bodyPose }: Actuator, pairs: Float64Array, o: number): number {
  const touch = pairs[o + TOUCH];
  const other = pairs[o + PART];
  if (body.touches[other]!.finger === null) return palmGap(body, bodyPose, pairs, o) - pairs[o + GAP];
  const apart = distanceVec3(bodyPose.touches[touch], bodyPose.touches[other]);
  return apart - body.touches[touch]!.radius - body.touches[other]!.radius - pairs[o + GAP];
}

/** How far the first touch point of a pinch is from where it was beside the second; from the palm, along its normal. */
export function pinchWay({ body, bodyPose }: Actuator, pairs: Float64Array, o: number, dst: Numbers): void {
  const touch = pairs[o + TOUCH];
  const other = pairs[o + PART];
  if (body.touches[other]!.finger === null) {
    const open = palmGap(body, bodyPose, pairs, o) - pairs[o + GAP];
    rotateVec3(bodyPose.rotations[OWN_PALMS[pairs[o + HAND]]], gap.normal, dst);
    for (let i = 0; i < 3; i++) dst[i] *= -open;
    return;
  }
  const a = bodyPose.touches[touch];
  const b = bodyPose.touches[other];
  const apart = pairs[o + GAP] + body.touches[touch]!.radius + body.touches[other]!.radius;
  for (let i = 0; i < 3; i++) dst[i] = b[i] + pairs[o + NORMAL + i] * apart - a[i];
}

/** Between a finger tip and its own palm; leaves the normal in `gap`. */
function palmGap(body: Body, bodyPose: BodyPose, pairs: Float64Array, o: number): number {
  const part = OWN_PALMS[pairs[o + HAND]];
  return touchGap(body, bodyPose, pairs[o + TOUCH], part, gap);
}

const gap = createGap();
