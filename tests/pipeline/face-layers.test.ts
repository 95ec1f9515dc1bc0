import { describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { liveLinkCsvExporter } from '../../src/export/csv/live-link-csv-exporter.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { assertMotionClip, type MotionClip, PART_NAMES } from '../../src/motion/motion-clip.ts';
import { type ClipOptions, makeClip } from '../../src/pipeline/make-clip.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import type { FaceNetwork } from '../../src/solver/face/network/face-network.ts';
import { createRandomMotion } from '../support/random-motion.ts';

const bytes = writePose(createSample({ ...chinForward, frameCount: 30 }).recording);
const make = (options: ClipOptions) => makeClip(bytes, 'hello.pose', options);

const column = (clip: MotionClip, name: string): number[] =>
  Array.from(
    { length: clip.frameCount },
    (_, f) => clip.curves[f * clip.curveNames.length + clip.curveNames.indexOf(name)],
  );

/** A phone's recording at 60 per second: the jaw opens from 0 to 1 in two seconds, brows are half raised. Begins at this frame since midnight. */
async function phone(startFrame: number): Promise<Uint8Array> {
  const rig = createMetahuman();
  const frameCount = 121;
  const clip: MotionClip = {
    ...createRandomMotion(rig, { seed: 1, frameCount, curveNames: [], still: rig.skeleton.jointNames }),
    timing: { rate: { numerator: 60, denominator: 1 }, startFrame },
    curveNames: ['jawOpen', 'browInnerUp'],
    curves: Float32Array.from({ length: frameCount * 2 }, (_, i) => (i % 2 ? 0.5 : i / 240)),
    partNames: PART_NAMES,
    provenance: new Uint8Array(frameCount * PART_NAMES.length),
  };
  const metadata = {
    fps: 60,
    target: { name: 'x', approximate: false },
    quality: {},
    options: {},
    tegnVersion: '1',
  };
  const [file] = await liveLinkCsvExporter.exportClip({ clip, rig, metadata }, 'phone');
  return file.bytes;
}

describe('a recorded face over a recording', () => {
  it('replaces the tracks that are asked for, from the start', async () => {
    const layers = [{ name: 'take/phone.csv', bytes: await phone(0), tracks: { mouth: 1 } }];
    const [plain, laid] = [await make({}), await make({ layers })];
    assertMotionClip(laid.clip);
    column(laid.clip, 'jawOpen').forEach((value, f) => {
      // below 0.08 lips count as shut, and the frame nearest to that is taken
      expect(Math.abs(value - f / 50)).toBeLessThan(0.02);
    });
    expect(column(laid.clip, 'browInnerUp')).toEqual(column(plain.clip, 'browInnerUp'));
    expect(laid.metadata.options['layers']).toMatchObject([
      { file: 'phone.csv', kind: 'live-link-face-csv', tracks: { mouth: 1 }, offset: 0, alignedBy: 'start' },
    ]);
  });

  it('begins where it is told', async () => {
    const layers = [{ name: 'phone.csv', bytes: await phone(0), tracks: { mouth: 1 }, offset: -0.4 }];
    const { clip } = await make({ layers });
    expect(column(clip, 'jawOpen')[0]).toBeCloseTo(0.2, 2);
  });

  it('is aligned by timecode where the recording has one, and the clip then counts from it', async () => {
    const second = 10 * 3600;
    const layers = [{ name: 'phone.csv', bytes: await phone((second - 0.4) * 60), tracks: { mouth: 1 } }];
    const { clip, metadata } = await make({ layers, timecode: '10:00:00:00' });
    expect(column(clip, 'jawOpen')[0]).toBeCloseTo(0.2, 2);
    expect(clip.timing.startFrame).toBe(second * 25);
    expect(metadata.options['timecode']).toBe('10:00:00:00');
    await expect(make({ timecode: '10:00:00:30' })).rejects.toMatchObject({ code: 'E_OPTION' });
  });

  it('can be another recording, head included', async () => {
    const layers = [{ name: 'other.pose', bytes, tracks: { brows: 0.5, head: 1 } }];
    const { clip } = await make({ layers });
    assertMotionClip(clip);
  });

  it('goes on with cuts, rates and gains', async () => {
    const layers = [{ name: 'phone.csv', bytes: await phone(0), tracks: { mouth: 1 } }];
    const { clip, metadata } = await make({
      layers,
      face: { mouth: { gain: 0.5 } },
      trim: [0.2, 0.8],
      fps: 50,
    });
    expect(column(clip, 'jawOpen')[0]).toBeCloseTo(0.05, 2);
    expect(metadata.options['face']).toEqual({ mouth: { gain: 0.5 } });
  });
});

describe('who turns the head', () => {
  it('is the body, unless the face is asked to', async () => {
    const [body, face] = [await make({}), await make({ head: 'face' })];
    expect(body.clip.curveNames).not.toContain('headYaw');
    assertMotionClip(face.clip);
    expect(face.clip.curveNames).toContain('headYaw');
    expect(face.metadata.options['head']).toBe('face');
    await expect(make({ head: 'face', target: 'vrm' })).rejects.toMatchObject({ code: 'E_OPTION' });
  });
});

describe('a face network', () => {
  const network: FaceNetwork = {
    name: 'stand-in.onnx',
    points: [13, 14],
    curveNames: ['mouthDimpleLeft'],
    run: async () => Float32Array.of(0.5),
  };

  it('is asked, and named in the metadata', async () => {
    const { clip, metadata } = await make({ faceNetwork: network });
    expect(clip.curveNames).toContain('mouthDimpleLeft');
    expect(metadata.options['faceNetwork']).toBe('stand-in.onnx');
  });

  it('that lacks its points is told, and the formulas stand alone', async () => {
    const { clip, issues } = await make({ faceNetwork: { ...network, points: [477] } });
    const hasIris = issues.every(({ code }) => code !== 'W_FACE_NETWORK');
    expect(clip.curveNames.includes('mouthDimpleLeft')).toBe(hasIris);
  });
});

it('says how far the face can be believed', async () => {
  const { metadata } = await make({});
  const { confidence, lowest } = metadata.quality['face'] as { confidence: number; lowest: number };
  expect(confidence).toBeGreaterThan(0.5);
  expect(lowest).toBeLessThanOrEqual(confidence);
});
