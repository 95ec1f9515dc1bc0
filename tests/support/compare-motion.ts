/** Two motions of two actors of one person, compared by what can be seen: bone directions and palm normals. Degrees. */
import { rotateVec3 } from '../../src/math/quat.ts';
import { DEGREES } from '../../src/math/scalar.ts';
import { angleVec3, type Numbers, rejectVec3, subtractVec3, vec3 } from '../../src/math/vec3.ts';
import { frameRotations, frameTranslation, type MotionClip } from '../../src/motion/motion-clip.ts';
import { palmAxes } from '../../src/skeleton/actor/actor.ts';
import { type ActorJoint, actorJoint, type Side } from '../../src/skeleton/actor/joints.ts';
import { computeModelPose, type ModelPose } from '../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../src/skeleton/rig.ts';

export interface Motion {
  readonly actor: Rig;
  readonly clip: MotionClip;
}

export const poseAt = ({ clip }: Motion, frame: number): ModelPose =>
  computeModelPose(clip.skeleton, frameRotations(clip, frame), frameTranslation(clip, frame));

/** From a joint to the end of its bone, model space. */
export function boneDirection({ actor }: Motion, pose: ModelPose, joint: ActorJoint): Numbers {
  const j = actorJoint(joint);
  return rotateVec3(pose.rotations[j], actor.endOffsets.subarray(j * 3, j * 3 + 3));
}

/** Normal of the palm at right angles to wrist - middle knuckle, model space. */
export function palmNormal(pose: ModelPose, side: Side): Numbers {
  const wrist = pose.positions[actorJoint(`${side}Hand`)];
  const knuckle = (finger: 'Index' | 'Middle' | 'Pinky') =>
    subtractVec3(pose.positions[actorJoint(`${side}${finger}1`)], wrist, vec3());
  const [along, normal] = palmAxes(side, knuckle('Index'), knuckle('Middle'), knuckle('Pinky'));
  return rejectVec3(normal, along);
}

/** Angle between what two motions do, per frame. */
export function directionErrors(
  a: Motion,
  b: Motion,
  measure: (motion: Motion, pose: ModelPose) => Numbers,
): number[] {
  return Array.from(
    { length: a.clip.frameCount },
    (_, frame) => angleVec3(measure(a, poseAt(a, frame)), measure(b, poseAt(b, frame))) * DEGREES,
  );
}
