/** Lifted frames -> the same with what cannot be true left out or put right, in place: jumps, spikes, reversed palms. */
import type { IssueCode } from '../../issues/codes.ts';
import type { PartName } from '../../motion/motion-clip.ts';
import { SIDES } from '../../skeleton/actor/joints.ts';
import { type FrameEvidence, isHandSeen } from '../lift/evidence.ts';
import { findJumps } from './jumping-points.ts';
import { findPalmFlips, reverseDepth } from './palm-flips.ts';
import { noteRepair, type RepairLog } from './repair-log.ts';
import { dropSpikes } from './spikes.ts';

/** Body points that carry a part, by landmark. */
const BODY_POINTS: readonly (readonly [point: number, part: PartName])[] = [
  [11, 'trunk'],
  [12, 'trunk'],
  [13, 'leftArm'],
  [14, 'rightArm'],
  [15, 'leftArm'],
  [16, 'rightArm'],
];

const WRIST = 0;

export function mendEvidence(frames: readonly FrameEvidence[], fps: number, log: RepairLog): void {
  const bodies = frames.map(({ body }) => body);
  for (const [point, part] of BODY_POINTS) {
    findJumps(bodies, point, fps).forEach((out, f) => {
      if (!out || !(bodies[f].confidences[point] > 0)) return;
      bodies[f].confidences[point] = 0;
      noteRepair(log, 'W_OUTLIER', part, f);
    });
  }
  for (const side of SIDES) {
    const hands = frames.map((frame) => frame[`${side}Hand`]);
    const note = (code: IssueCode, f: number) => noteRepair(log, code, `${side}Hand`, f);
    findJumps(hands, WRIST, fps).forEach((out, f) => {
      if (!out || !isHandSeen(hands[f])) return;
      hands[f].confidences.fill(0);
      note('W_OUTLIER', f);
    });
    dropSpikes(hands, fps, (f) => note('W_OUTLIER', f));
    findPalmFlips(hands, side, fps).forEach((reversed, f) => {
      if (!reversed || !isHandSeen(hands[f])) return;
      reverseDepth(hands[f]);
      note('W_PALM_FLIPPED', f);
    });
  }
}
