/**
 * Two motions -> how far their joints are turned apart at every frame of the first; the second is taken at the same time, nearest frame.
 * Radians. Joints are matched by name; the angle is that between local rotations, so that a turned shoulder is told once and not by
 * every joint below it.
 */
import type { ShownMotion } from '../clip/motion.ts';

export interface Differences {
  readonly jointNames: readonly string[];
  readonly frameCount: number;
  /** [F x J] */
  readonly angles: Float32Array;
  /** Mean over all frames and joints. */
  readonly mean: number;
  readonly max: number;
  /** Where `max` is. */
  readonly maxFrame: number;
  readonly maxJoint: string;
  /** Joints by their largest angle, the farthest apart first. */
  readonly worst: readonly { readonly joint: string; readonly max: number; readonly frame: number }[];
}

export function differences(a: ShownMotion, b: ShownMotion): Differences {
  const pairs = a.jointNames.flatMap((name, j) => {
    const other = b.jointNames.indexOf(name);
    return other < 0 ? [] : [{ name, j, other }];
  });
  const angles = new Float32Array(a.frameCount * pairs.length);
  const worst = pairs.map(({ name }) => ({ joint: name, max: 0, frame: 0 }));
  let sum = 0;
  for (let f = 0; f < a.frameCount; f++) {
    const g = frameAtSameTime(a, b, f);
    for (let p = 0; p < pairs.length; p++) {
      const i = (f * a.jointNames.length + pairs[p].j) * 4;
      const k = (g * b.jointNames.length + pairs[p].other) * 4;
      const angle = angleBetween(a.rotations, i, b.rotations, k);
      angles[f * pairs.length + p] = angle;
      sum += angle;
      if (angle > worst[p].max) {
        worst[p].max = angle;
        worst[p].frame = f;
      }
    }
  }
  worst.sort((one, other) => other.max - one.max);
  return {
    jointNames: pairs.map(({ name }) => name),
    frameCount: a.frameCount,
    angles,
    mean: angles.length > 0 ? sum / angles.length : 0,
    max: worst[0]?.max ?? 0,
    maxFrame: worst[0]?.frame ?? 0,
    maxJoint: worst[0]?.joint ?? '',
    worst,
  };
}

/** Frame of `b` nearest in time to a position in `a`, inside the clip. */
export function frameAtSameTime(
  a: Pick<ShownMotion, 'framesPerSecond'>,
  b: Pick<ShownMotion, 'framesPerSecond' | 'frameCount'>,
  position: number,
): number {
  const frame = Math.round((position / a.framesPerSecond) * b.framesPerSecond);
  return Math.min(b.frameCount - 1, Math.max(0, frame));
}

/** Between two unit quaternions; by the half chord, which keeps small angles that float32 products would lose. */
function angleBetween(a: Float32Array, i: number, b: Float32Array, k: number): number {
  let dot = 0;
  for (let n = 0; n < 4; n++) dot += a[i + n] * b[k + n];
  const sign = dot < 0 ? -1 : 1;
  let chord = 0;
  for (let n = 0; n < 4; n++) chord += (a[i + n] - sign * b[k + n]) ** 2;
  return 4 * Math.asin(Math.min(1, Math.sqrt(chord) / 2));
}
