import { describe, expect, it } from 'vitest';
import { readPoseBody } from '../../src/formats/pose/pose-body.ts';
import { encodePoseHeader, type PoseHeader, readPoseHeader } from '../../src/formats/pose/pose-header.ts';
import { TegnError } from '../../src/issues/issues.ts';
import { type PoseFile, poseFileBytes } from '../landmarks/support/pose-file.ts';

const dot = { name: 'DOT', points: ['only'] };

function read(bytes: Uint8Array) {
  const { header, byteLength } = readPoseHeader(bytes);
  return { header, body: readPoseBody(bytes, byteLength, header) };
}

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof TegnError) return error.code;
    throw error;
  }
  return undefined;
}

describe('.pose header', () => {
  it('comes back the same after writing, with string lengths counted in bytes', () => {
    const header: PoseHeader = {
      version: 0.2,
      width: 1920,
      height: 1080,
      depth: 7,
      components: [
        {
          name: 'tegnspråk',
          format: 'XYZC',
          points: ['å', 'hånd'],
          limbs: [[0, 1]],
          colors: [[1, 2, 65535]],
        },
        { name: 'flat', format: 'XYC', points: ['a'], limbs: [], colors: [] },
      ],
    };
    const bytes = encodePoseHeader(header);
    expect(readPoseHeader(bytes)).toEqual({ header, byteLength: bytes.length });
    // 'tegnspråk' has 9 letters and 10 bytes.
    expect([bytes[12], bytes[13]]).toEqual([10, 0]);
  });

  it('knows 0.1 and 0.2 although float32 holds them inexactly, and no other version', () => {
    for (const version of [0, 0.1, 0.2] as const) {
      const bytes = poseFileBytes({ version, components: [dot], frames: [[[[1, 2, 3, 1]]]] });
      expect(readPoseHeader(bytes).header.version).toBe(version);
    }
    const bytes = poseFileBytes({ version: 0.2, components: [dot], frames: [[[[1, 2, 3, 1]]]] });
    for (const version of [0.3, Number.NaN, -0.1]) {
      new DataView(bytes.buffer).setFloat32(0, version, true);
      expect(codeOf(() => readPoseHeader(bytes))).toBe('E_POSE_VERSION');
    }
  });

  it('says where it ends early, at every length', () => {
    const bytes = poseFileBytes({ version: 0.2, components: [dot], frames: [[[[1, 2, 3, 1]]]] });
    const { byteLength } = readPoseHeader(bytes);
    for (let length = 0; length < byteLength; length++) {
      expect(codeOf(() => readPoseHeader(bytes.subarray(0, length)))).toBe('E_POSE_TRUNCATED');
    }
  });

  it('refuses a format that is not letters', () => {
    const bytes = poseFileBytes({
      version: 0.2,
      components: [{ ...dot, format: 'X?' }],
      frames: [[[[1, 1]]]],
    });
    expect(codeOf(() => readPoseHeader(bytes))).toBe('E_POSE_HEADER');
  });
});

describe('.pose body', () => {
  it('takes the number of frames from the bytes where the 16-bit field of v0.1 has wrapped', () => {
    const frames = Array.from({ length: 65536 + 40 }, (_, frame) => [[[frame, 0, 0, 1]]]);
    const { body } = read(poseFileBytes({ version: 0.1, components: [dot], frames, announcedFrames: 40 }));
    expect([body.frameCount, body.announcedFrames, body.trailingBytes]).toEqual([65576, 40, 0]);
    expect(body.tracks[0].data[65575 * 3]).toBe(65575);
  });

  it('allocates nothing for four thousand million announced frames or 65,535 people', () => {
    const file: PoseFile = { version: 0.2, components: [dot], frames: [[[[1, 2, 3, 1]]], [[[4, 5, 6, 1]]]] };
    const before = process.memoryUsage().arrayBuffers;
    // 32 whole bytes are two frames, whatever the field says; one byte less is a cut file.
    const claimed = poseFileBytes({ ...file, announcedFrames: 0xffffffff });
    expect(read(claimed).body.frameCount).toBe(2);
    expect(codeOf(() => read(claimed.slice(0, -1)))).toBe('E_POSE_TRUNCATED');
    const { byteLength } = readPoseHeader(claimed);
    expect(codeOf(() => read(claimed.slice(0, byteLength + 10)))).toBe('E_POSE_TRUNCATED');
    expect(codeOf(() => read(poseFileBytes({ ...file, announcedPeople: 65535 })))).toBe('E_POSE_TRUNCATED');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30e6);
  });

  it('ignores bytes after the last announced frame and counts them', () => {
    const whole = poseFileBytes({
      version: 0.2,
      components: [dot],
      frames: [[[[1, 2, 3, 1]]], [[[4, 5, 6, 1]]]],
    });
    const { body } = read(Uint8Array.from([...whole, 1, 2, 3]));
    expect([body.frameCount, body.trailingBytes]).toEqual([2, 3]);
    expect([...body.tracks[0].data]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...body.tracks[0].confidences]).toEqual([1, 1]);
  });

  it('calls a file cut that ends between frames, because coordinates stand where confidences should', () => {
    const frames = Array.from({ length: 4 }, (_, frame) => [[[100 + frame, 200, 3, 1]]]);
    const whole = poseFileBytes({ version: 0.2, components: [dot], frames });
    expect(codeOf(() => read(whole.slice(0, -16)))).toBe('E_POSE_TRUNCATED');
  });

  it('separates the people of a frame', () => {
    const frames = [0, 1].map((frame) => [0, 1, 2].map((person) => [[frame, person, 0, (person + 1) / 4]]));
    const { body } = read(poseFileBytes({ version: 0.2, components: [dot], frames }));
    expect(body.tracks.map(({ data }) => [...data])).toEqual([
      [0, 0, 0, 1, 0, 0],
      [0, 1, 0, 1, 1, 0],
      [0, 2, 0, 1, 2, 0],
    ]);
    expect(body.tracks.map(({ confidences }) => [...confidences])).toEqual([
      [0.25, 0.25],
      [0.5, 0.5],
      [0.75, 0.75],
    ]);
  });

  it('follows people of v0.0 by their id through frames where some are missing', () => {
    const file: PoseFile = {
      version: 0,
      components: [{ name: 'DOT', format: 'XYC', points: ['only'] }],
      frames: [[[[1, 1, 1]], [[2, 2, 1]]], [], [[[2, 3, 1]]]],
      ids: [[7, 4], [], [4]],
    };
    const { body } = read(poseFileBytes(file));
    expect(body.frameCount).toBe(3);
    expect(body.tracks.map(({ frames, data }) => [[...frames], [...data]])).toEqual([
      [
        [0, 2],
        [2, 2, 2, 3],
      ],
      [[0], [1, 1]],
    ]);
  });

  it('takes the place in the list where ids of v0.0 do not tell people apart', () => {
    const file: PoseFile = {
      version: 0,
      components: [{ name: 'DOT', format: 'XYC', points: ['only'] }],
      frames: [
        [[[1, 1, 1]], [[2, 2, 1]]],
        [[[1, 2, 1]], [[2, 3, 1]]],
      ],
      ids: [
        [-1, -1],
        [-1, -1],
      ],
    };
    const { body } = read(poseFileBytes(file));
    expect(body.tracks.map(({ data }) => [...data])).toEqual([
      [1, 1, 1, 2],
      [2, 2, 2, 3],
    ]);
  });
});
