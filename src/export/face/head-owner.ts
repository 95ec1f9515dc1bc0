/**
 * Who turns the head of a character in Unreal: its body, whose clip has neck and head, or its face, whose curves then say how. Never both: the
 * face Blueprint adds its turn to the body's.
 */
import { TegnError } from '../../issues/issues.ts';
import { multiplyQuat, quat, relativeQuat } from '../../math/quat.ts';
import { frameRotations, type MotionClip } from '../../motion/motion-clip.ts';
import { unrealFromSolveRotation } from '../../space/spaces.ts';
import { channelsOfRotator, rotatorOf } from './head-turn.ts';

export type HeadOwner = 'body' | 'face';
export const HEAD_OWNERS = {
  body: 'the body clip turns neck and head',
  face: 'the face clip does, by curves',
} as const;

const NECK = ['neck_01', 'neck_02', 'head'] as const;
export const HEAD_CURVES = ['headYaw', 'headPitch', 'headRoll'] as const;

/**
 * The clip with neck and head at rest, and their turn in the curves headYaw, headPitch and headRoll of Live Link Face.
 * Throws E_OPTION for a skeleton without Unreal's neck and head.
 */
export function giveHeadToFace(clip: MotionClip): MotionClip {
  const { skeleton, frameCount, curveNames } = clip;
  const joints = NECK.map((name) => skeleton.jointNames.indexOf(name));
  if (joints.includes(-1)) {
    throw new TegnError(
      'E_OPTION',
      `Expected a target with ${NECK.join(', ')} for a head that the face turns.`,
    );
  }
  const count = curveNames.length + HEAD_CURVES.length;
  const curves = new Float32Array(frameCount * count);
  const rotations = clip.rotations.slice();
  const rest = chain((j) => skeleton.restRotations.subarray(j * 4, j * 4 + 4), joints);
  for (let f = 0; f < frameCount; f++) {
    const frame = frameRotations(clip, f);
    const head = chain((j) => frame.subarray(j * 4, j * 4 + 4), joints);
    const turn = unrealFromSolveRotation(relativeQuat(rest, head), quat());
    const channels = channelsOfRotator(rotatorOf(turn));
    curves.set(clip.curves.subarray(f * curveNames.length, (f + 1) * curveNames.length), f * count);
    HEAD_CURVES.forEach((name, i) => {
      curves[f * count + curveNames.length + i] = channels[name];
    });
    for (const j of joints) {
      const at = (f * skeleton.jointNames.length + j) * 4;
      rotations.set(skeleton.restRotations.subarray(j * 4, j * 4 + 4), at);
    }
  }
  return { ...clip, rotations, curveNames: [...curveNames, ...HEAD_CURVES], curves };
}

/** From the chest to the last joint. */
function chain(rotationOf: (joint: number) => Float32Array, joints: readonly number[]): Float64Array {
  const whole = quat();
  for (const j of joints) multiplyQuat(whole, rotationOf(j), whole);
  return whole;
}
