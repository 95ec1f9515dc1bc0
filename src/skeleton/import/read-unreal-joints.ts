/**
 * The reference pose that an Unreal editor script writes (docs/unreal-json.md) -> joints in solve space's axes, metres. Of a MetaHuman only
 * the bones that are driven are kept: its own rig moves the others.
 */
import { TegnError } from '../../issues/issues.ts';
import { solveFromUnrealPosition, solveFromUnrealRotation } from '../../space/spaces.ts';
import { ACTOR_JOINTS } from '../actor/joints.ts';
import { unrealBoneName } from '../unreal/unreal-rig.ts';
import type { RawJoint, RawSkeleton } from './raw-skeleton.ts';

interface Dump {
  readonly format: 'unreal-reference-pose';
  readonly version: number;
  readonly bones: readonly {
    readonly name: string;
    readonly parent: string | null;
    readonly t: readonly number[];
    readonly q: readonly number[];
    /** Only where it is not 1, 1, 1. */
    readonly s?: readonly number[];
  }[];
}

export const isUnrealDump = (value: unknown): value is Dump =>
  typeof value === 'object' && value !== null && (value as Dump).format === 'unreal-reference-pose';

/** Bones that only a MetaHuman has. */
const METAHUMAN_ONLY = /correctiveRoot|_bicep_|clavicle_scap/;

export function readUnrealJoints(dump: Dump): RawSkeleton {
  if (dump.version !== 1) fail('version 1', dump.version);
  if (!Array.isArray(dump.bones) || dump.bones.length === 0) fail('a list of bones', dump.bones);
  const driven = new Set<string>(ACTOR_JOINTS.map(unrealBoneName));
  const own = dump.bones.some(({ name }) => METAHUMAN_ONLY.test(name));
  const bones = dump.bones.filter(
    ({ name }) => driven.has(name) || (!own && /_twist_0[12]_[lr]$/.test(name) && /arm/.test(name)),
  );
  const names = bones.map(({ name }) => name);
  const joints = bones.map(({ name, parent, t, q, s }): RawJoint => {
    if (t?.length !== 3 || q?.length !== 4 || ![...t, ...q].every(Number.isFinite))
      fail(`t[3] and q[4] of ${name}`, [t, q]);
    if (s !== undefined) fail(`no scale on ${name}, which would have to be driven`, s);
    const at = parent === null ? -1 : names.indexOf(parent);
    if (parent !== null && at < 0 && driven.has(name)) fail(`the parent of ${name} among the bones`, parent);
    return {
      name,
      parent: at,
      translation: solveFromUnrealPosition([...t], [0, 0, 0]),
      rotation: solveFromUnrealRotation([...q], [0, 0, 0, 1]),
      scale: [1, 1, 1],
    };
  });
  return { kind: 'unreal', joints, unit: 1, unreal: true };
}

function fail(expected: string, found: unknown): never {
  const shown = JSON.stringify(found) ?? String(found);
  throw new TegnError('E_TARGET_FILE', `Expected ${expected}, found ${shown}.`, { expected, found });
}
