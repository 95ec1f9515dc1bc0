/**
 * glTF 2.0 (.glb, .gltf) and VRM (0.x, 1.0) -> joints: the nodes of the first skin with all their ancestors, metres.
 * Only the JSON is read, so compressed meshes and textures do not matter. VRM names its humanoid bones itself.
 * Source: glTF 2.0 specification, section 4 (binary layout); VRMC_vrm and VRM 0.x humanoid tables.
 */
import { TegnError } from '../../issues/issues.ts';
import { quatFromAxes } from '../../math/quat.ts';
import type { ActorJoint } from '../actor/joints.ts';
import type { RawJoint, RawSkeleton } from './raw-skeleton.ts';

interface Gltf {
  readonly nodes?: readonly GltfNode[];
  readonly skins?: readonly { readonly joints: readonly number[] }[];
  readonly accessors?: readonly { readonly max?: readonly number[] }[];
  readonly meshes?: readonly {
    readonly primitives: readonly { readonly attributes: Record<string, number> }[];
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface GltfNode {
  readonly name?: string;
  readonly children?: readonly number[];
  readonly translation?: readonly number[];
  readonly rotation?: readonly number[];
  readonly scale?: readonly number[];
  readonly matrix?: readonly number[];
}

const GLB_MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;

/** Throws E_TARGET_FILE when the bytes are no glTF or hold no joints. */
export function readGltfJoints(bytes: Uint8Array): RawSkeleton {
  const gltf = jsonOf(bytes);
  const nodes = gltf.nodes ?? [];
  if (!Array.isArray(nodes) || nodes.length === 0) fail('nodes', 'none');
  const parents = new Int32Array(nodes.length).fill(-1);
  nodes.forEach(({ children = [] }, n) => {
    for (const child of children) {
      if (!(child >= 0 && child < nodes.length) || parents[child] !== -1)
        fail('a tree of nodes', `child ${child} of node ${n}`);
      parents[child] = n;
    }
  });
  const humanoid = humanoidNodes(gltf);
  const skinned = gltf.skins?.[0]?.joints ?? [];
  const wanted = new Set<number>();
  for (const start of [...(skinned.length > 0 ? skinned : nodes.keys()), ...Object.values(humanoid ?? {})]) {
    for (let n = start; n >= 0 && n < nodes.length && !wanted.has(n); n = parents[n]) {
      if (wanted.size > nodes.length) fail('a tree of nodes', 'a loop');
      wanted.add(n);
    }
  }
  const order: number[] = [];
  const visit = (n: number, depth: number): void => {
    if (depth > MAX_DEPTH) fail(`joints nested up to ${MAX_DEPTH} deep`, 'deeper ones');
    order.push(n);
    for (const child of nodes[n].children ?? []) if (wanted.has(child)) visit(child, depth + 1);
  };
  for (const n of wanted) if (parents[n] < 0) visit(n, 0);
  const joints = order.map((n): RawJoint => {
    const parent = parents[n] < 0 ? -1 : order.indexOf(parents[n]);
    return { name: nodes[n].name || `node_${n}`, parent, ...transformOf(nodes[n]) };
  });
  const roles =
    humanoid && Object.fromEntries(Object.entries(humanoid).map(([role, n]) => [role, order.indexOf(n)]));
  return { kind: humanoid ? 'vrm' : 'glb', joints: unique(joints), unit: 1, roles, meshTop: meshTop(gltf) };
}

const MAX_DEPTH = 256;

function jsonOf(bytes: Uint8Array): Gltf {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = bytes;
  if (bytes.length >= 20 && view.getUint32(0, true) === GLB_MAGIC) {
    const length = view.getUint32(12, true);
    if (view.getUint32(16, true) !== JSON_CHUNK || 20 + length > bytes.length) {
      fail('a whole JSON chunk', `${length} bytes announced of ${bytes.length}`);
    }
    text = bytes.subarray(20, 20 + length);
  }
  try {
    const value = JSON.parse(new TextDecoder().decode(text)) as Gltf | null;
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw new TegnError('E_TARGET_FILE', `Expected glTF: ${(cause as Error).message}.`, {}, cause);
  }
  return fail('glTF', 'other JSON');
}

function transformOf(node: GltfNode): Pick<RawJoint, 'translation' | 'rotation' | 'scale'> {
  const { matrix: m } = node;
  if (!m) {
    return {
      translation: [...(node.translation ?? [0, 0, 0])],
      rotation: [...(node.rotation ?? [0, 0, 0, 1])],
      scale: [...(node.scale ?? [1, 1, 1])],
    };
  }
  const axis = (c: number) => [m[c * 4], m[c * 4 + 1], m[c * 4 + 2]];
  const scale = [0, 1, 2].map((c) => Math.hypot(...axis(c)) || 1);
  const [x, y, z] = [0, 1, 2].map((c) => axis(c).map((v) => v / scale[c]));
  return {
    translation: [m[12], m[13], m[14]],
    rotation: [...(quatFromAxes(x, y, z) as Float64Array)],
    scale,
  };
}

/** Nodes by role where the file is a VRM. */
function humanoidNodes({ extensions }: Gltf): Partial<Record<ActorJoint, number>> | undefined {
  const one = extensions?.['VRMC_vrm'] as
    | { humanoid?: { humanBones?: Record<string, { node: number }> } }
    | undefined;
  const zero = extensions?.['VRM'] as
    | { humanoid?: { humanBones?: { bone: string; node: number }[] } }
    | undefined;
  const bones = one?.humanoid?.humanBones
    ? Object.entries(one.humanoid.humanBones).map(([bone, { node }]) => [bone, node] as const)
    : zero?.humanoid?.humanBones?.map(({ bone, node }) => [bone, node] as const);
  if (!bones) return undefined;
  const roles: Partial<Record<ActorJoint, number>> = {};
  const spines: number[] = [];
  for (const [bone, node] of bones) {
    if (/^(spine|chest|upperChest)$/.test(bone)) spines.push(node);
    const role = roleOfHumanBone(bone, !one);
    if (role) roles[role] = node;
  }
  const names = (['spine', 'chest', 'upperChest'] as const).flatMap(
    (name) => bones.find(([bone]) => bone === name)?.[1] ?? [],
  );
  SPINE_ROLES[names.length]?.forEach((role, i) => {
    roles[role] = names[i];
  });
  return roles;
}

const SPINE_ROLES: Readonly<Record<number, readonly ActorJoint[]>> = {
  1: ['spine5'],
  2: ['spine3', 'spine5'],
  3: ['spine2', 'spine3', 'spine5'],
};

/** leftLittleProximal -> leftPinky1; VRM 0.x calls the first bone of the thumb proximal, 1.0 metacarpal. */
function roleOfHumanBone(bone: string, zero: boolean): ActorJoint | undefined {
  const plain: Readonly<Record<string, ActorJoint>> = { hips: 'pelvis', neck: 'neck1', head: 'head' };
  if (plain[bone]) return plain[bone];
  const [, side, rest] = /^(left|right)(.+)$/.exec(bone) ?? [];
  if (!side) return undefined;
  const limbs: Readonly<Record<string, string>> = {
    Shoulder: 'Clavicle',
    UpperArm: 'UpperArm',
    LowerArm: 'LowerArm',
    Hand: 'Hand',
    UpperLeg: 'Thigh',
    LowerLeg: 'Calf',
    Foot: 'Foot',
    Toes: 'Ball',
  };
  if (limbs[rest]) return `${side}${limbs[rest]}` as ActorJoint;
  const finger = /^(Thumb|Index|Middle|Ring|Little)(Metacarpal|Proximal|Intermediate|Distal)$/.exec(rest);
  if (!finger) return undefined;
  const thumb = finger[1] === 'Thumb';
  const order =
    thumb && !zero ? ['Metacarpal', 'Proximal', 'Distal'] : ['Proximal', 'Intermediate', 'Distal'];
  const name = finger[1] === 'Little' ? 'Pinky' : finger[1];
  return `${side}${name}${order.indexOf(finger[2]) + 1}` as ActorJoint;
}

function meshTop({ meshes = [], accessors = [] }: Gltf): number[] | undefined {
  const tops = meshes.flatMap(({ primitives }) =>
    primitives.flatMap(({ attributes }) => {
      const max = accessors[attributes['POSITION']]?.max;
      return max?.length === 3 ? [max] : [];
    }),
  );
  return tops.length > 0 ? [0, 1, 2].map((i) => Math.max(...tops.map((max) => max[i]))) : undefined;
}

/** Names made unique by numbers, as three and Blender do. */
function unique(joints: readonly RawJoint[]): RawJoint[] {
  const seen = new Map<string, number>();
  return joints.map((joint) => {
    const count = seen.get(joint.name) ?? 0;
    seen.set(joint.name, count + 1);
    return count === 0 ? joint : { ...joint, name: `${joint.name}_${count}` };
  });
}

function fail(expected: string, found: string): never {
  throw new TegnError('E_TARGET_FILE', `Expected ${expected}, found ${found}.`, { expected, found });
}
