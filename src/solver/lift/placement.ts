/**
 * Where metric points stand in front of the camera: world landmarks of one part (own origin) plus the same points in the picture
 * -> the translation that puts them into camera space, and evidence for the focal length.
 *
 * Method: u (d - z) = f (x + tx), v (d - z) = f (y + ty) is linear in tx, ty, d for a given f; after eliminating these three the
 * residual is linear in f as well, so every frame adds one quadratic in f and the clip's focal length is where their sum is least.
 * u, v in pixels from the picture's centre, v up. Derived here. Limit: a body seen flat at one depth says nothing about f.
 */
import type { Numbers } from '../../math/vec3.ts';
import type { Camera } from '../../space/camera.ts';

export interface Placement {
  /** Sums over points: weight, u, v, x, y, uz, vz and products; reused. */
  readonly sums: Float64Array;
  /** Sums of products of u, x and uz (with v, y, vz) about their means: uu, ux, uz, xx, xz, zz. */
  readonly centred: Float64Array;
  /** Camera space minus part space, metres. */
  readonly translation: Float64Array;
}

export const createPlacement = (): Placement => ({
  sums: new Float64Array(13),
  centred: new Float64Array(6),
  translation: new Float64Array(3),
});

export function resetPlacement(placement: Placement): void {
  placement.sums.fill(0);
}

/** Adds a point: (x, y) in the picture, normalised; `point` in its part's own space, solve axes, metres. */
export function addPlacedPoint(
  placement: Placement,
  camera: Camera,
  x: number,
  y: number,
  point: Numbers,
  weight: number,
): void {
  const s = placement.sums;
  const u = (x - 0.5) * camera.width;
  const v = (0.5 - y) * camera.height;
  const px = point[0];
  const py = point[1];
  const uz = u * point[2];
  const vz = v * point[2];
  s[0] += weight;
  s[1] += weight * u;
  s[2] += weight * v;
  s[3] += weight * px;
  s[4] += weight * py;
  s[5] += weight * uz;
  s[6] += weight * vz;
  s[7] += weight * (u * u + v * v);
  s[8] += weight * (u * px + v * py);
  s[9] += weight * (u * uz + v * vz);
  s[10] += weight * (px * px + py * py);
  s[11] += weight * (px * uz + py * vz);
  s[12] += weight * (uz * uz + vz * vz);
}

/** Call after the points. Returns whether they are spread enough to say anything. */
export function centrePoints({ sums: s, centred }: Placement): boolean {
  centred[0] = s[7] - (s[1] * s[1] + s[2] * s[2]) / s[0];
  centred[1] = s[8] - (s[1] * s[3] + s[2] * s[4]) / s[0];
  centred[2] = s[9] - (s[1] * s[5] + s[2] * s[6]) / s[0];
  centred[3] = s[10] - (s[3] * s[3] + s[4] * s[4]) / s[0];
  centred[4] = s[11] - (s[3] * s[5] + s[4] * s[6]) / s[0];
  centred[5] = s[12] - (s[5] * s[5] + s[6] * s[6]) / s[0];
  return s[0] > 0 && centred[0] > 1;
}

/** Solves for the translation at the camera's focal length; false when the points do not determine it. */
export function solvePlacement(placement: Placement, camera: Camera): boolean {
  if (!centrePoints(placement)) return false;
  const { sums: s, centred } = placement;
  const f = camera.focal;
  const depth = (f * centred[1] + centred[2]) / centred[0];
  if (!(depth > 0.05)) return false;
  const n = s[0];
  placement.translation[0] = (s[1] * depth - s[5]) / (n * f) - s[3] / n;
  placement.translation[1] = (s[2] * depth - s[6]) / (n * f) - s[4] / n;
  placement.translation[2] = -depth;
  return true;
}

/** What frames say about the focal length. */
export interface FocalEvidence {
  /** Sum over frames of the residual's quadratic a f^2 + 2 b f + c (pixels^2 per point): [frames, a, b, c]. */
  readonly sums: Float64Array;
  /** Pixels, before any frame. */
  readonly assumed: number;
  /** The estimate, pixels. */
  focal: number;
}

export const createFocalEvidence = (assumed: number): FocalEvidence => ({
  sums: new Float64Array(4),
  assumed,
  focal: assumed,
});

/** Call after the points, in any order with solvePlacement. */
export function accumulateFocal(placement: Placement, { sums }: FocalEvidence): void {
  if (!centrePoints(placement)) return;
  const { sums: s, centred } = placement;
  // depth = f * slope + offset; the residual f (x - slope u) + (uz - offset u) is at right angles to u.
  const slope = centred[1] / centred[0];
  const offset = centred[2] / centred[0];
  sums[0] += 1;
  sums[1] += (centred[3] - slope * centred[1]) / s[0];
  sums[2] += (centred[4] - slope * centred[2]) / s[0];
  sums[3] += (centred[5] - offset * centred[2]) / s[0];
}

/** Relative uncertainty of the assumed focal length, and the frames' worth of evidence after which errors of the tracker repeat. */
const ASSUMED_UNCERTAINTY = 0.3;
const INDEPENDENT_FRAMES = 10;

/**
 * Root mean square by which world landmarks may miss their own picture, metres: beyond it they are not a picture of one person by one
 * camera (MediaPipe's are 4 to 6 cm off), and the assumed focal length is worth more than theirs.
 */
const ONE_CAMERA = 0.02;

/** Share of the residual that stands for errors of x and y, which make f look short; the rest is depth error along the rays. */
const LATERAL_SHARE = 0.75;

/**
 * Focal length, pixels: where the summed residual is least, drawn towards `assumed` as far as the residual says that picture and
 * world landmarks disagree (exact landmarks are believed exactly), and corrected for the shortening that noise in x and y causes.
 */
export function estimateFocal(evidence: FocalEvidence): void {
  const { sums, assumed } = evidence;
  const frames = sums[0];
  evidence.focal = assumed;
  if (!(frames > 0)) return;
  const a = sums[1] / frames;
  const b = sums[2] / frames;
  const c = sums[3] / frames;
  let focal = a > 0 ? -b / a : assumed;
  for (let round = 0; round < 4; round++) {
    const residual = Math.max(0, a * focal * focal + 2 * b * focal + c);
    const misfit = residual / (focal * focal) / ONE_CAMERA ** 2;
    const noise = Math.min((LATERAL_SHARE * residual) / (focal * focal), a / 2);
    const prior =
      (residual * (1 + misfit * misfit)) /
      (assumed * assumed * ASSUMED_UNCERTAINTY ** 2 * INDEPENDENT_FRAMES);
    focal = (prior * assumed - b) / (a - noise + prior);
    if (!(focal > 0)) return;
  }
  evidence.focal = focal;
}
