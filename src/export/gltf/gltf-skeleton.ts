/** A skeleton in its rest pose -> glTF nodes with the joints' own names, and a skin over all of them. Solve space is glTF's own. */
import type { Accessor, Document, Node, Skin, vec3, vec4 } from '@gltf-transform/core';
import { unrotateVec3 } from '../../math/quat.ts';
import type { Numbers } from '../../math/vec3.ts';
import { computeRestPose } from '../../skeleton/forward-kinematics.ts';
import type { Skeleton } from '../../skeleton/skeleton.ts';

export interface GltfSkeleton {
  /** By joint; the first is the root. */
  readonly nodes: readonly Node[];
  readonly skin: Skin;
}

export function createGltfSkeleton(document: Document, skeleton: Skeleton): GltfSkeleton {
  const nodes = skeleton.jointNames.map((name, j) =>
    document
      .createNode(name)
      .setTranslation([...skeleton.restTranslations.subarray(j * 3, j * 3 + 3)] as vec3)
      .setRotation([...skeleton.restRotations.subarray(j * 4, j * 4 + 4)] as vec4),
  );
  const skin = document
    .createSkin()
    .setSkeleton(nodes[0])
    .setInverseBindMatrices(bindMatrices(document, skeleton));
  nodes.forEach((node, j) => {
    if (j > 0) nodes[skeleton.parents[j]].addChild(node);
    skin.addJoint(node);
  });
  return { nodes, skin };
}

function bindMatrices(document: Document, skeleton: Skeleton): Accessor {
  const { positions, rotations } = computeRestPose(skeleton);
  const matrices = new Float32Array(positions.length * 16);
  positions.forEach((position, j) => {
    matrices.set(inverseMatrix(rotations[j], position), j * 16);
  });
  return document
    .createAccessor()
    .setType('MAT4')
    .setArray(matrices)
    .setBuffer(document.getRoot().listBuffers()[0]);
}

/** Column by column: the axes of the world and its origin as the joint sees them. */
function inverseMatrix(rotation: Numbers, position: Numbers): number[] {
  const column = (v: Numbers, w: number) => [...(unrotateVec3(rotation, v) as Float64Array), w];
  const origin = [-position[0], -position[1], -position[2]];
  return [...column([1, 0, 0], 0), ...column([0, 1, 0], 0), ...column([0, 0, 1], 0), ...column(origin, 1)];
}
