/**
 * Draws local rotations of one frame back towards the anatomical ranges; says which joints were beyond range and slack. Radians inside,
 * table in degrees. Soft: an angle beyond its range by x ends up beyond it by s (1 - exp(-x / s)), s being the slack, so that a joint
 * never comes to a dead stop, moves on the less the further, and never passes the slack. Such an angle is drawn to the end that is nearer on the circle, a twist to the end it was at in the frame
 * before as long as both are about as near: a hand that is seen turned too far must not spin from one end to the other.
 */

import { RADIANS, wrapAngle } from '../math/scalar.ts';
import { JOINT_LIMITS, LIMIT_SLACK } from '../skeleton/joint-limits.ts';
import { type AnatomicalAngles, type Anatomy, anglesFromRotation, rotationFromAngles } from './anatomy.ts';

/** Rounding of a hinge that is exact, radians. */
const TOLERANCE = 1e-6;

/** Radians by which a twist must be nearer to one end of its range to go there whatever the frame before. */
const UNDECIDED = 100 * RADIANS;

/** Ends of the ranges and their slack, radians: flexion, abduction, twist. */
const BOUNDS = JOINT_LIMITS.map(({ joint, flexion, abduction, twist }) => {
  const ranges = [flexion, abduction, twist];
  const radians = (read: (range: readonly [number, number]) => number) =>
    Float64Array.from(ranges, (range) => read(range) * RADIANS);
  return {
    joint,
    low: radians(([low]) => low),
    high: radians(([, high]) => high),
    slack: radians(([low, high]) => (high - low) * LIMIT_SLACK),
  };
});
const TWIST = 2;

/**
 * @param rotations [J x 4] changed in place
 * @param outside [J] set to 1 where a joint was beyond its range and the slack; other entries are left alone
 * @param previous [J] rotations put out in the frame before; null when there was none
 */
export function limitJoints(
  anatomy: Anatomy,
  rotations: readonly Float64Array[],
  outside: Uint8Array,
  previous: readonly Float64Array[] | null = null,
): void {
  for (let i = 0; i < BOUNDS.length; i++) {
    const { joint, low, high, slack } = BOUNDS[i];
    const rotation = rotations[joint];
    anglesFromRotation(anatomy, joint, rotation, angles);
    drawn[0] = angles.flexion;
    drawn[1] = angles.abduction;
    drawn[2] = angles.twist;
    let changed = false;
    for (let axis = 0; axis < 3; axis++) {
      const angle = drawn[axis];
      if (angle >= low[axis] - TOLERANCE && angle <= high[axis] + TOLERANCE) continue;
      let lead = Math.abs(wrapAngle(angle - low[axis])) - Math.abs(wrapAngle(angle - high[axis]));
      if (axis === TWIST && previous !== null && Math.abs(lead) < UNDECIDED) {
        anglesFromRotation(anatomy, joint, previous[joint], before);
        lead = before.twist * 2 - low[axis] - high[axis];
      }
      const end = lead < 0 ? low[axis] : high[axis];
      const beyond = Math.abs(wrapAngle(angle - end));
      const kept = slack[axis] > 0 ? slack[axis] * (1 - Math.exp(-beyond / slack[axis])) : 0;
      drawn[axis] = lead < 0 ? end - kept : end + kept;
      changed = true;
      if (beyond > slack[axis] + TOLERANCE) outside[joint] = 1;
    }
    if (!changed) continue;
    angles.flexion = drawn[0];
    angles.abduction = drawn[1];
    angles.twist = drawn[2];
    rotationFromAngles(anatomy, joint, angles, rotation);
  }
}

const angles: AnatomicalAngles = { flexion: 0, abduction: 0, twist: 0 };
const before: AnatomicalAngles = { flexion: 0, abduction: 0, twist: 0 };
const drawn = new Float64Array(3);
