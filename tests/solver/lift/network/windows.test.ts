import { describe, expect, it } from 'vitest';
import type { LandmarkRecording } from '../../../../src/landmarks/landmark-clip.ts';
import { LANDMARK_COUNT } from '../../../../src/landmarks/schema.ts';
import { withoutDepth } from '../../../../src/landmarks/without-depth.ts';
import { LIFTED_POINTS } from '../../../../src/solver/lift/network/lifted-clip.ts';
import { createLiftWindows, WINDOW_FRAMES } from '../../../../src/solver/lift/network/windows.ts';
import { filmMotion } from '../../../support/film-motion.ts';
import { createRandomSigner } from '../../../support/random-signer.ts';

const POINTS = LIFTED_POINTS.length;

function flat(frameCount: number): LandmarkRecording {
  const { actor, clip } = createRandomSigner({ seed: 4, frameCount });
  return withoutDepth(filmMotion(actor, clip));
}

function changed(
  recording: LandmarkRecording,
  change: (positions: Float32Array, confidences: Float32Array) => void,
) {
  const image = recording.image!;
  const positions = image.positions.slice();
  const confidences = image.confidences.slice();
  change(positions, confidences);
  return { ...recording, image: { ...image, positions, confidences } };
}

describe('windows for the lifting network', () => {
  it.each([1, 5, 27, 28, 75])('cover every frame of a clip of %i frames', (frameCount) => {
    const { starts } = createLiftWindows(flat(frameCount))!;
    for (let f = 0; f < frameCount; f++) {
      expect(
        starts.some((start) => start <= f && f < start + WINDOW_FRAMES),
        `frame ${f}`,
      ).toBe(true);
    }
    for (const start of starts)
      expect(start + WINDOW_FRAMES).toBeLessThanOrEqual(Math.max(frameCount, WINDOW_FRAMES));
  });

  it('overlap by half, since more of them cost time and gain nothing', () => {
    expect(createLiftWindows(flat(75))!.starts).toEqual([0, 13, 26, 39, 48]);
  });

  it('are in units of the shoulder distance about mid-shoulder', () => {
    const { xy } = createLiftWindows(flat(30))!;
    const distances = Array.from({ length: WINDOW_FRAMES }, (_, k) => {
      const left = (k * POINTS + 5) * 2;
      return Math.hypot(xy[left] - xy[left + 2], xy[left + 1] - xy[left + 3]);
    });
    expect(distances.sort((a, b) => a - b)[13]).toBeCloseTo(1, 5);
    const mean = Array.from(
      { length: WINDOW_FRAMES },
      (_, k) => xy[(k * POINTS + 5) * 2] + xy[(k * POINTS + 6) * 2],
    );
    expect(mean.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 4);
  });

  it("stay the same when the person is half as large and elsewhere in the picture, but for the picture's middle", () => {
    const recording = flat(30);
    const moved = changed(recording, (positions) => {
      for (let i = 0; i < positions.length; i += 3) {
        positions[i] = positions[i] * 0.5 + 0.2;
        positions[i + 1] = positions[i + 1] * 0.5 + 0.1;
      }
    });
    const a = createLiftWindows(recording)!;
    const b = createLiftWindows(moved)!;
    a.xy.forEach((value, i) => {
      expect(b.xy[i]).toBeCloseTo(value, 4);
    });
    expect(b.context[0]).not.toBeCloseTo(a.context[0], 1);
  });

  it('hold zeros where a point is missing and beyond the end of a short clip', () => {
    const hand = LIFTED_POINTS[20];
    const recording = changed(flat(10), (_, confidences) => {
      confidences[3 * LANDMARK_COUNT + hand] = 0;
    });
    const { xy, confidence } = createLiftWindows(recording)!;
    expect([
      ...xy.subarray((3 * POINTS + 20) * 2, (3 * POINTS + 20) * 2 + 2),
      confidence[3 * POINTS + 20],
    ]).toEqual([0, 0, 0]);
    expect(confidence.subarray(10 * POINTS).every((value) => value === 0)).toBe(true);
    expect(xy.subarray(10 * POINTS * 2).every((value) => value === 0)).toBe(true);
  });

  it('are not made of a clip that never shows both shoulders', () => {
    const recording = changed(flat(30), (_, confidences) => {
      for (let f = 0; f < 30; f++) confidences[f * LANDMARK_COUNT + LIFTED_POINTS[5]] = 0;
    });
    expect(createLiftWindows(recording)).toBeNull();
  });
});
