/**
 * A motion clip -> one glTF animation, linear between the clip's own frames.
 * Method: one time accessor for all moving channels. A rotation that stays at rest is left out. One that stays elsewhere is written
 * with the clip's first and last key: the rest pose of the node has to stay the bind pose, and two equal keys are held by every
 * reader over the whole clip, where a single key is dropped by some. The translation of the translated joint is always
 * written, so that even a clip without motion has an animation of its length.
 */
import type { Accessor, Animation, Document, Node } from '@gltf-transform/core';
import { normalizeQuat } from '../../math/quat.ts';
import { frameRotations, type MotionClip } from '../../motion/motion-clip.ts';
import { frameTime } from '../../space/timing.ts';

/** Largest change of a component that counts as none: float32 noise, below 2e-4 degrees and 1 um. */
const STILL = 1e-6;

/** @param weightsNode the node whose mesh has one morph target per curve; null for a clip without curves */
export function addGltfAnimation(
  document: Document,
  clip: MotionClip,
  nodes: readonly Node[],
  weightsNode: Node | null,
): Animation {
  const { skeleton, frameCount, timing } = clip;
  const animation = document.createAnimation(clip.name);
  const [buffer] = document.getRoot().listBuffers();
  const accessor = (type: 'SCALAR' | 'VEC3' | 'VEC4', array: Float32Array): Accessor =>
    document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  const times = Float32Array.from({ length: frameCount }, (_, f) => frameTime(timing.rate, f));
  let everyFrame: Accessor | null = null;
  let ends: Accessor | null = null;

  const addChannel = (
    node: Node,
    path: 'translation' | 'rotation' | 'weights',
    type: 'SCALAR' | 'VEC3' | 'VEC4',
    values: Float32Array,
    held: boolean,
  ): void => {
    const size = values.length / frameCount;
    let input: Accessor;
    let output = values;
    if (held && frameCount > 2) {
      ends ??= accessor('SCALAR', Float32Array.of(times[0], times[frameCount - 1]));
      input = ends;
      output = Float32Array.of(...values.subarray(0, size), ...values.subarray(0, size));
    } else {
      everyFrame ??= accessor('SCALAR', times);
      input = everyFrame;
    }
    const sampler = document
      .createAnimationSampler()
      .setInput(input)
      .setOutput(accessor(type, output))
      .setInterpolation('LINEAR');
    const channel = document
      .createAnimationChannel()
      .setTargetNode(node)
      .setTargetPath(path)
      .setSampler(sampler);
    animation.addSampler(sampler).addChannel(channel);
  };

  addChannel(
    nodes[skeleton.translatedJoint],
    'translation',
    'VEC3',
    clip.translations.slice(),
    isHeld(clip.translations, 3),
  );
  nodes.forEach((node, j) => {
    const rotations = jointRotations(clip, j);
    const held = isHeld(rotations, 4);
    if (held && sameRotation(rotations, skeleton.restRotations.subarray(j * 4, j * 4 + 4))) return;
    addChannel(node, 'rotation', 'VEC4', rotations, held);
  });
  if (weightsNode) addChannel(weightsNode, 'weights', 'SCALAR', clip.curves.slice(), false);
  return animation;
}

/** [F x 4], unit length; the clip keeps them in one hemisphere. */
function jointRotations(clip: MotionClip, joint: number): Float32Array {
  const rotations = new Float32Array(clip.frameCount * 4);
  for (let f = 0; f < clip.frameCount; f++) {
    const q = frameRotations(clip, f).subarray(joint * 4, joint * 4 + 4);
    normalizeQuat(q, rotations.subarray(f * 4, f * 4 + 4));
  }
  return rotations;
}

/** Whether all rows equal the first. */
function isHeld(values: Float32Array, size: number): boolean {
  return values.every((value, i) => Math.abs(value - values[i % size]) <= STILL);
}

const differs = (first: ArrayLike<number>, rest: Float32Array, sign = 1): boolean =>
  rest.some((value, i) => Math.abs(first[i] - sign * value) > STILL);

const sameRotation = (first: Float32Array, rest: Float32Array): boolean =>
  !differs(first, rest) || !differs(first, rest, -1);
