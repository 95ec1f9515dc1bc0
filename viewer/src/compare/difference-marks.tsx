/** A dot on every joint of A, coloured by how far it is turned from B's at this frame. Drawn over the body. */
import { useFrame } from '@react-three/fiber';
import { useMemo, useRef } from 'react';
import { Color, type InstancedMesh, Matrix4 } from 'three';
import type { Clip } from '../clip/clip.ts';
import type { Playback } from '../playback/playback.ts';
import { differenceColour } from './difference-colour.ts';
import type { Differences } from './differences.ts';

interface DifferenceMarksProps {
  readonly clip: Clip;
  readonly differences: Differences;
  readonly playback: Playback;
}

/** Metres; fingers lie close. */
const RADIUS = 0.009;

export function DifferenceMarks({ clip, differences, playback }: DifferenceMarksProps) {
  const marks = useRef<InstancedMesh>(null);
  const { jointNames, angles } = differences;
  const joints = useMemo(() => jointNames.map((name) => clip.joints.get(name)!), [clip, jointNames]);
  const scratch = useMemo(() => ({ matrix: new Matrix4(), colour: new Color() }), []);

  useFrame(() => {
    const mesh = marks.current;
    if (!mesh) return;
    const { matrix, colour } = scratch;
    const frame = Math.floor(playback.position());
    clip.body.updateWorldMatrix(true, true);
    for (let j = 0; j < joints.length; j++) {
      mesh.setMatrixAt(j, matrix.copyPosition(joints[j].matrixWorld));
      mesh.setColorAt(j, differenceColour(angles[frame * joints.length + j], colour));
    }
    mesh.instanceMatrix.needsUpdate = true;
    if (mesh.instanceColor) mesh.instanceColor.needsUpdate = true;
  });

  return (
    <instancedMesh
      key={joints.length}
      ref={marks}
      args={[undefined, undefined, joints.length]}
      frustumCulled={false}
      renderOrder={1}
    >
      <sphereGeometry args={[RADIUS, 12, 8]} />
      <meshBasicMaterial depthTest={false} transparent />
    </instancedMesh>
  );
}
