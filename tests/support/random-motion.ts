/** Seeded motion for tests: smooth sums of waves, or hard frame-to-frame turns, on any rig. */
import { expQuat, multiplyQuat } from '../../src/math/quat.ts';
import { createRandom } from '../../src/math/random.ts';
import { assertMotionClip, type MotionClip } from '../../src/motion/motion-clip.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { type FrameRate, frameTime } from '../../src/space/timing.ts';

export interface RandomMotionOptions {
  readonly seed: number;
  readonly frameCount?: number;
  readonly rate?: FrameRate;
  readonly curveNames?: readonly string[];
  readonly name?: string;
  /** Waves of at most 2 Hz and 40 degrees per axis, or turns of up to 45 degrees from any frame to the next. */
  readonly kind?: 'smooth' | 'wild';
  /** Joints that stay in their rest pose. */
  readonly still?: readonly string[];
}

export function createRandomMotion(rig: Rig, options: RandomMotionOptions): MotionClip {
  const { skeleton } = rig;
  const {
    seed,
    frameCount = 12,
    rate = { numerator: 25, denominator: 1 },
    curveNames = [],
    kind = 'smooth',
  } = options;
  const random = createRandom(seed);
  const joints = skeleton.jointNames.length;
  const rotations = new Float32Array(frameCount * joints * 4);
  const translations = new Float32Array(frameCount * 3);
  const curves = new Float32Array(frameCount * curveNames.length);
  const q = [0, 0, 0, 1];
  for (let j = 0; j < joints; j++) {
    const still = options.still?.includes(skeleton.jointNames[j]);
    const waves = Array.from({ length: 3 }, () => createWave(random.range, 0.7));
    const rest = skeleton.restRotations.subarray(j * 4, j * 4 + 4);
    const walk = [...rest];
    for (let f = 0; f < frameCount; f++) {
      const at = rotations.subarray((f * joints + j) * 4, (f * joints + j) * 4 + 4);
      if (still) {
        at.set(rest);
      } else if (kind === 'smooth') {
        expQuat(
          waves.map((wave) => wave(frameTime(rate, f))),
          q,
        );
        at.set(multiplyQuat(rest, q, q) as number[]);
      } else {
        const turn = Array.from({ length: 3 }, () => random.range(-0.45, 0.45));
        multiplyQuat(walk, expQuat(turn), walk);
        at.set(walk);
      }
    }
  }
  const moved = skeleton.restTranslations.subarray(
    skeleton.translatedJoint * 3,
    skeleton.translatedJoint * 3 + 3,
  );
  const paths = Array.from({ length: 3 }, () => createWave(random.range, 0.2));
  const weights = curveNames.map(() => createWave(random.range, 0.5));
  for (let f = 0; f < frameCount; f++) {
    const t = frameTime(rate, f);
    for (let axis = 0; axis < 3; axis++) translations[f * 3 + axis] = moved[axis] + paths[axis](t);
    weights.forEach((wave, c) => {
      curves[f * weights.length + c] = 0.5 + wave(t);
    });
  }
  const clip: MotionClip = {
    name: options.name ?? 'random',
    skeleton,
    timing: { rate, startFrame: 0 },
    frameCount,
    translations,
    rotations,
    curveNames,
    curves,
    partNames: [],
    provenance: new Uint8Array(0),
  };
  assertMotionClip(clip);
  return clip;
}

/** A sum of three sines whose value stays within +-amplitude, as a function of seconds. */
function createWave(range: (lo: number, hi: number) => number, amplitude: number): (t: number) => number {
  const parts = Array.from({ length: 3 }, () => [range(0.1, 2), range(0, 2 * Math.PI), range(0, 1 / 3)]);
  return (t) => {
    let sum = 0;
    for (const [hertz, phase, share] of parts) sum += share * Math.sin(2 * Math.PI * hertz * t + phase);
    return amplitude * sum;
  };
}
