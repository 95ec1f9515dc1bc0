/**
 * Motion clip -> VRM animation (.vrma): a GLB with VRMC_vrm_animation 1.0 that plays on any VRM avatar. Y up, facing +Z, metres.
 * Nodes are VRM's humanoid bones in T-pose with identity rest rotations, so that what is written is what avatars take over; face curves
 * are nodes whose x is the weight. Method: vrm-motion.ts, vrm-expressions.ts.
 * Source: the VRMC_vrm_animation specification. Limits: the eyes' gaze is written as expressions only, not as lookAt.
 */
import { TegnError } from '../../issues/issues.ts';
import { assertMotionClip } from '../../motion/motion-clip.ts';
import type { Exporter } from '../exporter.ts';
import { createGlbBuilder, type GltfJson } from '../gltf/glb-file.ts';
import { createChannelWriter } from '../gltf/gltf-channels.ts';
import { describeGltf } from '../gltf/gltf-metadata.ts';
import { vrmExpression } from './vrm-expressions.ts';
import { type VrmBone, vrmMotion } from './vrm-motion.ts';

/** VRM refuses a humanoid without these. */
const REQUIRED = ['hips', 'spine', 'head'].concat(
  ['left', 'right'].flatMap((side) =>
    ['UpperLeg', 'LowerLeg', 'Foot', 'UpperArm', 'LowerArm', 'Hand'].map((bone) => side + bone),
  ),
);

/** Throws E_MOTION for a clip that breaks a validity rule, E_SKELETON for a rig that lacks a bone every VRM has. */
export const vrmaExporter: Exporter = {
  extension: 'vrma',
  description: 'VRM animation for web avatars: humanoid bones from the T-pose, face as expressions',
  async exportClip({ clip, rig, metadata }, stem) {
    assertMotionClip(clip);
    const { bones, hips } = vrmMotion(rig, clip);
    const missing = REQUIRED.filter((name) => !bones.some((bone) => bone.name === name));
    if (missing.length > 0) {
      throw new TegnError(
        'E_SKELETON',
        `A VRM animation needs the bones ${missing.join(', ')}; ${rig.name} has none that plays their part.`,
        { expected: missing.join(', '), found: rig.name },
      );
    }
    const expressions: Record<'preset' | 'custom', Record<string, { node: number }>> = {
      preset: {},
      custom: {},
    };
    clip.curveNames.forEach((curveName, c) => {
      const { kind, name } = vrmExpression(curveName);
      expressions[kind][name] = { node: bones.length + c };
    });
    const glb = createGlbBuilder({ json: nodesOf(bones, clip.curveNames), binary: new Uint8Array(0) });
    describeGltf(glb.json, clip, metadata);
    const channels = createChannelWriter(glb, clip, { rotations: 'float32', reduceKeys: false });
    channels.add(0, 'translation', hips);
    bones.forEach(({ rotations }, b) => {
      channels.add(b, 'rotation', rotations);
    });
    clip.curveNames.forEach((_, c) => {
      const values = new Float32Array(clip.frameCount * 3);
      for (let f = 0; f < clip.frameCount; f++) {
        values[f * 3] = clip.curves[f * clip.curveNames.length + c];
      }
      channels.add(bones.length + c, 'translation', values);
    });
    channels.finish();
    const humanBones = Object.fromEntries(bones.map(({ name }, node) => [name, { node }]));
    glb.json.extensionsUsed = ['VRMC_vrm_animation'];
    glb.json.extensions = {
      VRMC_vrm_animation: { specVersion: '1.0', humanoid: { humanBones }, expressions },
    };
    return [{ name: `${stem}.vrma`, bytes: glb.finish() }];
  },
};

/** Bones in T-pose, then a node per face curve. */
function nodesOf(bones: readonly VrmBone[], curveNames: readonly string[]): GltfJson {
  return {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0, ...curveNames.map((_, c) => bones.length + c)] }],
    nodes: [
      ...bones.map(({ name, offset }, b) => {
        const children = [...bones.keys()].filter((child) => bones[child].parent === b);
        return { name, translation: offset, ...(children.length > 0 && { children }) };
      }),
      ...curveNames.map((name) => ({ name })),
    ],
  };
}
