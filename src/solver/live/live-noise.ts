/** Noise scale of a live stream: the running counterpart of noise-scale.ts, over the last seconds. No allocation per frame. */
import { distanceVec3 } from '../../math/vec3.ts';
import type { EvidencePoints } from '../lift/evidence.ts';
import { LEAST_NOISE, MOST_NOISE } from '../noise-scale.ts';

export interface LiveNoise {
  readonly bones: readonly (readonly [number, number])[];
  readonly means: Float64Array;
  readonly counts: Float64Array;
  /** Decaying sums of squared deviations, observed and expected at scale 1. */
  observed: number;
  expected: number;
  scale: number;
}

/** Frames after which a deviation counts for a third; bones are known after FAMILIAR frames. */
const MEMORY = 250;
const FAMILIAR = 5;

/** Squared deviations beyond this many times the expected are tracking faults, not noise. */
const FAULT = 12;

export const createLiveNoise = (bones: readonly (readonly [number, number])[]): LiveNoise => ({
  bones,
  means: new Float64Array(bones.length),
  counts: new Float64Array(bones.length),
  observed: 0,
  expected: 0,
  scale: 1,
});

/** Adds a frame of one part, or of both hands at once, so that neither comes first. Parts that are not seen have confidence 0. */
export function learnNoise(noise: LiveNoise, parts: readonly EvidencePoints[]): void {
  const { bones, means, counts } = noise;
  for (let i = 0; i < bones.length; i++) {
    const n = Math.min(counts[i], MEMORY);
    let sum = 0;
    let seen = 0;
    for (let k = 0; k < parts.length; k++) {
      const { positions, confidences, lateralVariance, depthVariance } = parts[k];
      const a = bones[i][0];
      const b = bones[i][1];
      if (!(confidences[a] > 0 && confidences[b] > 0)) continue;
      const length = distanceVec3(positions[a], positions[b]);
      const along = (positions[a][2] - positions[b][2]) / Math.max(length, 1e-6);
      const lateral = lateralVariance[a] + lateralVariance[b];
      const depth = depthVariance[a] + depthVariance[b];
      const expected = lateral + (depth - lateral) * along * along;
      const deviation = length - means[i];
      sum += deviation;
      seen++;
      if (n < FAMILIAR || deviation * deviation > FAULT * expected * Math.max(1, noise.scale ** 2)) continue;
      // the mean itself is known from n frames only
      noise.observed += (deviation * deviation * n) / (n + 1) - noise.observed / (MEMORY * bones.length);
      noise.expected += expected - noise.expected / (MEMORY * bones.length);
    }
    if (seen === 0) continue;
    means[i] += sum / (n + seen);
    counts[i] += seen;
  }
  if (noise.expected > 0) {
    noise.scale = Math.min(Math.max(Math.sqrt(noise.observed / noise.expected), LEAST_NOISE), MOST_NOISE);
  }
}
