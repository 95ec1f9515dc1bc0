/** Noise scales of a live stream: the running counterpart of noise-scale.ts, over the last seconds. No allocation per frame. */
import { distanceVec3 } from '../../math/vec3.ts';
import type { EvidencePoints } from '../lift/evidence.ts';
import { ARM_BONES, HAND_BONES, LEAST_NOISE, MOST_NOISE, type NoiseScales } from '../noise-scale.ts';

export interface LiveNoise extends NoiseScales {
  body: number;
  hand: number;
  readonly bodyBones: FamiliarBones;
  readonly handBones: FamiliarBones;
}

interface FamiliarBones {
  readonly bones: readonly (readonly [number, number])[];
  readonly means: Float64Array;
  readonly counts: Float64Array;
  /** Decaying sums of squared deviations: [observed, expected at scale 1]. */
  readonly squares: Float64Array;
  /** Least scale that is believed. */
  readonly least: number;
  scale: number;
}

/** Frames after which a deviation counts for a third; bones are known after FAMILIAR frames. */
const MEMORY = 250;
const FAMILIAR = 5;

/** Squared deviations beyond this many times the expected are tracking faults, not noise. */
const FAULT = 12;

/** @param least scale that is believed */
export const createLiveNoise = (least = LEAST_NOISE): LiveNoise => ({
  body: 1,
  hand: 1,
  bodyBones: createBones(ARM_BONES, least),
  handBones: createBones(HAND_BONES, least),
});

const createBones = (bones: FamiliarBones['bones'], least: number): FamiliarBones => ({
  bones,
  means: new Float64Array(bones.length),
  counts: new Float64Array(bones.length),
  squares: new Float64Array(2),
  least,
  scale: Math.max(1, least),
});

/** Adds a frame: the body, and both hands at once, so that neither comes first. Parts that are not seen have confidence 0. */
export function learnNoise(
  noise: LiveNoise,
  body: readonly EvidencePoints[],
  hands: readonly EvidencePoints[],
): void {
  learnBones(noise.bodyBones, body);
  learnBones(noise.handBones, hands);
  noise.body = noise.bodyBones.scale;
  noise.hand = noise.handBones.scale;
}

function learnBones(familiar: FamiliarBones, parts: readonly EvidencePoints[]): void {
  const { bones, means, counts, squares } = familiar;
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
      const fault = FAULT * expected * Math.max(1, familiar.scale ** 2);
      if (n < FAMILIAR || deviation * deviation > fault) continue;
      // the mean itself is known from n frames only
      squares[0] += (deviation * deviation * n) / (n + 1) - squares[0] / (MEMORY * bones.length);
      squares[1] += expected - squares[1] / (MEMORY * bones.length);
    }
    if (seen === 0) continue;
    means[i] += sum / (n + seen);
    counts[i] += seen;
  }
  if (squares[1] > 0)
    familiar.scale = Math.min(Math.max(Math.sqrt(squares[0] / squares[1]), familiar.least), MOST_NOISE);
}
