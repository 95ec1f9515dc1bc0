/**
 * A posed rig -> the body and hand points of MediaPipe Holistic. Model space, metres; nothing for points of joints that the rig lacks.
 * The head's points are those of the average face (landmarks/face/canonical-face.ts) on the rig's head, scaled with it.
 */
import { CANONICAL_FACE, FACE_ORIGIN_FROM_HEAD } from '../../landmarks/face/canonical-face.ts';
import { LEFT_HAND_OFFSET, POSE_OFFSET, RIGHT_HAND_OFFSET } from '../../landmarks/schema.ts';
import { multiplyQuat, quat, rotateVec3 } from '../../math/quat.ts';
import { addVec3, lengthVec3, type Numbers, subtractVec3, vec3 } from '../../math/vec3.ts';
import { type ActorJoint, FINGERS, SIDES, type Side } from '../../skeleton/actor/joints.ts';
import { AVERAGE_PROPORTIONS } from '../../skeleton/actor/proportions.ts';
import type { ModelPose } from '../../skeleton/forward-kinematics.ts';
import type { Rig } from '../../skeleton/rig.ts';

export interface PartPoints {
  /** First point of the part in the schema. */
  readonly offset: number;
  readonly points: readonly (Numbers | null | undefined)[];
}

/** Ear opening from the middle of the head, on an average head; metres. */
const EAR_HALF_WIDTH = 0.074;
/** Heel from the ankle: down and back; metres. */
const HEEL = [0, -0.06, -0.05] as const;

/** Face points that the body model's head points coincide with. */
const NOSE = 1;
const LEFT_EYE = [362, 473, 263] as const;
const RIGHT_EYE = [133, 468, 33] as const;
const MOUTH = [291, 61] as const;

/** Takes the actor's axes (left, up, front) to anatomical ones (up, front, left): (x, y, z) to (y, z, x). */
const ANATOMY_FROM_ACTOR = [-0.5, -0.5, -0.5, 0.5] as const;

export function landmarksOfPose(rig: Rig, pose: ModelPose): PartPoints[] {
  const at = (role: ActorJoint): Numbers | null => {
    const joint = rig.joints[role];
    return joint === undefined ? null : pose.positions[joint];
  };
  const hands = { left: handPoints(rig, pose, 'left'), right: handPoints(rig, pose, 'right') };
  const both = <T>(point: (side: Side) => T): T[] => SIDES.map((side) => point(side));
  const head = headFrame(rig, pose);
  const face = (i: number) =>
    head?.(addVec3(CANONICAL_FACE.subarray(i * 3, i * 3 + 3), FACE_ORIGIN_FROM_HEAD));
  const heel = (side: Side) => {
    const ankle = at(`${side}Foot`);
    return ankle && addVec3(ankle, HEEL);
  };
  const body = [
    ...[NOSE, ...LEFT_EYE, ...RIGHT_EYE].map(face),
    ...both((side) => head?.([side === 'left' ? EAR_HALF_WIDTH : -EAR_HALF_WIDTH, 0, 0])),
    ...MOUTH.map(face),
    ...(['UpperArm', 'LowerArm', 'Hand'] as const).flatMap((part) => both((side) => at(`${side}${part}`))),
    // knuckles of pinky and index finger, end joint of the thumb
    ...[17, 5, 3].flatMap((point) => both((side) => hands[side][point])),
    ...(['Thigh', 'Calf', 'Foot'] as const).flatMap((part) => both((side) => at(`${side}${part}`))),
    ...both(heel),
    ...both((side) => at(`${side}Ball`)),
  ];
  return [
    { offset: POSE_OFFSET, points: body },
    { offset: LEFT_HAND_OFFSET, points: hands.left },
    { offset: RIGHT_HAND_OFFSET, points: hands.right },
  ];
}

function handPoints(rig: Rig, pose: ModelPose, side: Side): (Numbers | null)[] {
  const place = (role: ActorJoint): Numbers | null => {
    const joint = rig.joints[role];
    return joint === undefined ? null : pose.positions[joint];
  };
  const tip = (role: ActorJoint): Numbers | null => {
    const joint = rig.joints[role];
    if (joint === undefined) return null;
    const end = rig.endOffsets.subarray(joint * 3, joint * 3 + 3);
    return addVec3(pose.positions[joint], rotateVec3(pose.rotations[joint], end));
  };
  return [
    place(`${side}Hand`),
    ...(['Thumb', ...FINGERS] as const).flatMap((chain) => [
      ...([1, 2, 3] as const).map((n) => place(`${side}${chain}${n}`)),
      tip(`${side}${chain}3`),
    ]),
  ];
}

/** Takes points given from the middle of an average head, actor's axes, to the rig's head. */
function headFrame(rig: Rig, pose: ModelPose): ((point: Numbers) => Numbers) | null {
  const joint = rig.joints.head;
  if (joint === undefined) return null;
  const center = rig.headCenter ?? [0, 0, 0];
  const crown = rig.endOffsets.subarray(joint * 3, joint * 3 + 3);
  const scale = lengthVec3(subtractVec3(crown, center, vec3())) / AVERAGE_PROPORTIONS.headLength || 1;
  const rotation = multiplyQuat(
    multiplyQuat(pose.rotations[joint], rig.anatomicalAxes.subarray(joint * 4, joint * 4 + 4)),
    ANATOMY_FROM_ACTOR,
    quat(),
  );
  const origin = addVec3(pose.positions[joint], rotateVec3(pose.rotations[joint], center));
  return (point) =>
    addVec3(origin, rotateVec3(rotation, [point[0] * scale, point[1] * scale, point[2] * scale]));
}
