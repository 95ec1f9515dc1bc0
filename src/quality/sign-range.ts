/**
 * A motion of the actor -> which hands sign, and from which frame to which: what is left when the rest at both ends is taken off.
 * Model space, metres.
 *
 * The sign reaches from the first to the last frame in which a signing wrist is raised: half way or more from the hips to the shoulders.
 * Where none ever is, it reaches over the frames in which one moves faster than 0.25 m/s.
 * Limits: a hand that rests clasped before the chest counts as signing.
 */
import { distanceVec3, vec3 } from '../math/vec3.ts';
import { activeHandOfClip } from '../motion/active-hand.ts';
import { frameRotations, frameTranslation, type MotionClip } from '../motion/motion-clip.ts';
import { actorJoint, SIDES, type Side } from '../skeleton/actor/joints.ts';
import { computeModelPose, createModelPose } from '../skeleton/forward-kinematics.ts';
import { framesPerSecond } from '../space/timing.ts';

export interface SignRange {
  readonly hands: Side | 'both' | null;
  /** Frames, both included. */
  readonly first: number;
  readonly last: number;
}

/** Share of the way from the hips to the shoulders. */
const RAISED = 0.5;

/** Metres per second: hands that sign low move faster, hands that rest only sway. */
const MOVING = 0.25;

export function findSign(clip: MotionClip): SignRange {
  const hands = activeHandOfClip(clip);
  const sides = signingSides(hands);
  const pose = createModelPose(clip.skeleton.jointNames.length);
  const fps = framesPerSecond(clip.timing.rate);
  const before = { left: vec3(), right: vec3() };
  const raised: number[] = [];
  const moving: number[] = [];
  for (let f = 0; f < clip.frameCount; f++) {
    computeModelPose(clip.skeleton, frameRotations(clip, f), frameTranslation(clip, f), pose);
    const hips = pose.positions[actorJoint('pelvis')][1];
    for (const side of sides) {
      const wrist = pose.positions[actorJoint(`${side}Hand`)];
      const shoulder = pose.positions[actorJoint(`${side}UpperArm`)][1];
      if (wrist[1] > hips + RAISED * (shoulder - hips)) raised.push(f);
      if (f > 0 && distanceVec3(wrist, before[side]) * fps > MOVING) moving.push(f);
      before[side].set(wrist);
    }
  }
  const frames = raised.length > 0 ? raised : moving;
  if (frames.length === 0) return { hands, first: 0, last: clip.frameCount - 1 };
  return { hands, first: frames[0], last: frames[frames.length - 1] };
}

export const signingSides = (hands: SignRange['hands']): readonly Side[] =>
  hands === 'both' ? SIDES : hands === null ? [] : [hands];
