import { describe, expect, it } from 'vitest';
import { rightHandShape } from '../../src/landmarks/hand-shape.ts';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';
import {
  HAND_NAMES,
  LANDMARK_COUNT,
  LEFT_HAND_OFFSET,
  RIGHT_HAND_OFFSET,
} from '../../src/landmarks/schema.ts';
import { filmMotion } from '../support/film-motion.ts';
import { posedMotion } from '../support/posed-motion.ts';
import { float64Npy } from './support/npy-file.ts';

const BENDS = [5, 30, 70] as const;
const TWISTS = [-80, -40, 0, 40, 80] as const;

/** Both hands before the body, their fingers bent by `bend`, turned by `twist`: 21 points each, z on the scale of x. */
function handsOf(bend: number, twist: number) {
  const { actor, clip } = posedMotion(1, (poser) => {
    for (const side of ['left', 'right'] as const) {
      poser.raise(side, 60, 40);
      poser.set(`${side}LowerArm`, 90);
      poser.set(`${side}Hand`, 10, 0, twist);
      for (const finger of ['Index', 'Middle', 'Ring', 'Pinky'] as const)
        for (const k of [1, 2, 3] as const) poser.set(`${side}${finger}${k}`, bend);
    }
  });
  const { image, imageSize } = filmMotion(actor, clip);
  const aspect = imageSize.height / imageSize.width;
  const points = (offset: number) =>
    HAND_NAMES.map((_, i) => {
      const [x, y, z] = image!.positions.subarray((offset + i) * 3, (offset + i) * 3 + 3);
      return [x, y * aspect, z];
    });
  return { left: points(LEFT_HAND_OFFSET), right: points(RIGHT_HAND_OFFSET) };
}

describe.each(BENDS)('hands whose fingers bend by %i degrees', (bend) => {
  it.each(TWISTS)('turned by %i degrees are told apart', (twist) => {
    const { left, right } = handsOf(bend, twist);
    expect(rightHandShape(right)).toBeGreaterThan(0);
    expect(rightHandShape(left)).toBeLessThan(0);
  });
});

describe.each(['left', 'right'] as const)('an array of one %s hand', (side) => {
  it('becomes that hand, unless the options name the other one', async () => {
    const bytes = float64Npy([63], handsOf(40, 20)[side].flat());
    const options = { imageSize: { width: 500, height: 500 } };
    const seen = async (hand?: 'left' | 'right') => {
      const { image } = await readLandmarks(bytes, 'letter.npy', { ...options, hand });
      expect(image!.confidences).toHaveLength(LANDMARK_COUNT);
      return image!.confidences[LEFT_HAND_OFFSET] > 0 ? 'left' : 'right';
    };
    expect(await seen()).toBe(side);
    expect(await seen('left')).toBe('left');
    expect(await seen('right')).toBe('right');
  });
});
