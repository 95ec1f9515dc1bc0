/** The bones of a body as slender octahedra, seen through it; left and right have colours of their own. */
import { useFrame } from '@react-three/fiber';
import { useMemo, useRef } from 'react';
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  type InstancedMesh,
  Matrix4,
  Quaternion,
  Vector3,
} from 'three';
import type { Clip } from '../../clip/clip.ts';
import { type Bone, bonesOf } from './bones.ts';
import { SIDE_COLOURS } from './side-colours.ts';

/** Thickest place over length, and its bounds in metres, for fingers and thighs to look alike. */
const THICKNESS = 0.075;
const THINNEST = 0.0025;
const THICKEST = 0.014;
const UP = new Vector3(0, 1, 0);

export function SkeletonLayer({ clip }: { readonly clip: Clip }) {
  const mesh = useRef<InstancedMesh>(null);
  const bones = useMemo(() => bonesOf(clip.body, clip.roles), [clip]);
  const geometry = useMemo(octahedron, []);
  const place = useMemo(createPlacer, []);
  const coloured = useRef<unknown>(null);

  useFrame(() => {
    const shown = mesh.current;
    if (!shown) return;
    clip.body.updateWorldMatrix(true, true);
    for (let b = 0; b < bones.length; b++) shown.setMatrixAt(b, place(bones[b]));
    shown.instanceMatrix.needsUpdate = true;
    if (coloured.current === shown) return;
    coloured.current = shown;
    bones.forEach(({ side }, b) => {
      shown.setColorAt(b, new Color(SIDE_COLOURS[side]));
    });
    shown.instanceColor!.needsUpdate = true;
  });

  return (
    <instancedMesh
      key={clip.body.uuid}
      ref={mesh}
      name="skeleton"
      args={[geometry, undefined, bones.length]}
      frustumCulled={false}
      renderOrder={2}
    >
      <meshLambertMaterial flatShading depthTest={false} depthWrite={false} transparent opacity={0.85} />
    </instancedMesh>
  );
}

/** Writes the same matrix again each time. */
function createPlacer(): (bone: Bone) => Matrix4 {
  const matrix = new Matrix4();
  const from = new Vector3();
  const along = new Vector3();
  const turn = new Quaternion();
  const size = new Vector3();
  return (bone) => {
    from.setFromMatrixPosition(bone.from.matrixWorld);
    if (bone.to) along.setFromMatrixPosition(bone.to.matrixWorld);
    else along.copy(bone.end).applyMatrix4(bone.from.matrixWorld);
    along.sub(from);
    const length = along.length();
    const thick = Math.min(THICKEST, Math.max(THINNEST, length * THICKNESS));
    turn.setFromUnitVectors(UP, along.divideScalar(length || 1));
    return matrix.compose(from, turn, size.set(thick, length, thick));
  };
}

/** From 0 to 1 along Y, 1 thick on either side a sixth of the way up. */
function octahedron(): BufferGeometry {
  const ring = [
    [1, 0],
    [0, -1],
    [-1, 0],
    [0, 1],
  ];
  const triangles = ring.flatMap(([x, z], i) => {
    const [nextX, nextZ] = ring[(i + 1) % 4];
    return [nextX, 1 / 6, nextZ, 0, 1, 0, x, 1 / 6, z, x, 1 / 6, z, 0, 0, 0, nextX, 1 / 6, nextZ];
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(Float32Array.from(triangles), 3));
  geometry.computeVertexNormals();
  return geometry;
}
