/** The bytes of a glb, VRM or FBX -> the body in them, upright and in metres, with what the file says about itself. */
import { type AnimationClip, Mesh, MeshDepthMaterial, type Object3D } from 'three';
import type { FileKind } from '../open/file-kind.ts';
import { loadFbx } from './load-fbx.ts';
import { loadGltf } from './load-gltf.ts';

export interface LoadedBody {
  /** Stands in solve space; its scale is the metres in a unit of the file. */
  readonly body: Object3D;
  /** Null where nothing in the file moves. */
  readonly animation: AnimationClip | null;
  /** What the file says about itself, where tegn may have written something. */
  readonly extras: readonly unknown[];
}

/** Throws an Error whose message is meant for the reader. */
export async function loadBody(
  bytes: Uint8Array,
  name: string,
  kind: Extract<FileKind, 'gltf' | 'fbx'>,
): Promise<LoadedBody> {
  const loaded = await (kind === 'gltf' ? loadGltf : loadFbx)(bytes, name);
  loaded.body.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.castShadow = true;
    // Drawing the shadows of all meshes with one material has three look for its program anew, for every mesh of another kind at every picture.
    object.customDepthMaterial = new MeshDepthMaterial();
    object.receiveShadow = true;
    // A skinned mesh is culled by the bounds of its bind pose, which a raised arm leaves.
    object.frustumCulled = false;
  });
  return loaded;
}

/** By the names that the file gives them; of several with one name the outermost, which carries the others. */
export function objectsByName(body: Object3D): Map<string, Object3D> {
  const objects = new Map<string, Object3D>();
  body.traverse((object) => {
    const { name, originalName } = object.userData;
    const known: string = name ?? originalName ?? object.name;
    if (!objects.has(known)) objects.set(known, object);
  });
  return objects;
}

export const isJoint = (object: Object3D): boolean => 'isBone' in object;

/** Something to see, more than the one triangle that carries the curves of a file without a body. */
export function hasSurface(body: Object3D): boolean {
  let vertices = 0;
  body.traverse((object) => {
    if (object instanceof Mesh) vertices += object.geometry.attributes['position']?.count ?? 0;
  });
  return vertices > 3;
}
