/**
 * The bytes of a character file -> a target file: joints and rest pose in solve space, chains, units and axes found out.
 * Method: the reader of the format gives joints as they are; roles come from names and hierarchy; the way from hips to head is up, the way
 * from the right arm to the left is left, and what that turn is, to quarter turns, is put on the roots alone, so that every local
 * rotation below stays the file's own. Units are the file's where the person comes out between 0.4 and 3 m, otherwise what makes it so.
 */
import { type Issue, issue, TegnError } from '../../issues/issues.ts';
import {
  conjugateQuat,
  multiplyQuat,
  quat,
  quatFromAxes,
  relativeQuat,
  rotateVec3,
  unrotateVec3,
} from '../../math/quat.ts';
import {
  addScaledVec3,
  crossVec3,
  type Numbers,
  normalizeVec3,
  rejectVec3,
  scaleVec3,
  subtractVec3,
  vec3,
} from '../../math/vec3.ts';
import { type ActorJoint, FINGERS, SIDES } from '../actor/joints.ts';
import { mapRoles, type RoleMap } from './map-roles.ts';
import { poseRaw, type RawPose, type RawSkeleton } from './raw-skeleton.ts';
import { readBvhJoints } from './read-bvh-joints.ts';
import { readFbxJoints } from './read-fbx-joints.ts';
import { readGltfJoints } from './read-gltf-joints.ts';
import { isUnrealDump, readUnrealJoints } from './read-unreal-joints.ts';
import { isTargetFile, rigFromTargetFile, type TargetFile } from './target-file.ts';

export interface ImportedTarget {
  readonly file: TargetFile;
  readonly issues: readonly Issue[];
}

/** Throws E_TARGET_FILE, E_FBX or E_TARGET_CHAIN. */
export function importSkeleton(bytes: Uint8Array, fileName: string): ImportedTarget {
  const raw = readRaw(bytes, fileName);
  const posed = poseRaw(raw.joints);
  const { roles, tips, twists } = rolesOf(raw, posed);
  const turn = uprightTurn(roles, posed, raw.joints.length);
  const positions = posed.positions.map((p) => rotateVec3(turn, p));
  const unit = unitOf(raw, roles, positions);
  for (const p of positions) scaleVec3(p, unit, p);
  const rotations = posed.rotations.map((q) => multiplyQuat(turn, q));
  const kept = keptJoints(raw, roles, twists);
  const joints = kept.map((j) => {
    const parent = raw.joints[j].parent;
    const rotation = parent < 0 ? rotations[j] : relativeQuat(rotations[parent], rotations[j]);
    const offset =
      parent < 0
        ? positions[j]
        : unrotateVec3(rotations[parent], subtractVec3(positions[j], positions[parent], vec3()));
    return {
      name: raw.joints[j].name,
      parent: parent < 0 ? null : raw.joints[parent].name,
      translation: Array.from(offset as Float64Array, round),
      rotation: Array.from(rotation as Float64Array, round),
    };
  });
  const chains = Object.fromEntries(Object.entries(roles).map(([role, j]) => [role, raw.joints[j!].name]));
  const ends = Object.fromEntries(
    Object.entries(tips)
      .filter(([role]) => role !== 'head')
      .map(([role, j]) => [role, Array.from(positions[j!] as Float64Array, round)]),
  );
  const file: TargetFile = {
    format: 'tegn-target',
    version: 1,
    name: stemOf(fileName),
    source: {
      file: fileName.replace(/^.*[\\/]/, ''),
      kind: raw.kind,
      metresPerUnit: round(unit),
      turned: !isIdentity(turn),
    },
    axes: raw.unreal && hasAllUnreal(chains) ? 'unreal' : 'rest',
    joints,
    chains,
    ...(raw.unreal ? {} : { head: headOf(raw, roles, tips, positions, turn, unit) }),
    ...(Object.keys(ends).length > 0 ? { tips: ends } : {}),
    twists: twists.map(({ joint, of, at }) => ({ joint: raw.joints[joint].name, of, at: round(at) })),
  };
  rigFromTargetFile(file);
  return { file, issues: lacking(roles) };
}

