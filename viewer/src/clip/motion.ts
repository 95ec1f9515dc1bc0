/**
 * The motion of a loaded body as plain numbers: local rotations of its joints and weights of its morph targets at every whole frame, read
 * through the sampler that also poses it, and where each frame came from where the file says so.
 */
import { Mesh, type Object3D } from 'three';
import { type MotionClip, PART_NAMES, provenanceOfRuns } from '../../../src/index.ts';
import type { Sampler } from './sampler.ts';

export interface ShownMotion {
  readonly frameCount: number;
  readonly framesPerSecond: number;
  readonly jointNames: readonly string[];
  /** [F x J x 4] local, xyzw. */
  readonly rotations: Float32Array;
  readonly curveNames: readonly string[];
  /** [F x C] */
  readonly curves: Float32Array;
  /** Null where nothing is known of it. */
  readonly provenance: Pick<MotionClip, 'partNames' | 'provenance'> | null;
}

/** @param runs `provenance` of the animation's extras; null where the file has none */
export function readMotion(
  sampler: Sampler,
  body: Object3D,
  joints: ReadonlyMap<string, Object3D>,
  runs: Readonly<Record<string, unknown>> | null,
): ShownMotion {
  const { frameCount, framesPerSecond } = sampler;
  const bones = [...joints].filter(([, object]) => 'isBone' in object);
  const morphs = morphTargets(body);
  const rotations = new Float32Array(frameCount * bones.length * 4);
  const curves = new Float32Array(frameCount * morphs.length);
  for (let f = 0; f < frameCount; f++) {
    sampler.pose(f);
    for (let j = 0; j < bones.length; j++) {
      bones[j][1].quaternion.toArray(rotations, (f * bones.length + j) * 4);
    }
    for (let c = 0; c < morphs.length; c++)
      curves[f * morphs.length + c] = morphs[c].weights[morphs[c].index];
  }
  sampler.pose(0);
  return {
    frameCount,
    framesPerSecond,
    jointNames: bones.map(([name]) => name),
    rotations,
    curveNames: morphs.map(({ name }) => name),
    curves,
    provenance: runs && {
      partNames: PART_NAMES,
      provenance: provenanceOfRuns(runs, PART_NAMES, frameCount),
    },
  };
}

/** Each name once: a body of several meshes has the same targets on each. */
function morphTargets(body: Object3D): { name: string; weights: number[]; index: number }[] {
  const found = new Map<string, { name: string; weights: number[]; index: number }>();
  body.traverse((object) => {
    if (!(object instanceof Mesh) || !object.morphTargetInfluences) return;
    for (const [name, index] of Object.entries(object.morphTargetDictionary ?? {})) {
      if (!found.has(name)) found.set(name, { name, weights: object.morphTargetInfluences, index });
    }
  });
  return [...found.values()];
}
