/**
 * Observed points of a hand against its model -> what they say about the hand's rotation: information and vector for a small turn d
 * (camera axes, radians) made after the present rotation. The hand's place is eliminated: it is where the weighted middle of the palm
 * says. Points weigh by their variance across and along the line of sight.
 */
import { rotateVec3 } from '../../math/quat.ts';
import { type Numbers, vec3 } from '../../math/vec3.ts';
import type { EvidencePoints } from '../lift/evidence.ts';

/** Landmarks of the palm and how rigidly they belong to it: the thumb's base gives a little. */
export const PALM_POINTS = [
  [0, 1],
  [1, 0.5],
  [5, 1],
  [9, 1],
  [13, 1],
  [17, 1],
] as const;

/** Weighted middle of the palm in the hand's frame and in camera space. */
export interface PalmCentre {
  readonly model: Float64Array;
  readonly seen: Float64Array;
}

/** What a frame shows of a hand, for its rotation. */
export interface SeenPalm {
  readonly points: EvidencePoints | null;
  /** Per point, confidence / squared noise scale. */
  readonly weights: Float64Array;
  readonly centre: PalmCentre;
}

export const createPalmCentre = (): PalmCentre => ({ model: vec3(), seen: vec3() });

/** @param palm palm points in the hand's frame, in the order of PALM_POINTS */
export function palmCentre(palm: readonly Float64Array[], points: EvidencePoints, dst: PalmCentre): void {
  dst.model.fill(0);
  dst.seen.fill(0);
  let total = 0;
  for (let i = 0; i < PALM_POINTS.length; i++) {
    const landmark = PALM_POINTS[i][0];
    const weight = PALM_POINTS[i][1] * points.confidences[landmark];
    for (let k = 0; k < 3; k++) {
      dst.model[k] += palm[i][k] * weight;
      dst.seen[k] += points.positions[landmark][k] * weight;
    }
    total += weight;
  }
  const share = 1 / total;
  for (let k = 0; k < 3; k++) {
    dst.model[k] *= share;
    dst.seen[k] *= share;
  }
}

/**
 * Adds one landmark; nothing where it has no weight.
 * @param shares [21] of the landmarks' weights
 * @param rotation the hand's rotation at which to linearise
 * @param model the point in the hand's frame
 * @param information [3 x 3] added to
 * @param vector [3] added to
 */
export function addHandPoint(
  { points, weights, centre }: SeenPalm,
  landmark: number,
  shares: Float64Array,
  rotation: Float64Array,
  model: Numbers,
  information: Float64Array,
  vector: Float64Array,
): void {
  const weight = shares[landmark] * weights[landmark];
  if (points === null || !(weight > 0)) return;
  const lateral = weight / points.lateralVariance[landmark];
  const depth = weight / points.depthVariance[landmark];
  const seen = points.positions[landmark];
  for (let k = 0; k < 3; k++) arm[k] = model[k] - centre.model[k];
  rotateVec3(rotation, arm, arm);
  const x = arm[0];
  const y = arm[1];
  const z = arm[2];
  const rx = lateral * (seen[0] - centre.seen[0] - x);
  const ry = lateral * (seen[1] - centre.seen[1] - y);
  const rz = depth * (seen[2] - centre.seen[2] - z);
  // the point moves by d x arm
  const xy = depth * x * y;
  const xz = lateral * x * z;
  const yz = lateral * y * z;
  information[0] += lateral * z * z + depth * y * y;
  information[1] -= xy;
  information[2] -= xz;
  information[3] -= xy;
  information[4] += lateral * z * z + depth * x * x;
  information[5] -= yz;
  information[6] -= xz;
  information[7] -= yz;
  information[8] += lateral * (y * y + x * x);
  vector[0] += y * rz - z * ry;
  vector[1] += z * rx - x * rz;
  vector[2] += x * ry - y * rx;
}

const arm = vec3();
