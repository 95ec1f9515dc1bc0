/** An elbow that is not seen: two-bone IK, below the line from shoulder to wrist and a little outwards, where gravity leaves it. */
import { addScaledVec3, lengthVec3, normalizeVec3, rejectVec3, subtractVec3, vec3 } from '../../math/vec3.ts';
import type { Side } from '../../skeleton/actor/joints.ts';

export function placeHangingElbow(
  side: Side,
  lengths: Float64Array,
  shoulder: Float64Array,
  wrist: Float64Array,
  dst: Float64Array,
): void {
  const upperArm = lengths[0];
  const lowerArm = lengths[1];
  subtractVec3(wrist, shoulder, reach);
  const distance = Math.min(Math.max(lengthVec3(reach), 1e-3), (upperArm + lowerArm) * 0.999);
  normalizeVec3(reach, reach);
  const along = (upperArm * upperArm - lowerArm * lowerArm + distance * distance) / (2 * distance);
  const radius = Math.sqrt(Math.max(0, upperArm * upperArm - along * along));
  rejectVec3(side === 'left' ? DOWN_AND_LEFT : DOWN_AND_RIGHT, reach, swivel);
  normalizeVec3(swivel, swivel);
  addScaledVec3(shoulder, reach, along, dst);
  addScaledVec3(dst, swivel, radius, dst);
}

const DOWN_AND_LEFT = vec3(0.35, -1, -0.1);
const DOWN_AND_RIGHT = vec3(-0.35, -1, -0.1);
const reach = vec3();
const swivel = vec3();
