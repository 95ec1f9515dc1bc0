/** Twenty thousand frames, five and a half minutes at 60 a second: the first and the last stand where they belong. */
import { expect, it } from 'vitest';
import { exporterFor } from '../../src/export/exporters.ts';
import { readFbxMotion } from '../../src/export/read-back/read-fbx-motion.ts';
import { readGlb } from '../../src/export/read-back/read-glb.ts';
import { readBvh } from '../../src/export/read-back/read-texts.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { createRandomMotion } from '../support/random-motion.ts';

const FRAMES = 20_000;
const rig = createActor();
const rate = { numerator: 60000, denominator: 1001 };
const seed = createRandomMotion(rig, {
  seed: 1,
  frameCount: 40,
  rate,
  curveNames: ['jawOpen'],
  still: ['root'],
});
/** The forty frames there and back, over and over. */
const at = (frame: number) => (frame % 78 < 40 ? frame % 78 : 78 - (frame % 78));
const repeat = (values: Float32Array, size: number): Float32Array => {
  const out = new Float32Array(FRAMES * size);
  for (let f = 0; f < FRAMES; f++) out.set(values.subarray(at(f) * size, (at(f) + 1) * size), f * size);
  return out;
};
const stride = rig.skeleton.jointNames.length * 4;
const clip = {
  ...seed,
  frameCount: FRAMES,
  rotations: repeat(seed.rotations, stride),
  translations: repeat(seed.translations, 3),
  curves: repeat(seed.curves, 1),
};
const metadata = {
  fps: 60,
  target: { name: 'actor', approximate: false },
  quality: {},
  options: {},
  tegnVersion: '1',
};

it.each([
  ['glb', readGlb],
  ['fbx', readFbxMotion],
  ['bvh', readBvh],
] as const)(
  '%s holds 20,000 frames',
  async (format, read) => {
    const [{ bytes }] = await exporterFor(format).exportClip({ clip, rig, metadata }, 'a');
    const motion = await read(bytes);
    expect(motion.frameCount).toBe(FRAMES);
    expect(motion.fps).toBeCloseTo(60000 / 1001, 4);
    const hips = motion.joints.findIndex(({ name }) => name === 'pelvis');
    for (const f of [0, 1, 9_999, FRAMES - 1]) {
      const { translation } = motion.frame(f)[hips];
      for (let axis = 0; axis < 3; axis++) {
        expect(translation[axis]).toBeCloseTo(clip.translations[f * 3 + axis], 4);
      }
      // float32 seconds are 0.03 ms apart at the end
      expect(motion.curves?.get('jawOpen')?.[f] ?? clip.curves[f]).toBeCloseTo(clip.curves[f], 4);
    }
  },
  180_000,
);
