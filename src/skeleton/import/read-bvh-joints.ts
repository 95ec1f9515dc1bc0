/**
 * The hierarchy of a BVH file -> joints: offsets, no rotations. End sites become joints with "_end" behind their parent's name.
 * Units are not in the file; the size of the person tells them.
 */
import { TegnError } from '../../issues/issues.ts';
import type { RawJoint, RawSkeleton } from './raw-skeleton.ts';

/** Throws E_TARGET_FILE when the text is no BVH hierarchy. */
export function readBvhJoints(text: string): RawSkeleton {
  const tokens = text.slice(0, text.search(/^\s*MOTION\b/m) >>> 0).split(/\s+/);
  const joints: RawJoint[] = [];
  const open: number[] = [];
  let pending: string | null = null;
  for (let t = 0; t < tokens.length; t++) {
    const word = tokens[t];
    if (word === 'ROOT' || word === 'JOINT') {
      pending = tokens[++t];
    } else if (word === 'End') {
      pending = `${joints[open[open.length - 1]]?.name}_end`;
      t++;
    } else if (word === '{') {
      if (pending === null) fail('a joint before "{"');
      joints.push({
        name: pending!,
        parent: open[open.length - 1] ?? -1,
        translation: [0, 0, 0],
        rotation: [0, 0, 0, 1],
        scale: [1, 1, 1],
      });
      open.push(joints.length - 1);
      pending = null;
    } else if (word === '}') {
      open.pop();
    } else if (word === 'OFFSET') {
      const at = open[open.length - 1];
      const offset = [1, 2, 3].map((i) => Number(tokens[t + i]));
      if (at === undefined || offset.some((x) => !Number.isFinite(x))) fail('three numbers after OFFSET');
      joints[at] = { ...joints[at], translation: offset };
      t += 3;
    }
  }
  if (joints.length === 0) fail('a BVH hierarchy');
  return { kind: 'bvh', joints, unit: 0.01 };
}

function fail(expected: string): never {
  throw new TegnError('E_TARGET_FILE', `Expected ${expected}.`, { expected });
}
