/** A measured rotation through time. */
import { logQuat, multiplyQuat, quat } from '../../math/quat.ts';
import { vec3 } from '../../math/vec3.ts';
import { rotationCurvature, turnRotation } from './rotation-steps.ts';
import type { Track } from './track.ts';

export interface TurnTrack {
  /** Observed rotation of a frame. */
  measured(frame: number): Float64Array;
  /** 1 / radians^2, 0 where nothing was observed. */
  precision(frame: number): number;
  values(frame: number): Float64Array;
  /** How lively it is about a frame, radians per frame^2. */
  activity(frame: number): number;
}

export function createTurnTrack({ measured, precision, values, activity }: TurnTrack): Track {
  return {
    size: 3,
    linearize(frame, information, vector) {
      const weight = precision(frame);
      if (!(weight > 0)) return;
      information[0] = information[4] = information[8] = weight;
      const value = values(frame);
      inverse[0] = -value[0];
      inverse[1] = -value[1];
      inverse[2] = -value[2];
      inverse[3] = value[3];
      logQuat(multiplyQuat(measured(frame), inverse, inverse), turn);
      for (let k = 0; k < 3; k++) vector[k] = weight * turn[k];
    },
    // a measured rotation has no wrong place to be caught in
    isCaught: () => false,
    curvature(frame, dst) {
      rotationCurvature(values(frame - 1), values(frame), values(frame + 1), dst);
    },
    weights(frame, dst) {
      dst.fill(1 / activity(frame) ** 2);
    },
    update(frame, increments, offset) {
      turnRotation(values(frame), increments, offset);
    },
  };
}

const inverse = quat();
const turn = vec3();
