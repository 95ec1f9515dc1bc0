/**
 * The expressions of a VRM -> a note at each mesh: which of its morph targets an expression moves, and how far, 0..1.
 * Source: VRMC_vrm expressions (1.0), blendShapeMaster (0.x, whose weights are percents and whose presets have other names).
 * Limits: of an expression only what it does with morph targets, not with materials and textures.
 */
import { Mesh, type Object3D } from 'three';
import type { GLTF } from 'three/examples/jsm/loaders/GLTFLoader.js';

/** By expression: pairs of morph target and weight. In the mesh's `userData.expressions`. */
export type Expressions = Record<string, [target: number, weight: number][]>;

interface Expression {
  readonly morphTargetBinds?: readonly { node: number; index: number; weight: number }[];
}

interface BlendShapeGroup {
  readonly name: string;
  readonly presetName?: string;
  readonly binds?: readonly { mesh: number; index: number; weight: number }[];
}

export function noteExpressions({ scene, parser }: GLTF): void {
  const { VRMC_vrm: one, VRM: zero } = parser.json.extensions ?? {};
  const associations = parser.associations as Map<Object3D, { nodes?: number; meshes?: number }>;
  const note = (object: Object3D, name: string, target: number, weight: number) => {
    object.traverse((mesh) => {
      if (!(mesh instanceof Mesh)) return;
      mesh.userData['expressions'] ??= {};
      const expressions = mesh.userData['expressions'] as Expressions;
      expressions[name] ??= [];
      expressions[name].push([target, weight]);
    });
  };
  const named: Record<string, Expression> = { ...one?.expressions?.custom, ...one?.expressions?.preset };
  for (const [name, { morphTargetBinds = [] }] of Object.entries(named)) {
    for (const { node, index, weight } of morphTargetBinds) {
      for (const [object, { nodes, meshes }] of associations) {
        if (nodes === node && meshes !== undefined) note(object, name, index, weight);
      }
    }
  }
  const groups: readonly BlendShapeGroup[] = zero?.blendShapeMaster?.blendShapeGroups ?? [];
  for (const { name, presetName, binds = [] } of groups) {
    const known = PRESETS[presetName ?? ''] ?? name;
    for (const { mesh, index, weight } of binds) {
      scene.traverse((object) => {
        if (object instanceof Mesh && associations.get(object)?.meshes === mesh)
          note(object, known, index, weight / 100);
      });
    }
  }
}

/** VRM 0.x -> 1.0 */
const PRESETS: Readonly<Record<string, string>> = {
  a: 'aa',
  i: 'ih',
  u: 'ou',
  e: 'ee',
  o: 'oh',
  blink: 'blink',
  blink_l: 'blinkLeft',
  blink_r: 'blinkRight',
};
