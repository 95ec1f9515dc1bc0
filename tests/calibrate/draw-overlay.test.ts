import { expect, it } from 'vitest';
import { drawOverlay } from '../../src/calibrate/draw-overlay.ts';
import { estimateSkeleton } from '../../src/calibrate/estimate-skeleton.ts';
import { measureFrames } from '../../src/calibrate/measure-frames.ts';
import { AVERAGE_PROPORTIONS } from '../../src/skeleton/actor/proportions.ts';
import { measurable, recordSigner } from '../support/record-signer.ts';

const recordings = await measurable(
  recordSigner({ proportions: AVERAGE_PROPORTIONS, count: 2, frameCount: 30, noise: 0 }),
);
const { estimate, observations } = estimateSkeleton(recordings);

it('lays the skeleton of exact recordings over their bones within 2 pixels of 1280', () => {
  const svg = drawOverlay({ ...observations[0], name: 'a<b>.pose' }, 5, estimate, 1);
  const lines = Array.from(svg.matchAll(/<line x1="(\S+)" y1="(\S+)" x2="(\S+)" y2="(\S+)"/g), (match) =>
    match.slice(1).map(Number),
  );
  // shoulders, four arm bones and twenty bones of each hand, each as seen and as estimated
  expect(lines).toHaveLength(2 * (1 + 4 + 40));
  for (let i = 0; i < lines.length; i += 2) {
    const [seen, laid] = [lines[i], lines[i + 1]];
    seen.forEach((value, k) => {
      expect(Math.abs(value - laid[k])).toBeLessThan(2);
    });
  }
  expect(svg).toContain('a&lt;b>.pose, frame 5');
});

it('leaves next to nothing of exact landmarks unexplained, and most of a skeleton that is too short', () => {
  const right = measureFrames(observations[0], estimate, 1);
  expect(Math.max(...right.map(({ reprojection }) => reprojection))).toBeLessThan(0.01);
  const short = measureFrames(observations[0], estimate, 1.2);
  expect(Math.max(...short.map(({ reprojection }) => reprojection))).toBeGreaterThan(0.1);
});
