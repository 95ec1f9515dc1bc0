import { describe, expect, it } from 'vitest';
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';
import type { ReadOptions } from '../../src/landmarks/reader.ts';
import { FACE_OFFSET, LEFT_HAND_OFFSET, POSE_NAMES, RIGHT_HAND_OFFSET } from '../../src/landmarks/schema.ts';
import { facePoints, HAND_POINTS, POSE_POINTS, type PoseFile, poseFileBytes } from './support/pose-file.ts';
import { pointOf, signerFrame, signerParts } from './support/signer.ts';

const WIDTH = 640;
const HEIGHT = 480;

const read = (file: PoseFile, options?: ReadOptions): Promise<LandmarkRecording> =>
  readLandmarks(poseFileBytes(file), 'sign.pose', options);

const codes = (recording: LandmarkRecording) => recording.issues.map(({ code }) => code);

/** Fractions -> the pixels a file stores. */
const pixels = (points: readonly (readonly number[])[]) =>
  points.map(([x, y, z, c]) => [x * WIDTH, y * HEIGHT, z, c]);

/** MediaPipe world points as pose-format stores them: metres, x and y times the picture size. */
const worldPoints = (seed: number, frame: number) =>
  signerParts(seed, frame).pose.map(([x, y, z, c]) => [
    (x - 0.5) * 1.5 * WIDTH,
    (y - 0.85) * 1.1 * HEIGHT,
    z * 0.5,
    c,
  ]);

const POSE = { name: 'POSE_LANDMARKS', points: POSE_POINTS };
const FACE = { name: 'FACE_LANDMARKS', points: facePoints(478) };
const LEFT = { name: 'LEFT_HAND_LANDMARKS', points: HAND_POINTS };
const RIGHT = { name: 'RIGHT_HAND_LANDMARKS', points: HAND_POINTS };
const WORLD = { name: 'POSE_WORLD_LANDMARKS', points: POSE_POINTS };

function holistic(frameCount: number, more: Partial<PoseFile> = {}): PoseFile {
  const frames = Array.from({ length: frameCount }, (_, frame) => {
    const { pose, face, leftHand, rightHand } = signerParts(1, frame);
    return [[...pixels([...pose, ...face, ...leftHand, ...rightHand]), ...worldPoints(1, frame)]];
  });
  return { version: 0.2, components: [POSE, FACE, LEFT, RIGHT, WORLD], frames, ...more };
}

