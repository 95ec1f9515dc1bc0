import { describe, expect, it } from 'vitest';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';
import { LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET } from '../../src/landmarks/schema.ts';
import { createRandom } from '../../src/math/random.ts';
import { pointOf, signerParts } from './support/signer.ts';

const read = (frames: unknown[]) =>
  readLandmarks(
    new TextEncoder().encode(JSON.stringify({ frames, fps: 25, width: 640, height: 480 })),
    'sign.json',
  );

/** Frame of the signer with hands under the labels given. */
function frame(index: number, swapped: boolean) {
  const { pose, leftHand, rightHand } = signerParts(1, index);
  const [left, right] = swapped ? [rightHand, leftHand] : [leftHand, rightHand];
  return { pose, left_hand: left as number[][] | null, right_hand: right as number[][] | null };
}

describe('the sides of hands', () => {
  it('are swapped back when the hands carry each other’s label', async () => {
    const recording = await read([0, 1, 2].map((index) => frame(index, true)));
    expect(recording.issues.map(({ code }) => code)).toEqual(['W_HANDS_SWAPPED']);
    const { leftHand, rightHand } = signerParts(1, 2);
    expect(pointOf(recording.image, 2, LEFT_HAND_OFFSET + 7)).toEqual(leftHand[7]);
    expect(pointOf(recording.image, 2, RIGHT_HAND_OFFSET + 7)).toEqual(rightHand[7]);
  });

  it('stay when a third of the frames is wrong, and noise moves the wrists by a tenth of the shoulders', async () => {
    const random = createRandom(5);
    const frames = Array.from({ length: 30 }, (_, index) => {
      const one = frame(index, index % 3 === 0);
      for (const point of one.pose) point[0] += 0.024 * random.gauss();
      return one;
    });
    expect((await read(frames)).issues).toEqual([]);
  });

  it('are swapped when a single hand lies at the other wrist', async () => {
    const frames = [0, 1, 2].map((index) => ({ ...frame(index, true), left_hand: null }));
    const recording = await read(frames);
    expect(recording.issues.map(({ code }) => code)).toEqual(['W_HANDS_SWAPPED']);
    expect(pointOf(recording.image, 0, LEFT_HAND_OFFSET)[3]).toBe(1);
    expect(pointOf(recording.image, 0, RIGHT_HAND_OFFSET)).toEqual([0, 0, 0, 0]);
  });

  it('are swapped with the world landmarks of the hands', async () => {
    const world = (hand: number[][] | null) => hand!.map(([x, y, z]) => [x - 0.5, y - 0.5, z]);
    const frames = [0, 1].map((index) => {
      const one = frame(index, true);
      return { ...one, left_hand_world: world(one.left_hand), right_hand_world: world(one.right_hand) };
    });
    const recording = await read(frames);
    const [x, y, z] = signerParts(1, 0).leftHand[8];
    expect(pointOf(recording.world, 0, LEFT_HAND_OFFSET + 8)).toEqual(
      [x - 0.5, 0.5 - y, -z, 1].map(Math.fround),
    );
  });

  it('stay while the hands touch, where wrists cannot tell them apart', async () => {
    const frames = [0, 1].map((index) => {
      const one = frame(index, true);
      for (const wrist of [15, 16]) one.pose[wrist] = [0.5, 0.55, 0, 1];
      return one;
    });
    expect((await read(frames)).issues).toEqual([]);
  });

  it('are believed, with a warning, where there is no body', async () => {
    const recording = await read([0, 1].map((index) => ({ ...frame(index, true), pose: [] })));
    expect(recording.issues.map(({ code }) => code)).toEqual(['W_HAND_LABEL']);
    expect(pointOf(recording.image, 0, LEFT_HAND_OFFSET)).toEqual(signerParts(1, 0).rightHand[0]);
  });
});
