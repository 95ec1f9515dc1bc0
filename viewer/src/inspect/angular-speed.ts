/**
 * Local rotations -> how fast a joint turns, [F] degrees per second: the angle from the frame before, times the rate. 0 in the first frame.
 * The angle comes from the sine as well as the cosine of its half, so that slow turns are exact too.
 */
import type { ShownMotion } from '../clip/motion.ts';
import { DEGREES } from './degrees.ts';

type Rotations = Pick<ShownMotion, 'frameCount' | 'framesPerSecond' | 'jointNames' | 'rotations'>;

export function angularSpeeds(
  { frameCount, framesPerSecond, jointNames, rotations: q }: Rotations,
  joint: number,
  dst: Float32Array = new Float32Array(frameCount),
): Float32Array {
  const stride = jointNames.length * 4;
  dst[0] = 0;
  for (let f = 1; f < frameCount; f++) {
    const b = f * stride + joint * 4;
    const a = b - stride;
    const w = q[a] * q[b] + q[a + 1] * q[b + 1] + q[a + 2] * q[b + 2] + q[a + 3] * q[b + 3];
    const x = q[a + 3] * q[b] - q[a] * q[b + 3] - q[a + 1] * q[b + 2] + q[a + 2] * q[b + 1];
    const y = q[a + 3] * q[b + 1] - q[a + 1] * q[b + 3] - q[a + 2] * q[b] + q[a] * q[b + 2];
    const z = q[a + 3] * q[b + 2] - q[a + 2] * q[b + 3] - q[a] * q[b + 1] + q[a + 1] * q[b];
    const angle = 2 * Math.atan2(Math.sqrt(x * x + y * y + z * z), Math.abs(w));
    dst[f] = angle * DEGREES * framesPerSecond;
  }
  return dst;
}
