/** Which joints belong to which part of the body: the unit in which the solver sees, loses and repairs. */
import { PART_NAMES, type PartName } from '../motion/motion-clip.ts';
import { ACTOR_JOINTS, type ActorJoint } from '../skeleton/actor/joints.ts';

const PART_OF: readonly [RegExp, PartName][] = [
  [/^(neck|head)/, 'head'],
  [/^left(UpperArm|LowerArm)$/, 'leftArm'],
  [/^right(UpperArm|LowerArm)$/, 'rightArm'],
  [/^left(Hand|Thumb|Index|Middle|Ring|Pinky)/, 'leftHand'],
  [/^right(Hand|Thumb|Index|Middle|Ring|Pinky)/, 'rightHand'],
];

const partOf = (joint: ActorJoint): PartName =>
  PART_OF.find(([pattern]) => pattern.test(joint))?.[1] ?? 'trunk';

/** Per joint, index into PART_NAMES. */
export const JOINT_PARTS: readonly number[] = ACTOR_JOINTS.map((joint) => PART_NAMES.indexOf(partOf(joint)));

/** Per part, its joints. */
export const PART_JOINTS: readonly (readonly number[])[] = PART_NAMES.map((_, part) =>
  ACTOR_JOINTS.flatMap((_, joint) => (JOINT_PARTS[joint] === part ? [joint] : [])),
);

/** Parts that have joints; the face has curves only. */
export const SOLVED_PARTS: readonly number[] = PART_NAMES.flatMap((_, part) =>
  PART_JOINTS[part].length > 0 ? [part] : [],
);

export const partIndex = (name: PartName): number => PART_NAMES.indexOf(name);
