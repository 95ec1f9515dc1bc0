import { describe, expect, it } from 'vitest';
import { RADIANS } from '../../../src/math/scalar.ts';
import { createMouthOpening } from '../../../src/motion/brief-events.ts';
import { solveFaceClip } from '../../../src/solver/face/solve-face.ts';
import { createCamera } from '../../../src/space/camera.ts';
import { faceRecording } from '../../support/face-signer.ts';

describe.each([true, false])('lips that meet in speech (with z: %s)', (depth) => {
  it('close the mouth for two frames between open vowels, whoever signs', () => {
    const wanted = Array.from({ length: 80 }, (_, f) => (f < 8 || f > 70 || f % 12 < 2 ? 0 : 0.6));
    for (const seed of [1, 2, 3, 4]) {
      const frames = wanted.map((value, f) => ({
        yaw: 15 * RADIANS * Math.sin(f / 11),
        curves: { jawOpen: value, mouthPucker: f % 24 < 12 ? 0.4 : 0 },
      }));
      const { curveNames, curves } = solveFaceClip(
        faceRecording(frames, { seed, jitter: 0.003, depth }),
        createCamera(1280, 960),
      )!;
      const opening = createMouthOpening(curveNames);
      wanted.forEach((value, f) => {
        const open = opening(curves, f * curveNames.length);
        if (value === 0) expect(open, `seed ${seed}, frame ${f}`).toBeLessThan(0.08);
        else expect(open, `seed ${seed}, frame ${f}`).toBeGreaterThan(0.25);
      });
    }
  });
});
