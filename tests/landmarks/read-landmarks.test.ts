import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';
import type { ReadOptions } from '../../src/landmarks/reader.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { writeTrackerJsonl } from '../../src/landmarks/writers/tracker-jsonl.ts';
import { float64Npy } from './support/npy-file.ts';
import { signerRecording } from './support/signer.ts';

const text = (value: string) => new TextEncoder().encode(value);
const hand = new Array(63).fill(0.5);

describe('readLandmarks', () => {
  it('goes by the content, whatever the file is called', async () => {
    const recording = signerRecording();
    for (const [bytes, kind] of [
      [writePose(recording), 'pose-0.2'],
      [writeTrackerJsonl(recording), 'tracker-jsonl'],
      [float64Npy([63], hand), 'keypoints-npy'],
      [text(`landmark { x: 0.1 y: 0.2 }\n`.repeat(21)), 'mediapipe-pbtxt'],
    ] as const) {
      for (const name of ['wrong.parquet', 'unnamed', 'x.npz']) {
        expect((await readLandmarks(bytes, name)).source.kind).toBe(kind);
      }
    }
  });

  it('unpacks gzip around any kind, and keeps the last part of a path as the name', async () => {
    const recording = await readLandmarks(
      gzipSync(writePose(signerRecording())),
      'C:\\tegnspråk\\hei.pose.gz',
    );
    expect(recording.source).toMatchObject({ kind: 'pose-0.2', name: 'hei.pose.gz' });
  });

  it('goes by the name where the content is too broken to tell', async () => {
    await expect(readLandmarks(Uint8Array.of(0xcd, 0xcc, 0x4c, 0x3e), 'cut.pose')).rejects.toMatchObject({
      code: 'E_POSE_TRUNCATED',
      details: { offset: 4 },
    });
  });

  it.each([
    ['a video', Uint8Array.from([0, 0, 0, 32, ...text('ftypisom')]), 'has to be tracked first'],
    ['a PNG picture', Uint8Array.from([0x89, ...text('PNG\r\n')]), 'PNG'],
    ['an FBX file', text('Kaydara FBX Binary'), 'FBX'],
    ['anything else', Uint8Array.of(1, 2, 3), '3 bytes that begin with 01 02 03'],
  ])('says what it found in place of landmarks: %s', async (_, bytes, named) => {
    await expect(readLandmarks(bytes, 'file')).rejects.toMatchObject({
      code: 'E_KIND_UNKNOWN',
      message: expect.stringContaining(named),
    });
  });

  it('refuses empty files, packed ones as well', async () => {
    await expect(readLandmarks(new Uint8Array(), 'a.pose')).rejects.toMatchObject({ code: 'E_FILE_EMPTY' });
    await expect(readLandmarks(gzipSync(new Uint8Array()), 'a.gz')).rejects.toMatchObject({
      code: 'E_FILE_EMPTY',
    });
  });

  it.each([
    { person: -1 },
    { person: 0.5 },
    { fps: 0 },
    { fps: Number.NaN },
    { imageSize: { width: 0, height: 1 } },
    { frameLimit: 0 },
  ] as ReadOptions[])('refuses the option %j', async (options) => {
    await expect(readLandmarks(float64Npy([63], hand), 'a.npy', options)).rejects.toMatchObject({
      code: 'E_OPTION',
    });
  });

  it('refuses more frames than the limit, and a person in a file without people', async () => {
    const bytes = writePose(signerRecording({ frameCount: 5 }));
    await expect(readLandmarks(bytes, 'a.pose', { frameLimit: 4 })).rejects.toMatchObject({
      code: 'E_LIMIT',
    });
    expect((await readLandmarks(bytes, 'a.pose', { frameLimit: 5 })).image!.frameCount).toBe(5);
    await expect(readLandmarks(float64Npy([63], hand), 'a.npy', { person: 1 })).rejects.toMatchObject({
      code: 'E_PERSON',
    });
  });

  it('reads 75 frames of 576 points in a few milliseconds', async () => {
    const bytes = writePose(signerRecording({ frameCount: 75, hasWorld: true }));
    await readLandmarks(bytes, 'warm.pose');
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 5; run++) {
      const start = performance.now();
      await readLandmarks(bytes, 'x.pose');
      best = Math.min(best, performance.now() - start);
    }
    // 2 ms on an idle desktop core; 40 were passed with eight programs on two cores.
    expect(best).toBeLessThan(250);
  });
});
