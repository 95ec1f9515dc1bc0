import { gunzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readPoseHeader } from '../../src/formats/pose/pose-header.ts';
import type { LandmarkClip } from '../../src/landmarks/landmark-clip.ts';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';
import { FACE_OFFSET, LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET } from '../../src/landmarks/schema.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { writeTrackerJsonl } from '../../src/landmarks/writers/tracker-jsonl.ts';
import { signerRecording } from './support/signer.ts';

/** Landmarks of two clips are the same bits; -0 counts as 0. */
function expectSameLandmarks(actual: LandmarkClip | null, expected: LandmarkClip | null): void {
  expect(actual?.frameCount).toBe(expected?.frameCount);
  expect(actual?.timing).toEqual(expected?.timing);
  expect(actual?.positions.every((value, i) => value === expected!.positions[i])).toBe(
    expected ? true : undefined,
  );
  expect(actual?.confidences).toEqual(expected?.confidences);
}

const leavesOut = (frame: number, landmark: number) =>
  (frame === 1 && landmark >= LEFT_HAND_OFFSET && landmark < RIGHT_HAND_OFFSET) ||
  landmark === FACE_OFFSET + 9;

describe('writePose', () => {
  it('writes the 586 points of pose-format with world landmarks, and reads back to the same bits', async () => {
    const recording = signerRecording({ hasWorld: true, isMissing: leavesOut });
    const bytes = writePose(recording);
    const { header } = readPoseHeader(bytes);
    expect(header).toMatchObject({ version: 0.2, width: 1024, height: 512, depth: 0 });
    expect(header.components.map(({ name, format, points }) => [name, format, points.length])).toEqual([
      ['POSE_LANDMARKS', 'XYZC', 33],
      ['FACE_LANDMARKS', 'XYZC', 478],
      ['LEFT_HAND_LANDMARKS', 'XYZC', 21],
      ['RIGHT_HAND_LANDMARKS', 'XYZC', 21],
      ['POSE_WORLD_LANDMARKS', 'XYZC', 33],
    ]);
    expect(header.components[0].points.slice(9, 12)).toEqual(['MOUTH_LEFT', 'MOUTH_RIGHT', 'LEFT_SHOULDER']);
    expect(header.components[2].points.slice(4, 6)).toEqual(['THUMB_TIP', 'INDEX_FINGER_MCP']);
    const back = await readLandmarks(bytes, 'x.pose');
    expectSameLandmarks(back.image, recording.image);
    expectSameLandmarks(back.world, recording.world);
    expect([back.depth, back.imageSize, back.issues]).toEqual(['world', recording.imageSize, []]);
  });

  it('writes 553 points without world landmarks, and the exact NTSC rate', async () => {
    const recording = signerRecording({ rate: { numerator: 30000, denominator: 1001 } });
    const bytes = writePose(recording);
    expect(readPoseHeader(bytes).header.components).toHaveLength(4);
    expectSameLandmarks((await readLandmarks(bytes, 'x.pose')).image, recording.image);
  });

  it('gives back what it read from any picture size, and is one float32 step off otherwise', async () => {
    const recording = { ...signerRecording(), imageSize: { width: 1919, height: 1079 } };
    const once = await readLandmarks(writePose(recording), 'x.pose');
    const twice = await readLandmarks(writePose(once), 'x.pose');
    expectSameLandmarks(twice.image, once.image);
    const error = once.image!.positions.map((value, i) => Math.abs(value - recording.image!.positions[i]));
    expect(
      Math.max(...error.map((value, i) => value / Math.abs(recording.image!.positions[i] || 1))),
    ).toBeLessThan(2.4e-7);
  });

  it('keeps the world landmarks of hands', async () => {
    const recording = signerRecording({ hasWorld: true });
    const world = recording.world!;
    for (let i = RIGHT_HAND_OFFSET; i < FACE_OFFSET; i++) {
      world.positions.set([i / 1024, -i / 2048, 0.5], i * 3);
      world.confidences[i] = 1;
    }
    const back = await readLandmarks(writePose(recording), 'x.pose');
    expectSameLandmarks(back.world, world);
  });

  it('refuses a picture that the format cannot name', () => {
    const recording = { ...signerRecording(), imageSize: { width: 70000, height: 512 } };
    expect(() => writePose(recording)).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
  });
});

describe('writeTrackerJsonl', () => {
  const flat = (clip: LandmarkClip): LandmarkClip => ({
    ...clip,
    positions: clip.positions.map((value, i) => (i % 3 === 2 ? 0 : value)),
  });

  it('writes one record a frame that reads back to the same bits but for the depth', async () => {
    const recording = signerRecording({
      isMissing: leavesOut,
      rate: { numerator: 30000, denominator: 1001 },
    });
    const back = await readLandmarks(writeTrackerJsonl(recording), 'x.jsonl');
    expectSameLandmarks(back.image, flat(recording.image!));
    expect([back.depth, back.imageSize, back.issues]).toEqual(['none', recording.imageSize, []]);
  });

  it('writes the fields of the tracker: names, empty lists, 468 face points without irises', () => {
    const isMissing = (frame: number, landmark: number) =>
      leavesOut(frame, landmark) || landmark >= FACE_OFFSET + 468 || (frame === 0 && landmark === 3);
    const recording = signerRecording({ isMissing });
    const records = new TextDecoder()
      .decode(writeTrackerJsonl(recording))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toHaveLength(4);
    expect(Object.keys(records[0])).toEqual([
      'frame_index',
      'time_s',
      'image_size',
      'pose_landmarks',
      'left_hand_landmarks',
      'right_hand_landmarks',
      'face_landmarks',
      'confidence',
    ]);
    expect(records[2]).toMatchObject({
      frame_index: 2,
      time_s: 0.08,
      image_size: { width: 1024, height: 512 },
    });
    expect(records[0].pose_landmarks[3]).toEqual({ x: 0, y: 0, c: 0, name: 'left_eye_outer' });
    expect(Object.keys(records[0].left_hand_landmarks[0])).toEqual(['x', 'y', 'c']);
    expect(records[1].left_hand_landmarks).toEqual([]);
    expect(records[1].confidence).toMatchObject({ left_hand: 0, right_hand: 1, face: 1 });
    expect(records[0].face_landmarks).toHaveLength(468);
  });

  it('gives the same bytes every time, packed as well', () => {
    const recording = signerRecording();
    const packed = writeTrackerJsonl(recording, { gzip: true });
    expect(packed).toEqual(writeTrackerJsonl(recording, { gzip: true }));
    expect(gunzipSync(packed)).toEqual(writeTrackerJsonl(recording));
  });

  it('refuses a recording that only has world landmarks', () => {
    const recording = { ...signerRecording({ hasWorld: true }), image: null };
    expect(() => writeTrackerJsonl(recording)).toThrow(expect.objectContaining({ code: 'E_NO_LANDMARKS' }));
  });
});
