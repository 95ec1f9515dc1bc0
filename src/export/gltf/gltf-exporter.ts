/**
 * Motion clip -> binary glTF 2.0 with skeleton, animation and, by default, a proxy body to see the motion on. Solve space is
 * glTF's own: Y up, facing +Z, metres. The root joint stands directly in the scene. What the clip says about itself stands in the
 * extras of asset and scene, its timing in those of the animation.
 * Limits: for Unreal prefer FBX; a file without a mesh may not be taken for a skeletal animation there.
 */
import { Document, Logger, WebIO } from '@gltf-transform/core';
import { assertMotionClip } from '../../motion/motion-clip.ts';
import type { Exporter } from '../exporter.ts';
import { type ProxyHead, proxyBodyOf } from '../proxy/proxy-body.ts';
import { addGltfAnimation } from './gltf-animation.ts';
import { addGltfMesh, addMorphTargets } from './gltf-mesh.ts';
import { createGltfSkeleton } from './gltf-skeleton.ts';

export interface GltfOptions {
  /**
   * proxy: a small visible body. none: skeleton and animation only; a clip with curves still gets one empty triangle, because
   * glTF can animate morph weights only on a mesh.
   */
  readonly mesh: 'proxy' | 'none';
}

export const GLTF_DEFAULTS: GltfOptions = { mesh: 'proxy' };

export const gltfExporter: Exporter = createGltfExporter();

/** `exportClip` throws E_MOTION for a clip that breaks a validity rule. */
export function createGltfExporter(options: Partial<GltfOptions> = {}): Exporter {
  const { mesh } = { ...GLTF_DEFAULTS, ...options };
  return {
    extension: 'glb',
    description: 'binary glTF: skeleton, animation and a proxy body; metres, Y up',
    async exportClip({ clip, rig, metadata }, stem) {
      assertMotionClip(clip);
      const document = new Document().setLogger(new Logger(Logger.Verbosity.SILENT));
      document.createBuffer();
      const extras = { tegn: { ...metadata } };
      Object.assign(document.getRoot().getAsset(), {
        generator: `tegn ${metadata.tegnVersion}`,
        ...(metadata.licence === undefined ? {} : { copyright: metadata.licence }),
        extras,
      });
      const scene = document.createScene(metadata.gloss ?? clip.name).setExtras(extras);
      document.getRoot().setDefaultScene(scene);
      const { nodes, skin } = createGltfSkeleton(document, clip.skeleton);
      scene.addChild(nodes[0]);

      const { body, head } = mesh === 'proxy' ? proxyBodyOf(rig) : NO_BODY;
      const hasCurves = clip.curveNames.length > 0;
      const face = head ?? (hasCurves ? CURVE_CARRIER : null);
      if (body) addGltfMesh(document, 'tegn_body', body, skin);
      const faceMesh = face && addGltfMesh(document, 'tegn_face', face.mesh, skin);
      if (face && hasCurves) addMorphTargets(document, faceMesh!, clip.curveNames, face.morph);
      addGltfAnimation(document, clip, nodes, hasCurves ? faceMesh!.node : null).setExtras({
        frameRate: `${clip.timing.rate.numerator}/${clip.timing.rate.denominator}`,
        startFrame: clip.timing.startFrame,
        frameCount: clip.frameCount,
      });
      return [{ name: `${stem}.glb`, bytes: await new WebIO().writeBinary(document) }];
    },
  };
}

const NO_BODY = { body: null, head: null };

/** Carries the face curves of a clip without a visible face. */
const CURVE_CARRIER: ProxyHead = {
  mesh: {
    positions: new Float32Array(9),
    normals: Float32Array.of(0, 1, 0, 0, 1, 0, 0, 1, 0),
    colors: new Uint8Array(12).fill(255),
    joints: new Uint16Array(12),
    weights: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0),
    triangles: Uint16Array.of(0, 1, 2),
  },
  morph: () => null,
};
