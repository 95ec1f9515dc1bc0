/** The 33 landmarks of MediaPipe's body model from a posed actor. Model space, metres. */
import { CANONICAL_FACE } from '../../src/landmarks/face/canonical-face.ts';
import { rotateVec3 } from '../../src/math/quat.ts';
import { addVec3, type Numbers } from '../../src/math/vec3.ts';
import { actorJoint, type Side } from '../../src/skeleton/actor/joints.ts';
import type { ModelPose } from '../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { handLandmarks } from './hand-points.ts';
import { headPoint } from './head-point.ts';

/** Ear opening from the head joint, which stands between the two, metres. */
const EAR_HALF_WIDTH = 0.074;
/** Heel from the ankle joint. */
const HEEL = [0, -0.06, -0.05] as const;

/** Face landmarks the body model's head points coincide with: nose, left eye (inner, middle, outer), right eye, ears, mouth. */
const NOSE = 1;
const LEFT_EYE = [362, 473, 263] as const;
const RIGHT_EYE = [133, 468, 33] as const;
const MOUTH = [291, 61] as const;

export function poseLandmarks(actor: Rig, pose: ModelPose): Numbers[] {
  const facePoint = (i: number) => headPoint(actor, pose, CANONICAL_FACE.subarray(i * 3, i * 3 + 3));
  const joint = (side: Side, part: 'UpperArm' | 'LowerArm' | 'Hand' | 'Thigh' | 'Calf' | 'Foot' | 'Ball') =>
    pose.positions[actorJoint(`${side}${part}`)];
  const both = (point: (side: Side) => Numbers) => [point('left'), point('right')];
  const hands = { left: handLandmarks(actor, pose, 'left'), right: handLandmarks(actor, pose, 'right') };
  const offset = (name: 'head' | 'leftFoot' | 'rightFoot', v: Numbers) =>
    addVec3(pose.positions[actorJoint(name)], rotateVec3(pose.rotations[actorJoint(name)], v));
  return [
    ...[NOSE, ...LEFT_EYE, ...RIGHT_EYE].map(facePoint),
    ...both((side) => offset('head', [side === 'left' ? EAR_HALF_WIDTH : -EAR_HALF_WIDTH, 0, 0])),
    ...MOUTH.map(facePoint),
    ...both((side) => joint(side, 'UpperArm')),
    ...both((side) => joint(side, 'LowerArm')),
    ...both((side) => joint(side, 'Hand')),
    // Knuckles of pinky and index finger, end joint of the thumb.
    ...both((side) => hands[side][17]),
    ...both((side) => hands[side][5]),
    ...both((side) => hands[side][3]),
    ...both((side) => joint(side, 'Thigh')),
    ...both((side) => joint(side, 'Calf')),
    ...both((side) => joint(side, 'Foot')),
    ...both((side) => offset(`${side}Foot`, HEEL)),
    ...both((side) => joint(side, 'Ball')),
  ];
}
