/**
 * A rig: a skeleton plus what is needed to understand it anatomically. Two rigs are related joint by joint through roles and
 * anatomical axes, whatever their rest poses and bone axes are.
 */

import type { ActorJoint, Side } from './actor/joints.ts';
import type { Skeleton } from './skeleton.ts';

export interface Rig {
  /** Name on the command line and in files, such as "metahuman". */
  readonly name: string;
  readonly skeleton: Skeleton;
  /** Joint index per role; a role that the skeleton lacks is absent. */
  readonly joints: Readonly<Partial<Record<ActorJoint, number>>>;
  /**
   * [J x 4] rotation of the anatomical axes in the joint's own frame: it takes +X to the direction of the bone (distal; up for
   * the trunk) and +Y to the flexor side (the side it bends to: palm for hand and fingers, front for the trunk, the bend of the
   * elbow for the arm). Identity for joints without a role.
   */
  readonly anatomicalAxes: Float32Array;
  /** [J x 3] end of the bone in the joint's own frame, metres: the first child, or the finger tip, or the crown of the head. */
  readonly endOffsets: Float32Array;
  /** True when the rest pose is known only approximately. */
  readonly approximate: boolean;
  /**
   * [3] middle of the head between the ears in the head joint's own frame, metres; the joint itself when absent. From there to the
   * crown is the unit in which faces are measured.
   */
  readonly headCenter?: Float32Array;
  /** Joints that do nothing but spread the twist of an arm; none where the character's own rig drives them. */
  readonly twists?: readonly TwistJoint[];
  /** Share of the hand's pronation that the forearm's joint takes: for rigs that have no twist joints. 0 when absent. */
  readonly forearmTwist?: number;
}

export interface TwistJoint {
  readonly joint: number;
  /** The bone it lies on. */
  readonly of: `${Side}${'UpperArm' | 'LowerArm'}`;
  /** Where on the bone it lies, 0 at its joint, 1 at its end. */
  readonly at: number;
}
