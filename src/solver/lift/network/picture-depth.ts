/**
 * The z of picture landmarks held against a lift of the same points: what it is multiplied by, and how far it then is off.
 *
 * Over the frames so far the lift is regressed on z through the origin; what is left beyond the lift's own deviations is z's error. So z
 * that says nothing gets a wide variance and good z a narrow one. Metres. Limit: a lift that is wrong throughout makes good z look bad.
 */
export interface PictureDepth {
  /** Sums over points and frames: weights, z^2, z x lift, lift^2, the lift's variances. */
  readonly sums: Float64Array;
  /** Metres per metre that z says. */
  gain: number;
  /** m^2; infinite while nothing is known. */
  variance: number;
}

export const createPictureDepth = (): PictureDepth => ({
  sums: new Float64Array(5),
  gain: 1,
  variance: Number.POSITIVE_INFINITY,
});

/** Standard deviation below which z is not taken to be, metres: what it is judged by is no better. */
const LEAST_DEVIATION = 0.004;

/**
 * Errors of z are not independent of the lift's (both are made from the same picture) nor of each other. On made-up signers 1 to 4 differ
 * by a few tenths of a degree; on recordings less trust in z never looked worse.
 */
const CORRELATED = 4;

/** Adds a point. @param z what the tracker says, @param lifted what the network says: metres from the part's origin, away from the camera */
export function comparePictureDepth(
  { sums }: PictureDepth,
  z: number,
  lifted: number,
  variance: number,
  weight: number,
): void {
  sums[0] += weight;
  sums[1] += weight * z * z;
  sums[2] += weight * z * lifted;
  sums[3] += weight * lifted * lifted;
  sums[4] += weight * variance;
}

/** Gain and variance by the points so far. */
export function weighPictureDepth(depth: PictureDepth): void {
  const { sums } = depth;
  if (!(sums[2] > 0)) return;
  depth.gain = sums[2] / sums[1];
  const left = (sums[3] - depth.gain * sums[2] - sums[4]) / sums[0];
  depth.variance = CORRELATED * Math.max(left, LEAST_DEVIATION ** 2);
}
