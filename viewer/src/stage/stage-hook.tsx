/** Publishes window.tegnStage with the first picture, for as long as the stage is there. */
import { useFrame, useThree } from '@react-three/fiber';
import { useEffect, useMemo } from 'react';
import { type PerspectiveCamera, Vector3 } from 'three';
import type { StageNumbers } from './stage-numbers.ts';

declare global {
  interface Window {
    tegnStage?: StageNumbers;
  }
}

export function StageHook() {
  const { gl, scene, camera } = useThree();
  const numbers = useMemo<StageNumbers>(
    () => ({
      memory: () => ({ ...gl.info.memory, programs: gl.info.programs?.length ?? 0 }),
      triangles: () => gl.info.render.triangles,
      camera: () => ({
        position: camera.position.toArray(),
        direction: camera.getWorldDirection(new Vector3()).toArray(),
        fovDeg: (camera as PerspectiveCamera).fov,
      }),
      place: (name) => {
        let found: number[] | null = null;
        scene.traverse((object) => {
          const { name: stated, originalName } = object.userData;
          if (found || (stated ?? originalName ?? object.name) !== name) return;
          object.updateWorldMatrix(true, false);
          found = new Vector3().setFromMatrixPosition(object.matrixWorld).toArray();
        });
        return found;
      },
      weights: (name) => {
        const weights: number[] = [];
        scene.traverse((object) => {
          const { morphTargetDictionary, morphTargetInfluences } = object as {
            morphTargetDictionary?: Record<string, number>;
            morphTargetInfluences?: number[];
          };
          const target = morphTargetDictionary?.[name];
          if (target !== undefined) weights.push(morphTargetInfluences![target]);
        });
        return weights;
      },
    }),
    [gl, scene, camera],
  );
  useFrame(() => {
    window.tegnStage = numbers;
  });
  useEffect(
    () => () => {
      window.tegnStage = undefined;
    },
    [],
  );
  return null;
}
