import { describe, expect, it } from 'vitest';
import { RADIANS } from '../../../src/math/scalar.ts';
import { measureSignerFace } from '../../../src/solver/face/signer-face.ts';
import { type SolvedFace, solveFaceClip } from '../../../src/solver/face/solve-face.ts';
import { createCamera } from '../../../src/space/camera.ts';
import { type FaceFrame, faceRecording } from '../../support/face-signer.ts';

const camera = createCamera(1280, 960);
const SEED = 12;

const mean = ({ curveNames, curves }: SolvedFace, name: string): number => {
  const count = curveNames.length;
  let sum = 0;
  for (let i = curveNames.indexOf(name); i < curves.length; i += count) sum += curves[i];
  return (sum * count) / curves.length;
};
const still = (count: number, frame: FaceFrame) => Array.from({ length: count }, () => frame);
const record = (frames: readonly FaceFrame[]) => faceRecording(frames, { seed: SEED, jitter: 0.003 });

describe('a signer’s neutral face', () => {
  const clips = [0, 1, 2].map((n) =>
    record(
      Array.from(
        { length: 40 },
        (_, f): FaceFrame => ({
          yaw: 10 * RADIANS * Math.sin(f / 5 + n),
          curves: f > 15 && f < 25 ? { jawOpen: 0.7, browInnerUp: 0.8 } : {},
        }),
      ),
    ),
  );
  const signerFace = measureSignerFace(clips.map((recording) => ({ recording, camera })))!;

  it('tells brows that are raised throughout a clip, which the clip alone cannot', () => {
    const raised = record(still(30, { curves: { browInnerUp: 0.9 } }));
    expect(mean(solveFaceClip(raised, camera)!, 'browInnerUp')).toBeLessThan(0.2);
    expect(mean(solveFaceClip(raised, camera, { signerFace })!, 'browInnerUp')).toBeGreaterThan(0.7);
  });

  it('leaves a face at rest at rest', () => {
    const solved = solveFaceClip(record(still(30, {})), camera, { signerFace })!;
    for (const name of solved.curveNames.filter((own) => !own.startsWith('eyeLook')))
      expect(mean(solved, name), name).toBeLessThan(0.06);
  });

  it('is measured with the depth that faces have, and set aside where they have none', () => {
    const flat = clips.map((recording) => ({ recording: { ...recording, depth: 'none' as const }, camera }));
    expect(measureSignerFace(flat)!.hasDepth).toBe(true);
    const raised = faceRecording(still(30, { curves: { browInnerUp: 0.9 } }), { seed: SEED, depth: false });
    expect(mean(solveFaceClip(raised, camera, { signerFace })!, 'browInnerUp')).toBeLessThan(0.2);
  });

  it('is told by enough frames only', () => {
    expect(signerFace.frames).toBeGreaterThan(100);
    expect(measureSignerFace([{ recording: record(still(5, {})), camera }])).toBeNull();
  });
});
