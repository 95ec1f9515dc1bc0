/**
 * How a person stands who is not signing: arms down with palms to the thighs, fingers half curled. Anatomical angles in degrees
 * on the actor's T-pose; where nothing is seen the solver eases to this, never to a T- or A-pose.
 */

import { expQuat, identityQuat } from '../math/quat.ts';
import { RADIANS } from '../math/scalar.ts';
import { ACTOR_JOINTS, actorJoint, FINGERS, SIDES } from '../skeleton/actor/joints.ts';
import { type Anatomy, rotationFromAngles } from './anatomy.ts';

/** Flexion of MCP, PIP and DIP, index to pinky: curl grows towards the little finger. */
const FINGER_CURL = [
  [20, 28, 12],
  [25, 32, 14],
  [28, 34, 14],
  [30, 34, 14],
] as const;
const THUMB_CURL = [8, 12, 14] as const;

/** Arm 10 degrees off the body and a little to the front, elbow and wrist at ease. */
const ARM_DOWN = 78;
const ARM_FORWARD = 6;
const ELBOW = 18;
const WRIST = 6;

/** [J] local rotations. */
export function relaxedPose(anatomy: Anatomy): Float64Array[] {
  const pose = ACTOR_JOINTS.map(() => identityQuat(new Float64Array(4)) as Float64Array);
  const set = (joint: number, flexion: number) =>
    rotationFromAngles(anatomy, joint, { flexion: flexion * RADIANS, abduction: 0, twist: 0 }, pose[joint]);
  for (const side of SIDES) {
    const s = side === 'left' ? 1 : -1;
    expQuat([0, -s * ARM_FORWARD * RADIANS, -s * ARM_DOWN * RADIANS], pose[actorJoint(`${side}UpperArm`)]);
    set(actorJoint(`${side}LowerArm`), ELBOW);
    set(actorJoint(`${side}Hand`), WRIST);
    THUMB_CURL.forEach((angle, i) => {
      set(actorJoint(`${side}Thumb${(i + 1) as 1}`), angle);
    });
    FINGERS.forEach((finger, f) => {
      FINGER_CURL[f].forEach((angle, i) => {
        set(actorJoint(`${side}${finger}${(i + 1) as 1}`), angle);
      });
    });
  }
  return pose;
}
