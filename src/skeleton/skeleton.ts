/** A skeleton: joints in rest pose. Solve space, metres, quaternions xyzw. */
import { type Issue, issue, TegnError } from '../issues/issues.ts';

/**
 * Validity:
 * 1. names are unique and not empty;
 * 2. arrays have the lengths below;
 * 3. joint 0 is the only one without a parent; every parent stands before its child;
 * 4. all numbers are finite and rotations have unit length (1e-5);
 * 5. translatedJoint is a joint.
 */
export interface Skeleton {
  /** Index = joint index everywhere. */
  readonly jointNames: readonly string[];
  /** [J], parent before child, -1 for the root. */
  readonly parents: Int16Array;
  /** [J x 3], parent-relative, metres. */
  readonly restTranslations: Float32Array;
  /** [J x 4], parent-relative, xyzw. */
  readonly restRotations: Float32Array;
  /** The only joint whose translation a clip may animate (the pelvis). */
  readonly translatedJoint: number;
}

export const jointCount = (skeleton: Skeleton): number => skeleton.jointNames.length;

/** Index of a joint; throws E_SKELETON when there is none of that name. */
export function jointIndex(skeleton: Skeleton, name: string): number {
  const index = skeleton.jointNames.indexOf(name);
  if (index < 0) {
    throw new TegnError('E_SKELETON', `Expected a joint named "${name}", found none.`, { expected: name });
  }
  return index;
}

/** Checks the rules above. */
export function validateSkeleton(skeleton: Skeleton): Issue[] {
  const issues: Issue[] = [];
  const report = (message: string, joint?: string) => issues.push(issue('E_SKELETON', message, { joint }));
  const count = skeleton.jointNames.length;
  if (new Set(skeleton.jointNames).size !== count) report('Rule 1: joint names must be unique.');
  if (skeleton.jointNames.some((name) => name === '')) report('Rule 1: a joint name is empty.');
  if (skeleton.parents.length !== count)
    report(`Rule 2: expected ${count} parents, found ${skeleton.parents.length}.`);
  if (skeleton.restTranslations.length !== count * 3)
    report(`Rule 2: expected ${count * 3} translation values.`);
  if (skeleton.restRotations.length !== count * 4) report(`Rule 2: expected ${count * 4} rotation values.`);
  if (issues.length > 0) return issues;
  for (let j = 0; j < count; j++) {
    const parent = skeleton.parents[j];
    if (j === 0 ? parent !== -1 : parent < 0 || parent >= j) {
      report(`Rule 3: parent ${parent} of joint ${j} must stand before it.`, skeleton.jointNames[j]);
    }
    const [x, y, z, w] = skeleton.restRotations.subarray(j * 4, j * 4 + 4);
    if (!(Math.abs(Math.hypot(x, y, z, w) - 1) < 1e-5)) {
      report('Rule 4: the rest rotation has no unit length.', skeleton.jointNames[j]);
    }
    if (!skeleton.restTranslations.subarray(j * 3, j * 3 + 3).every(Number.isFinite)) {
      report('Rule 4: the rest translation is not finite.', skeleton.jointNames[j]);
    }
  }
  if (skeleton.jointNames[skeleton.translatedJoint] === undefined) {
    report(`Rule 5: translatedJoint ${skeleton.translatedJoint} is no joint.`);
  }
  return issues;
}
