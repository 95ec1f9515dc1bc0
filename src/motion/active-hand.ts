/**
 * Which hand signs, from a motion of the actor. Model space, metres.
 *
 * A hand that was measured while the other never was signs. Else one that is held higher by a fifth of the shoulder width signs alone,
 * else one whose wrist moves twice as far, else both do: the rules of landmarks/active-hand.ts, which knows no depth and no repair, on
 * what the clip does.
 */
import { distanceVec3, vec3 } from '../math/vec3.ts';
import { actorJoint, type Side } from '../skeleton/actor/joints.ts';
import { computeModelPose, createModelPose } from '../skeleton/forward-kinematics.ts';
import { frameRotations, frameTranslation, type MotionClip, PROVENANCE } from './motion-clip.ts';

/** Shoulder widths. */
const HIGHER = 0.2;

/** Times the way of the other hand. */
const FARTHER = 2;

/** @param clip on the actor, with provenance of leftHand and rightHand; null: neither hand was ever measured */
export function activeHandOfClip(clip: MotionClip): Side | 'both' | null {
  const { frameCount } = clip;
  const pose = createModelPose(clip.skeleton.jointNames.length);
  const hands = [createHand('left', clip), createHand('right', clip)];
  let width = 0;
  for (let f = 0; f < frameCount; f++) {
    computeModelPose(clip.skeleton, frameRotations(clip, f), frameTranslation(clip, f), pose);
    width +=
      distanceVec3(pose.positions[actorJoint('leftUpperArm')], pose.positions[actorJoint('rightUpperArm')]) /
      frameCount;
    for (const hand of hands) {
      const at = pose.positions[hand.joint];
      hand.height += at[1] / frameCount;
      if (f > 0) hand.way += distanceVec3(at, hand.last);
      hand.last.set(at);
    }
  }
  const [left, right] = hands;
  if (!left.isMeasured && !right.isMeasured) return null;
  if (!left.isMeasured) return 'right';
  if (!right.isMeasured) return 'left';
  if (left.height - right.height > HIGHER * width) return 'left';
  if (right.height - left.height > HIGHER * width) return 'right';
  if (left.way > FARTHER * right.way) return 'left';
  if (right.way > FARTHER * left.way) return 'right';
  return 'both';
}

function createHand(side: Side, { partNames, provenance, frameCount }: MotionClip) {
  const part = partNames.indexOf(`${side}Hand`);
  let isMeasured = false;
  for (let f = 0; f < frameCount; f++)
    isMeasured ||= (provenance[f * partNames.length + part] & PROVENANCE.invented) === 0;
  return { joint: actorJoint(`${side}Hand`), isMeasured, height: 0, way: 0, last: vec3() };
}
