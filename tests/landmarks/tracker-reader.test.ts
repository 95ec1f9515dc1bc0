import { gzipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';
import { FACE_OFFSET, LEFT_HAND_OFFSET, POSE_NAMES, RIGHT_HAND_OFFSET } from '../../src/landmarks/schema.ts';
import { pointOf, signerFrame, signerParts } from './support/signer.ts';

// biome-ignore lint/suspicious/noExplicitAny: records are changed in every way by the tests.
type Record_ = any;

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function record(frame: number, time = frame / 25): Record_ {
  const { pose, leftHand, rightHand, face } = signerParts(1, frame);
  const point = ([x, y, , c]: number[]) => ({ x, y, c });
  return {
    frame_index: frame,
    time_s: time,
    image_size: { width: 1280, height: 720 },
    pose_landmarks: pose.map((values, i) => ({ ...point(values), name: snake(POSE_NAMES[i]) })),
    left_hand_landmarks: leftHand.map(point),
    right_hand_landmarks: rightHand.map(point),
    face_landmarks: face.map(point),
    confidence: { pose: 0.9, left_hand: 1, right_hand: 1, face: 1 },
  };
}

const jsonl = (records: readonly unknown[]) =>
  new TextEncoder().encode(`${records.map((value) => JSON.stringify(value)).join('\n')}\n`);

const read = (records: readonly unknown[]) => readLandmarks(jsonl(records), 'sign.jsonl');

const codes = (recording: LandmarkRecording) => recording.issues.map(({ code }) => code);

function parquet(records: readonly Record_[]): Uint8Array {
  const list = (name: string, withName: boolean) => [
    { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'OPTIONAL', num_children: withName ? 4 : 3 },
    { name: 'x', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
    { name: 'y', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
    { name: 'c', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
    ...(withName
      ? [{ name: 'name', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }]
      : []),
  ];
  const schema = [
    { name: 'root', num_children: 7 },
    { name: 'frame_index', type: 'INT32', repetition_type: 'OPTIONAL' },
    { name: 'time_s', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
    { name: 'image_size', repetition_type: 'OPTIONAL', num_children: 2 },
    { name: 'width', type: 'INT32', repetition_type: 'OPTIONAL' },
    { name: 'height', type: 'INT32', repetition_type: 'OPTIONAL' },
    ...list('pose_landmarks', true),
    ...list('left_hand_landmarks', false),
    ...list('right_hand_landmarks', false),
    ...list('face_landmarks', false),
  ];
  const names = [
    'frame_index',
    'time_s',
    'image_size',
    ...schema.filter(({ name }) => /_landmarks$/.test(name)).map(({ name }) => name),
  ];
  const columnData = names.map((name) => ({ name, data: records.map((value) => value[name]) }));
  return new Uint8Array(
    parquetWriteBuffer({ columnData, schema } as Parameters<typeof parquetWriteBuffer>[0]),
  );
}

describe('tracking records', () => {
  it('become fractions of the picture without depth, at the rate their times give', async () => {
    const recording = await read([5, 6, 7].map((frame) => record(frame)));
    expect(recording).toMatchObject({
      depth: 'none',
      world: null,
      imageSize: { width: 1280, height: 720 },
      source: { kind: 'tracker-jsonl', name: 'sign.jsonl' },
      image: { frameCount: 3, timing: { rate: { numerator: 25, denominator: 1 }, startFrame: 5 } },
    });
    expect(codes(recording)).toEqual([]);
    for (const landmark of [15, LEFT_HAND_OFFSET + 20, RIGHT_HAND_OFFSET, FACE_OFFSET + 477]) {
      const [x, y, , c] = signerFrame(1, 7)[landmark];
      expect(pointOf(recording.image, 2, landmark)).toEqual([x, y, 0, c]);
    }
  });

  it('are the same as text, packed with gzip, as a JSON list and as Parquet', async () => {
    const records = [0, 1, 2].map((frame) => record(frame));
    records[1].left_hand_landmarks = [];
    records[2].face_landmarks = records[2].face_landmarks.slice(0, 468);
    const text = await read(records);
    const packed = await readLandmarks(gzipSync(jsonl(records)), 'sign.jsonl.gz');
    const list = await readLandmarks(new TextEncoder().encode(JSON.stringify(records)), 'sign.json');
    const columns = await readLandmarks(parquet(records), 'sign.parquet');
    for (const other of [packed, list, columns]) expect(other.image).toEqual(text.image);
    expect(columns.source.kind).toBe('tracker-parquet');
    expect(pointOf(text.image, 1, LEFT_HAND_OFFSET)[3]).toBe(0);
    expect(pointOf(text.image, 2, FACE_OFFSET + 470)[3]).toBe(0);
  });

  it('go by the names of the body points, not by their order', async () => {
    const turned = record(0);
    turned.pose_landmarks.reverse();
    const { image } = await read([turned, turned].map((value, i) => ({ ...value, time_s: i / 25 })));
    expect(pointOf(image, 0, 11)[0]).toBe(signerFrame(1, 0)[11][0]);
  });

  it('trust their times where the nominal rate is wrong: every second frame of 29.97 is 14.985', async () => {
    const { image } = await read(Array.from({ length: 30 }, (_, i) => record(i, (i * 2 * 1001) / 30000)));
    expect(image!.timing.rate).toEqual({ numerator: 2997, denominator: 200 });
  });

  it('at uneven times are resampled to the median rate between their neighbours', async () => {
    // The fourth frame comes half an interval late.
    const times = [0, 0.04, 0.08, 0.14, 0.16, 0.2];
    const records = times.map((time, i) => record(i, time));
    for (const value of records)
      value.right_hand_landmarks.forEach((point: Record_, k: number) => {
        point.x = Math.fround(value.time_s + k * 0.001);
      });
    records[4].left_hand_landmarks = [];
    const recording = await read(records);
    expect(codes(recording)).toContain('I_RESAMPLED');
    expect(recording.image).toMatchObject({
      frameCount: 6,
      timing: { rate: { numerator: 25, denominator: 1 } },
    });
    // A point that moves evenly in time lies where its even frame is.
    for (let frame = 0; frame < 6; frame++) {
      expect(pointOf(recording.image, frame, RIGHT_HAND_OFFSET)[0]).toBeCloseTo(frame * 0.04, 6);
    }
    // Frame 3 (0.12 s) lies between records at 0.08 and 0.14 s, which have the left hand; frame 4 is a record without it.
    const left = [0, 1, 2, 3, 4, 5].map((frame) => pointOf(recording.image, frame, LEFT_HAND_OFFSET)[3]);
    expect(left).toEqual([1, 1, 1, 1, 0, 1]);
  });

  it('leave a pause of the tracker empty', async () => {
    const times = [0, 0.04, 0.08, 0.12, 0.52, 0.56, 0.6];
    const { image } = await read(times.map((time, i) => record(i, time)));
    expect(image!.frameCount).toBe(16);
    const seen = Array.from({ length: 16 }, (_, frame) => Number(pointOf(image, frame, 11)[3] > 0));
    expect(seen).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
  });

  it('cannot ask for millions of frames by a wrong time', async () => {
    const records = [0, 0.04, 0.08, 1e6].map((time, i) => record(i, time));
    await expect(read(records)).rejects.toMatchObject({ code: 'E_LIMIT' });
  });

  it('without times take 25 frames per second and say so', async () => {
    const records = [0, 1].map((frame) => ({ ...record(frame), time_s: null }));
    const recording = await read(records);
    expect(codes(recording)).toEqual(['W_FRAME_RATE']);
    expect(recording.image!.timing.rate).toEqual({ numerator: 25, denominator: 1 });
  });

  it('leave out a last line that was cut', async () => {
    const bytes = jsonl([0, 1, 2].map((frame) => record(frame)));
    const recording = await readLandmarks(bytes.slice(0, -400), 'sign.jsonl');
    expect(recording.image!.frameCount).toBe(2);
    expect(recording.issues).toMatchObject([
      { code: 'W_RECORD_SKIPPED', message: expect.stringContaining('Line 3') },
    ]);
  });

  it.each([
    ['a list that is no list', { face_landmarks: 7 }, 'face_landmarks'],
    ['20 points of a hand', { left_hand_landmarks: new Array(20).fill({ x: 0, y: 0, c: 1 }) }, '21 points'],
    [
      'a point without numbers',
      { right_hand_landmarks: new Array(21).fill({ x: 'a', y: 0, c: 1 }) },
      'right_hand_landmarks[0]',
    ],
    ['no picture size', { image_size: undefined }, 'image_size'],
    ['no list of body points', { pose_landmarks: undefined }, 'pose_landmarks'],
    ['a time that is text', { time_s: '0' }, 'time_s'],
  ])('refuse %s and name it', async (_, change, named) => {
    const records = [{ ...record(0), ...change }, record(1)];
    await expect(read(records)).rejects.toMatchObject({
      code: 'E_TRACKER_RECORD',
      message: expect.stringContaining(named),
      details: { frame: 0 },
    });
  });

  it('refuse times that do not increase', async () => {
    await expect(read([record(0, 0.04), record(1, 0.04)])).rejects.toMatchObject({
      code: 'E_FRAME_RATE',
      details: { frame: 1 },
    });
  });
});
