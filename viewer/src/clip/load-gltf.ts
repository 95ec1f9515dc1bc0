/** The bytes of a glb or VRM -> everything the page shows of it. Throws an Error whose message is meant for the reader. */

import type { Object3D } from 'three';
import { Mesh } from 'three';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { openTexts } from '../open/texts.ts';
import { createBodyViews } from '../stage/views.ts';
import type { Clip } from './clip.ts';
import { readMetadata } from './metadata.ts';
import { readMotion } from './motion.ts';
import { createSampler } from './sampler.ts';

export async function loadGltf(bytes: Uint8Array, fileName: string): Promise<Omit<Clip, 'solved'>> {
  const gltf = await new GLTFLoader().parseAsync(bytes.slice().buffer, '').catch((cause: unknown) => {
    const texts = openTexts.now();
    throw new Error(texts.unreadable(fileName, texts.aGlb), { cause });
  });
  const { scene: body } = gltf;
  const animation = gltf.animations[0];
  const joints = new Map<string, Object3D>();
  body.traverse((object) => {
    joints.set(object.userData['name'] ?? object.name, object);
    if (object instanceof Mesh) {
      object.castShadow = true;
      object.receiveShadow = true;
      // A skinned mesh is culled by the bounds of its bind pose, which a raised arm leaves.
      object.frustumCulled = false;
    }
  });
  const metadata = readMetadata([gltf.asset.extras, body.userData], animation?.userData);
  const sampler = createSampler(animation, body, metadata.timing);
  const motion = readMotion(sampler, body, joints, metadata.provenance);
  return { fileName, body, joints, sampler, motion, metadata, views: createBodyViews(body, joints, sampler) };
}
