/** An address of a glb -> everything the page shows of it. Throws an Error whose message is meant for the reader. */
import { Mesh, type Object3D } from 'three';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { createBodyViews, type View, type ViewName } from '../stage/views.ts';
import { readMetadata, type ShownMetadata } from './metadata.ts';
import { createSampler, type Sampler } from './sampler.ts';

export interface Clip {
  readonly fileName: string;
  readonly body: Object3D;
  /** Objects of the body by name. */
  readonly joints: ReadonlyMap<string, Object3D>;
  readonly sampler: Sampler;
  readonly metadata: ShownMetadata;
  readonly views: Readonly<Record<ViewName, View>>;
}

export async function loadClip(address: string, signal: AbortSignal): Promise<Clip> {
  const bytes = await fetchBytes(address, signal);
  const gltf = await new GLTFLoader().parseAsync(bytes, '').catch((cause: unknown) => {
    throw new Error(`${address} is not a glb file that can be read.`, { cause });
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
  const views = createBodyViews(body, joints, sampler);
  const fileName = decodeURIComponent(address.split(/[?#]/)[0].split('/').at(-1)!);
  return { fileName, body, joints, sampler, metadata, views };
}

async function fetchBytes(address: string, signal: AbortSignal): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(address, { signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new Error(`${address} cannot be reached. Is the program that serves it still running?`, { cause });
  }
  if (response.status === 404) throw new Error(`There is no ${address} here.`);
  if (!response.ok) throw new Error(`${address} was refused with status ${response.status}.`);
  return response.arrayBuffer();
}
