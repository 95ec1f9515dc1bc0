import { describe, expect, it } from 'vitest';
import { FACE_SUBSET_33 } from '../../src/landmarks/face-subset.ts';
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';
import type { ReadOptions } from '../../src/landmarks/reader.ts';
import { FACE_OFFSET, LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET } from '../../src/landmarks/schema.ts';
import { pointOf, signerFrame, signerParts } from './support/signer.ts';

const read = (value: unknown, options?: ReadOptions): Promise<LandmarkRecording> =>
  readLandmarks(new TextEncoder().encode(JSON.stringify(value)), 'result.json', options);

const codes = (recording: LandmarkRecording) => recording.issues.map(({ code }) => code);

const object = ([x, y, z, visibility]: number[]) => ({ x, y, z, visibility });
const parts = signerParts(1, 0);
const pose = parts.pose.map(object);
const left = parts.leftHand.map(([x, y, z]) => ({ x, y, z, visibility: 0 }));
const right = parts.rightHand.map(([x, y, z]) => ({ x, y, z, visibility: 0 }));
const face = parts.face.map(([x, y, z]) => ({ x, y, z, visibility: 0 }));
const world = parts.pose.map(([x, y, z, v]) => object([x - 0.5, y - 0.85, z, v]));
const handWorld = parts.leftHand.map(([x, y, z]) => ({ x: x - 0.64, y: y - 0.62, z }));

/** Frame 0 of the signer, all parts. */
function expectSigner(recording: LandmarkRecording): void {
  for (const landmark of [0, 15, 24, LEFT_HAND_OFFSET + 8, RIGHT_HAND_OFFSET + 8, FACE_OFFSET + 470]) {
    expect(pointOf(recording.image, 0, landmark)).toEqual(signerFrame(1, 0)[landmark]);
  }
}

