/**
 * A rig -> a character as other programs write one: a glb with a skinned body, joints and morph targets, nothing that moves, and on request
 * what a VRM says of it. Written by clipGlb, then changed in its JSON.
 */
import { restingClip } from '../../../src/motion/resting-clip.ts';
import type { Rig } from '../../../src/skeleton/rig.ts';
import { clipGlb } from './clip-glb.ts';

interface CharacterOptions {
  /** Names of its morph targets. */
  readonly morphs?: readonly string[];
  /** Says that it is one; a VRM 0.x then faces the other way. The rig's joints have VRM's names. */
  readonly vrm?: 0 | 1;
  /** Expressions by name: the morph target that each moves, and how far, 0..1. */
  readonly expressions?: Readonly<Record<string, readonly [morph: string, weight: number]>>;
}

export async function characterGlb(
  rig: Rig,
  { morphs = [], vrm, expressions = {} }: CharacterOptions = {},
): Promise<Uint8Array> {
  const { json, binary } = parts(await clipGlb(restingClip(rig.skeleton, rig.name), rig, {}));
  json.animations = undefined;
  json.scenes[0].extras = undefined;
  const [mesh] = json.meshes;
  const [primitive] = mesh.primitives;
  // targets that move nothing: an accessor without a buffer is zeros, and it is the weights that are looked at
  const { count } = json.accessors[primitive.attributes.POSITION];
  const still = { componentType: 5126, type: 'VEC3', count, min: [0, 0, 0], max: [0, 0, 0] };
  primitive.targets = morphs.map(() => ({ POSITION: json.accessors.length }));
  json.accessors.push(still);
  mesh.extras = { targetNames: morphs };
  const node = (name: string) => json.nodes.findIndex((one: { name: string }) => one.name === name);
  const bones = rig.skeleton.jointNames.filter((name) => name !== 'root');
  const binds = Object.entries(expressions).map(([name, [morph, weight]]) => ({
    name,
    index: morphs.indexOf(morph),
    weight,
  }));
  if (vrm === 1) {
    json.extensions = {
      VRMC_vrm: {
        specVersion: '1.0',
        humanoid: { humanBones: Object.fromEntries(bones.map((name) => [name, { node: node(name) }])) },
        expressions: {
          preset: Object.fromEntries(
            binds.map(({ name, index, weight }) => [
              name,
              { morphTargetBinds: [{ node: node('body'), index, weight }] },
            ]),
          ),
        },
      },
    };
  }
  if (vrm === 0) {
    const root = json.nodes[json.skins[0].joints[0]];
    root.rotation = [0, 1, 0, 0];
    root.translation = root.translation?.map((value: number, k: number) => (k === 1 ? value : -value));
    json.extensions = {
      VRM: {
        humanoid: { humanBones: bones.map((bone) => ({ bone: oldName(bone), node: node(bone) })) },
        blendShapeMaster: {
          blendShapeGroups: binds.map(({ name, index, weight }) => ({
            name: name.toUpperCase(),
            presetName: name,
            binds: [{ mesh: 0, index, weight: weight * 100 }],
          })),
        },
      },
    };
  }
  return joined(json, binary);
}

/** VRM 0.x counts the bones of a thumb like those of the fingers. */
const oldName = (bone: string): string =>
  bone.replace('ThumbProximal', 'ThumbIntermediate').replace('ThumbMetacarpal', 'ThumbProximal');

// biome-ignore lint/suspicious/noExplicitAny: the JSON of a glTF file, taken apart and put together again
type Json = any;

/** glTF 2.0, section 4.4: a header of 12 bytes, then a JSON chunk and a binary one. */
function parts(glb: Uint8Array): { json: Json; binary: Uint8Array } {
  const length = new DataView(glb.buffer, glb.byteOffset).getUint32(12, true);
  return {
    json: JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + length))),
    binary: glb.subarray(20 + length),
  };
}

function joined(json: Json, binary: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const padded = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(0x20);
  padded.set(text);
  const out = new Uint8Array(20 + padded.length + binary.length);
  const view = new DataView(out.buffer);
  [0x46546c67, 2, out.length, padded.length, 0x4e4f534a].forEach((value, i) => {
    view.setUint32(i * 4, value, true);
  });
  out.set(padded, 20);
  out.set(binary, 20 + padded.length);
  return out;
}
