/**
 * Arms and hands that turn faster than they can are solved a second time without the frames in which they do, so that these are led from
 * both sides. What is then still too fast is slowed by the velocity limit.
 */
import { angleQuat, copyQuat, quat } from '../../math/quat.ts';
import { PART_NAMES } from '../../motion/motion-clip.ts';
import { ACTOR_JOINTS, actorJoint, SIDES, type Side } from '../../skeleton/actor/joints.ts';
import type { Anatomy } from '../anatomy.ts';
import type { SolvedArm } from '../arm/solve-arm.ts';
import type { SolvedHand } from '../hand/solve-hand.ts';
import { createEvidencePoints, type EvidencePoints, type FrameEvidence } from '../lift/evidence.ts';
import { limitJoints } from '../limits.ts';
import { JOINT_PARTS, partIndex } from '../parts.ts';
import type { PosedClip, SolvedParts } from '../pose/pose-clip.ts';
import { limitVelocity, type VelocityLimits } from '../velocity-limit.ts';
import { findSpins } from './drop-spins.ts';
import { noteRepair, type RepairLog } from './repair-log.ts';

/**
 * [P][F] by how much the fastest joint of a part exceeds its limit from the frame before, radians; the clip is left alone. A wrist
 * is the hand's or the arm's, whichever turns further.
 */
export function spinsOf(
  anatomy: Anatomy,
  limits: VelocityLimits,
  fps: number,
  { frames }: PosedClip,
  { arms, hands }: SolvedParts,
): readonly Float64Array[] {
  const spins = PART_NAMES.map(() => new Float64Array(frames.length));
  const outside = new Uint8Array(ACTOR_JOINTS.length);
  const excess = new Float64Array(ACTOR_JOINTS.length);
  let [before, now, slowed] = [0, 1, 2].map(() => ACTOR_JOINTS.map(() => quat()));
  const copy = (from: readonly Float64Array[], to: readonly Float64Array[]) => {
    for (let j = 0; j < to.length; j++) copyQuat(from[j], to[j]);
  };
  frames.forEach((rotations, f) => {
    copy(rotations, now);
    limitJoints(anatomy, now, outside, f > 0 ? before : null);
    if (f > 0) {
      copy(now, slowed);
      limitVelocity(anatomy, limits, 1 / fps, before, slowed, excess);
      for (let j = 0; j < excess.length; j++) {
        if (!(excess[j] > 0)) continue;
        const side = SIDES.find((name) => WRISTS[name] === j);
        // a wrist on an arm whose elbow is placed by rule may be turned by the rule
        if (side && !arms[side].elbowSeen[f]) continue;
        const byArm = side && turnOfArm(arms[side], f) > turnOfPalm(hands[side], f);
        const part = byArm ? partIndex(`${side}Arm`) : JOINT_PARTS[j];
        spins[part][f] = Math.max(spins[part][f], excess[j]);
      }
    }
    [before, now] = [now, before];
  });
  return spins;
}

const turnOfPalm = ({ values }: SolvedHand, f: number): number =>
  angleQuat(values[f - 1].palm, values[f].palm);

const turnOfArm = ({ values }: SolvedArm, f: number): number =>
  angleQuat(values[f - 1].upper, values[f].upper) + Math.abs(values[f].elbow[0] - values[f - 1].elbow[0]);

interface Solvers {
  arm(side: Side, evidence: readonly FrameEvidence[]): SolvedArm;
  hand(side: Side, evidence: readonly FrameEvidence[]): SolvedHand;
}

/** @returns the parts with those that were too fast solved again; null when none was */
export function solveSpinsAgain(
  parts: SolvedParts,
  evidence: readonly FrameEvidence[],
  spins: readonly Float64Array[],
  bridge: number,
  solve: Solvers,
  log: RepairLog,
): SolvedParts | null {
  const arms = { ...parts.arms };
  const hands = { ...parts.hands };
  let changed = false;
  for (const side of SIDES) {
    const without = (
      part: 'Arm' | 'Hand',
      seen: readonly boolean[],
      doubtful: readonly boolean[],
      blank: typeof withoutArm,
    ) => {
      const out = findSpins(spins[partIndex(`${side}${part}`)], seen, bridge);
      if (!out.some((yes, f) => yes && doubtful[f])) return null;
      changed = true;
      return evidence.map((frame, f) => {
        if (!out[f] || !doubtful[f]) return frame;
        noteRepair(log, 'W_OUTLIER', `${side}${part}`, f);
        return blank(frame, side);
      });
    };
    // an elbow that is placed by rule has nothing to be left out
    const { seen, elbowSeen } = parts.arms[side];
    const armEvidence = without('Arm', seen, elbowSeen, withoutArm);
    if (armEvidence) arms[side] = solve.arm(side, armEvidence);
    const handSeen = parts.hands[side].seen;
    const handEvidence = without('Hand', handSeen, handSeen, withoutHand);
    if (handEvidence) hands[side] = solve.hand(side, handEvidence);
  }
  return changed ? { ...parts, arms, hands } : null;
}

const WRISTS: Readonly<Record<Side, number>> = {
  left: actorJoint('leftHand'),
  right: actorJoint('rightHand'),
};
const NO_BODY = createEvidencePoints(33);
const NO_HAND = createEvidencePoints(21);

const withoutArm = (frame: FrameEvidence, side: Side): FrameEvidence => ({
  ...withoutHand(frame, side),
  body: NO_BODY as EvidencePoints,
});

const withoutHand = (frame: FrameEvidence, side: Side): FrameEvidence => ({
  ...frame,
  [`${side}Hand`]: NO_HAND,
});
