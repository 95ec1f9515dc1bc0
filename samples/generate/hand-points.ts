/** The 21 landmarks of a hand and the points it touches with, from a posed actor. Model space, metres. */
import { rotateVec3 } from '../../src/math/quat.ts';
import { addVec3, type Numbers, vec3 } from '../../src/math/vec3.ts';
import { fromPalm } from '../../src/skeleton/actor/actor.ts';
import { type ActorJoint, actorJoint, FINGERS, type Side } from '../../src/skeleton/actor/joints.ts';
import { AVERAGE_PROPORTIONS } from '../../src/skeleton/actor/proportions.ts';
import type { ModelPose } from '../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import type { HandPoint } from './sign-script.ts';

/** Middle of the palm on an average hand, and half its thickness there. */
const PALM_CENTRE = [0.055, 0, 0.011] as const;

/** Wrist, then thumb and fingers from base to tip: MediaPipe's order. */
export function handLandmarks(rig: Rig, pose: ModelPose, side: Side): Numbers[] {
  const chains = ['Thumb', ...FINGERS] as const;
  return [
    pose.positions[actorJoint(`${side}Hand`)],
    ...chains.flatMap((chain) => [
      ...([1, 2, 3] as const).map((n) => pose.positions[actorJoint(`${side}${chain}${n}`)]),
      boneEnd(rig, pose, `${side}${chain}3`),
    ]),
  ];
}

export function handPoint(rig: Rig, pose: ModelPose, side: Side, point: HandPoint): Numbers {
  const hand = actorJoint(`${side}Hand`);
  switch (point) {
    case 'wrist':
      return pose.positions[hand];
    case 'palm':
      return addVec3(pose.positions[hand], rotateVec3(pose.rotations[hand], palmCentre(rig, side)));
    case 'indexTip':
      return boneEnd(rig, pose, `${side}Index3`);
    case 'middleTip':
      return boneEnd(rig, pose, `${side}Middle3`);
  }
}

function boneEnd(rig: Rig, pose: ModelPose, name: ActorJoint): Numbers {
  const joint = actorJoint(name);
  const end = rotateVec3(pose.rotations[joint], rig.endOffsets.subarray(joint * 3, joint * 3 + 3), vec3());
  return addVec3(end, pose.positions[joint], end);
}

/** Scaled with the hand, whose end offset is the middle knuckle. */
function palmCentre(rig: Rig, side: Side): Numbers {
  const hand = actorJoint(`${side}Hand`) * 3;
  const scale =
    Math.hypot(...rig.endOffsets.subarray(hand, hand + 3)) /
    Math.hypot(...AVERAGE_PROPORTIONS.hand.knuckles[1]);
  const [distal, radial, palmar] = PALM_CENTRE;
  return fromPalm(side, [distal * scale, radial * scale, palmar * scale]);
}
