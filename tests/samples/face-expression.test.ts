import { expect, it } from 'vitest';
import { face, facePoints, NEUTRAL_FACE } from '../../samples/generate/face-expression.ts';
import { CANONICAL_FACE } from '../../src/landmarks/face/canonical-face.ts';

const neutral = facePoints(NEUTRAL_FACE);
const gap = (points: Float64Array, a: number, b: number) => points[a * 3 + 1] - points[b * 3 + 1];
const width = (points: Float64Array, right: number, left: number) => points[left * 3] - points[right * 3];

it('leaves the canonical face as it is when nothing is expressed', () => {
  expect(Array.from(neutral)).toEqual(Array.from(CANONICAL_FACE));
});

it('raises both brows by 7 to 10 mm over the eye corners, which stay', () => {
  const raised = facePoints(face({ browRaise: 1 }));
  for (const [brow, corner] of [
    [105, 33],
    [334, 263],
    [107, 133],
    [336, 362],
  ]) {
    const lift = gap(raised, brow, corner) - gap(neutral, brow, corner);
    expect(lift).toBeGreaterThan(0.007);
    expect(lift).toBeLessThan(0.01);
    expect(raised[corner * 3 + 1]).toBe(neutral[corner * 3 + 1]);
  }
});

it('closes both eyes to a gap below 0.5 mm', () => {
  const closed = facePoints(face({ blink: 1 }));
  for (const [upper, lower] of [
    [159, 145],
    [386, 374],
  ]) {
    expect(Math.abs(gap(closed, upper, lower))).toBeLessThan(5e-4);
  }
});

it('opens the mouth with the jaw while the upper lip and the nose stay', () => {
  const open = facePoints(face({ mouthOpen: 1 }));
  expect(gap(open, 13, 14)).toBeGreaterThan(0.025);
  expect(gap(open, 4, 152)).toBeGreaterThan(gap(neutral, 4, 152) + 0.015);
  for (const still of [4, 13, 33, 263]) {
    for (let axis = 0; axis < 3; axis++) expect(open[still * 3 + axis]).toBe(neutral[still * 3 + axis]);
  }
});

it('narrows a rounded mouth and widens a spread one by a fifth or more', () => {
  const neutralWidth = width(neutral, 61, 291);
  expect(width(facePoints(face({ mouthRound: 1 })), 61, 291)).toBeLessThan(neutralWidth * 0.8);
  expect(width(facePoints(face({ mouthSpread: 1 })), 61, 291)).toBeGreaterThan(neutralWidth * 1.15);
});

it('moves both irises to the left of the person when the gaze goes there', () => {
  const left = facePoints(face({ gazeLeft: 1 }));
  for (const iris of [468, 473]) expect(left[iris * 3] - neutral[iris * 3]).toBeCloseTo(0.00507, 5);
});
