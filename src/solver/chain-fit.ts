/**
 * Observed joints of a chain (a finger, the thumb, an arm) against the model "free root, then hinges" -> what they say about small
 * changes of its angles: information and vector for [d (3), h1, h2 ...], d a small turn of the root (frame axes, radians) made after
 * its present rotation, h the changes of the hinge angles.
 *
 * Root rotation R takes +X to the first bone, +Y to the flexor side; each hinge turns the following bones from X to Y about R's Z.
 * Points are weighted by lateral and depth precision; `sight` is the line of sight in the same frame. Segments have constant length.
 */
import { quatAxisX, quatAxisY, quatAxisZ } from '../math/quat.ts';
import { vec3 } from '../math/vec3.ts';

export interface ChainModel {
  /** Segment lengths, metres; the number of hinges is one less. */
  readonly lengths: Float64Array;
}

/** Where a joint was seen. */
export interface SeenJoint {
  /** Relative to the root joint, metres. */
  readonly place: Float64Array;
  /** 1 / variance across the line of sight and along it; 0 adds nothing. */
  lateral: number;
  depth: number;
}

export const createSeenJoint = (): SeenJoint => ({ place: vec3(), lateral: 0, depth: 0 });

export interface ChainScratch {
  readonly bone: Float64Array;
  readonly flexor: Float64Array;
  readonly hinge: Float64Array;
  /** Joint positions relative to the root joint, [segments + 1 x 3], the first one zero. */
  readonly joints: readonly Float64Array[];
  /** Columns of the derivative of the point at hand. */
  readonly columns: readonly Float64Array[];
  /** Their shares along the line of sight. */
  readonly alongs: Float64Array;
}

export const createChainScratch = (segments: number): ChainScratch => ({
  bone: vec3(),
  flexor: vec3(),
  hinge: vec3(),
  joints: Array.from({ length: segments + 1 }, () => vec3()),
  columns: Array.from({ length: segments + 2 }, () => vec3()),
  alongs: new Float64Array(segments + 2),
});

/** Positions of the joints relative to the root; also fills the axes. */
export function poseChain(
  { lengths }: ChainModel,
  rotation: Float64Array,
  hinges: Float64Array,
  s: ChainScratch,
): void {
  quatAxisX(rotation, s.bone);
  quatAxisY(rotation, s.flexor);
  quatAxisZ(rotation, s.hinge);
  let angle = 0;
  for (let k = 0; k < lengths.length; k++) {
    if (k > 0) angle += hinges[k - 1];
    const along = lengths[k] * Math.cos(angle);
    const side = lengths[k] * Math.sin(angle);
    const from = s.joints[k];
    const to = s.joints[k + 1];
    to[0] = from[0] + along * s.bone[0] + side * s.flexor[0];
    to[1] = from[1] + along * s.bone[1] + side * s.flexor[1];
    to[2] = from[2] + along * s.bone[2] + side * s.flexor[2];
  }
}

/**
 * Adds the evidence of one joint of the posed chain.
 * @param index joint 1.. of the chain
 * @param information [n x n] added to, n = 3 + hinges
 * @param vector [n] added to
 */
export function addChainPoint(
  s: ChainScratch,
  index: number,
  { place, lateral, depth }: SeenJoint,
  sight: Float64Array,
  information: Float64Array,
  vector: Float64Array,
): void {
  const n = vector.length;
  const p = s.joints[index];
  const used = 3 + Math.max(0, Math.min(index - 1, n - 3));
  for (let k = 0; k < 3; k++) crossAxis(k, p, s.columns[k]);
  for (let k = 3; k < used; k++) crossFrom(s.hinge, s.joints[k - 2], p, s.columns[k]);
  const rx = place[0] - p[0];
  const ry = place[1] - p[1];
  const rz = place[2] - p[2];
  const extra = depth - lateral;
  const residualAlong = extra * (rx * sight[0] + ry * sight[1] + rz * sight[2]);
  for (let i = 0; i < used; i++) {
    const a = s.columns[i];
    const along = a[0] * sight[0] + a[1] * sight[1] + a[2] * sight[2];
    s.alongs[i] = along;
    vector[i] += lateral * (a[0] * rx + a[1] * ry + a[2] * rz) + residualAlong * along;
    for (let j = 0; j <= i; j++) {
      const b = s.columns[j];
      const value = lateral * (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) + extra * along * s.alongs[j];
      information[i * n + j] += value;
      if (i !== j) information[j * n + i] += value;
    }
  }
}

/** Squared distance of an observed joint from the posed chain's, in standard deviations. */
export function chainMisfit(
  s: ChainScratch,
  index: number,
  { place, lateral, depth }: SeenJoint,
  sight: Float64Array,
): number {
  const p = s.joints[index];
  const rx = place[0] - p[0];
  const ry = place[1] - p[1];
  const rz = place[2] - p[2];
  const along = rx * sight[0] + ry * sight[1] + rz * sight[2];
  return lateral * (rx * rx + ry * ry + rz * rz - along * along) + depth * along * along;
}

/** Unit axis k cross p: how a turn about it moves p. */
export function crossAxis(k: number, p: Float64Array, dst: Float64Array): void {
  dst[k] = 0;
  dst[(k + 1) % 3] = -p[(k + 2) % 3];
  dst[(k + 2) % 3] = p[(k + 1) % 3];
}

/** axis cross (p - pivot) */
function crossFrom(axis: Float64Array, pivot: Float64Array, p: Float64Array, dst: Float64Array): void {
  const x = p[0] - pivot[0];
  const y = p[1] - pivot[1];
  const z = p[2] - pivot[2];
  dst[0] = axis[1] * z - axis[2] * y;
  dst[1] = axis[2] * x - axis[0] * z;
  dst[2] = axis[0] * y - axis[1] * x;
}
