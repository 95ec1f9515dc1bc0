/** One hand over a whole clip: closed form per frame, then the palm and the fingers through time, run by run between long gaps. */
import { slerpQuat } from '../../math/quat.ts';
import { type EvidencePoints, isHandSeen } from '../lift/evidence.ts';
import { runsOf } from '../runs.ts';
import { type AdaptiveOptions, solveAdaptive } from '../time/solve-adaptive.ts';
import { smoothCups } from './cup-through-time.ts';
import type { HandModel } from './hand-model.ts';
import {
  createFingerTrack,
  createHandSight,
  createPalmTrack,
  type HandTrack,
  seeHand,
} from './hand-track.ts';
import { createHandValues, type HandValues, readHand } from './hand-values.ts';
import { CUP_ROUNDS, readCup } from './read-cup.ts';

export interface SolvedHand {
  /** [F]; frames inside long gaps hold nothing. */
  readonly values: readonly HandValues[];
  /** [F] */
  readonly seen: readonly boolean[];
}

/**
 * @param bridge frames of the longest gap that motion is carried across
 * @param cups whether the points' depth is good enough to show how far the palm is cupped
 */
export function solveHandClip(
  model: HandModel,
  points: readonly EvidencePoints[],
  noise: number,
  fps: number,
  bridge: number,
  acceleration = ACCELERATION,
  cups = true,
): SolvedHand {
  const seen = points.map(isHandSeen);
  const values = points.map(createHandValues);
  const angles = cups ? cupsOf(model, points, seen, noise, fps) : new Float64Array(points.length);
  const sights = points.map((frame, f) =>
    seeHand(model, seen[f] ? frame : null, angles, f, createHandSight(noise)),
  );
  points.forEach((frame, f) => {
    if (seen[f]) readHand(model, frame, sights[f].palm, values[f]);
    values[f].cup[0] = angles[f];
  });
  const activity = { palm: new Float64Array(points.length), fingers: new Float64Array(points.length) };
  const hand: HandTrack = {
    model,
    sight: (f) => sights[f],
    values: (f) => values[f],
    fingerWeight: FINGER_WEIGHT,
    palmActivity: (f) => activity.palm[f],
    fingerActivity: (f) => activity.fingers[f],
  };
  const groups = [
    { tracks: [createPalmTrack(hand)], activity: activity.palm },
    { tracks: model.chains.map((_, c) => createFingerTrack(hand, c)), activity: activity.fingers },
  ];
  for (const [first, last] of runsOf(seen, bridge)) {
    interpolateMissing(seen, values, first, last);
    solveAdaptive(groups, first, last, fps, acceleration);
  }
  return { values, seen };
}

function cupsOf(
  model: HandModel,
  points: readonly EvidencePoints[],
  seen: readonly boolean[],
  noise: number,
  fps: number,
): Float64Array {
  const readings = points.map((frame, f) => {
    const reading = Float64Array.of(0, Number.POSITIVE_INFINITY);
    if (seen[f]) readCup(model, frame, CUP_ROUNDS.full, reading);
    reading[1] = (noise * reading[1]) ** 2;
    return reading;
  });
  return smoothCups(readings, fps);
}

/** Fingers are known from all other frames, so their points tell of the palm almost like its own. */
const FINGER_WEIGHT = 0.5;

/** Radians per second^2; a finger's fast move reaches some 60. */
const ACCELERATION: AdaptiveOptions = { base: 30, floor: 4, gain: 1.2, rounds: 3 };

/** Start values for frames of a run that were not seen. */
function interpolateMissing(
  seen: readonly boolean[],
  values: readonly HandValues[],
  first: number,
  last: number,
): void {
  for (let start = first; start <= last; start++) {
    if (seen[start]) continue;
    let end = start;
    while (!seen[end]) end++;
    const a = values[start - 1];
    const b = values[end];
    for (let f = start; f < end; f++) {
      const share = (f - start + 1) / (end - start + 1);
      slerpQuat(a.palm, b.palm, share, values[f].palm);
      for (let c = 0; c < a.roots.length; c++) {
        slerpQuat(a.roots[c], b.roots[c], share, values[f].roots[c]);
        for (let k = 0; k < 2; k++) {
          values[f].hinges[c][k] = a.hinges[c][k] + (b.hinges[c][k] - a.hinges[c][k]) * share;
        }
      }
    }
    start = end;
  }
}
