/**
 * A person in T-pose as a table of joint positions -> a skeleton with chosen bone axes. Positions in model space, centimetres, solve-space
 * axes, left side only; the right side is its mirror image.
 */
import { quatFromAxes, relativeQuat, unrotateVec3 } from '../math/quat.ts';
import { type Numbers, subtractVec3, vec3 } from '../math/vec3.ts';
import type { ActorJoint } from './actor/joints.ts';
import type { Skeleton } from './skeleton.ts';

export type TPoseRow = readonly [
  role: ActorJoint,
  parent: ActorJoint | null,
  x: number,
  y: number,
  z: number,
];

/** Joint axes in model space: where x, y and z point. */
export type JointAxes = readonly [x: Numbers, y: Numbers, z: Numbers];

export function skeletonFromTPose(
  left: readonly TPoseRow[],
  nameOf: (role: ActorJoint) => string,
  axesOf: (role: ActorJoint) => JointAxes,
): { readonly skeleton: Skeleton; readonly joints: Partial<Record<ActorJoint, number>> } {
  const rows = [...left, ...left.filter(([role]) => role.startsWith('left')).map(rightRow)];
  const roles = rows.map(([role]) => role);
  const parents = Int16Array.from(rows, ([, parent]) => (parent === null ? -1 : roles.indexOf(parent)));
  const rotations = rows.map(([role]) => quatFromAxes(...axesOf(role)));
  const positions = rows.map(([, , x, y, z]) => [x / 100, y / 100, z / 100]);
  const restTranslations = new Float32Array(rows.length * 3);
  const restRotations = new Float32Array(rows.length * 4);
  rows.forEach((_, j) => {
    const parent = parents[j];
    const offset = parent < 0 ? positions[j] : subtractVec3(positions[j], positions[parent], vec3());
    const local = parent < 0 ? rotations[j] : relativeQuat(rotations[parent], rotations[j]);
    restTranslations.set(
      Array.from((parent < 0 ? offset : unrotateVec3(rotations[parent], offset)) as Float64Array),
      j * 3,
    );
    restRotations.set(local as Float64Array, j * 4);
  });
  const joints = Object.fromEntries(roles.map((role, j) => [role, j]));
  const skeleton = {
    jointNames: roles.map(nameOf),
    parents,
    restTranslations,
    restRotations,
    translatedJoint: roles.indexOf('pelvis'),
  };
  return { skeleton, joints };
}

function rightRow([role, parent, x, y, z]: TPoseRow): TPoseRow {
  const right = (name: ActorJoint) => name.replace(/^left/, 'right') as ActorJoint;
  return [right(role), parent && right(parent), -x, y, z];
}
