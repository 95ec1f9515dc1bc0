/** B on the stage: beside A, or as a ghost on top of it with A's joints coloured by how far they are turned apart. */
import { useEffect, useMemo } from 'react';
import { Material, Mesh, type Object3D } from 'three';
import type { Clip } from '../clip/clip.ts';
import type { Playback } from '../playback/playback.ts';
import { SIDE_STEP } from './comparisons.ts';
import { DifferenceMarks } from './difference-marks.tsx';
import type { Comparison } from './use-comparison.ts';

interface ComparedBodyProps {
  readonly a: Clip;
  readonly comparison: Comparison;
  readonly playback: Playback;
}

const GHOST_OPACITY = 0.35;

export function ComparedBody({ a, comparison, playback }: ComparedBodyProps) {
  const { clip: b, differences, mode } = comparison;

  useEffect(() => {
    if (!b) return;
    const rate = b.motion.framesPerSecond / a.motion.framesPerSecond;
    return playback.onMove((position) => b.sampler.pose(Math.min(b.motion.frameCount - 1, position * rate)));
  }, [a, b, playback]);

  useMemo(() => b && haunt(b.body, mode === 'overlay'), [b, mode]);

  if (!b) return null;
  return (
    <>
      <group position-x={mode === 'side' ? SIDE_STEP : 0}>
        <primitive object={b.body} />
      </group>
      {mode === 'overlay' && differences && (
        <DifferenceMarks clip={a} differences={differences} playback={playback} />
      )}
    </>
  );
}

/** Turns a body into a ghost and back. */
function haunt(body: Object3D, ghost: boolean): void {
  body.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.castShadow = !ghost;
    for (const material of [object.material].flat()) {
      if (!(material instanceof Material)) continue;
      material.transparent = ghost;
      material.opacity = ghost ? GHOST_OPACITY : 1;
      material.depthWrite = !ghost;
      material.needsUpdate = true;
    }
  });
}
