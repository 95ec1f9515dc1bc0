/**
 * A target file: the user's own skeleton as tegn imported it, editable JSON (docs/target-files.md). Solve space, metres, xyzw.
 * What the file holds is the truth: names, rest pose, chains, head and tips are read back as they stand, and checked.
 */
import { TegnError } from '../../issues/issues.ts';
import { normalizeQuat } from '../../math/quat.ts';
import { ACTOR_JOINTS, type ActorJoint } from '../actor/joints.ts';
import { createAnatomicalRig } from '../anatomical-rig.ts';
import { METAHUMAN_HEAD_CENTER_CM, METAHUMAN_TIPS_CM } from '../metahuman/bones.ts';
import type { Rig, TwistJoint } from '../rig.ts';
import { type Skeleton, validateSkeleton } from '../skeleton.ts';
import { createUnrealRig } from '../unreal/unreal-rig.ts';

export interface TargetFile {
  readonly format: 'tegn-target';
  readonly version: 1;
  readonly name: string;
  /** Where it came from, and what was found out: kind of file, metres per unit, which way was up. */
  readonly source: Readonly<Record<string, unknown>>;
  /** unreal: bone axes by Unreal's conventions; rest: read off the rest pose. */
  readonly axes: 'unreal' | 'rest';
  readonly joints: readonly {
    readonly name: string;
    readonly parent: string | null;
    readonly translation: readonly number[];
    readonly rotation: readonly number[];
  }[];
  /** Joint name by role. */
  readonly chains: Readonly<Partial<Record<ActorJoint, string>>>;
  /** Model space at rest. */
  readonly head?: { readonly center: readonly number[]; readonly crown: readonly number[] };
  readonly tips?: Readonly<Partial<Record<ActorJoint, readonly number[]>>>;
  readonly twists?: readonly { readonly joint: string; readonly of: TwistJoint['of']; readonly at: number }[];
}

/** Roles without which nobody can sign. */
const NEEDED: readonly ActorJoint[] = [
  'pelvis',
  'spine5',
  'head',
  'leftUpperArm',
  'leftLowerArm',
  'leftHand',
  'rightUpperArm',
  'rightLowerArm',
  'rightHand',
];

export const isTargetFile = (value: unknown): value is TargetFile =>
  typeof value === 'object' && value !== null && (value as TargetFile).format === 'tegn-target';

/** Throws E_TARGET_FILE for a file that breaks the format, E_TARGET_CHAIN for a role that is missing or not a joint. */
export function rigFromTargetFile(file: TargetFile): Rig {
  if (file.version !== 1) fail('version 1', file.version);
  if (!Array.isArray(file.joints) || file.joints.length === 0) fail('a list of joints', file.joints);
  const names = file.joints.map(({ name }) => name);
  const indexOf = (name: string | null, what: string): number => {
    if (name === null) return -1;
    const index = names.indexOf(name);
    if (index < 0) chainError(what, name);
    return index;
  };
  const joints: Partial<Record<ActorJoint, number>> = {};
  for (const [role, name] of Object.entries(file.chains ?? {})) {
    if (!ACTOR_JOINTS.includes(role as ActorJoint)) fail(`a role out of ${ACTOR_JOINTS.join(', ')}`, role);
    joints[role as ActorJoint] = indexOf(name, `chains.${role}`);
  }
  for (const role of NEEDED) if (joints[role] === undefined) chainError(`chains.${role}`, undefined);
  const skeleton: Skeleton = {
    jointNames: names,
    parents: Int16Array.from(file.joints, ({ name, parent }) => indexOf(parent, `the parent of ${name}`)),
    restTranslations: Float32Array.from(
      file.joints.flatMap(({ name, translation }) => numbers(translation, 3, name)),
    ),
    restRotations: Float32Array.from(
      file.joints.flatMap(({ name, rotation }) =>
        Array.from(normalizeQuat(numbers(rotation, 4, name), [0, 0, 0, 1]) as number[]),
      ),
    ),
    translatedJoint: joints.pelvis!,
  };
  const [broken] = validateSkeleton(skeleton);
  if (broken) fail('a valid skeleton', broken.message);
  checkChains(skeleton, joints);
  const twists = (file.twists ?? []).map(({ joint, of, at }) => ({
    joint: indexOf(joint, `twists ${of}`),
    of,
    at,
  }));
  const { head, tips, name } = file;
  if (file.axes === 'unreal') {
    const rig = createUnrealRig({
      name,
      skeleton,
      approximate: false,
      tipsCm: METAHUMAN_TIPS_CM,
      headCenterCm: METAHUMAN_HEAD_CENTER_CM,
    });
    return { ...rig, twists };
  }
  return createAnatomicalRig({ name, skeleton, joints, approximate: false, head, tips, twists });
}

/** Every joint of a chain must hang below the one before it. */
function checkChains({ jointNames, parents }: Skeleton, joints: Rig['joints']): void {
  const below = (child: number, parent: number): boolean => {
    for (let j = parents[child]; j >= 0; j = parents[j]) if (j === parent) return true;
    return false;
  };
  const chains = ['left', 'right'].flatMap((side): string[][] => [
    [`${side}Clavicle`, `${side}UpperArm`, `${side}LowerArm`, `${side}Hand`],
    [`${side}Thigh`, `${side}Calf`, `${side}Foot`, `${side}Ball`],
    ...['Thumb', 'Index', 'Middle', 'Ring', 'Pinky'].map((finger) => [
      `${side}Hand`,
      ...['Metacarpal', '1', '2', '3'].map((bone) => `${side}${finger}${bone}`),
    ]),
  ]);
  chains.push(['pelvis', 'spine1', 'spine2', 'spine3', 'spine4', 'spine5', 'neck1', 'neck2', 'head']);
  for (const chain of chains) {
    const present = (chain as ActorJoint[]).filter((role) => joints[role] !== undefined);
    for (let i = 1; i < present.length; i++) {
      const [above, role] = [present[i - 1], present[i]];
      if (below(joints[role]!, joints[above]!)) continue;
      const [child, parent] = [jointNames[joints[role]!], jointNames[joints[above]!]];
      throw new TegnError(
        'E_TARGET_CHAIN',
        `Expected ${child} (${role}) below ${parent} (${above}); it is not.`,
        { path: role },
      );
    }
  }
}

function numbers(values: readonly number[], count: number, name: string): number[] {
  if (!Array.isArray(values) || values.length !== count || !values.every(Number.isFinite))
    fail(`${count} numbers for ${name}`, values);
  return [...values];
}

function chainError(what: string, found: unknown): never {
  throw new TegnError(
    'E_TARGET_CHAIN',
    `Expected the name of a joint for ${what}, found ${JSON.stringify(found) ?? 'none'}.`,
    {
      expected: what,
      found,
    },
  );
}

function fail(expected: string, found: unknown): never {
  throw new TegnError(
    'E_TARGET_FILE',
    `Target file: expected ${expected}, found ${JSON.stringify(found) ?? 'nothing'}.`,
    { expected, found },
  );
}
