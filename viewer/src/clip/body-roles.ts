/** Which object of a body plays which part in a person: by what is known of its skeleton, else by Unreal's names. */
import type { Object3D } from 'three';
import type { ActorJoint, Rig } from '../../../src/index.ts';

export type Roles<T> = Readonly<Partial<Record<ActorJoint, T>>>;

const UNREAL_NAMES: Roles<string> = {
  pelvis: 'pelvis',
  head: 'head',
  leftUpperArm: 'upperarm_l',
  rightUpperArm: 'upperarm_r',
  leftHand: 'hand_l',
  rightHand: 'hand_r',
};

/** @param rig of the body, where it is known */
export function bodyRoles(joints: ReadonlyMap<string, Object3D>, rig: Rig | null): Roles<Object3D> {
  const roles: Partial<Record<ActorJoint, Object3D>> = {};
  for (const [role, name] of Object.entries(rig ? namesOf(rig) : UNREAL_NAMES)) {
    const object = joints.get(name);
    if (object) roles[role as ActorJoint] = object;
  }
  return roles;
}

/** All that the views and the stick figure ask for is there under Unreal's names. */
export const hasUnrealNames = (joints: ReadonlyMap<string, Object3D>): boolean =>
  Object.values(UNREAL_NAMES).every((name) => joints.has(name));

const namesOf = ({ joints, skeleton }: Rig): Roles<string> =>
  Object.fromEntries(Object.entries(joints).map(([role, j]) => [role, skeleton.jointNames[j]]));
