/**
 * The joints of a body -> its bones: each from a joint to the next, the last of a chain going on as its own place in its parent points, which
 * is where a finger ends whose tip is no joint. What lies between the floor and the pelvis is no bone.
 */
import { type Object3D, Vector3 } from 'three';
import type { Roles } from '../../clip/body-roles.ts';
import { isJoint } from '../../clip/load-body.ts';

export type Side = 'left' | 'right' | 'middle';

export interface Bone {
  readonly from: Object3D;
  /** The next joint; null at the end of a chain. */
  readonly to: Object3D | null;
  /** Where it ends in the frame of `from` when no joint is there. */
  readonly end: Vector3;
  readonly side: Side;
}

/** A last phalanx is about this long as measured by the one before. */
const LAST_SHARE = 0.75;
/** Joints this close are one; metres. */
const SHORTEST = 0.002;

export function bonesOf(body: Object3D, roles: Roles<Object3D>): Bone[] {
  const scale = body.scale.x;
  body.updateWorldMatrix(true, true);
  const above = ancestors(roles.pelvis);
  const bones: Bone[] = [];
  body.traverse((from) => {
    if (!isJoint(from) || above.has(from)) return;
    const next = jointsUnder(from);
    const side = sideOf(from, roles);
    for (const to of next) {
      if (distance(from, to) > SHORTEST) bones.push({ from, to, end: to.position, side });
    }
    const isAlone = from.parent !== null && jointsUnder(from.parent).length === 1;
    if (next.length === 0 && isAlone && from.position.length() * scale > SHORTEST) {
      bones.push({ from, to: null, end: from.position.clone().multiplyScalar(LAST_SHARE), side });
    }
  });
  return bones;
}

/** The next joints, past groups that only hold them. */
const jointsUnder = (object: Object3D): Object3D[] =>
  object.children.flatMap((child) => (isJoint(child) ? [child] : jointsUnder(child)));

const distance = (a: Object3D, b: Object3D): number =>
  new Vector3()
    .setFromMatrixPosition(a.matrixWorld)
    .distanceTo(new Vector3().setFromMatrixPosition(b.matrixWorld));

function ancestors(object: Object3D | undefined): Set<Object3D> {
  const found = new Set<Object3D>();
  for (let above = object?.parent; above; above = above.parent) found.add(above);
  return found;
}

function sideOf(joint: Object3D, { leftUpperArm, rightUpperArm }: Roles<Object3D>): Side {
  for (let above: Object3D | null = joint; above; above = above.parent) {
    if (above === leftUpperArm) return 'left';
    if (above === rightUpperArm) return 'right';
  }
  return 'middle';
}
