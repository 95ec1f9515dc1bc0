/** Gives back what a body holds on the graphics card. Drawn again, it is put there again. */
import { Material, Mesh, type Object3D, SkinnedMesh, Texture } from 'three';

export function freeGraphics(body: Object3D): void {
  body.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    object.customDepthMaterial?.dispose();
    if (object instanceof SkinnedMesh) object.skeleton.dispose();
    for (const material of [object.material].flat()) {
      if (!(material instanceof Material)) continue;
      for (const value of Object.values(material)) if (value instanceof Texture) value.dispose();
      material.dispose();
    }
  });
}
