import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clipOptions } from '../../src/cli/clip-flags.ts';
import { CLIP_DEFAULTS, makeClip } from '../../src/pipeline/make-clip.ts';
import { SMOOTHINGS, type SmoothingName } from '../../src/solver/smoothing/smoothing.ts';

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
