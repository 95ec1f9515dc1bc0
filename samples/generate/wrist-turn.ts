/**
 * Between two local rotations of a hand: pronation on its own, flexion and deviation as one swing, so that the forearm turns the way
 * a forearm does. The hand's rotation is pronation about the bone of the forearm (the x axis of the T-pose), then the swing.
 */
import {
  expQuat,
  logQuat,
  multiplyQuat,
  quatFromAxisAngle,
  relativeQuat,
  twistAngle,
} from '../../src/math/quat.ts';
import { lerpVec3, type Numbers } from '../../src/math/vec3.ts';

const BONE = [1, 0, 0];

/** @param share 0 gives a */
export function mixWristTurns(a: Numbers, b: Numbers, share: number): Numbers {
  const from = splitTurn(a);
  const to = splitTurn(b);
  const pronation = from.pronation + (to.pronation - from.pronation) * share;
  return multiplyQuat(quatFromAxisAngle(BONE, pronation), expQuat(lerpVec3(from.swing, to.swing, share)));
}

function splitTurn(q: Numbers): { pronation: number; swing: Numbers } {
  const pronation = twistAngle(q, BONE);
  return { pronation, swing: logQuat(relativeQuat(quatFromAxisAngle(BONE, pronation), q)) };
}
