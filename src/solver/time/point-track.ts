/** A point of the body through time. Camera space, metres. */
import { subtractVec3 } from '../../math/vec3.ts';
import type { EvidencePoints } from '../lift/evidence.ts';
import type { Track } from './track.ts';

export interface PointTrack {
  /** Points of the body in a frame; null where the body is not seen. */
  points(frame: number): EvidencePoints | null;
  /** Landmark of the body. */
  readonly index: number;
  /** Its place. */
  values(frame: number): Float64Array;
  /** How lively it is about a frame, metres per frame^2. */
  activity(frame: number): number;
  /** Noise scale of the body. */
  noise(frame: number): number;
}

export function createPointTrack({ points, index, values, activity, noise }: PointTrack): Track {
  return {
    size: 3,
    linearize(frame, information, vector) {
      const seen = points(frame);
      if (seen === null) return;
      const weight = (seen.confidences[index] / noise(frame)) ** 2;
      if (!(weight > 0)) return;
      const lateral = weight / seen.lateralVariance[index];
      const depth = weight / seen.depthVariance[index];
      information[0] = lateral;
      information[4] = lateral;
      information[8] = depth;
      subtractVec3(seen.positions[index], values(frame), vector);
      vector[0] *= lateral;
      vector[1] *= lateral;
      vector[2] *= depth;
    },
    // a point has no wrong place to be caught in
    isCaught: () => false,
    curvature(frame, dst) {
      for (let k = 0; k < 3; k++) dst[k] = values(frame - 1)[k] - 2 * values(frame)[k] + values(frame + 1)[k];
    },
    weights(frame, dst) {
      dst.fill(1 / activity(frame) ** 2);
    },
    update(frame, increments, offset) {
      for (let k = 0; k < 3; k++) values(frame)[k] += increments[offset + k];
    },
  };
}
