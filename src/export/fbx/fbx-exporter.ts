/**
 * Motion clip -> binary FBX 7400 with skeleton and animation, made for Unreal's import onto an existing skeleton; no mesh.
 * Joints carry the target's names and Unreal's own local transforms (src/space/spaces.ts, fbx-animation.ts). What the clip says about
 * itself stands as JSON in the scene's comment and in the text property "tegn" of the root joint.
 * Limits: Blender (3.4) plays a rate that is no whole number, such as 29.97, at the nearest whole one. Unreal drops joints with names above 92 characters. three's loader (r187) fails on face curves whose names hold X, Y or Z
 * but neither R, S nor T, such as HeadYaw; Unreal's way of naming their channels leaves no choice.
 */
import { writeFbx } from '../../formats/fbx/write-fbx.ts';
import { assertMotionClip } from '../../motion/motion-clip.ts';
import type { Exporter } from '../exporter.ts';
import { addFbxAnimation, clipStopTicks } from './fbx-animation.ts';
import { createFbxFile } from './fbx-file.ts';
import { float64, named, text } from './fbx-records.ts';
import { createFbxScene } from './fbx-scene.ts';
import { addFbxSkeleton } from './fbx-skeleton.ts';

/** Throws E_MOTION for a clip that breaks a validity rule or holds a name with NUL. */
export const fbxExporter: Exporter = {
  extension: 'fbx',
  description: 'binary FBX for Unreal: skeleton, animation, face curves; centimetres, Z up',
  async exportClip({ clip, metadata }, stem) {
    assertMotionClip(clip);
    const comment = JSON.stringify(metadata);
    const scene = createFbxScene();
    const joints = addFbxSkeleton(scene, clip.skeleton, [
      named('tegn', 'KString', '', 'U', text(comment)),
      ...clip.curveNames.map((name) => named(name, 'double', 'Number', 'A+U', float64(0))),
    ]);
    addFbxAnimation(scene, clip, joints);
    const document = createFbxFile(scene, {
      creator: `tegn ${metadata.tegnVersion}`,
      title: metadata.gloss ?? clip.name,
      comment,
      stackName: clip.name,
      rate: clip.timing.rate,
      stopTicks: clipStopTicks(clip),
    });
    return [{ name: `${stem}.fbx`, bytes: writeFbx(document) }];
  },
};
