/**
 * How noisy a recording is, against the levels of lift/noise.ts: bones do not change length, so what their observed lengths vary by is
 * the tracker's. Scale 1 = as assumed there, 0 = exact.
 *
 * Method: squared deviation of a length from its median over frames, divided by what the variances of its two ends predict along the
 * bone; averaged over bones and frames with the largest tenth left out (outliers are not noise).
 */
import { median } from '../math/scalar.ts';
import { distanceVec3 } from '../math/vec3.ts';
import { type EvidencePoints, type FrameEvidence, isHandSeen } from './lift/evidence.ts';

/** Scales of a clip. */
export interface NoiseScales {
  readonly body: number;
  readonly hand: number;
}

/** Exact input is given this much noise, so that information stays finite. */
export const LEAST_NOISE = 0.003;

/** Lifted bones keep their length, however much the tracker trembles: so a lift is given the usual noise at least. */
export const LIFTED_NOISE = 1;

/** Largest believed scale: beyond it a clip is broken, not noisy. */
export const MOST_NOISE = 6;

const TRIM = 0.9;

export const ARM_BONES: readonly (readonly [number, number])[] = [
  [11, 13],
  [13, 15],
  [12, 14],
  [14, 16],
] as const;
export const HAND_BONES: readonly (readonly [number, number])[] = [1, 5, 9, 13, 17].flatMap((first) =>
  [[0, first], ...[0, 1, 2].map((k) => [first + k, first + k + 1])].map(([a, b]) => [a, b] as const),
);

/** Body and hands apart: their points come from different networks. */
export function estimateNoiseScales(frames: readonly FrameEvidence[], least = LEAST_NOISE): NoiseScales {
  const bodies = frames.map(({ body }) => body);
  const hands = frames.flatMap(({ leftHand, rightHand }) => [leftHand, rightHand]);
  return {
    body: Math.max(estimateNoise(bodies, ARM_BONES), least),
    hand: Math.max(estimateNoise(hands.filter(isHandSeen), HAND_BONES), least),
  };
}

/** @param bones pairs of points @returns scale, LEAST_NOISE..MOST_NOISE */
export function estimateNoise(
  frames: readonly EvidencePoints[],
  bones: readonly (readonly [number, number])[],
): number {
  const ratios: number[] = [];
  for (const [a, b] of bones) {
    const lengths: number[] = [];
    const expected: number[] = [];
    frames.forEach((points) => {
      if (!(points.confidences[a] > 0 && points.confidences[b] > 0)) return;
      const p = points.positions[a];
      const q = points.positions[b];
      const length = distanceVec3(p, q);
      const along = (p[2] - q[2]) / Math.max(length, 1e-6);
      const lateral = points.lateralVariance[a] + points.lateralVariance[b];
      const depth = points.depthVariance[a] + points.depthVariance[b];
      lengths.push(length);
      expected.push(lateral + (depth - lateral) * along * along);
    });
    if (lengths.length < 3) continue;
    const middle = median(lengths);
    const freedom = lengths.length / (lengths.length - 1);
    lengths.forEach((length, i) => {
      ratios.push((freedom * (length - middle) ** 2) / expected[i]);
    });
  }
  if (ratios.length === 0) return 1;
  const kept = Float64Array.from(ratios)
    .sort()
    .subarray(0, Math.ceil(ratios.length * TRIM));
  // the mean of the lower nine tenths of a chi-squared variable of one degree of freedom is 0.622 of its whole mean
  const mean = kept.reduce((sum, x) => sum + x, 0) / kept.length / 0.622;
  return Math.min(Math.max(Math.sqrt(mean), LEAST_NOISE), MOST_NOISE);
}
