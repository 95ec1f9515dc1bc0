/**
 * A motion clip -> one glTF animation. A rotation that stays at rest is left out; one that stays elsewhere keeps its channel, since the
 * rest pose of the node has to stay the bind pose. The translation of the translated joint is always written, so that even a
 * clip without motion has an animation of its length.
 */
import type { MotionClip } from '../../motion/motion-clip.ts';
import type { GlbBuilder } from './glb-file.ts';
import { type ChannelOptions, createChannelWriter, sameRotation } from './gltf-channels.ts';
import { jointRotations } from './gltf-rotations.ts';
import type { StillParts } from './gltf-still.ts';

export function addGltfAnimation(
  glb: GlbBuilder,
  clip: MotionClip,
  { jointNodes, weightsNode }: StillParts,
  options: ChannelOptions,
): void {
  const { skeleton } = clip;
  const channels = createChannelWriter(glb, clip, options);
  channels.add(jointNodes[skeleton.translatedJoint], 'translation', clip.translations);
  const tracks = jointRotations(clip, options.rotations);
  jointNodes.forEach((node, j) => {
    const rotations = tracks[j];
    const rest = skeleton.restRotations.subarray(j * 4, j * 4 + 4);
    const rests = rotations.every((_, i) => i % 4 > 0 || sameRotation(rotations.subarray(i, i + 4), rest));
    if (!rests) channels.add(node, 'rotation', rotations);
  });
  if (weightsNode !== null) channels.add(weightsNode, 'weights', clip.curves);
  channels.finish();
}
