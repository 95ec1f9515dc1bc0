/** An arm for a hand that comes without a body: upper arm down, forearm pointing where it leaves the wrist at ease. */
import { rotateVec3 } from '../../math/quat.ts';
import { addScaledVec3, normalizeVec3, scaleVec3, vec3 } from '../../math/vec3.ts';
import type { ArmModel } from './arm-model.ts';
import { type ArmValues, readArm } from './arm-values.ts';

/** @param palm rotation of the hand joint, camera axes */
export function presentHand({ side, lengths }: ArmModel, palm: Float64Array, dst: ArmValues): void {
  rotateVec3(palm, side === 'left' ? LATERAL_LEFT : LATERAL_RIGHT, forearm);
  addScaledVec3(forearm, UP_AND_FRONT, 0.7, forearm);
  normalizeVec3(forearm, forearm);
  normalizeVec3(side === 'left' ? DOWN_AND_LEFT : DOWN_AND_RIGHT, elbow);
  scaleVec3(elbow, lengths[0], elbow);
  addScaledVec3(elbow, forearm, lengths[1], wrist);
  readArm(side, SHOULDER, elbow, wrist, null, dst);
}

const SHOULDER = vec3();
const LATERAL_LEFT = vec3(1, 0, 0);
const LATERAL_RIGHT = vec3(-1, 0, 0);
const DOWN_AND_LEFT = vec3(0.35, -1, -0.1);
const DOWN_AND_RIGHT = vec3(-0.35, -1, -0.1);
const UP_AND_FRONT = vec3(0, 0.9, 0.45);
const forearm = vec3();
const elbow = vec3();
const wrist = vec3();
