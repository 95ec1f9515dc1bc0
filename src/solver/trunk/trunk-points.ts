/** Shoulders and hips over a clip, smoothed, each frame's ready for the trunk. Camera space, metres. */
import { lerpVec3 } from '../../math/vec3.ts';
import type { EvidencePoints } from '../lift/evidence.ts';
import { runsOf } from '../runs.ts';
import { createPointTrack } from '../time/point-track.ts';
import { type AdaptiveOptions, solveAdaptive } from '../time/solve-adaptive.ts';

export interface TrunkPoints {
  /** Left shoulder, right shoulder, left hip, right hip. */
  readonly places: readonly Float64Array[];
  /** 0..1; hips are mostly below the picture and extrapolated. */
  hipConfidence: number;
}

export interface SolvedTrunk {
  readonly points: readonly TrunkPoints[];
  /** [F] both shoulders found. */
  readonly seen: readonly boolean[];
}

/** Landmarks of the trunk: left shoulder, right shoulder, left hip, right hip. */
export const TRUNK_LANDMARKS = [11, 12, 23, 24] as const;

/** Metres per second^2: a torso that leans or turns does so within half a second. */
const ACCELERATION: AdaptiveOptions = { base: 4, floor: 0.5, gain: 2, rounds: 2 };

export function solveTrunkPoints(
  bodies: readonly EvidencePoints[],
  noise: number,
  fps: number,
  bridge: number,
  acceleration = ACCELERATION,
): SolvedTrunk {
  const points = bodies.map(createTrunkPoints);
  const seen = bodies.map(
    ({ confidences }) => confidences[TRUNK_LANDMARKS[0]] > 0 && confidences[TRUNK_LANDMARKS[1]] > 0,
  );
  const activity = new Float64Array(bodies.length);
  const tracks = TRUNK_LANDMARKS.map((index, i) =>
    createPointTrack({
      points: (f) => bodies[f],
      index,
      values: (f) => points[f].places[i],
      activity: (f) => activity[f],
      noise: () => noise,
    }),
  );
  for (const [first, last] of runsOf(seen, bridge)) {
    bridgeMissing(points, seen, first, last);
    solveAdaptive([{ tracks, activity }], first, last, fps, acceleration);
  }
  return { points, seen };
}

function createTrunkPoints({ positions, confidences }: EvidencePoints): TrunkPoints {
  return {
    places: TRUNK_LANDMARKS.map((landmark) => Float64Array.from(positions[landmark])),
    hipConfidence: Math.min(confidences[TRUNK_LANDMARKS[2]], confidences[TRUNK_LANDMARKS[3]]),
  };
}

/** Start values for frames of a run without shoulders. */
function bridgeMissing(
  points: readonly TrunkPoints[],
  seen: readonly boolean[],
  first: number,
  last: number,
): void {
  let before = first;
  for (let f = first; f <= last; f++) {
    if (!seen[f]) continue;
    for (let gap = before + 1; gap < f; gap++) {
      const share = (gap - before) / (f - before);
      points[gap].places.forEach((place, i) => {
        lerpVec3(points[before].places[i], points[f].places[i], share, place);
      });
      points[gap].hipConfidence = points[before].hipConfidence;
    }
    before = f;
  }
}

/** Turn of the shoulder line about the vertical, radians, positive to the person's left. */
export function shoulderYaw({ places }: TrunkPoints): number {
  const left = places[0];
  const right = places[1];
  return Math.atan2(right[2] - left[2], left[0] - right[0]);
}
