/**
 * Face curves of a clip -> weights of a model's morph targets. A curve goes to the targets of its own name (ARKit's, in any of the
 * spellings that programs write them in), else to the VRM expression of its name, else to the preset that says the same; never to two of them.
 * Other targets keep the weight that the file gives them.
 */
import { Mesh, type Object3D } from 'three';
import { type MotionClip, vrmExpression } from '../../../src/index.ts';
import type { Expressions } from '../clip/load-vrm-expressions.ts';

interface Move {
  readonly curve: number;
  readonly weights: number[];
  readonly target: number;
  readonly weight: number;
}

/** Sets the weights between two frames; t = 0 is the first. */
export function createFacePoser(
  body: Object3D,
  { curveNames, curves }: MotionClip,
): (frame: number, next: number, t: number) => void {
  const meshes: Mesh[] = [];
  body.traverse((object) => {
    if (object instanceof Mesh && object.morphTargetInfluences) meshes.push(object);
  });
  const moves = curveNames.flatMap((name, curve) => movesOf(meshes, name, curve));
  const width = curveNames.length;
  return (frame, next, t) => {
    for (const { weights, target } of moves) weights[target] = 0;
    for (const { curve, weights, target, weight } of moves) {
      const from = curves[frame * width + curve];
      weights[target] += weight * (from + t * (curves[next * width + curve] - from));
    }
  };
}

function movesOf(meshes: readonly Mesh[], name: string, curve: number): Move[] {
  const own = plainName(name);
  const move = (mesh: Mesh, target: number, weight: number): Move => ({
    curve,
    weights: mesh.morphTargetInfluences!,
    target,
    weight,
  });
  const byName = meshes.flatMap((mesh) =>
    Object.entries(mesh.morphTargetDictionary ?? {}).flatMap(([target, index]) =>
      plainName(target) === own ? [move(mesh, index, 1)] : [],
    ),
  );
  if (byName.length > 0) return byName;
  const byExpression = (matches: (expression: string) => boolean) =>
    meshes.flatMap((mesh) =>
      Object.entries((mesh.userData['expressions'] ?? {}) as Expressions).flatMap(([expression, binds]) =>
        matches(expression) ? binds.map(([target, weight]) => move(mesh, target, weight)) : [],
      ),
    );
  const custom = byExpression((expression) => plainName(expression) === own);
  if (custom.length > 0) return custom;
  const { kind, name: preset } = vrmExpression(name);
  return kind === 'preset' ? byExpression((expression) => expression === preset) : [];
}

/** blendShape1.EyeBlink_L, eyeBlinkLeft -> eyeblinkleft */
const plainName = (name: string): string =>
  name
    .replace(/^.*\./, '')
    .replace(/_?L$/, 'Left')
    .replace(/_?R$/, 'Right')
    .replaceAll('_', '')
    .toLowerCase();
