/**
 * Lengths seen over a clip -> the signer's proportions, metres.
 *
 * A segment's length is the root of its mean square less what noise adds to it (noise makes short segments look longer), drawn
 * towards the average person of the same size as far as the frames leave it open. The palm is the mean of all observed palms after
 * turning them onto each other (generalised Procrustes), the right hand mirrored onto the left. Limit: what is never seen is the
 * average person's, scaled.
 */
import {
  addRotationPair,
  createRotationFit,
  resetRotationFit,
  solveRotationFit,
} from '../math/procrustes.ts';
import { quat, unrotateVec3 } from '../math/quat.ts';
import { median } from '../math/scalar.ts';
import { crossVec3, dotVec3, lerpVec3, normalizeVec3, rejectVec3, subtractVec3, vec3 } from '../math/vec3.ts';
import {
  type ActorProportions,
  AVERAGE_PROPORTIONS,
  type HandProportions,
  type PalmPoint,
  type Segments,
} from '../skeleton/actor/proportions.ts';
import { type EvidencePoints, type FrameEvidence, isHandSeen } from './lift/evidence.ts';
import type { NoiseScales } from './noise-scale.ts';

/** Measured / prior outside this range is a tracking fault, not a person. */
const PLAUSIBLE = [0.6, 1.6] as const;

/** Below this confidence a body point is extrapolated rather than seen. */
const SEEN = 0.3;

/** Relative spread of a segment among people of the same size and among trackers' ideas of where joints are; frames after which errors of a tracker repeat themselves. */
const PRIOR_SPREAD = 0.12;
const CORRELATED_FRAMES = 4;

const PALM = [0, 1, 5, 9, 13, 17] as const;
const CHAINS = [1, 5, 9, 13, 17] as const;

export function estimateProportions(
  frames: readonly FrameEvidence[],
  noise: NoiseScales,
  prior: ActorProportions = AVERAGE_PROPORTIONS,
): ActorProportions {
  const bodies = frames.map(({ body }) => body);
  const between = (...pairs: [number, number][]) =>
    pairs.flatMap(([a, b]) => squaredLengths(bodies, a, b, noise.body, SEEN));
  const halfWidth = (a: number, b: number) =>
    between([a, b]).map(({ square, excess }) => ({ square: square / 4, excess: excess / 4 }));
  const samples = {
    hipHalfWidth: halfWidth(23, 24),
    shoulderHalfWidth: halfWidth(11, 12),
    upperArm: between([11, 13], [12, 14]),
    lowerArm: between([13, 15], [14, 16]),
    torsoLength: middleDistances(bodies, [11, 12], [23, 24], noise.body),
    neckLength: middleDistances(bodies, [11, 12], [7, 8], noise.body),
  };
  const names = Object.keys(samples) as (keyof typeof samples)[];
  const raw = names.map((name) => plausible(rootMean(samples[name]), prior[name]));
  const ratios = raw.flatMap((value, i) => (value === null ? [] : [value / prior[names[i]]]));
  const scale = ratios.length > 0 ? median(ratios) : 1;
  const lengths = names.map((name, i) =>
    raw[i] === null ? prior[name] * scale : drawn(samples[name], prior[name] * scale),
  );
  return {
    ...prior,
    ...Object.fromEntries(names.map((name, i) => [name, lengths[i]])),
    headLength: prior.headLength * scale,
    thigh: prior.thigh * scale,
    calf: prior.calf * scale,
    footLength: prior.footLength * scale,
    ankleHeight: prior.ankleHeight * scale,
    hand: estimateHand(frames, noise.hand, prior.hand),
  };
}

interface Sample {
  readonly square: number;
  /** What noise adds to the square, m^2. */
  readonly excess: number;
}

function squaredLengths(
  frames: readonly EvidencePoints[],
  a: number,
  b: number,
  noise: number,
  least: number,
): Sample[] {
  return frames.flatMap((points) => {
    if (!(points.confidences[a] >= least && points.confidences[b] >= least)) return [];
    subtractVec3(points.positions[a], points.positions[b], difference);
    const variance =
      2 * (points.lateralVariance[a] + points.lateralVariance[b]) +
      points.depthVariance[a] +
      points.depthVariance[b];
    return [{ square: dotVec3(difference, difference), excess: variance * noise * noise }];
  });
}

function middleDistances(
  frames: readonly EvidencePoints[],
  [a, b]: readonly [number, number],
  [c, d]: readonly [number, number],
  noise: number,
): Sample[] {
  return frames.flatMap((points) => {
    if (![a, b, c, d].every((i) => points.confidences[i] >= SEEN)) return [];
    lerpVec3(points.positions[a], points.positions[b], 0.5, first);
    lerpVec3(points.positions[c], points.positions[d], 0.5, second);
    subtractVec3(first, second, difference);
    const variance = 2 * points.lateralVariance[a] + points.depthVariance[a];
    return [{ square: dotVec3(difference, difference), excess: variance * noise * noise }];
  });
}

