/**
 * Motion clip -> binary glTF 2.0 with skeleton, animation and, by default, a proxy body to see the motion on. Solve space is
 * glTF's own: Y up, facing +Z, metres. The root joint stands directly in the scene. What the clip says about itself stands in the
 * extras of asset and scene, its timing in those of the animation.
 * Limits: for Unreal prefer FBX; a file without a mesh may not be taken for a skeletal animation there.
 */
import { assertMotionClip } from '../../motion/motion-clip.ts';
import type { Exporter } from '../exporter.ts';
import { createGlbBuilder } from './glb-file.ts';
import { addGltfAnimation } from './gltf-animation.ts';
import type { ChannelOptions } from './gltf-channels.ts';
import { packMeshopt } from './gltf-meshopt.ts';
import { describeGltf } from './gltf-metadata.ts';
import { stillParts } from './gltf-still.ts';

export interface GltfOptions extends ChannelOptions {
  /**
   * proxy: a small visible body. none: skeleton and animation only; a clip with curves still gets one empty triangle, because
   * glTF can animate morph weights only on a mesh.
   */
  readonly mesh: 'proxy' | 'none';
  /**
   * EXT_meshopt_compression: the smallest files, for the web. Blender 3.4 refuses them, three needs its MeshoptDecoder.
   */
  readonly meshopt: boolean;
}

export const GLTF_DEFAULTS: GltfOptions = {
  mesh: 'proxy',
  rotations: 'float32',
  reduceKeys: false,
  meshopt: false,
};

export const gltfExporter: Exporter = createGltfExporter();

/** `exportClip` throws E_MOTION for a clip that breaks a validity rule. */
export function createGltfExporter(options: Partial<GltfOptions> = {}): Exporter {
  const { mesh, meshopt, ...channels } = { ...GLTF_DEFAULTS, ...options };
  return {
    extension: 'glb',
    description: 'binary glTF: skeleton, animation and a proxy body; metres, Y up',
    async exportClip({ clip, rig, metadata }, stem) {
      assertMotionClip(clip);
      const still = await stillParts(rig, clip.skeleton, clip.curveNames, mesh);
      const glb = createGlbBuilder(still);
      describeGltf(glb.json, clip, metadata);
      addGltfAnimation(glb, clip, still, channels);
      const bytes = glb.finish();
      return [{ name: `${stem}.glb`, bytes: meshopt ? await packMeshopt(bytes) : bytes }];
    },
  };
}
