/** The head's rotation over a clip, smoothed. Camera axes. */
import { slerpQuat } from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import type { FrameEvidence } from '../lift/evidence.ts';
import { runsOf } from '../runs.ts';
import { type AdaptiveOptions, solveAdaptive } from '../time/solve-adaptive.ts';
import { createTurnTrack } from '../time/turn-track.ts';

export interface SolvedHead {
  readonly rotations: readonly Float64Array[];
  /** [F] */
  readonly seen: readonly boolean[];
}

/** Error of one frame's head rotation from the face at noise scale 1, radians; the face mesh is steady. */
export const FACE_ERROR = 1.2 * RADIANS;

/** Radians per second^2. */
const ACCELERATION: AdaptiveOptions = { base: 20, floor: 2, gain: 1.2, rounds: 2 };

export function solveHeadClip(
  evidence: readonly FrameEvidence[],
  noise: number,
  fps: number,
  bridge: number,
  acceleration = ACCELERATION,
): SolvedHead {
  const measured = evidence.map(({ head }) => head);
  const seen = evidence.map(({ headConfidence }) => headConfidence > 0);
  const rotations = measured.map((rotation) => Float64Array.from(rotation));
  const precision = Float64Array.from(
    evidence,
    ({ headConfidence }) => (headConfidence / (FACE_ERROR * noise)) ** 2,
  );
  const activity = new Float64Array(evidence.length);
  const track = createTurnTrack({
    measured: (f) => measured[f],
    precision: (f) => precision[f],
    values: (f) => rotations[f],
    activity: (f) => activity[f],
  });
  for (const [first, last] of runsOf(seen, bridge)) {
    let before = first;
    for (let f = first; f <= last; f++) {
      if (!seen[f]) continue;
      for (let gap = before + 1; gap < f; gap++) {
        slerpQuat(rotations[before], rotations[f], (gap - before) / (f - before), rotations[gap]);
      }
      before = f;
    }
    solveAdaptive([{ tracks: [track], activity }], first, last, fps, acceleration);
  }
  return { rotations, seen };
}
