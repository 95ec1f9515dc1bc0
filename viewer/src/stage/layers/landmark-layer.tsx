/** The actor's landmarks as a stick figure, over the body or beside it. */
import { useFrame } from '@react-three/fiber';
import { useEffect, useMemo } from 'react';
import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  DynamicDrawUsage,
  Mesh,
  MeshBasicMaterial,
} from 'three';
import type { Clip } from '../../clip/clip.ts';
import type { RecordedLandmarks } from '../../solve/messages.ts';
import { createLandmarkFigure, type LandmarkFigure } from './landmark-figure.ts';

interface LandmarkLayerProps {
  readonly clip: Clip;
  readonly landmarks: RecordedLandmarks;
  /** Metres to the signer's left. */
  readonly offset: number;
  /** In frames of the clip. */
  readonly position: () => number;
}

export function LandmarkLayer({ clip, landmarks, offset, position }: LandmarkLayerProps) {
  const { figure, mesh } = useMemo(() => {
    const made = createLandmarkFigure(landmarks, clip.roles);
    return { figure: made, mesh: createFigureMesh(made) };
  }, [clip, landmarks]);
  useEffect(
    () => () => {
      mesh.geometry.dispose();
      mesh.material.dispose();
    },
    [mesh],
  );
  useFrame(() => {
    const { position: corners, color } = mesh.geometry.attributes;
    figure.draw(figure.frameAt(position() / clip.sampler.framesPerSecond));
    corners.needsUpdate = true;
    color.needsUpdate = true;
  });
  return <primitive object={mesh} position-x={offset} />;
}

function createFigureMesh({
  positions,
  colours,
  markCount,
}: LandmarkFigure): Mesh<BufferGeometry, MeshBasicMaterial> {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3).setUsage(DynamicDrawUsage));
  geometry.setAttribute('color', new BufferAttribute(colours, 4).setUsage(DynamicDrawUsage));
  geometry.setIndex(
    Array.from({ length: markCount }, (_, m) => [0, 1, 2, 2, 1, 3].map((corner) => m * 4 + corner)).flat(),
  );
  const material = new MeshBasicMaterial({
    vertexColors: true,
    transparent: true,
    depthTest: false,
    depthWrite: false,
    side: DoubleSide,
  });
  const mesh = new Mesh(geometry, material);
  mesh.name = 'landmarks';
  mesh.frustumCulled = false;
  mesh.renderOrder = 4;
  return mesh;
}
