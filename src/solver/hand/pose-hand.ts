/** Angles of a hand -> rotations of its joints in the actor's pose. Model space. */
import { copyQuat, multiplyQuat, quat, quatFromAxisAngle } from '../../math/quat.ts';
import { vec3 } from '../../math/vec3.ts';
import { type ActorPose, placeJoint } from '../pose/actor-pose.ts';
import { metacarpalRotation } from './cupped-palm.ts';
import type { HandModel } from './hand-model.ts';
import type { HandValues } from './hand-values.ts';

export function poseHand(model: HandModel, { palm, cup, roots, hinges }: HandValues, pose: ActorPose): void {
  copyQuat(palm, pose.rotations[model.joint]);
  for (let c = 0; c < model.chains.length; c++) {
    const { metacarpal, joints } = model.chains[c];
    if (metacarpal !== null) {
      placeJoint(pose, metacarpal);
      multiplyQuat(palm, metacarpalRotation(model, c, cup[0], bend), pose.rotations[metacarpal]);
    }
    multiplyQuat(palm, roots[c], frame);
    for (let k = 0; k < joints.length; k++) {
      if (k > 0) multiplyQuat(frame, quatFromAxisAngle(HINGE, hinges[c][k - 1], bend), frame);
      placeJoint(pose, joints[k]);
      multiplyQuat(frame, pose.jointFromAxes[joints[k]], pose.rotations[joints[k]]);
    }
  }
}

const HINGE = vec3(0, 0, 1);
const frame = quat();
const bend = quat();
