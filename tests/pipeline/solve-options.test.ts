import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clipOptions } from '../../src/cli/clip-flags.ts';
import { CLIP_DEFAULTS, makeClip } from '../../src/pipeline/make-clip.ts';
import { retargetClip } from '../../src/retarget/retarget.ts';
import { SMOOTHINGS, type SmoothingName } from '../../src/solver/smoothing/smoothing.ts';
import { fastestTurns } from '../support/motion-steps.ts';

const sample = readFileSync(new URL('../../samples/open-and-turn.pose', import.meta.url));

describe('the smoothing option', () => {
  it.each(Object.keys(SMOOTHINGS) as SmoothingName[])(
    '%s makes a clip of its own and is written into it',
    async (smoothing) => {
      const [made, plain] = await Promise.all([
        makeClip(sample, 'open-and-turn.pose', { smoothing }),
        makeClip(sample, 'open-and-turn.pose'),
      ]);
      expect(made.metadata.options).toMatchObject({ smoothing });
      expect(made.clip.frameCount).toBe(plain.clip.frameCount);
      const same = made.clip.rotations.every((value, i) => value === plain.clip.rotations[i]);
      expect(same).toBe(smoothing === CLIP_DEFAULTS.smoothing);
    },
  );

  it('comes from the flag, else from the settings, else from the library', () => {
    expect(clipOptions({ smoothing: 'kalman' }, { smoothing: 'ema' })).toMatchObject({ smoothing: 'kalman' });
    expect(clipOptions({}, { smoothing: 'ema' })).toMatchObject({ smoothing: 'ema' });
    expect(clipOptions({}, {})).not.toHaveProperty('smoothing');
  });
});

describe('the One Euro filter', () => {
  const cutBy = (minCutoff: number) =>
    makeClip(sample, 'a.pose', { smoothing: 'one-euro', oneEuro: { minCutoff, beta: 0 } });

  it('trails behind the more, the lower its cut-off is, and says what it was', async () => {
    const [plain, ...filtered] = await Promise.all([
      makeClip(sample, 'a.pose', { smoothing: 'none' }),
      ...[20, 2, 0.2].map(cutBy),
    ]);
    const changes = filtered.map(({ clip }) =>
      clip.rotations.reduce((sum, value, i) => sum + Math.abs(value - plain.clip.rotations[i]), 0),
    );
    expect(changes).toEqual([...changes].sort((a, b) => a - b));
    expect(changes[2]).toBeGreaterThan(2 * changes[0]);
    expect(filtered[1].metadata.options).toMatchObject({ oneEuro: { minCutoff: 2, beta: 0 } });
  });
});

describe('a velocity limit in degrees per second', () => {
  it('holds for every joint of the signer', async () => {
    const { actorClip, metadata } = await makeClip(sample, 'a.pose', { clamp: 100 });
    const speeds = Object.values(fastestTurns(actorClip));
    expect(Math.max(...speeds)).toBeGreaterThan(90);
    expect(Math.max(...speeds)).toBeLessThan(100.1);
    expect(metadata.options).toMatchObject({ clamp: 100 });
  });
});

describe('places', () => {
  it('can be left: then rotations are copied, and the finger misses the chin', async () => {
    const touching = readFileSync(new URL('../../samples/chin-forward.pose', import.meta.url));
    const [kept, copied] = await Promise.all([
      makeClip(touching, 'a.pose'),
      makeClip(touching, 'a.pose', { places: false }),
    ]);
    const expected = retargetClip(copied.actor, copied.actorClip, copied.rig, { places: false });
    expect(copied.clip.rotations).toEqual(expected.rotations);
    expect(copied.clip.rotations).not.toEqual(kept.clip.rotations);
    expect(kept.metadata.options).not.toHaveProperty('places');
    expect(copied.metadata.options).toMatchObject({ places: false });
  });
});