function rootMean(samples: readonly Sample[]): number {
  if (samples.length === 0) return Number.NaN;
  const middle = median(samples.map(({ square }) => square));
  // a point that jumped is no length: only squares within a factor of two of the median count
  const kept = samples.filter(({ square }) => square > middle / 2 && square < middle * 2);
  const mean = kept.reduce((sum, { square, excess }) => sum + square - excess, 0) / kept.length;
  return Math.sqrt(Math.max(mean, 0));
}

const plausible = (value: number, expected: number): number | null =>
  value >= expected * PLAUSIBLE[0] && value <= expected * PLAUSIBLE[1] ? value : null;

/** The measured length, drawn towards the expected one by their uncertainties. */
function drawn(samples: readonly Sample[], expected: number): number {
  const value = plausible(rootMean(samples), expected);
  if (value === null) return expected;
  const spread =
    samples.reduce((sum, { square }) => sum + (Math.sqrt(square) - value) ** 2, 0) / samples.length;
  const measured = (spread * CORRELATED_FRAMES) / samples.length;
  const prior = (PRIOR_SPREAD * expected) ** 2;
  return (value * prior + expected * measured) / (prior + measured);
}

/** Hands as left hands: [F'] sets of 21 points, the right hand mirrored in x. */
function estimateHand(
  frames: readonly FrameEvidence[],
  noise: number,
  prior: HandProportions,
): HandProportions {
  const hands = frames.flatMap(({ leftHand, rightHand }) => [
    ...(isHandSeen(leftHand) ? [{ points: leftHand, mirror: 1 }] : []),
    ...(isHandSeen(rightHand) ? [{ points: rightHand, mirror: -1 }] : []),
  ]);
  if (hands.length === 0) return prior;
  const palm = meanPalm(hands);
  const scale = palm[3][0] / prior.knuckles[1][0];
  if (!(scale >= PLAUSIBLE[0] && scale <= PLAUSIBLE[1])) return prior;
  const evidence = hands.map(({ points }) => points);
  const segments = (chain: number, expected: Segments): Segments => {
    const length = (k: number) =>
      drawn(squaredLengths(evidence, chain + k, chain + k + 1, noise, Number.MIN_VALUE), expected[k] * scale);
    return [length(0), length(1), length(2)];
  };
  return {
    knuckles: [palm[2], palm[3], palm[4], palm[5]],
    thumbBase: palm[1],
    fingers: [
      segments(CHAINS[1], prior.fingers[0]),
      segments(CHAINS[2], prior.fingers[1]),
      segments(CHAINS[3], prior.fingers[2]),
      segments(CHAINS[4], prior.fingers[3]),
    ],
    thumb: segments(CHAINS[0], prior.thumb),
  };
}

interface SeenHand {
  readonly points: EvidencePoints;
  /** -1 for a right hand. */
  readonly mirror: number;
}

const PROCRUSTES_ROUNDS = 3;

/** All palm points weigh the same. */
const EQUAL = PALM.map(() => 1);

/** Mean palm in palm coordinates [distal, radial, palmar], in the order of PALM. */
function meanPalm(hands: readonly SeenHand[]): PalmPoint[] {
  const observed = hands.map(({ points, mirror }) =>
    PALM.map((i) => {
      const [x, y, z] = points.positions[i];
      return vec3(mirror * x, y, z);
    }),
  );
  for (const set of observed) centre(set);
  let mean: Float64Array[] = observed[0].map((point) => Float64Array.from(point));
  const fit = createRotationFit();
  const rotation = quat();
  for (let round = 0; round < PROCRUSTES_ROUNDS; round++) {
    const sum = mean.map(() => vec3());
    for (const set of observed) {
      resetRotationFit(fit);
      set.forEach((point, i) => {
        addRotationPair(fit, mean[i], point, EQUAL, i);
      });
      solveRotationFit(fit, rotation);
      set.forEach((point, i) => {
        unrotateVec3(rotation, point, first);
        for (let k = 0; k < 3; k++) sum[i][k] += first[k] / observed.length;
      });
    }
    mean = sum;
  }
  const at = (i: number): Float64Array => subtractVec3(mean[i], mean[0]) as Float64Array;
  const distal = normalizeVec3(at(3));
  const palmar = rejectVec3(crossVec3(at(5), at(2)), distal);
  normalizeVec3(palmar, palmar);
  const radial = crossVec3(palmar, distal);
  return PALM.map((_, i) => [dotVec3(at(i), distal), dotVec3(at(i), radial), dotVec3(at(i), palmar)]);
}

function centre(points: readonly Float64Array[]): void {
  for (let k = 0; k < 3; k++) {
    const middle = points.reduce((sum, point) => sum + point[k], 0) / points.length;
    for (const point of points) point[k] -= middle;
  }
}

const difference = vec3();
const first = vec3();
const second = vec3();
