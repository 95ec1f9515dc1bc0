/** What is known of the joints of a clip: the rig they belong to, the role of each, its part of the body and its velocity limits. */
import {
  ACTOR_JOINTS,
  type ActorJoint,
  CLIP_DEFAULTS,
  type Rig,
  TARGETS,
  velocityClass,
  velocityLimits,
} from '../../../src/index.ts';
import type { Clip } from '../clip/clip.ts';

/** Null for a skeleton that the program did not make or read itself. */
export const rigOfClip = ({ solved, metadata }: Pick<Clip, 'solved' | 'metadata'>): Rig | null =>
  solved?.rig ?? TARGETS.find(({ name }) => name === metadata.target)?.rig() ?? null;

/** Roles by joint name. */
export function jointRoles(clip: Pick<Clip, 'solved' | 'metadata'>): ReadonlyMap<string, ActorJoint> {
  const rig = rigOfClip(clip);
  const roles = new Map<string, ActorJoint>();
  if (!rig) return roles;
  for (const role of ACTOR_JOINTS) {
    const joint = rig.joints[role];
    if (joint !== undefined) roles.set(rig.skeleton.jointNames[joint], role);
  }
  return roles;
}

export const JOINT_GROUPS = [
  'trunk',
  'head',
  'leftArm',
  'leftHand',
  'rightArm',
  'rightHand',
  'legs',
  'others',
] as const;
export type JointGroup = (typeof JOINT_GROUPS)[number];

const GROUP_OF: readonly (readonly [RegExp, JointGroup])[] = [
  [/^(neck|head)/, 'head'],
  [/(Thigh|Calf|Foot|Ball)$/, 'legs'],
  [/^left(Clavicle|UpperArm|LowerArm)$/, 'leftArm'],
  [/^right(Clavicle|UpperArm|LowerArm)$/, 'rightArm'],
  [/^left/, 'leftHand'],
  [/^right/, 'rightHand'],
];

export const jointGroup = (role: ActorJoint | undefined): JointGroup =>
  role === undefined ? 'others' : (GROUP_OF.find(([pattern]) => pattern.test(role))?.[1] ?? 'trunk');

/**
 * Velocity limits by joint name, degrees per second: one for most joints, two for a hand, whose swing and twist are held apart. None where
 * no limit is known or none was set.
 */
export function velocityLimitsOf(
  { solved, metadata }: Pick<Clip, 'solved' | 'metadata'>,
  roles: ReadonlyMap<string, ActorJoint>,
): (joint: string) => readonly number[] {
  const clamp = solved ? (solved.settings.clamp ?? CLIP_DEFAULTS.clamp) : metadata.clamp;
  const limits = clamp === undefined ? null : velocityLimits(clamp);
  return (joint) => {
    const role = roles.get(joint);
    if (!limits || !role) return [];
    const limit = limits[velocityClass(role)];
    const all = role.endsWith('Hand') ? new Set([limit, limits.forearmTwist]) : [limit];
    return [...all].filter(Number.isFinite);
  };
}
