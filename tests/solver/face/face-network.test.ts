import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLandmarks } from '../../../src/landmarks/read-landmarks.ts';
import { FACE_OFFSET, LANDMARK_COUNT } from '../../../src/landmarks/schema.ts';
import { type FaceNetwork, readNetworkFace } from '../../../src/solver/face/network/face-network.ts';
import { loadFaceNetwork } from '../../../src/solver/face/network/load-face-network.node.ts';
import { NETWORK_CURVES, NETWORK_POINTS } from '../../../src/solver/face/network/network-points.ts';
import { createFaceNetwork } from '../../../src/solver/face/network/onnx-face-network.ts';
import { solveFaceClip } from '../../../src/solver/face/solve-face.ts';
import { createCamera } from '../../../src/space/camera.ts';
import { faceRecording } from '../../support/face-signer.ts';

/** Says that the jaw is open and a cheek dimpled as far as the lips are apart, over a bias that every face of it has. */
const standIn: FaceNetwork = {
  name: 'stand-in',
  points: [13, 14, 468],
  curveNames: ['jawOpen', 'mouthDimpleLeft', 'mouthFrownLeft'],
  async run(pixels) {
    const gap = Math.min(0.7, Math.max(0, (pixels[3] - pixels[1]) / 60));
    return Float32Array.of(0.2 + gap, 0.1 + gap / 2, 1);
  },
};

const wanted = Array.from({ length: 60 }, (_, f) => (f >= 20 && f < 40 ? 0.8 : 0));
const recording = () => faceRecording(wanted.map((value) => ({ curves: { jawOpen: value } })));
const camera = createCamera(1280, 960);

describe('a network beside the formulas', () => {
  it('is asked with the pixels of its points, and only where it has them all', async () => {
    const asked: number[][] = [];
    const face = recording();
    face.image!.confidences[5 * LANDMARK_COUNT + FACE_OFFSET + 14] = 0;
    const said = await readNetworkFace(
      {
        ...standIn,
        async run(pixels) {
          asked.push(Array.from(pixels));
          return standIn.run(pixels);
        },
      },
      face,
    );
    expect(asked).toHaveLength(59);
    const at = (FACE_OFFSET + 13) * 3;
    const { positions } = face.image!;
    expect(asked[0][0]).toBeCloseTo(positions[at] * 1280, 3);
    expect(asked[0][1]).toBeCloseTo(positions[at + 1] * 960, 3);
    expect(said!.known[5]).toBe(0);
    expect(said!.known[6]).toBe(1);
  });

  it('says nothing of faces that lack its points throughout', async () => {
    const face = recording();
    for (let f = 0; f < 60; f++) face.image!.confidences[f * LANDMARK_COUNT + FACE_OFFSET + 468] = 0;
    expect(await readNetworkFace(standIn, face)).toBeNull();
  });

  it('shares curves that both see, less its own neutral, and adds those that it alone sees', async () => {
    const face = recording();
    const networkFace = await readNetworkFace(standIn, face);
    const alone = solveFaceClip(face, camera)!;
    const both = solveFaceClip(face, camera, { networkFace })!;
    const mean = ({ curveNames, curves }: typeof alone, name: string, from: number, to: number): number => {
      let sum = 0;
      for (let f = from; f < to; f++) sum += curves[f * curveNames.length + curveNames.indexOf(name)];
      return sum / (to - from);
    };
    expect(alone.curveNames).not.toContain('mouthDimpleLeft');
    expect(both.curveNames).toContain('mouthDimpleLeft');
    expect(mean(both, 'mouthDimpleLeft', 0, 18)).toBeLessThan(0.02);
    expect(mean(both, 'mouthDimpleLeft', 22, 38)).toBeGreaterThan(0.1);
    expect(mean(both, 'jawOpen', 0, 18)).toBeLessThan(0.05);
    expect(mean(both, 'jawOpen', 22, 38)).not.toBeCloseTo(mean(alone, 'jawOpen', 22, 38), 2);
    // the formulas are better at this one
    expect(mean(both, 'mouthFrownLeft', 22, 38)).toBe(mean(alone, 'mouthFrownLeft', 22, 38));
  });

  it('is refused when its values are of another number, and when it cannot be read', async () => {
    const runtime = (length: number) => ({
      InferenceSession: {
        create: async () => ({ run: async () => ({ out: { data: new Float32Array(length) } }) }),
      },
      Tensor: class {} as never,
    });
    await expect(createFaceNetwork(runtime(7), new Uint8Array())).rejects.toMatchObject({
      code: 'E_MODEL_SHAPE',
    });
    const network = await createFaceNetwork(runtime(52), new Uint8Array());
    expect(network.curveNames).toHaveLength(52);
    await expect(loadFaceNetwork('no-such-folder')).rejects.toMatchObject({ code: 'E_MODEL_MISSING' });
  });

  it('knows 146 landmarks and 52 values by name', () => {
    expect(new Set(NETWORK_POINTS).size).toBe(146);
    expect(new Set(NETWORK_CURVES).size).toBe(52);
  });
});

/** Folders of MediaPipe's network as ONNX and of its portrait test data; neither is ours to ship. */
const models = process.env['TEGN_MODELS'];
const portrait = process.env['TEGN_PORTRAIT'];

describe.skipIf(!models || !portrait)(
  'MediaPipe’s own network (TEGN_MODELS and TEGN_PORTRAIT name its folders)',
  () => {
    it('gives the 52 values of the official portrait within 0.01', async () => {
      const file = (name: string) => readFileSync(join(portrait!, `portrait_expected_${name}.pbtxt`));
      const face = await readLandmarks(new Uint8Array(file('face_landmarks')), 'portrait.pbtxt', {
        imageSize: { width: 820, height: 1024 },
      });
      const said = await readNetworkFace(await loadFaceNetwork(models!), face);
      const official = [
        ...file('blendshapes')
          .toString()
          .matchAll(/score: (\S+)\s+label: "(\w+)"/g),
      ];
      expect(official).toHaveLength(52);
      for (const [, score, label] of official) {
        const value = said!.curves[said!.curveNames.indexOf(label)];
        expect(Math.abs(value - Number(score)), label).toBeLessThan(0.01);
      }
    });
  },
);
