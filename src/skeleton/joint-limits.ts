/**
 * Anatomical ranges of motion, degrees, against the actor's T-pose (fingers straight, thumb at rest, forearm neutral).
 * flexion: towards the flexor side; abduction: fingers towards the thumb, wrist to the radial side, both signs;
 * twist: about the bone (forearm: pronation negative, supination positive, measured at the hand).
 *
 * Sources: AAOS, Joint Motion: Method of Measuring and Recording; measured means collected by e-hand.com; finger spread after
 * Chatzioglou 2024. Hyperextension of finger joints is widened to what signers show. A joint that is
 * beyond its range is drawn back softly, at most to the end of the slack, and reported when it was beyond that.
 */
import { actorJoint, FINGERS, SIDES } from './actor/joints.ts';

type Range = readonly [number, number];

export interface JointLimit {
  readonly joint: number;
  readonly flexion: Range;
  readonly abduction: Range;
  readonly twist: Range;
}

/** Share of a range by which it may be overstepped: people differ. */
export const LIMIT_SLACK = 0.1;

const NONE: Range = [0, 0];

export const JOINT_LIMITS: readonly JointLimit[] = SIDES.flatMap((side): JointLimit[] => [
  { joint: actorJoint(`${side}LowerArm`), flexion: [0, 150], abduction: NONE, twist: NONE },
  { joint: actorJoint(`${side}Hand`), flexion: [-75, 80], abduction: [-35, 25], twist: [-90, 90] },
  { joint: actorJoint(`${side}Thumb1`), flexion: [-45, 50], abduction: [-50, 50], twist: [-60, 60] },
  { joint: actorJoint(`${side}Thumb2`), flexion: [-15, 60], abduction: NONE, twist: NONE },
  { joint: actorJoint(`${side}Thumb3`), flexion: [-25, 85], abduction: NONE, twist: NONE },
  ...FINGERS.flatMap((finger): JointLimit[] => [
    { joint: actorJoint(`${side}${finger}1`), flexion: [-40, 95], abduction: [-30, 30], twist: [-30, 30] },
    { joint: actorJoint(`${side}${finger}2`), flexion: [-15, 110], abduction: NONE, twist: NONE },
    { joint: actorJoint(`${side}${finger}3`), flexion: [-20, 85], abduction: NONE, twist: NONE },
  ]),
]);