describe('.pose reader', () => {
  it('reads the 586 points of Holistic: fractions of the picture, and world landmarks in metres', async () => {
    const recording = await read(holistic(3, { fps: 29.97 }));
    expect(codes(recording)).toEqual([]);
    expect(recording).toMatchObject({
      depth: 'world',
      imageSize: { width: WIDTH, height: HEIGHT },
      source: { kind: 'pose-0.2', name: 'sign.pose', metadata: { points: 586, people: 1 } },
      image: { frameCount: 3, space: 'image', timing: { rate: { numerator: 30000, denominator: 1001 } } },
    });
    for (const landmark of [0, 15, LEFT_HAND_OFFSET + 8, RIGHT_HAND_OFFSET, FACE_OFFSET + 477]) {
      const expected = signerFrame(1, 2)[landmark];
      pointOf(recording.image, 2, landmark).forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i], 6);
      });
    }
    // MediaPipe's y down and z away become y up and z towards the viewer.
    const [x, y, z] = signerFrame(1, 2)[15];
    const [wx, wy, wz] = pointOf(recording.world, 2, 15);
    expect(wx).toBeCloseTo((x - 0.5) * 1.5, 6);
    expect(wy).toBeCloseTo((0.85 - y) * 1.1, 6);
    expect(wz).toBeCloseTo(-z * 0.5, 6);
  });

  it('finds points by name, so that any subset in any order lands in its place', async () => {
    const components = [
      { name: 'RIGHT_HAND_LANDMARKS', points: ['INDEX_FINGER_TIP', 'WRIST'] },
      { name: 'FACE_LANDMARKS', points: ['454', '7'] },
      { name: 'POSE_LANDMARKS', points: ['RIGHT_HIP', 'LEFT_SHOULDER'] },
    ];
    const values = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map((x) => [x * WIDTH, 48, x, 1]);
    const { image } = await read({ version: 0.1, components, frames: [[values]] });
    const xs = [RIGHT_HAND_OFFSET + 8, RIGHT_HAND_OFFSET, FACE_OFFSET + 454, FACE_OFFSET + 7, 24, 11].map(
      (landmark) => pointOf(image, 0, landmark)[0],
    );
    expect(xs).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map(Math.fround));
    expect(image!.confidences.filter((value) => value > 0)).toHaveLength(6);
  });

  it('reads OpenPose: the nearest MediaPipe points, no depth, points without a counterpart left out', async () => {
    const components = [
      { name: 'pose_keypoints_2d', format: 'XYC', points: ['Nose', 'Neck', 'LWrist', 'LBigToe', 'MidHip'] },
      { name: 'face_keypoints_2d', format: 'XYC', points: ['FB_8', 'FE_36', 'FLO_48', 'FP_69'] },
      { name: 'hand_left_keypoints_2d', format: 'XYC', points: ['BASE', 'T_IP', 'I_DIP', 'P_CMC'] },
    ];
    const values = Array.from({ length: 13 }, (_, i) => [(i + 1) * 32, 48, 1]);
    const recording = await read({ version: 0, components, frames: [[values], [values]] });
    expect(recording.depth).toBe('none');
    expect(recording.source.kind).toBe('pose-0.0');
    expect(codes(recording)).not.toContain('W_POINTS_UNKNOWN');
    const found = [...recording.image!.confidences.keys()].filter((i) => recording.image!.confidences[i] > 0);
    const face = [61, 33, 152, 473].map((number) => FACE_OFFSET + number);
    const hand = [0, 4, 8, 17].map((number) => LEFT_HAND_OFFSET + number);
    const first = [0, 15, 31, ...hand, ...face].sort((a, b) => a - b);
    expect(found.filter((at) => at < 553)).toEqual(first);
    expect(pointOf(recording.image, 1, 15)[0]).toBe(Math.fround((3 * 32) / WIDTH));
  });

  it('takes a hand of NaN with confidence 1 as missing without a word, single NaN points with a warning', async () => {
    const nan = HAND_POINTS.map(() => [Number.NaN, Number.NaN, Number.NaN, 1]);
    const { leftHand, rightHand } = signerParts(1, 0);
    const broken = pixels(rightHand).map((point, i) => (i === 5 ? [Number.NaN, 1, 1, 1] : point));
    const whole = await read({
      version: 0.2,
      components: [LEFT, RIGHT],
      frames: [[[...nan, ...pixels(rightHand)]], [[...pixels(leftHand), ...pixels(rightHand)]]],
    });
    expect(pointOf(whole.image, 0, LEFT_HAND_OFFSET)).toEqual([0, 0, 0, 0]);
    expect(pointOf(whole.image, 1, LEFT_HAND_OFFSET)[3]).toBe(1);
    expect(codes(whole)).toEqual(['W_HAND_LABEL']);
    const single = await read({ version: 0.2, components: [RIGHT], frames: [[broken], [broken]] });
    expect(single.issues[0]).toMatchObject({
      code: 'W_COORDINATE',
      frame: 0,
      message: expect.stringContaining('2 points'),
    });
    expect(pointOf(single.image, 0, RIGHT_HAND_OFFSET + 5)).toEqual([0, 0, 0, 0]);
  });

  it('keeps points outside the picture', async () => {
    const points = [[-5113, 700, 0.1, 0.01]];
    const { image } = await read({
      version: 0.2,
      width: 3264,
      height: 500,
      components: [{ name: 'POSE_LANDMARKS', points: ['LEFT_KNEE'] }],
      frames: [[points]],
    });
    const [x, y] = pointOf(image, 0, 25);
    expect(x).toBeCloseTo(-5113 / 3264, 6);
    expect(y).toBeCloseTo(1.4, 6);
  });

  it('takes the shift off the depths of a normalised file and restores their scale', async () => {
    const shifted = (points: readonly (readonly number[])[], shift: number) =>
      points.map(([x, y, z, c]) => [x * 500, y * 500, z + shift, c]);
    const { pose, rightHand } = signerParts(1, 0);
    const frames = [[[...shifted(pose, 250.4), ...shifted(rightHand, 250.3)]]];
    const recording = await read({
      version: 0.1,
      width: 500,
      height: 500,
      depth: 640,
      components: [POSE, RIGHT],
      frames,
    });
    expect(codes(recording)).toContain('I_NORMALISED');
    // Depths in widths of the original picture, 640 / 500 of this one. Float32 at 250 resolves 1.5e-5.
    expect(pointOf(recording.image, 0, 15)[2]).toBeCloseTo(pose[15][2] * 1.28, 4);
    expect(pointOf(recording.image, 0, RIGHT_HAND_OFFSET + 8)[2]).toBeCloseTo(rightHand[8][2] * 1.28, 4);
  });

  it('leaves out world landmarks that are not metres', async () => {
    const file = holistic(2);
    const moved = file.frames.map(([points]) => [
      points.map(([x, y, z, c], i) => (i >= 553 ? [x + 120, y, z + 250, c] : [x, y, z, c])),
    ]);
    const recording = await read({ ...file, frames: moved });
    expect(recording.world).toBeNull();
    expect(recording.depth).toBe('image');
    expect(recording.issues).toMatchObject([
      { code: 'W_WORLD_UNUSABLE', message: expect.stringContaining('not in metres') },
    ]);
  });

  it('leaves out world landmarks that are mirrored against the picture', async () => {
    const file = holistic(2);
    // The body as seen in a mirror: x turned over and left and right names exchanged, as mirroring tools do for image points.
    const twin = (i: number) => {
      const name = POSE_NAMES[i];
      const other = /^left/.test(name) ? name.replace('left', 'right') : name.replace('right', 'left');
      return Math.max(POSE_NAMES.indexOf(other as (typeof POSE_NAMES)[number]), 0);
    };
    const frames = file.frames.map(([points]) => {
      const mirrored = points.slice(0, 33).map((_, i) => {
        const [x, y, z, c] = points[twin(i)];
        return [WIDTH - x, y, z, c];
      });
      return [[...mirrored, ...points.slice(33)]];
    });
    const recording = await read({ ...file, frames });
    expect(recording.issues.map(({ message }) => message).join()).toContain('mirrored');
    expect(recording.world).toBeNull();
  });

  it('takes world landmarks that were stored in metres as they are', async () => {
    const file = holistic(2);
    const frames = file.frames.map(([points]) => [
      points.map(([x, y, z, c], i) => (i >= 553 ? [x / WIDTH, y / HEIGHT, z, c] : [x, y, z, c])),
    ]);
    const recording = await read({ ...file, frames });
    expect(recording.depth).toBe('world');
    expect(pointOf(recording.world, 0, 11)[0]).toBeCloseTo((0.62 - 0.5) * 1.5, 6);
  });

  it('takes the most central of several people, or the one that is asked for', async () => {
    const at = (x: number) => [[x * WIDTH, 0.5 * HEIGHT, 0, 1]];
    const file: PoseFile = {
      version: 0.2,
      components: [{ name: 'POSE_LANDMARKS', points: ['NOSE'] }],
      frames: [0, 1].map(() => [at(0.1), at(0.45), at(0.9)]),
    };
    const central = await read(file);
    expect(codes(central)).toEqual(['I_PERSON_CHOSEN']);
    expect(pointOf(central.image, 0, 0)[0]).toBeCloseTo(0.45, 6);
    const asked = await read(file, { person: 2 });
    expect(codes(asked)).toEqual([]);
    expect(pointOf(asked.image, 1, 0)[0]).toBeCloseTo(0.9, 6);
    await expect(read(file, { person: 3 })).rejects.toMatchObject({ code: 'E_PERSON' });
  });

  it('believes the data where the header announces another number of frames', async () => {
    const recording = await read(holistic(3, { announcedFrames: 7 }));
    expect(recording.image!.frameCount).toBe(3);
    expect(codes(recording)).toEqual(['I_FRAME_COUNT']);
  });

  it.each([
    ['a rate of NaN', holistic(1, { fps: Number.NaN }), 'E_FRAME_RATE'],
    ['a negative rate', holistic(1, { fps: -25 }), 'E_FRAME_RATE'],
    ['no frames', holistic(0, { announcedFrames: 0 }), 'E_NO_FRAMES'],
    ['no people', holistic(0, { announcedFrames: 5, announcedPeople: 0 }), 'E_NO_LANDMARKS'],
    ['a picture without width', holistic(1, { width: 0 }), 'E_POSE_HEADER'],
    [
      'components of another tracker',
      { ...holistic(1), components: [{ name: 'BONES', points: ['a'] }] },
      'E_POSE_LAYOUT',
    ],
  ] as [string, PoseFile, string][])('refuses a file with %s', async (_, file, code) => {
    await expect(read(file)).rejects.toMatchObject({ code });
  });

  it('refuses a file in which every confidence is 0', async () => {
    const file = holistic(2);
    const frames = file.frames.map((people) =>
      people.map((points) => points.map((point) => [...point.slice(0, 3), 0])),
    );
    await expect(read({ ...file, frames })).rejects.toMatchObject({ code: 'E_NO_LANDMARKS' });
  });

  it('takes the rate and the picture size of the options where the file has none', async () => {
    const recording = await read(holistic(2, { fps: 0, width: 0, height: 0 }), {
      fps: 24,
      imageSize: { width: WIDTH, height: HEIGHT },
    });
    expect(recording.image!.timing.rate).toEqual({ numerator: 24, denominator: 1 });
    expect(pointOf(recording.image, 0, 0)[1]).toBeCloseTo(0.2, 6);
  });

  it('names unknown points and reads the others', async () => {
    const recording = await read({
      version: 0.2,
      components: [{ name: 'POSE_LANDMARKS', points: ['NOSE', 'TAIL'] }],
      frames: [
        [
          [
            [32, 48, 0, 1],
            [1, 1, 1, 1],
          ],
        ],
      ],
    });
    expect(recording.issues).toMatchObject([
      { code: 'W_POINTS_UNKNOWN', message: expect.stringContaining('POSE_LANDMARKS.TAIL') },
    ]);
  });
});
