/**
 * Turn of the shoulders per frame -> slow turn of the pelvis: the part of the turn that the whole body makes. Radians.
 * Zero-phase exponential smoothing (forwards, then backwards) of the unwrapped angle; frames without shoulders hold. Who turns faster
 * than the spine can twist takes the pelvis along.
 */
import { clamp, RADIANS, wrapAngle } from '../../math/scalar.ts';

/** Time constant, seconds: a sign's twist of the torso stays in the spine, a change of stance goes to the feet. */
export const BODY_YAW_TIME = 1;

/** Most that the shoulders turn against the pelvis, radians: thoracic and lumbar rotation together reach some 50 degrees (AAOS). */
export const MOST_TWIST = 60 * RADIANS;

/** @param yaws [F] changed in place, NaN where unknown */
export function smoothBodyYaw(yaws: Float64Array, fps: number): void {
  const known = yaws.find((yaw) => !Number.isNaN(yaw)) ?? 0;
  let last = known;
  for (let f = 0; f < yaws.length; f++) {
    if (!Number.isNaN(yaws[f])) last += wrapAngle(yaws[f] - last);
    yaws[f] = last;
  }
  const shoulders = Float64Array.from(yaws);
  const alpha = 1 - Math.exp(-1 / (BODY_YAW_TIME * fps));
  for (const backwards of [false, true]) {
    let state = yaws[backwards ? yaws.length - 1 : 0];
    for (let i = 0; i < yaws.length; i++) {
      const f = backwards ? yaws.length - 1 - i : i;
      state += (yaws[f] - state) * alpha;
      yaws[f] = state;
    }
  }
  for (let f = 0; f < yaws.length; f++)
    yaws[f] = clamp(yaws[f], shoulders[f] - MOST_TWIST, shoulders[f] + MOST_TWIST);
}
