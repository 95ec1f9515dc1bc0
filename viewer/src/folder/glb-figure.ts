/**
 * A glb or VRM -> a figure of the frame in the middle of its first animation, and how long that is. Reads the binary layout itself, so that
 * a list of thousands needs no scene for any of them: the nodes of the first skin, posed by forward kinematics; keys are taken as they
 * stand, the nearest one. Compressed animations show the rest pose. Source: glTF 2.0 specification, sections 3.6, 3.11 and 4.
 */
import { computeModelPose } from '../../../src/index.ts';
import { drawFigure, type Figure, type FigureLine, type FigurePart } from './figure.ts';

interface Gltf {
  readonly nodes?: readonly {
    readonly name?: string;
    readonly children?: readonly number[];
    readonly translation?: readonly number[];
    readonly rotation?: readonly number[];
  }[];
  readonly skins?: readonly { readonly joints: readonly number[] }[];
  readonly animations?: readonly {
    readonly channels: readonly {
      readonly sampler: number;
      readonly target: { readonly node?: number; readonly path: string };
    }[];
    readonly samplers: readonly {
      readonly input: number;
      readonly output: number;
      readonly interpolation?: string;
    }[];
  }[];
  readonly accessors?: readonly {
    readonly bufferView?: number;
    readonly byteOffset?: number;
    readonly componentType: number;
    readonly count: number;
  }[];
  readonly bufferViews?: readonly {
    readonly byteOffset?: number;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

export interface GlbSummary {
  readonly figure: Figure | null;
  /** Seconds; null without an animation. */
  readonly seconds: number | null;
}

/** Throws for bytes that are no glb. */
export function summariseGlb(bytes: Uint8Array): GlbSummary {
  const { gltf, binary } = chunksOf(bytes);
  const nodes = gltf.nodes ?? [];
  const animation = gltf.animations?.[0];
  const rotations = nodes.map(({ rotation = [0, 0, 0, 1] }) => rotation);
  const translations = nodes.map(({ translation = [0, 0, 0] }) => translation);
  let [last, frames] = [0, 0];
  for (const { input } of animation?.samplers ?? []) {
    const times = accessor(gltf, binary, input, 1);
    if (times.length > 0) last = Math.max(last, times[times.length - 1]);
    frames = Math.max(frames, times.length);
  }
  for (const { sampler, target } of animation?.channels ?? []) {
    const places = { rotation: rotations, translation: translations }[target.path];
    if (target.node === undefined || !places) continue;
    const { input, output, interpolation } = animation!.samplers[sampler];
    const times = accessor(gltf, binary, input, 1);
    const size = target.path === 'rotation' ? 4 : 3;
    const values = accessor(gltf, binary, output, size);
    const key = nearest(times, last / 2);
    // a cubic spline has two tangents around each value
    const row = interpolation === 'CUBICSPLINE' ? key * 3 + 1 : key;
    if (values.length >= (row + 1) * size)
      places[target.node] = values.subarray(row * size, (row + 1) * size) as never;
  }
  // the last frame is shown as long as the others
  const seconds = frames > 1 ? (last * frames) / (frames - 1) : null;
  return { figure: figureOf(gltf, rotations, translations), seconds };
}

const GLB_MAGIC = 0x46546c67;

function chunksOf(bytes: Uint8Array): { gltf: Gltf; binary: DataView } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20 || view.getUint32(0, true) !== GLB_MAGIC) throw new RangeError('Expected a glb.');
  const length = view.getUint32(12, true);
  const gltf = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + length))) as Gltf;
  const start = Math.min(bytes.length, 20 + length + 8);
  return { gltf, binary: new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start) };
}

/** Numbers of glTF's component types: bytes, how they are read, and what 1 is where they are normalised. */
const COMPONENTS: Readonly<
  Record<number, readonly [number, 'getInt8' | 'getUint8' | 'getInt16' | 'getUint16' | 'getFloat32', number]>
