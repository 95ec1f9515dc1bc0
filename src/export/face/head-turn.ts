/**
 * The turn of the head as Unreal's face Blueprint takes it: a rotator of the head bone, degrees, and the three channels of Live Link Face
 * that it makes the rotator of (Roll = HeadYaw x 50, Pitch = HeadRoll x 50, Yaw = -HeadPitch x 50).
 * Source: the rule that people read off the stock Blueprint in engine 5.8. Not tried in Unreal: that the rotator turns the head bone in its own
 * axes, whose X points up, is inferred from how the names cross over.
 */

import { clamp, DEGREES } from '../../math/scalar.ts';
import type { Numbers } from '../../math/vec3.ts';

/** Degrees per unit of a head channel. */
export const HEAD_CHANNEL_DEG = 50;

export interface Rotator {
  readonly roll: number;
  readonly pitch: number;
  readonly yaw: number;
}

/** Degrees. @param q xyzw in Unreal's space; pitch stays within 90 degrees */
export function rotatorOf(q: Numbers): Rotator {
  const [x, y, z, w] = Array.from(q);
  return {
    roll: Math.atan2(-2 * (w * x + y * z), 1 - 2 * (x * x + y * y)) * DEGREES,
    pitch: Math.asin(clamp(2 * (z * x - w * y), -1, 1)) * DEGREES,
    yaw: Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)) * DEGREES,
  };
}

export const channelsOfRotator = ({ roll, pitch, yaw }: Rotator) => ({
  headYaw: roll / HEAD_CHANNEL_DEG,
  headPitch: -yaw / HEAD_CHANNEL_DEG,
  headRoll: pitch / HEAD_CHANNEL_DEG,
});

export const rotatorOfChannels = (headYaw: number, headPitch: number, headRoll: number): Rotator => ({
  roll: headYaw * HEAD_CHANNEL_DEG,
  pitch: headRoll * HEAD_CHANNEL_DEG,
  yaw: -headPitch * HEAD_CHANNEL_DEG,
});