function readRaw(bytes: Uint8Array, fileName: string): RawSkeleton {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 64));
  if (head.startsWith('glTF')) return readGltfJoints(bytes);
  if (head.startsWith('Kaydara FBX Binary')) return readFbxJoints(bytes);
  if (/^\s*HIERARCHY/.test(head)) return readBvhJoints(new TextDecoder().decode(bytes));
  if (/^\s*[{[]/.test(head)) {
    let value: unknown;
    try {
      value = JSON.parse(new TextDecoder().decode(bytes));
    } catch (cause) {
      throw new TegnError(
        'E_TARGET_FILE',
        `Expected JSON in ${fileName}: ${(cause as Error).message}.`,
        { path: fileName },
        cause,
      );
    }
    if (isUnrealDump(value)) return readUnrealJoints(value);
    if (isTargetFile(value))
      throw new TegnError('E_TARGET_FILE', `${fileName} is a target file already; use it with --target.`, {
        path: fileName,
      });
    if (typeof value === 'object' && value !== null && 'asset' in value) return readGltfJoints(bytes);
  }
  throw new TegnError(
    'E_TARGET_FILE',
    `Expected .glb, .gltf, .vrm, binary .fbx, .bvh, or the JSON of Unreal's reference pose; ${fileName} is none of them.`,
    { path: fileName },
  );
}

/** Roles that the file itself names, or those that names and hierarchy show. */
function rolesOf(raw: RawSkeleton, { positions }: RawPose): RoleMap {
  if (!raw.roles) return mapRoles(raw.joints, positions);
  try {
    const found = mapRoles(raw.joints, positions);
    return { ...found, roles: raw.roles };
  } catch {
    return { roles: raw.roles, tips: {}, twists: [] };
  }
}

/** Quarter turns that bring the person upright and facing +Z. */
function uprightTurn(roles: RoleMap['roles'], { positions }: RawPose, count: number): Numbers {
  const at = (role: ActorJoint): Numbers => {
    const j = roles[role];
    if (j === undefined || j >= count)
      throw new TegnError('E_TARGET_CHAIN', `Expected a joint for ${role}, found none.`, { expected: role });
    return positions[j];
  };
  const up = subtractVec3(at('head'), at('pelvis'), vec3());
  const left = subtractVec3(at('leftUpperArm'), at('rightUpperArm'), vec3());
  normalizeVec3(up, up);
  const [y, x] = [nearestAxis(up), nearestAxis(rejectVec3(left, nearestAxis(up)))];
  if (dot(y, up) < UPRIGHT) {
    throw new TegnError(
      'E_TARGET_FILE',
      'Expected a rest pose that stands upright along one of the axes of the file; it leans.',
      {
        found: Array.from(up as Float64Array),
      },
    );
  }
  return conjugateQuat(quatFromAxes(x, y, crossVec3(x, y)), quat());
}

/** Cosine of the lean that is still a posture. */
const UPRIGHT = 0.9;

function nearestAxis(v: Numbers): Numbers {
  const axis = [0, 1, 2].reduce((best, i) => (Math.abs(v[i]) > Math.abs(v[best]) ? i : best), 0);
  const out = [0, 0, 0];
  out[axis] = Math.sign(v[axis]);
  return out;
}

const dot = (a: Numbers, b: Numbers): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const isIdentity = (q: Numbers): boolean => Math.abs(Math.abs(q[3]) - 1) < 1e-6;

/** Hips to head of a standing person is about 0.4 of the stature. */
const TRUNK_SHARE = 0.38;

function unitOf({ unit }: RawSkeleton, roles: RoleMap['roles'], positions: readonly Numbers[]): number {
  const trunk = positions[roles.head!][1] - positions[roles.pelvis!][1];
  const stature = trunk / TRUNK_SHARE;
  for (const scale of [unit, 1, 0.01, 0.1, 0.001, 0.0254, 100]) {
    if (stature * scale > 0.4 && stature * scale < 3) return scale;
  }
  return 1.7 / stature;
}

/** Joints on the way from a root to one with a role, and twist joints; everything below fingers, hair and props stays out. */
function keptJoints({ joints }: RawSkeleton, roles: RoleMap['roles'], twists: RoleMap['twists']): number[] {
  const kept = new Set<number>();
  for (const start of [...Object.values(roles), ...twists.map(({ joint }) => joint)]) {
    for (let j = start; j >= 0; j = joints[j].parent) kept.add(j);
  }
  const order = [...kept].sort((a, b) => a - b);
  const roots = order.filter((j) => joints[j].parent < 0);
  if (roots.length > 1) {
    const names = roots.map((j) => joints[j].name).join(', ');
    throw new TegnError('E_TARGET_CHAIN', `Expected one root above all joints, found ${names}.`, {
      found: names,
    });
  }
  return order;
}

/** Middle of the head and crown: from an end joint or the mesh, otherwise by the height of the head over the shoulders. */
function headOf(
  { meshTop }: RawSkeleton,
  roles: RoleMap['roles'],
  tips: RoleMap['tips'],
  positions: readonly Numbers[],
  turn: Numbers,
  unit: number,
): TargetFile['head'] {
  const joint = positions[roles.head!];
  const over = joint[1] - (positions[roles.leftUpperArm!][1] + positions[roles.rightUpperArm!][1]) / 2;
  const guess = Math.max(over, 0.05) * 1.02;
  const end = tips.head === undefined ? undefined : positions[tips.head][1] - joint[1];
  const mesh = meshTop && scaleVec3(rotateVec3(turn, meshTop), unit)[1] - joint[1];
  const height = [end, mesh, guess].find((h) => h !== undefined && h > 0.5 * guess && h < 2 * guess)!;
  // a head is 1.66 units high from chin to crown, and the joint sits at the base of the skull
  const size = Math.min(height, HEAD_TO_CROWN * height);
  return {
    center: Array.from(addScaledVec3(joint, [0, 1, 0], height - size) as Float64Array, round),
    crown: Array.from(addScaledVec3(joint, [0, 1, 0], height) as Float64Array, round),
  };
}

/** Middle of the head to the crown over joint to the crown: a MetaHuman's. */
const HEAD_TO_CROWN = 0.75;

const hasAllUnreal = (chains: Readonly<Record<string, string>>): boolean =>
  'leftIndexMetacarpal' in chains && 'neck2' in chains;

/** Fingers that are not there. */
function lacking(roles: RoleMap['roles']): Issue[] {
  return SIDES.flatMap((side) => {
    const missing = (['Thumb', ...FINGERS] as const).filter(
      (finger) => roles[`${side}${finger}3`] === undefined,
    );
    if (missing.length === 0) return [];
    return [
      issue(
        'W_TARGET_JOINTS',
        `The ${side} hand lacks ${missing.join(', ')} with three joints each; handshapes lose them.`,
        {
          joint: side,
        },
      ),
    ];
  });
}

const round = (x: number): number => Math.round(x * 1e7) / 1e7;

const stemOf = (name: string): string => name.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