describe('MediaPipe results as JSON', () => {
  it.each([
    [
      'Holistic, flat lists',
      { poseLandmarks: pose, leftHandLandmarks: left, rightHandLandmarks: right, faceLandmarks: face },
    ],
    [
      'Holistic task, a list per person',
      {
        poseLandmarks: [pose],
        leftHandLandmarks: [left],
        rightHandLandmarks: [right],
        faceLandmarks: [face],
      },
    ],
    [
      'snake case of Python',
      {
        pose_landmarks: [pose],
        left_hand_landmarks: [left],
        right_hand_landmarks: [right],
        face_landmarks: [face],
      },
    ],
    [
      'protocol buffers as JSON',
      {
        poseLandmarks: { landmark: pose },
        leftHandLandmarks: { landmark: left },
        rightHandLandmarks: { landmark: right },
        faceLandmarks: { landmark: face },
      },
    ],
    [
      'Pascal case of C#',
      {
        PoseLandmarks: [
          {
            Landmarks: pose.map(({ x, y, z, visibility }) => ({ X: x, Y: y, Z: z, Visibility: visibility })),
          },
        ],
        LeftHandLandmarks: { Landmarks: left },
        RightHandLandmarks: { Landmarks: right },
        FaceLandmarks: { Landmarks: face },
      },
    ],
    [
      'short names and arrays',
      {
        pose: parts.pose,
        left_hand: parts.leftHand,
        right_hand: parts.rightHand,
        face: parts.face,
      },
    ],
    [
      'one result inside a wrapper',
      {
        result: {
          poseLandmarks: pose,
          leftHandLandmarks: left,
          rightHandLandmarks: right,
          faceLandmarks: face,
        },
      },
    ],
  ])('reads %s', async (_, result) => {
    expectSigner(await read(result));
  });

  it('reads a list of results, {frames: [...]} with its rate and size, and one result a line', async () => {
    const frame = {
      poseLandmarks: pose,
      leftHandLandmarks: left,
      rightHandLandmarks: right,
      faceLandmarks: face,
    };
    const list = await read([frame, {}, frame]);
    expectSigner(list);
    expect(list.image!.frameCount).toBe(3);
    expect(pointOf(list.image, 1, 0)[3]).toBe(0);
    expect(codes(list)).toEqual(['W_FRAME_RATE', 'W_IMAGE_SIZE']);

    const wrapped = await read({ frames: [frame, frame], fps: 29.97, width: 640, height: 480, word: 'hei' });
    expectSigner(wrapped);
    expect(wrapped).toMatchObject({
      imageSize: { width: 640, height: 480 },
      image: { timing: { rate: { numerator: 30000, denominator: 1001 } } },
      source: { kind: 'mediapipe-json', metadata: { word: 'hei' } },
    });
    expect(codes(wrapped)).toEqual([]);

    const lines = new TextEncoder().encode(`${JSON.stringify(frame)}\n${JSON.stringify(frame)}\n{"poseL`);
    const byLine = await readLandmarks(lines, 'results.jsonl');
    expect(byLine.image!.frameCount).toBe(2);
    expect(codes(byLine)).toContain('W_RECORD_SKIPPED');
  });

  it('places frames by their time stamps in milliseconds', async () => {
    const frames = [0, 40, 80].map((timestampMs) => ({ timestampMs, poseLandmarks: pose }));
    const recording = await read({ frames, image_size: { width: 2, height: 1 } });
    expect(codes(recording)).toEqual([]);
    expect(recording.image!.timing.rate).toEqual({ numerator: 25, denominator: 1 });
  });

  it('reads pose landmarks with world landmarks into solve axes', async () => {
    const recording = await read({ landmarks: [pose], worldLandmarks: [world] });
    expect(recording.depth).toBe('world');
    const [x, y, z, c] = parts.pose[15];
    expect(pointOf(recording.world, 0, 15)).toEqual([x - 0.5, 0.85 - y, -z, c].map(Math.fround));
  });

  it('reads hands by their handedness, with confidence 1 though the task writes visibility 0', async () => {
    for (const labels of [
      { handedness: [[{ categoryName: 'Left', score: 0.9 }], [{ categoryName: 'Right', score: 0.8 }]] },
      { handednesses: [[{ category_name: 'Left' }], [{ category_name: 'Right' }]] },
      {
        multiHandedness: [
          { label: 'Left', score: 1 },
          { label: 'Right', score: 1 },
        ],
      },
      { handedness: ['Left', 'Right'] },
    ]) {
      const recording = await read({
        landmarks: [left, right],
        worldLandmarks: [handWorld, handWorld],
        ...labels,
      });
      expect(pointOf(recording.image, 0, LEFT_HAND_OFFSET + 8)).toEqual(parts.leftHand[8]);
      expect(pointOf(recording.image, 0, RIGHT_HAND_OFFSET + 8)).toEqual(parts.rightHand[8]);
      expect(codes(recording)).toEqual(['W_IMAGE_SIZE', 'W_HAND_LABEL']);
      expect(recording.depth).toBe('world');
    }
  });

  it('keeps the surer of two hands with the same label', async () => {
    const handedness = [[{ categoryName: 'Right', score: 0.6 }], [{ categoryName: 'Right', score: 0.9 }]];
    const recording = await read({ landmarks: [left, right], handedness });
    expect(pointOf(recording.image, 0, RIGHT_HAND_OFFSET)).toEqual(parts.rightHand[0]);
    expect(pointOf(recording.image, 0, LEFT_HAND_OFFSET)[3]).toBe(0);
    expect(recording.issues.map(({ message }) => message).join()).toContain('1 hands carried the label');
  });

  it('gives a hand without a label to the nearer wrist of the body, else to the side of the options', async () => {
    const withBody = await read({ poseLandmarks: pose, handLandmarks: [left] });
    expect(pointOf(withBody.image, 0, LEFT_HAND_OFFSET)[3]).toBe(1);
    expect(codes(withBody)).not.toContain('W_HAND_LABEL');
    for (const [hand, offset] of [
      ['left', LEFT_HAND_OFFSET],
      ['right', RIGHT_HAND_OFFSET],
    ] as const) {
      const alone = await read(left, { hand });
      expect(codes(alone)).toContain('W_HAND_LABEL');
      expect(pointOf(alone.image, 0, offset)[3]).toBe(1);
    }
  });

  it('reads the 33 face points some recordings keep, and null as missing', async () => {
    const frame = {
      pose: parts.pose.map((point, i) => (i === 3 ? null : point.slice(0, 3))),
      left_hand: new Array(21).fill(null),
      right_hand: parts.rightHand.map((point) => point.slice(0, 3)),
      face: FACE_SUBSET_33.map((i) => parts.face[i].slice(0, 3)),
    };
    const recording = await read({ sign: 'car', frames: [frame, frame], fps: 29.97 });
    expect(pointOf(recording.image, 0, FACE_OFFSET + 61)).toEqual(parts.face[61]);
    expect(pointOf(recording.image, 0, FACE_OFFSET + 62)[3]).toBe(0);
    expect(pointOf(recording.image, 0, 3)).toEqual([0, 0, 0, 0]);
    expect(pointOf(recording.image, 0, LEFT_HAND_OFFSET)[3]).toBe(0);
    expect(recording.source.metadata).toEqual({ sign: 'car', fps: 29.97 });
  });

  it('takes the most central of several people, or the one that is asked for', async () => {
    const shifted = pose.map((point) => ({ ...point, x: point.x + 0.4 }));
    const central = await read({ landmarks: [shifted, pose] });
    expect(codes(central)).toContain('I_PERSON_CHOSEN');
    expect(pointOf(central.image, 0, 11)[0]).toBe(parts.pose[11][0]);
    const asked = await read({ landmarks: [shifted, pose] }, { person: 0 });
    expect(pointOf(asked.image, 0, 11)[0]).toBeCloseTo(parts.pose[11][0] + 0.4, 6);
    await expect(read({ landmarks: [pose] }, { person: 1 })).rejects.toMatchObject({ code: 'E_PERSON' });
  });

  it.each([
    ['an object about something else', { asset: { version: '2.0' } }, 'E_LANDMARK_JSON'],
    ['a hand of 20 points', { leftHandLandmarks: left.slice(1) }, 'E_LANDMARK_JSON'],
    ['a list of 20 points', { landmarks: [left.slice(1)] }, 'E_LANDMARK_JSON'],
    ['a number', 7, 'E_KIND_UNKNOWN'],
    ['an empty list', [], 'E_NO_FRAMES'],
    ['frames in which nothing was found', [{ poseLandmarks: [] }, { poseLandmarks: [] }], 'E_NO_LANDMARKS'],
  ])('refuses %s', async (_, value, code) => {
    await expect(
      readLandmarks(new TextEncoder().encode(JSON.stringify(value)), 'unnamed'),
    ).rejects.toMatchObject({ code });
  });

  it.each([
    ['{"result":', '}'],
    ['{"handedness":[', ']}'],
    ['{"poseLandmarks":[', ']}'],
    ['{"frames":[', ']}'],
    ['[', ']'],
    ['{"frame_index":0,"time_s":0,"image_size":', ',"pose_landmarks":1}'],
  ])('refuses nesting without end of %s', async (open, close) => {
    const bytes = new TextEncoder().encode(open.repeat(50_000) + close.repeat(50_000));
    await expect(readLandmarks(bytes, 'deep.json')).rejects.toMatchObject({
      code: expect.stringMatching(/^E_/),
    });
  });
});
