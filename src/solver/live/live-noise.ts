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

export function learnNoise(noise: LiveNoise, points: EvidencePoints): void {
  const { bones, means, counts } = noise;
  for (let i = 0; i < bones.length; i++) {
    const a = bones[i][0];
    const b = bones[i][1];
    if (!(points.confidences[a] > 0 && points.confidences[b] > 0)) continue;
    const p = points.positions[a];
    const q = points.positions[b];
    const length = distanceVec3(p, q);
    const along = (p[2] - q[2]) / Math.max(length, 1e-6);
    const lateral = points.lateralVariance[a] + points.lateralVariance[b];
    const depth = points.depthVariance[a] + points.depthVariance[b];
    const expected = lateral + (depth - lateral) * along * along;
    const deviation = length - means[i];
    const n = Math.min(counts[i], MEMORY);
    means[i] += deviation / (n + 1);
    counts[i]++;
    if (n < FAMILIAR || deviation * deviation > FAULT * expected * Math.max(1, noise.scale ** 2)) continue;
    // the mean itself is known from n frames only
    noise.observed += (deviation * deviation * n) / (n + 1) - noise.observed / (MEMORY * bones.length);
    noise.expected += expected - noise.expected / (MEMORY * bones.length);
  }
  if (noise.expected > 0) {
    noise.scale = Math.min(Math.max(Math.sqrt(noise.observed / noise.expected), LEAST_NOISE), MOST_NOISE);
  }
}
