/**
 * The joints of the actor, the solver's own skeleton. They double as the roles by which other skeletons are matched.
 * Same joints as a MetaHuman's 64 driven bones.
 */

export const SIDES = ['left', 'right'] as const;
export type Side = (typeof SIDES)[number];

/** Fingers II-V, from the index; the thumb is a chain of its own. */
export const FINGERS = ['Index', 'Middle', 'Ring', 'Pinky'] as const;
export type Finger = (typeof FINGERS)[number];

type ThumbJoint = `Thumb${1 | 2 | 3}`;
type FingerJoint = `${Finger}${'Metacarpal' | 1 | 2 | 3}`;
type SideJoint =
  | 'Clavicle'
  | 'UpperArm'
  | 'LowerArm'
  | 'Hand'
  | ThumbJoint
  | FingerJoint
  | 'Thigh'
  | 'Calf'
  | 'Foot'
  | 'Ball';
type TrunkJoint = 'root' | 'pelvis' | `spine${1 | 2 | 3 | 4 | 5}` | 'neck1' | 'neck2' | 'head';

export type ActorJoint = TrunkJoint | `${Side}${SideJoint}`;

const trunk: [ActorJoint, ActorJoint | null][] = [
  ['root', null],
  ['pelvis', 'root'],
  ['spine1', 'pelvis'],
  ['spine2', 'spine1'],
  ['spine3', 'spine2'],
  ['spine4', 'spine3'],
  ['spine5', 'spine4'],
  ['neck1', 'spine5'],
  ['neck2', 'neck1'],
  ['head', 'neck2'],
];

function sideJoints(side: Side): [ActorJoint, ActorJoint][] {
  const finger = (name: Finger): [ActorJoint, ActorJoint][] => [
    [`${side}${name}Metacarpal`, `${side}Hand`],
    [`${side}${name}1`, `${side}${name}Metacarpal`],
    [`${side}${name}2`, `${side}${name}1`],
    [`${side}${name}3`, `${side}${name}2`],
  ];
  return [
    [`${side}Clavicle`, 'spine5'],
    [`${side}UpperArm`, `${side}Clavicle`],
    [`${side}LowerArm`, `${side}UpperArm`],
    [`${side}Hand`, `${side}LowerArm`],
    [`${side}Thumb1`, `${side}Hand`],
    [`${side}Thumb2`, `${side}Thumb1`],
    [`${side}Thumb3`, `${side}Thumb2`],
    ...FINGERS.flatMap(finger),
    [`${side}Thigh`, 'pelvis'],
    [`${side}Calf`, `${side}Thigh`],
    [`${side}Foot`, `${side}Calf`],
    [`${side}Ball`, `${side}Foot`],
  ];
}

/** Every joint with its parent, parents first. */
export const ACTOR_HIERARCHY: readonly (readonly [ActorJoint, ActorJoint | null])[] = [
  ...trunk,
  ...SIDES.flatMap(sideJoints),
];

export const ACTOR_JOINTS: readonly ActorJoint[] = ACTOR_HIERARCHY.map(([name]) => name);

const indices = new Map(ACTOR_JOINTS.map((name, index) => [name, index]));

/** Index of a joint in every actor skeleton. */
export const actorJoint = (name: ActorJoint): number => indices.get(name)!;
