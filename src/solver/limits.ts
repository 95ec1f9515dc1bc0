/** Draws local rotations of one frame back into the anatomical ranges and their slack; says which joints were beyond. Radians inside, table in degrees. */

import { RADIANS } from '../math/scalar.ts';
import { JOINT_LIMITS, LIMIT_SLACK } from '../skeleton/joint-limits.ts';
import { type AnatomicalAngles, type Anatomy, anglesFromRotation, rotationFromAngles } from './anatomy.ts';

/** Rounding of a hinge that is exact, radians. */
const TOLERANCE = 1e-6;

/**
 * @param rotations [J x 4] changed in place
 * @param outside [J] set to 1 where a joint was drawn back; other entries are left alone
 */
export function limitJoints(anatomy: Anatomy, rotations: readonly Float64Array[], outside: Uint8Array): void {
  for (const limit of JOINT_LIMITS) {
    const rotation = rotations[limit.joint];
    anglesFromRotation(anatomy, limit.joint, rotation, angles);
    let changed = false;
    for (const name of AXES) {
      const [lo, hi] = limit[name];
      const slack = (hi - lo) * LIMIT_SLACK;
      const degrees = angles[name] / RADIANS;
      const bounded = Math.min(Math.max(degrees, lo - slack), hi + slack) * RADIANS;
      changed ||= Math.abs(bounded - angles[name]) > TOLERANCE;
      angles[name] = bounded;
    }
    if (!changed) continue;
    outside[limit.joint] = 1;
    rotationFromAngles(anatomy, limit.joint, angles, rotation);
  }
}

const AXES = ['flexion', 'abduction', 'twist'] as const;
const angles: AnatomicalAngles = { flexion: 0, abduction: 0, twist: 0 };
