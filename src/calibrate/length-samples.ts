/** Frames of a recording -> how long a length looks in those in which it lies near the picture plane. */
import { FACE_OFFSET } from '../landmarks/schema.ts';
import { rotateVec3 } from '../math/quat.ts';
import { RADIANS } from '../math/scalar.ts';
import { lengthVec3, type Numbers, vec3 } from '../math/vec3.ts';
import type { EvidencePoints, FrameEvidence } from '../solver/lift/evidence.ts';
import { unproject } from '../space/camera.ts';
import type { MeasuredLength } from './lengths.ts';
import type { Observation } from './observe-recording.ts';
import type { CalibrateProfile } from './profiles.ts';

export interface LengthSample {
  /**
   * Length across the line of sight, metres: 2 sqrt(ra rb) sin(angle / 2) for ends at ranges ra and rb, whose square and that of
   * ra - rb make up the square of the length, exactly.
   */
  readonly across: number;
  /** Standard deviation of it at noise scale 1. */
  readonly sigma: number;
  readonly frame: number;
}

/** Share of the picture's noise that a face has: it is tracked by many points at once. */
const FACE_NOISE = 0.4;
/** Pixels of a picture 1280 wide, one standard deviation. */
const FACE_SIGMA = 0.002 * FACE_NOISE;

/** Eyes of the body: what the face's points are as far away as. */
const EYES = [2, 5] as const;

export function sampleLength(
  observation: Observation,
  length: MeasuredLength,
  profile: CalibrateProfile,
): LengthSample[] {
  const most = observation.isTiltKnown
    ? profile.tiltDeg[length.isArm ? 'arm' : 'other'] * RADIANS
    : Math.PI / 2;
  const samples: LengthSample[] = [];
  observation.frames.forEach((evidence, frame) => {
    if (length.part === 'face') {
      const sample = sampleFace(observation, evidence, frame, length, most);
      if (sample) samples.push(sample);
      return;
    }
    const sets = length.part === 'body' ? [evidence.body] : [evidence.leftHand, evidence.rightHand];
    const least = length.part === 'body' ? profile.confidence : Number.MIN_VALUE;
    for (const points of sets) {
      for (const [from, to] of length.between) {
        if (!isSeen(observation, points, [...from, ...to], least)) continue;
        const sigma = Math.sqrt(middle(points, from, a) + middle(points, to, b));
        const ra = lengthVec3(a);
        const rb = lengthVec3(b);
        const across = Math.sqrt(Math.max(0, squaredDistance(a, b) - (ra - rb) ** 2));
        if (Math.atan2(Math.abs(ra - rb), across) <= most) samples.push({ across, sigma, frame });
      }
    }
  });
  return samples;
}

/** A point outside the picture is the tracker's guess, whatever confidence it gives. */
function isSeen(
  { camera }: Observation,
  { positions, confidences }: EvidencePoints,
  points: readonly number[],
  least: number,
): boolean {
  return points.every((point) => {
    const [x, y, z] = positions[point];
    const scale = camera.focal / -z;
    return (
      confidences[point] >= least &&
      Math.abs(x * scale) < camera.width / 2 &&
      Math.abs(y * scale) < camera.height / 2
    );
  });
}

/** Middle of some points; returns the variance of it across the line of sight. */
function middle({ positions, lateralVariance }: EvidencePoints, of: readonly number[], dst: Numbers): number {
  let variance = 0;
  for (let k = 0; k < 3; k++) dst[k] = of.reduce((sum, i) => sum + positions[i][k], 0) / of.length;
  for (const i of of) variance += lateralVariance[i] / of.length ** 2;
  return variance;
}

/** Points of a face have no depth of their own: they are as far away as the eyes, and lean as the head does. */
function sampleFace(
  { recording: { image }, camera }: Observation,
  { body, head, headConfidence }: FrameEvidence,
  frame: number,
  { between: [[[from], [to]]] }: MeasuredLength,
  most: number,
): LengthSample | null {
  if (!image || !(headConfidence > 0)) return null;
  if (!EYES.every((eye) => body.confidences[eye] > 0)) return null;
  const range = EYES.reduce((sum, eye) => sum + lengthVec3(body.positions[eye]) / EYES.length, 0);
  const first = frame * image.schema.names.length + FACE_OFFSET;
  if (!(image.confidences[first + from] > 0 && image.confidences[first + to] > 0)) return null;
  rotateVec3(head, [0, 0, 1], a);
  middle(body, EYES, b);
  const facing = -(a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / lengthVec3(b);
  if (Math.acos(Math.min(Math.max(facing, -1), 1)) > most) return null;
  for (const [point, ray] of [
    [from, a],
    [to, b],
  ] as const) {
    const at = (first + point) * 3;
    unproject(camera, image.positions[at], image.positions[at + 1], 1, ray);
    const scale = range / lengthVec3(ray);
    for (let k = 0; k < 3; k++) ray[k] *= scale;
  }
  const sigma = (Math.SQRT2 * FACE_SIGMA * camera.width * range) / camera.focal;
  return { across: Math.sqrt(squaredDistance(a, b)), sigma, frame };
}

const squaredDistance = (p: Numbers, q: Numbers): number =>
  (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2;

const a = vec3();
const b = vec3();
