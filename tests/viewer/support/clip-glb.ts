/**
 * A motion clip -> a glb with a skinned body of one spindle for each bone, written with glTF-Transform rather than with our own
 * exporter, so that the viewer is tested against somebody else's idea of the format.
 */
import { Document, type Node, NodeIO } from '@gltf-transform/core';
import { Quaternion, Vector3 } from 'three';
import type { MotionClip } from '../../../src/motion/motion-clip.ts';
import { computeRestPose } from '../../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../../src/skeleton/rig.ts';
import { frameTime } from '../../../src/space/timing.ts';

export async function clipGlb(clip: MotionClip, rig: Rig, metadata: object): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const accessor = (type: 'SCALAR' | 'VEC3' | 'VEC4' | 'MAT4', array: Float32Array | Uint16Array) =>
    document
      .createAccessor()
      .setType(type)
      .setArray(array as Float32Array<ArrayBuffer>)
      .setBuffer(buffer);
  const { skeleton } = clip;
  const joints: Node[] = skeleton.jointNames.map((name, j) => {
    const node = document.createNode(name);
    node.setTranslation(Array.from(skeleton.restTranslations.subarray(j * 3, j * 3 + 3)) as Vec3);
    node.setRotation(Array.from(skeleton.restRotations.subarray(j * 4, j * 4 + 4)) as Vec4);
    return node;
  });
  skeleton.parents.forEach((parent, j) => {
    if (parent >= 0) joints[parent].addChild(joints[j]);
  });

  const { positions, normals, boneOf, indices } = spindles(rig);
  const vertexJoints = new Uint16Array(boneOf.length * 4);
  const weights = new Float32Array(boneOf.length * 4);
  boneOf.forEach((bone, v) => {
    vertexJoints[v * 4] = bone;
    weights[v * 4] = 1;
  });
  const material = document
    .createMaterial()
    .setBaseColorFactor([0.72, 0.66, 0.6, 1])
    .setMetallicFactor(0)
    .setRoughnessFactor(0.75);
  const primitive = document
    .createPrimitive()
    .setMaterial(material)
    .setIndices(accessor('SCALAR', Uint16Array.from(indices)))
    .setAttribute('POSITION', accessor('VEC3', Float32Array.from(positions)))
    .setAttribute('NORMAL', accessor('VEC3', Float32Array.from(normals)))
    .setAttribute('JOINTS_0', accessor('VEC4', vertexJoints))
    .setAttribute('WEIGHTS_0', accessor('VEC4', weights));
  const skin = document.createSkin().setInverseBindMatrices(accessor('MAT4', inverseBinds(rig)));
  for (const joint of joints) skin.addJoint(joint);
  const body = document
    .createNode('body')
    .setMesh(document.createMesh('body').addPrimitive(primitive))
    .setSkin(skin);

  const times = accessor(
    'SCALAR',
    Float32Array.from({ length: clip.frameCount }, (_, f) => frameTime(clip.timing.rate, f)),
  );
  const animation = document.createAnimation(clip.name);
  const channel = (node: Node, path: 'rotation' | 'translation', values: Float32Array) => {
    const sampler = document
      .createAnimationSampler()
      .setInput(times)
      .setOutput(accessor(path === 'rotation' ? 'VEC4' : 'VEC3', values))
      .setInterpolation('LINEAR');
    animation.addSampler(sampler);
    animation.addChannel(
      document.createAnimationChannel().setTargetNode(node).setTargetPath(path).setSampler(sampler),
    );
  };
  joints.forEach((node, j) => {
    const values = new Float32Array(clip.frameCount * 4);
    for (let f = 0; f < clip.frameCount; f++) {
      const at = (f * joints.length + j) * 4;
      values.set(clip.rotations.subarray(at, at + 4), f * 4);
    }
    channel(node, 'rotation', values);
  });
  channel(joints[skeleton.translatedJoint], 'translation', clip.translations);
  document.createScene().addChild(joints[0]).addChild(body).setExtras({ tegn: metadata });
  return new NodeIO().writeBinary(document);
}

type Vec3 = [number, number, number];
type Vec4 = [number, number, number, number];

const RINGS = 6;
const SEGMENTS = 10;

/** One ellipsoid along each bone, in model space of the rest pose. */
function spindles(rig: Rig) {
  const rest = computeRestPose(rig.skeleton);
  const positions: number[] = [];
  const normals: number[] = [];
  const boneOf: number[] = [];
  const indices: number[] = [];
  rig.skeleton.jointNames.forEach((name, j) => {
    const end = new Vector3().fromArray(rig.endOffsets, j * 3);
    const length = end.length();
    if (length === 0) return;
    const rotation = new Quaternion(...(rest.rotations[j] as unknown as Vec4));
    const start = new Vector3(...(rest.positions[j] as unknown as Vec3));
    const axis = end.clone().normalize();
    const turn = rotation.clone().multiply(new Quaternion().setFromUnitVectors(new Vector3(0, 1, 0), axis));
    const middle = start.clone().addScaledVector(end.applyQuaternion(rotation), 0.5);
    const thick = thickness(name, length);
    const first = boneOf.length;
    for (let r = 0; r <= RINGS; r++) {
      for (let s = 0; s < SEGMENTS; s++) {
        const polar = (Math.PI * r) / RINGS;
        const around = (2 * Math.PI * s) / SEGMENTS;
        const unit = new Vector3(
          Math.sin(polar) * Math.cos(around),
          Math.cos(polar),
          Math.sin(polar) * Math.sin(around),
        );
        const size = new Vector3(thick, length * 0.56, thick);
        positions.push(...unit.clone().multiply(size).applyQuaternion(turn).add(middle).toArray());
        normals.push(...unit.divide(size).normalize().applyQuaternion(turn).toArray());
        boneOf.push(j);
      }
    }
    for (let r = 0; r < RINGS; r++) {
      for (let s = 0; s < SEGMENTS; s++) {
        const a = first + r * SEGMENTS + s;
        const b = first + r * SEGMENTS + ((s + 1) % SEGMENTS);
        indices.push(a, b, a + SEGMENTS, b, b + SEGMENTS, a + SEGMENTS);
      }
    }
  });
  return { positions, normals, boneOf, indices };
}

function thickness(name: string, length: number): number {
  if (/^(thumb|index|middle|ring|pinky)_/.test(name)) return 0.009;
  if (/^(spine|pelvis)/.test(name)) return 0.13;
  if (name === 'head') return 0.085;
  return Math.min(0.05, length * 0.3);
}

function inverseBinds(rig: Rig): Float32Array {
  const rest = computeRestPose(rig.skeleton);
  const matrices = new Float32Array(rest.positions.length * 16);
  rest.positions.forEach((position, j) => {
    const inverse = new Quaternion(...(rest.rotations[j] as unknown as Vec4)).invert();
    const columns = [new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1)];
    const moved = new Vector3(...(position as unknown as Vec3)).applyQuaternion(inverse).negate();
    columns.forEach((column, k) => {
      matrices.set([...column.applyQuaternion(inverse).toArray(), 0], j * 16 + k * 4);
    });
    matrices.set([...moved.toArray(), 1], j * 16 + 12);
  });
  return matrices;
}
