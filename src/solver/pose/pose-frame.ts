/** What was solved for one frame -> local rotations of the actor, and which parts are known. No memory. */
import { identityQuat, relativeQuat } from '../../math/quat.ts';
import { actorJoint, SIDES, type Side } from '../../skeleton/actor/joints.ts';
import type { Rig } from '../../skeleton/rig.ts';
import { type ArmModel, createArmModel } from '../arm/arm-model.ts';
import type { ArmValues } from '../arm/arm-values.ts';
import { poseArm } from '../arm/pose-arm.ts';
import { createHandModel, type HandModel } from '../hand/hand-model.ts';
import type { HandValues } from '../hand/hand-values.ts';
import { poseHand } from '../hand/pose-hand.ts';
import { poseNeck } from '../head/pose-neck.ts';
import { PART_JOINTS, partIndex } from '../parts.ts';
import { createTrunkScratch, poseTrunk, type TrunkFrame, type TrunkScratch } from '../trunk/pose-trunk.ts';
import { type ActorPose, createActorPose } from './actor-pose.ts';

export interface PoseSolver {
  readonly pose: ActorPose;
  readonly trunk: TrunkScratch;
  readonly arms: Readonly<Record<Side, ArmModel>>;
  readonly hands: Readonly<Record<Side, HandModel>>;
}

/** One frame of solved values; null where a part is not known. */
export interface SolvedFrame extends TrunkFrame {
  head: Float64Array | null;
  readonly arms: Record<Side, ArmValues | null>;
  readonly hands: Record<Side, HandValues | null>;
}

export function createPoseSolver(actor: Rig): PoseSolver {
  return {
    pose: createActorPose(actor),
    trunk: createTrunkScratch(),
    arms: { left: createArmModel(actor, 'left'), right: createArmModel(actor, 'right') },
    hands: { left: createHandModel(actor, 'left'), right: createHandModel(actor, 'right') },
  };
}

/** @param rotations [J] local rotations out; those of parts that are not known are left alone */
export function poseFrame(solver: PoseSolver, frame: SolvedFrame, rotations: readonly Float64Array[]): void {
  const { pose } = solver;
  poseTrunk(frame, pose, solver.trunk);
  localRotations(pose, TRUNK_JOINTS, rotations);
  if (frame.head) {
    poseNeck(frame.head, pose);
    localRotations(pose, HEAD_JOINTS, rotations);
  }
  for (const side of SIDES) {
    const arm = frame.arms[side];
    const hand = frame.hands[side];
    if (arm) {
      poseArm(solver.arms[side], arm, pose);
      localRotations(pose, ARM_JOINTS[side], rotations);
    }
    if (arm && hand) {
      poseHand(solver.hands[side], hand, pose);
      localRotations(pose, HAND_JOINTS[side], rotations);
    }
  }
}

/** Local rotations of some joints from the model-space pose. */
function localRotations(
  pose: ActorPose,
  joints: readonly number[],
  rotations: readonly Float64Array[],
): void {
  const { parents } = pose.actor.skeleton;
  for (const joint of joints) {
    if (parents[joint] < 0) identityQuat(rotations[joint]);
    else relativeQuat(pose.rotations[parents[joint]], pose.rotations[joint], rotations[joint]);
  }
}

const CLAVICLES = SIDES.map((side) => actorJoint(`${side}Clavicle`));
/** Trunk joints that landmarks tell of; legs keep their rest. */
const TRUNK_JOINTS = PART_JOINTS[partIndex('trunk')].filter(
  (joint) => joint <= actorJoint('head') || CLAVICLES.includes(joint),
);
const HEAD_JOINTS = PART_JOINTS[partIndex('head')];
const ARM_JOINTS = { left: PART_JOINTS[partIndex('leftArm')], right: PART_JOINTS[partIndex('rightArm')] };
const HAND_JOINTS = { left: PART_JOINTS[partIndex('leftHand')], right: PART_JOINTS[partIndex('rightHand')] };