> = {
  5120: [1, 'getInt8', 127],
  5121: [1, 'getUint8', 255],
  5122: [2, 'getInt16', 32767],
  5123: [2, 'getUint16', 65535],
  5126: [4, 'getFloat32', 1],
};

/** Empty where the values cannot be read as they stand. */
function accessor(gltf: Gltf, binary: DataView, index: number, size: number): Float32Array {
  const { bufferView, byteOffset = 0, componentType, count } = gltf.accessors![index];
  const view = gltf.bufferViews?.[bufferView ?? -1];
  const component = COMPONENTS[componentType];
  if (!view || view.extensions || !component) return new Float32Array(0);
  const [bytes, read, one] = component;
  const start = (view.byteOffset ?? 0) + byteOffset;
  if (start + count * size * bytes > binary.byteLength) return new Float32Array(0);
  return Float32Array.from({ length: count * size }, (_, i) => binary[read](start + i * bytes, true) / one);
}

function nearest(times: Float32Array, time: number): number {
  let best = 0;
  for (let k = 1; k < times.length; k++)
    if (Math.abs(times[k] - time) < Math.abs(times[best] - time)) best = k;
  return best;
}

const LEGS = /thigh|calf|foot|ball|toe|leg|ankle|knee/i;
const LEFT_HAND = /(^|[^a-z])(left_?hand|hand_l|l_hand|hand\.l)/i;
const RIGHT_HAND = /(^|[^a-z])(right_?hand|hand_r|r_hand|hand\.r)/i;
const HEAD = /(^|[^a-z])head$/i;

/** Lines from joint to joint, legs left out. */
function figureOf(
  { nodes = [], skins }: Gltf,
  rotations: readonly (readonly number[])[],
  translations: readonly (readonly number[])[],
): Figure | null {
  const joints = new Set(skins?.[0]?.joints ?? []);
  const order: number[] = [];
  const parents: number[] = [];
  const children = new Set(nodes.flatMap(({ children = [] }) => children));
  const visit = (node: number, parent: number): void => {
    if (order.length >= nodes.length || !nodes[node]) return;
    const at = order.push(node) - 1;
    parents.push(parent);
    for (const child of nodes[node].children ?? []) visit(child, at);
  };
  nodes.forEach((_, node) => {
    if (!children.has(node)) visit(node, -1);
  });
  const { positions } = computeModelPose(
    {
      jointNames: order.map(String),
      parents: Int16Array.from(parents),
      restTranslations: Float32Array.from(order.flatMap((node) => [...translations[node]])),
      restRotations: new Float32Array(0),
      translatedJoint: 0,
    },
    order.flatMap((node) => [...rotations[node]]),
    null,
  );
  const place = (at: number): [number, number] => [positions[at][0], -positions[at][1]];
  const nameOf = (at: number): string => nodes[order[at]].name ?? '';
  const parts: (FigurePart | null)[] = [];
  const lines: FigureLine[] = [];
  let head: { x: number; y: number; radius: number } | null = null;
  order.forEach((node, at) => {
    const parent = parents[at];
    const above = parent < 0 ? 'body' : parts[parent];
    const name = nameOf(at);
    parts.push(
      LEGS.test(name)
        ? null
        : LEFT_HAND.test(name)
          ? 'leftHand'
          : RIGHT_HAND.test(name)
            ? 'rightHand'
            : above,
    );
    if (!joints.has(node)) return;
    if (HEAD.test(name) && parent >= 0) {
      const [x, y] = place(at);
      const neck = Math.hypot(x - place(parent)[0], y - place(parent)[1]);
      head = { x, y: y - neck, radius: neck * 1.4 };
    }
    if (parent < 0 || !joints.has(order[parent]) || !above || !parts[at] || /^root$/i.test(nameOf(parent)))
      return;
    // the hand's own joint ends the arm
    lines.push({ part: above, from: place(parent), to: place(at) });
  });
  return drawFigure(lines, head);
}
