import { describe, expect, it } from 'vitest';
import { TegnError } from '../../src/issues/issues.ts';
import { withoutDepth } from '../../src/landmarks/without-depth.ts';
import { createRandom } from '../../src/math/random.ts';
import { liftIfFlat } from '../../src/pipeline/lift.ts';
import type { Lifter } from '../../src/solver/lift/network/lifted-clip.ts';
import { filmMotion } from '../support/film-motion.ts';
import { createRandomSigner } from '../support/random-signer.ts';

const { actor, clip } = createRandomSigner({ seed: 3, frameCount: 4 });
const filmed = filmMotion(actor, clip);
const flat = withoutDepth(filmed);

const failing = (code: 'E_MODEL_MISSING' | 'E_RUNTIME_MISSING' | 'E_MODEL_HASH'): Lifter => ({
  lift: () => Promise.reject(new TegnError(code, 'The network is away.')),
});

describe('a recording on its way to the solver', () => {
  it('is lifted when it has no depth', async () => {
    const frameCount = 4;
    const lifted = { frameCount, positions: new Float32Array(4 * 165), deviations: new Float32Array(4 * 55) };
    expect(await liftIfFlat(flat, { lift: async () => lifted })).toEqual({ lifted, issues: [] });
  });

  it('is not lifted without a lifter', async () => {
    expect(await liftIfFlat(flat, undefined)).toEqual({ lifted: null, issues: [] });
  });

  it('is not lifted when it has world landmarks, or a z that is exact', async () => {
    const signer = createRandomSigner({ seed: 3, frameCount: 60 });
    const long = filmMotion(signer.actor, signer.clip);
    for (const deep of [filmed, { ...long, world: null, depth: 'image' as const }])
      expect(await liftIfFlat(deep, failing('E_MODEL_HASH'))).toEqual({ lifted: null, issues: [] });
  });

  it('is lifted when its z is noisy', async () => {
    const random = createRandom(2);
    const image = filmed.image!;
    const positions = image.positions.map((value, i) =>
      i % 3 === 2 ? value + 0.02 * random.gauss() : value,
    );
    const noisy = { ...filmed, image: { ...image, positions }, world: null, depth: 'image' as const };
    await expect(liftIfFlat(noisy, failing('E_MODEL_HASH'))).rejects.toMatchObject({ code: 'E_MODEL_HASH' });
  });

  it.each(['E_MODEL_MISSING', 'E_RUNTIME_MISSING'] as const)('goes on with an issue on %s', async (code) => {
    const { lifted, issues } = await liftIfFlat(flat, failing(code));
    expect(lifted).toBeNull();
    expect(issues).toMatchObject([{ code: 'W_NOT_LIFTED', severity: 'warning' }]);
    expect(issues[0].message).toBe('The network is away. Depth was guessed from bone lengths instead.');
  });

  it('is refused by a network that is another one', async () => {
    await expect(liftIfFlat(flat, failing('E_MODEL_HASH'))).rejects.toMatchObject({ code: 'E_MODEL_HASH' });
  });
});
