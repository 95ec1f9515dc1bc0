/**
 * glTF and VRM -> a body. glTF is in solve space already; a VRM 0.x faces the other way and is turned.
 * Source: VRM 0.x stands facing -Z, VRM 1.0 facing +Z (vrm-c specification, differences between the two).
 */
import { Group, type Object3D } from 'three';
import { MeshoptDecoder } from 'three/examples/jsm/libs/meshopt_decoder.module.js';
import { type GLTF, GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { openTexts } from '../open/texts.ts';
import type { LoadedBody } from './load-body.ts';
import { noteExpressions } from './load-vrm-expressions.ts';

/** Throws an Error whose message is meant for the reader. */
export async function loadGltf(bytes: Uint8Array, fileName: string): Promise<LoadedBody> {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  const gltf = await loader.parseAsync(bytes.slice().buffer, '').catch((cause: unknown) => {
    const texts = openTexts.now();
    throw new Error(texts.unreadable(fileName, texts.aGlb), { cause });
  });
  const { scene, animations, parser } = gltf;
  if (parser.json.extensions?.VRM) scene.rotation.y = Math.PI;
  noteExpressions(gltf);
  const animation = animations.find(({ tracks }) => tracks.length > 0) ?? null;
  if (!parser.json.skins) markMovedNodes(gltf);
  const body = new Group();
  body.add(scene);
  return { body, animation, extras: [gltf.asset.extras, scene.userData, animation?.userData] };
}

/** A file without a skin names no joints: those are the nodes that move. */
function markMovedNodes({ parser, animations }: GLTF): void {
  if (animations.length === 0) return;
  const moved = new Set<number>();
  for (const { channels } of parser.json.animations) {
    for (const { target } of channels) if (target.path === 'rotation') moved.add(target.node);
  }
  for (const [object, { nodes }] of parser.associations as Map<Object3D, { nodes?: number }>) {
    if (nodes !== undefined && moved.has(nodes) && !('isMesh' in object))
      Object.assign(object, { isBone: true });
  }
}
