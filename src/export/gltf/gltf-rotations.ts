/**
 * Rotations of a clip per joint, as a glTF animation shall hold them: local, unit length, in one hemisphere.
 * For 16-bit files every moving joint makes up for the rounding of those above it, so that errors don't add up along an arm: a joint's
 * world rotation is off by its own rounding alone (0.004 degrees), the fingertips by about 0.05 mm instead of 0.12.
 */
import { alignQuatSign, copyQuat, multiplyQuat, normalizeQuat, quat, relativeQuat } from '../../math/quat.ts';
import { frameRotations, type MotionClip } from '../../motion/motion-clip.ts';
import { INT16_STEPS, isHeld } from './gltf-channels.ts';

/** A length off by a step scales everything below in readers that don't normalise; a turn off by a step is made up for by the child. */
const LENGTH_WEIGHT = 9;

/** By joint, [F x 4]. For int16 moving joints hold whole steps. */
export function jointRotations(clip: MotionClip, kind: 'float32' | 'int16'): Float32Array[] {
  const { frameCount, skeleton } = clip;
  const tracks = skeleton.jointNames.map((_, j) => {
    const rotations = new Float32Array(frameCount * 4);
    for (let f = 0; f < frameCount; f++) {
      const q = frameRotations(clip, f).subarray(j * 4, j * 4 + 4);
      normalizeQuat(q, rotations.subarray(f * 4, f * 4 + 4));
    }
    return rotations;
  });
  if (kind === 'int16') compensate(tracks, skeleton.parents, frameCount);
  return tracks;
}

function compensate(tracks: readonly Float32Array[], parents: Int16Array, frameCount: number): void {
  const moves = tracks.map((track) => !isHeld(track, 4));
  const wanted = tracks.map(() => quat());
  const written = tracks.map(() => quat());
  const local = quat();
  for (let f = 0; f < frameCount; f++) {
    tracks.forEach((track, j) => {
      const at = track.subarray(f * 4, f * 4 + 4);
      const parent = parents[j];
      if (parent < 0) copyQuat(at, wanted[j]);
      else multiplyQuat(wanted[parent], at, wanted[j]);
      if (moves[j] && parent >= 0) {
        relativeQuat(written[parent], wanted[j], local);
        at.set(alignQuatSign(local, at) as Float64Array);
      }
      if (moves[j]) roundToSteps(at, at);
      normalizeQuat(at, local);
      if (parent < 0) copyQuat(local, written[j]);
      else multiplyQuat(written[parent], local, written[j]);
    });
  }
}

/** Of the 16 ways to round the components up or down, the one nearest in direction and length. */
function roundToSteps(q: ArrayLike<number>, dst: Float32Array): void {
  const exact = [q[0] * INT16_STEPS, q[1] * INT16_STEPS, q[2] * INT16_STEPS, q[3] * INT16_STEPS];
  let least = Number.POSITIVE_INFINITY;
  let best = 0;
  for (let choice = 0; choice < 16; choice++) {
    let along = 0;
    let total = 0;
    for (let i = 0; i < 4; i++) {
      const error = Math.floor(exact[i]) + ((choice >> i) & 1) - exact[i];
      along += error * q[i];
      total += error * error;
    }
    const cost = total + (LENGTH_WEIGHT - 1) * along * along;
    if (cost < least) {
      least = cost;
      best = choice;
    }
  }
  for (let i = 0; i < 4; i++) {
    const step = Math.floor(exact[i]) + ((best >> i) & 1);
    dst[i] = Math.max(-INT16_STEPS, Math.min(INT16_STEPS, step)) / INT16_STEPS;
  }
}
