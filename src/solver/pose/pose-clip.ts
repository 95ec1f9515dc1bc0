/**
 * Trunk, head, arms and hands of a clip, each solved by itself -> local rotations of the actor per frame, how each part is known there
 * and where it comes from. Parts that are lost for long ease to rest.
 */
import { identityQuat } from '../../math/quat.ts';
import { PART_NAMES, type PartName, PROVENANCE } from '../../motion/motion-clip.ts';
import { ACTOR_JOINTS, SIDES, type Side } from '../../skeleton/actor/joints.ts';
import type { Anatomy } from '../anatomy.ts';
import { type ArmValues, createArmValues } from '../arm/arm-values.ts';
import { choosePosture, presentHand } from '../arm/presented-arm.ts';
import type { SolvedArm } from '../arm/solve-arm.ts';
import { fillGaps } from '../gaps.ts';
import type { SolvedHand } from '../hand/solve-hand.ts';
import type { SolvedHead } from '../head/solve-head.ts';
import { PART_JOINTS, partIndex, SOLVED_PARTS } from '../parts.ts';
import { relaxedPose } from '../relaxed-pose.ts';
import { KNOWN, knownFrames } from '../runs.ts';
import { smoothBodyYaw } from '../trunk/body-yaw.ts';
import { type SolvedTrunk, shoulderYaw } from '../trunk/trunk-points.ts';
import { type PoseSolver, poseFrame, type SolvedFrame } from './pose-frame.ts';

export interface SolvedParts {
  readonly trunk: SolvedTrunk;
  readonly head: SolvedHead;
  readonly arms: Readonly<Record<Side, SolvedArm>>;
  readonly hands: Readonly<Record<Side, SolvedHand>>;
}

export interface PosedClip {
  /** [F][J] local rotations. */
  readonly frames: readonly (readonly Float64Array[])[];
  /** [P][F] KNOWN per part. */
  readonly known: readonly Uint8Array[];
  /** [P][F] flags. */
  readonly provenance: readonly Uint8Array[];
}

/**
 * @param lowered per side [F] 1 where a hand that is not seen hangs or lies in the lap
 * @param bridge frames of the longest gap that motion is carried across
 */
export function poseClip(
  solver: PoseSolver,
  anatomy: Anatomy,
  { trunk, head, arms, hands }: SolvedParts,
  lowered: Readonly<Record<Side, Uint8Array>>,
  fps: number,
  bridge: number,
): PosedClip {
  const count = trunk.seen.length;
  const known: Uint8Array[] = PART_NAMES.map(() => new Uint8Array(count));
  const knownOf = (part: PartName) => known[partIndex(part)];
  known[partIndex('trunk')] = knownFrames(trunk.seen, bridge);
  known[partIndex('head')] = knownFrames(head.seen, bridge);
  for (const side of SIDES) {
    known[partIndex(`${side}Arm`)] = knownFrames(arms[side].seen, bridge);
    known[partIndex(`${side}Hand`)] = knownFrames(hands[side].seen, bridge);
  }
  const provenance = known.map((flags) =>
    flags.map((flag) => (flag === KNOWN.bridged ? PROVENANCE.repaired : 0)),
  );
  const bodyYaw = Float64Array.from(trunk.points, (points, f) =>
    knownOf('trunk')[f] ? shoulderYaw(points) : Number.NaN,
  );
  smoothBodyYaw(bodyYaw, fps);
  const presented = SIDES.map((side) =>
    presentHands(solver, anatomy, side, knownOf(`${side}Arm`), knownOf(`${side}Hand`), hands[side]),
  );
  const frames = Array.from({ length: count }, createRotations);
  for (let f = 0; f < count; f++) {
    const frame: SolvedFrame = {
      trunk: knownOf('trunk')[f] ? trunk.points[f] : null,
      bodyYaw: bodyYaw[f],
      head: knownOf('head')[f] ? head.rotations[f] : null,
      arms: { left: null, right: null },
      hands: { left: null, right: null },
    };
    SIDES.forEach((side, s) => {
      const arm = knownOf(`${side}Arm`);
      if (knownOf(`${side}Hand`)[f]) frame.hands[side] = hands[side].values[f];
      frame.arms[side] = arm[f] ? arms[side].values[f] : presented[s][f];
      if (!frame.arms[side]) return;
      if (!arm[f] || !arms[side].elbowSeen[f]) provenance[partIndex(`${side}Arm`)][f] |= PROVENANCE.invented;
      arm[f] ||= KNOWN.bridged;
    });
    poseFrame(solver, frame, frames[f]);
  }
  const relaxed = relaxedPose(anatomy);
  for (const part of SOLVED_PARTS) {
    known[part].forEach((flag, f) => {
      if (flag === KNOWN.not) provenance[part][f] |= PROVENANCE.invented;
    });
    const side = SIDES.find((name) => PART_NAMES[part].startsWith(name));
    fillGaps(frames, known[part], PART_JOINTS[part], relaxed, fps, side && lowered[side]);
  }
  return { frames, known, provenance };
}

/** Arms for hands that come without: one posture per run of frames; null elsewhere. */
function presentHands(
  { arms, pose }: PoseSolver,
  anatomy: Anatomy,
  side: Side,
  armKnown: Uint8Array,
  handKnown: Uint8Array,
  { values }: SolvedHand,
): (ArmValues | null)[] {
  const presented: (ArmValues | null)[] = values.map(() => null);
  const needed = (f: number) => handKnown[f] && !armKnown[f];
  for (let first = 0; first < values.length; first++) {
    if (!needed(first)) continue;
    let end = first;
    while (end < values.length && needed(end)) end++;
    const palms = values.slice(first, end).map(({ palm }) => palm);
    const posture = choosePosture(arms[side], palms, anatomy, pose);
    palms.forEach((palm, i) => {
      const arm = createArmValues();
      presentHand(arms[side], posture, palm, arm);
      presented[first + i] = arm;
    });
    first = end;
  }
  return presented;
}

const createRotations = (): Float64Array[] =>
  ACTOR_JOINTS.map(() => identityQuat(new Float64Array(4)) as Float64Array);
