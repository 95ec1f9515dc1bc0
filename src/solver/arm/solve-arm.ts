/** One arm over a whole clip: closed form per frame, then through time, run by run between long gaps. */
import { slerpQuat } from '../../math/quat.ts';
import type { FrameEvidence } from '../lift/evidence.ts';
import type { NoiseScales } from '../noise-scale.ts';
import { runsOf } from '../runs.ts';
import { type AdaptiveOptions, solveAdaptive } from '../time/solve-adaptive.ts';
import type { SolvedTrunk } from '../trunk/trunk-points.ts';
import { createArmEvidence, readArmEvidence } from './arm-evidence.ts';
import type { ArmModel } from './arm-model.ts';
import { createArmTrack } from './arm-track.ts';
import { type ArmValues, createArmValues, readArm } from './arm-values.ts';
import { placeHangingElbow } from './hanging-elbow.ts';

export interface SolvedArm {
  /** [F]; frames inside long gaps hold nothing. */
  readonly values: readonly ArmValues[];
  /** [F] shoulder and wrist found. */
  readonly seen: readonly boolean[];
  /** [F] the elbow was found as well; in bridged frames, at both ends of the gap. */
  readonly elbowSeen: readonly boolean[];
}

/** Radians per second^2. */
const ACCELERATION: AdaptiveOptions = { base: 25, floor: 3, gain: 1.2, rounds: 2 };

export function solveArmClip(
  model: ArmModel,
  evidence: readonly FrameEvidence[],
  trunk: SolvedTrunk,
  noise: NoiseScales,
  fps: number,
  bridge: number,
  acceleration = ACCELERATION,
): SolvedArm {
  const side = model.side === 'left' ? 0 : 1;
  const arms = evidence.map((frame, f) => {
    const arm = createArmEvidence();
    readArmEvidence(model, frame, trunk.points[f].places[side], noise, arm);
    return arm;
  });
  const seen = arms.map(({ wristLateral }, f) => trunk.seen[f] && wristLateral > 0);
  const elbowSeen = arms.map(({ elbowLateral }) => elbowLateral > 0);
  const values = evidence.map(createArmValues);
  const activity = new Float64Array(evidence.length);
  const track = createArmTrack({
    model,
    evidence: (f) => arms[f],
    values: (f) => values[f],
    activity: (f) => activity[f],
  });
  for (const [first, last] of runsOf(seen, bridge)) {
    let before = first;
    for (let f = first; f <= last; f++) {
      if (!seen[f]) continue;
      const { shoulder, elbow, wrist } = arms[f];
      if (!elbowSeen[f]) placeHangingElbow(model.side, model.lengths, shoulder, wrist, elbow);
      readArm(model.side, shoulder, elbow, wrist, f > first ? values[before] : null, values[f]);
      for (let gap = before + 1; gap < f; gap++) {
        const share = (gap - before) / (f - before);
        slerpQuat(values[before].upper, values[f].upper, share, values[gap].upper);
        values[gap].elbow[0] =
          values[before].elbow[0] + (values[f].elbow[0] - values[before].elbow[0]) * share;
        elbowSeen[gap] = elbowSeen[before] && elbowSeen[f];
        arms[gap].wristLateral = 0;
        arms[gap].elbowLateral = 0;
      }
      before = f;
    }
    solveAdaptive([{ tracks: [track], activity }], first, last, fps, acceleration);
  }
  return { values, seen, elbowSeen };
}
