/** A made-up clip on the MetaHuman skeleton: arms raised, hands waving, fingers opening and closing. Seeded, no two joints alike. */
import { multiplyQuat, quatFromAxisAngle } from '../../../src/math/quat.ts';
import { createRandom } from '../../../src/math/random.ts';
import { assertMotionClip, type MotionClip, PART_NAMES } from '../../../src/motion/motion-clip.ts';
import { createMetahuman } from '../../../src/skeleton/metahuman/metahuman.ts';
import type { FrameRate } from '../../../src/space/timing.ts';

export const WAVING_CURVES = ['browRaise', 'mouthOpen'];

export function wavingClip(
  frameCount: number,
  rate: FrameRate = { numerator: 30, denominator: 1 },
  seed = 1,
): MotionClip {
  const random = createRandom(seed);
  const { skeleton } = createMetahuman();
  const joints = skeleton.jointNames.length;
  const rotations = new Float32Array(frameCount * joints * 4);
  const translations = new Float32Array(frameCount * 3);
  const curves = new Float32Array(frameCount * WAVING_CURVES.length);
  const pelvis = skeleton.restTranslations.subarray(
    skeleton.translatedJoint * 3,
    skeleton.translatedJoint * 3 + 3,
  );
  for (let j = 0; j < joints; j++) {
    const rest = skeleton.restRotations.subarray(j * 4, j * 4 + 4);
    const phase = random.range(0, 2 * Math.PI);
    const [axis, middle, reach] = movement(skeleton.jointNames[j]);
    for (let f = 0; f < frameCount; f++) {
      const angle = middle + reach * Math.sin((2 * Math.PI * f) / 30 + phase);
      const turned = multiplyQuat(rest, quatFromAxisAngle(axis, angle)) as Float64Array;
      rotations.set(turned, (f * joints + j) * 4);
    }
  }
  for (let f = 0; f < frameCount; f++) {
    translations.set([pelvis[0] + 0.01 * Math.sin(f / 9), pelvis[1], pelvis[2]], f * 3);
    curves.set([f / frameCount, 1 - f / frameCount], f * 2);
  }
  const clip: MotionClip = {
    name: 'waving',
    skeleton,
    timing: { rate, startFrame: 0 },
    frameCount,
    translations,
    rotations,
    curveNames: WAVING_CURVES,
    curves,
    partNames: PART_NAMES,
    provenance: new Uint8Array(frameCount * PART_NAMES.length),
  };
  assertMotionClip(clip);
  return clip;
}

/** Axis, mean angle and swing of a joint, radians, about its rest. */
function movement(name: string): [axis: number[], middle: number, reach: number] {
  if (/^(root|pelvis|thigh|calf|foot|ball)/.test(name)) return [[1, 0, 0], 0, 0];
  if (name.startsWith('upperarm')) return [[0, 0.6, 0.8], -0.5, 0.1];
  if (name.startsWith('lowerarm')) return [[0, 1, 0], -1.5, 0.3];
  if (name.startsWith('hand')) return [[0, 0, 1], 0, 0.3];
  if (/^(thumb|index|middle|ring|pinky)_0/.test(name)) return [[0, 1, 0], 0.2, 0.3];
  return [[0, 0, 1], 0, 0.04];
}
