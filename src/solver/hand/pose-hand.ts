/** Angles of a hand -> rotations of its joints in the actor's pose. Model space. */
import { copyQuat, hingeQuat, multiplyQuat, quat } from '../../math/quat.ts';
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
      multiplyQuat(palm, metacarpalRotation(model, c, cup, bend), pose.rotations[metacarpal]);
    }
    multiplyQuat(palm, roots[c], frame);
    for (let k = 0; k < joints.length; k++) {
      if (k > 0) hingeQuat(frame, hinges[c], k - 1, frame);
      placeJoint(pose, joints[k]);
      multiplyQuat(frame, pose.jointFromAxes[joints[k]], pose.rotations[joints[k]]);
    }
  }
}

const frame = quat();
const bend = quat();
