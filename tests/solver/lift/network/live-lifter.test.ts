import { describe, expect, it } from 'vitest';
import { landmarkFrame } from '../../../../src/landmarks/landmark-frame.ts';
import { withoutDepth } from '../../../../src/landmarks/without-depth.ts';
import { LIFTED_POINTS, type Lifter } from '../../../../src/solver/lift/network/lifted-clip.ts';
import { createLiveLifter, liftRecordingLive } from '../../../../src/solver/lift/network/live-lifter.ts';
import { loadLifter } from '../../../../src/solver/lift/network/load-lifter.node.ts';
import { WINDOW_FRAMES } from '../../../../src/solver/lift/network/windows.ts';
import { solveClipLive } from '../../../../src/solver/live/solve-clip-live.ts';
import { directionErrors, palmNormal } from '../../../support/compare-motion.ts';
import { filmMotion } from '../../../support/film-motion.ts';
import { createRandomSigner } from '../../../support/random-signer.ts';

const signer = createRandomSigner({ seed: 21, frameCount: 40 });
const flat = withoutDepth(filmMotion(signer.actor, signer.clip, { fieldOfViewDeg: 60 }));
const { imageSize } = flat;

/** Says of every frame the x of its first landmark, and remembers how many frames it was asked of. */
function echo(): Lifter & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    async lift({ image }) {
      const { frameCount, positions, schema } = image!;
      asked.push(frameCount);
      const count = LIFTED_POINTS.length;
      const lifted = new Float32Array(frameCount * count * 3);
      for (let f = 0; f < frameCount; f++) lifted[f * count * 3] = positions[f * schema.names.length * 3];
      return { frameCount, positions: lifted, deviations: new Float32Array(frameCount * count).fill(0.01) };
    },
  };
}
const picture = (f: number) => landmarkFrame(flat, f % 40);
const firstX = (f: number): number => picture(f).image![0];
/** More than the lifter has room for. */
const MANY = 150;

describe('the live lifter', () => {
  it.each([0, 1, 2])('gives every frame once and in order, %i frames late', async (lookahead) => {
    const lifter = echo();
    const live = createLiveLifter(lifter, { imageSize, fps: 25, lookahead });
    const given: number[] = [];
    for (let f = 0; f < MANY; f++) {
      const due = await live.lift(picture(f));
      expect(due === null).toBe(f < lookahead);
      if (!due) continue;
      expect(due.lifted!.positions[0]).toBe(firstX(f - lookahead));
      expect(due.landmarks.image).toEqual(picture(f - lookahead).image);
      given.push(f - lookahead);
    }
    for (let due = await live.lift(null); due; due = await live.lift(null)) {
      expect(due.lifted!.positions[0]).toBe(firstX(given.length));
      given.push(given.length);
    }
    expect(given).toEqual(Array.from({ length: MANY }, (_, f) => f));
    expect(Math.max(...lifter.asked)).toBe(WINDOW_FRAMES);
  });

  it('passes on that the network has nothing to say', async () => {
    const live = createLiveLifter({ lift: async () => null }, { imageSize, fps: 25 });
    expect((await live.lift(landmarkFrame(flat, 0)))!.lifted).toBeNull();
  });

  it('has a third less error of palms than a guess from bone lengths', async () => {
    const lifter = await loadLifter();
    const palms = { guessed: [] as number[], lifted: [] as number[] };
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const seed of [21, 22, 23]) {
      const own = createRandomSigner({ seed });
      const seen = withoutDepth(filmMotion(own.actor, own.clip, { fieldOfViewDeg: 60 }));
      const solved = {
        guessed: solveClipLive(seen),
        lifted: solveClipLive(seen, {}, await liftRecordingLive(seen, lifter)),
      };
      for (const name of ['guessed', 'lifted'] as const)
        palms[name].push(
          ...(['left', 'right'] as const).flatMap((side) =>
            directionErrors(own, solved[name], (_, pose) => palmNormal(pose, side)),
          ),
        );
    }
    expect(mean(palms.lifted)).toBeLessThan(0.67 * mean(palms.guessed));
  });
});
