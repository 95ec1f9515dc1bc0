/**
 * Motion clip -> binary FBX with skeleton and animation, made for Unreal's import onto an existing skeleton; a mesh if asked for.
 * Joints carry the target's names and Unreal's own local transforms (src/space/spaces.ts, fbx-animation.ts). What the clip says about
 * itself stands as JSON in the scene's comment and in the text property "tegn" of the root joint.
 * Limits: Blender (3.4) plays a rate that is no whole number, such as 29.97, at the nearest whole one. Unreal drops joints with names
 * above 92 characters. three's loader (r187) fails on face curves whose names hold X, Y or Z but neither R, S nor T, such as HeadYaw;
 * Unreal's way of naming their channels leaves no choice.
 */
import { writeFbx } from '../../formats/fbx/write-fbx.ts';
import { assertMotionClip, type MotionClip } from '../../motion/motion-clip.ts';
import type { Rig } from '../../skeleton/rig.ts';
import type { Exporter } from '../exporter.ts';
import { proxyBodyOf } from '../proxy/proxy-body.ts';
import { addFbxAnimation, clipStopTicks } from './fbx-animation.ts';
import { createFbxFile } from './fbx-file.ts';
import { addBindPose, addFbxMesh, addFbxMorphs, type FbxMeshScene } from './fbx-mesh.ts';
import { float64, named, text } from './fbx-records.ts';
import { createFbxScene } from './fbx-scene.ts';
import { addFbxSkeleton } from './fbx-skeleton.ts';
import { FBX_SPACES, type FbxAxes } from './fbx-space.ts';
import { stillMesh } from './fbx-still-mesh.ts';

export interface FbxOptions {
  /** unreal: Z up, facing -Y. maya: Y up, facing +Z, for Maya, MotionBuilder and Blender. */
  readonly axes: FbxAxes;
  /** proxy: a small visible body, skinned, with the face's curves as blend shapes. Unreal's animation import needs none. */
  readonly mesh: 'none' | 'proxy';
  /** 7.4 (FBX 2014) is what most programs read; 7.5 (FBX 2016) differs only in offsets of 64 bits. */
  readonly version: FbxVersion;
}

export type FbxVersion = keyof typeof VERSIONS;

/** As the header says it. */
const VERSIONS = { '7.4': 7400, '7.5': 7500 } as const;

export const FBX_DEFAULTS: FbxOptions = { axes: 'unreal', mesh: 'none', version: '7.4' };

export const fbxExporter: Exporter = createFbxExporter();

/** `exportClip` throws E_MOTION for a clip that breaks a validity rule or holds a name with NUL. */
export function createFbxExporter(options: Partial<FbxOptions> = {}): Exporter {
  const { axes, mesh, version } = { ...FBX_DEFAULTS, ...options };
  const space = FBX_SPACES[axes];
  return {
    extension: 'fbx',
    description: 'binary FBX for Unreal: skeleton, animation, face curves; centimetres, Z up (or Y up)',
    async exportClip({ clip, rig, metadata }, stem) {
      assertMotionClip(clip);
      const comment = JSON.stringify(metadata);
      const scene = createFbxScene();
      const joints = addFbxSkeleton(scene, clip.skeleton, space, [
        named('tegn', 'KString', '', 'U', text(comment)),
        ...clip.curveNames.map((name) => named(name, 'double', 'Number', 'A+U', float64(0))),
      ]);
      const channels =
        mesh === 'proxy' ? addProxy({ scene, space, skeleton: clip.skeleton, joints }, clip, rig) : [];
      addFbxAnimation(scene, clip, joints, space, channels);
      const document = createFbxFile(scene, {
        version: VERSIONS[version],
        creator: `tegn ${metadata.tegnVersion}`,
        title: metadata.gloss ?? clip.name,
        comment,
        stackName: clip.name,
        rate: clip.timing.rate,
        stopTicks: clipStopTicks(clip),
        space,
      });
      return [{ name: `${stem}.fbx`, bytes: writeFbx(document) }];
    },
  };
}

/** Returns the blend-shape channels by curve. */
function addProxy(target: FbxMeshScene, { curveNames }: MotionClip, rig: Rig): bigint[] {
  const still = stillMesh(proxyBodyOf(rig), target.space);
  const mesh = addFbxMesh(target, 'tegn_signer', still);
  addBindPose(target, [mesh]);
  return still.shape ? addFbxMorphs(target, mesh, still.shape, curveNames) : [];
}
