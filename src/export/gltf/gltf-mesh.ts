/** Proxy meshes -> skinned glTF meshes; face curves -> morph targets. */
import type {
  Accessor,
  Document,
  Material,
  Mesh,
  Node,
  Primitive,
  Skin,
  TypedArray,
} from '@gltf-transform/core';
import type { ProxyMesh } from '../proxy/mesh-builder.ts';

/** Moves a vertex buffer for one curve; null where the mesh has nothing to show for it. [V x 3], metres. */
export type MorphDeltas = (curveName: string) => Float32Array | null;

/** Adds a mesh node directly under the scene, as glTF asks of skinned meshes. */
export function addGltfMesh(
  document: Document,
  name: string,
  proxy: ProxyMesh,
  skin: Skin,
): { readonly node: Node; readonly primitive: Primitive; readonly mesh: Mesh } {
  const [buffer] = document.getRoot().listBuffers();
  const accessor = (type: 'SCALAR' | 'VEC3' | 'VEC4', array: TypedArray, normalized = false): Accessor =>
    document.createAccessor().setType(type).setArray(array).setNormalized(normalized).setBuffer(buffer);
  const joints = skin.listJoints().length <= 256 ? Uint8Array.from(proxy.joints) : proxy.joints;
  const primitive = document
    .createPrimitive()
    .setMaterial(proxyMaterial(document))
    .setIndices(accessor('SCALAR', proxy.triangles))
    .setAttribute('POSITION', accessor('VEC3', proxy.positions))
    .setAttribute('NORMAL', accessor('VEC3', proxy.normals))
    .setAttribute('COLOR_0', accessor('VEC4', proxy.colors, true))
    .setAttribute('JOINTS_0', accessor('VEC4', joints))
    .setAttribute('WEIGHTS_0', accessor('VEC4', proxy.weights, true));
  const mesh = document.createMesh(name).addPrimitive(primitive);
  const node = document.createNode(name).setMesh(mesh).setSkin(skin);
  document.getRoot().listScenes()[0].addChild(node);
  return { node, primitive, mesh };
}

/** One morph target per curve, named as three, Blender and Unreal read it; curves without a shape share one empty target. */
export function addMorphTargets(
  document: Document,
  { mesh, primitive }: { readonly mesh: Mesh; readonly primitive: Primitive },
  curveNames: readonly string[],
  deltas: MorphDeltas,
): void {
  const [buffer] = document.getRoot().listBuffers();
  const vertices = primitive.getAttribute('POSITION')!.getCount();
  const accessor = (array: Float32Array, sparse: boolean): Accessor =>
    document.createAccessor().setType('VEC3').setArray(array).setSparse(sparse).setBuffer(buffer);
  let empty: Accessor | null = null;
  for (const name of curveNames) {
    const moved = deltas(name);
    if (!moved) empty ??= accessor(new Float32Array(vertices * 3), false);
    const positions = moved ? accessor(moved, true) : empty!;
    primitive.addTarget(document.createPrimitiveTarget(name).setAttribute('POSITION', positions));
  }
  mesh.setWeights(curveNames.map(() => 0)).setExtras({ targetNames: [...curveNames] });
}

function proxyMaterial(document: Document): Material {
  const [existing] = document.getRoot().listMaterials();
  return existing ?? document.createMaterial('tegn_proxy').setMetallicFactor(0).setRoughnessFactor(0.7);
}
