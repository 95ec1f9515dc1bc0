import { describe, expect, it } from 'vitest';
import { createSample, createSamples } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { openAndTurn } from '../../samples/generate/signs/open-and-turn.ts';
import { addTrackerNoise } from '../../samples/generate/tracker-noise.ts';
import { type LandmarkClip, validateLandmarkClip } from '../../src/landmarks/landmark-clip.ts';
import {
  FACE_OFFSET,
  LANDMARK_COUNT,
  LEFT_HAND_OFFSET,
  landmarkPart,
  POSE_NAMES,
  RIGHT_HAND_OFFSET,
} from '../../src/landmarks/schema.ts';

const HANDS = [LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET];
const pose = (name: (typeof POSE_NAMES)[number]) => POSE_NAMES.indexOf(name);
const at = (clip: LandmarkClip, frame: number, point: number) => {
  const i = (frame * LANDMARK_COUNT + point) * 3;
  return clip.positions.subarray(i, i + 3);
};
const confidence = (clip: LandmarkClip, frame: number, point: number) =>
  clip.confidences[frame * LANDMARK_COUNT + point];
const distance = (a: Float32Array, b: Float32Array) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const isSame = (a: Float32Array, b: Float32Array) =>
  a.length === b.length && a.every((value, i) => value === b[i]);
const framesOf = (clip: LandmarkClip) => Array.from({ length: clip.frameCount }, (_, frame) => frame);

describe.each(createSamples())('the landmarks of $name', ({ recording }) => {
  const image = recording.image!;
  const world = recording.world!;

  it('are valid clips of image and world landmarks, 1280 x 720', () => {
    expect(validateLandmarkClip(image)).toEqual([]);
    expect(validateLandmarkClip(world)).toEqual([]);
    expect(recording.imageSize).toEqual({ width: 1280, height: 720 });
  });

  it('put the origin of world landmarks between the hips and in the middle of each hand', () => {
    for (const frame of framesOf(world)) {
      const [left, right] = [at(world, frame, pose('leftHip')), at(world, frame, pose('rightHip'))];
      for (let axis = 0; axis < 3; axis++) expect(left[axis] + right[axis]).toBeCloseTo(0, 6);
      for (const hand of HANDS) {
        for (let axis = 0; axis < 3; axis++) {
          const sum = Array.from({ length: 21 }, (_, i) => at(world, frame, hand + i)[axis]).reduce(
            (a, b) => a + b,
          );
          expect(sum).toBeCloseTo(0, 5);
        }
      }
    }
  });

  it('count image depth from the wrist in hands, and away from the camera', () => {
    for (const frame of framesOf(image)) {
      for (const hand of HANDS.filter((offset) => confidence(image, frame, offset) > 0)) {
        expect(at(image, frame, hand)[2]).toBe(0);
        for (let i = 1; i < 21; i++) {
          const nearer = at(world, frame, hand + i)[2] - at(world, frame, hand)[2];
          if (Math.abs(nearer) > 1e-3)
            expect(Math.sign(at(image, frame, hand + i)[2])).toBe(-Math.sign(nearer));
        }
      }
    }
  });

  it('scale the image depth of the body like its width: one picture width per metre for all points', () => {
    for (const frame of framesOf(image)) {
      const [left, right] = [at(image, frame, pose('leftHip')), at(image, frame, pose('rightHip'))];
      const perMetre =
        (left[0] - right[0]) /
        distance(at(world, frame, pose('leftHip')), at(world, frame, pose('rightHip')));
      for (let point = 0; point < POSE_NAMES.length; point++) {
        expect(at(image, frame, point)[2]).toBeCloseTo(-at(world, frame, point)[2] * perMetre, 4);
      }
    }
  });

  it('keep left on the left: the signer faces the camera, unmirrored', () => {
    for (const frame of framesOf(image)) {
      expect(at(image, frame, pose('leftShoulder'))[0]).toBeGreaterThan(
        at(image, frame, pose('rightShoulder'))[0],
      );
      expect(at(world, frame, pose('leftShoulder'))[0]).toBeGreaterThan(0);
      expect(at(image, frame, FACE_OFFSET + 473)[0]).toBeGreaterThan(at(image, frame, FACE_OFFSET + 468)[0]);
      for (const [hand, wrist] of [
        [LEFT_HAND_OFFSET, pose('leftWrist')],
        [RIGHT_HAND_OFFSET, pose('rightWrist')],
      ]) {
        if (confidence(image, frame, hand) === 0) continue;
        expect(at(image, frame, hand)[0]).toBeCloseTo(at(image, frame, wrist)[0], 6);
        expect(at(image, frame, hand)[1]).toBeCloseTo(at(image, frame, wrist)[1], 6);
      }
    }
  });

  it('keep every bone of arms and hands at one length, to 0.01 mm', () => {
    const bones = [
      [pose('leftShoulder'), pose('leftElbow')],
      [pose('rightShoulder'), pose('rightElbow')],
      [pose('leftElbow'), pose('leftWrist')],
      [pose('rightElbow'), pose('rightWrist')],
      ...HANDS.flatMap((hand) =>
        Array.from({ length: 20 }, (_, i) => [hand + (i % 4 === 0 ? 0 : i), hand + i + 1]),
      ),
    ];
    for (const [a, b] of bones) {
      const lengths = framesOf(world)
        .filter((frame) => confidence(world, frame, a) > 0)
        .map((frame) => distance(at(world, frame, a), at(world, frame, b)));
      if (lengths.length > 0) expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(1e-5);
    }
  });

  it('see the whole face in every frame', () => {
    const { offset, count } = landmarkPart('face');
    for (const frame of framesOf(image)) {
      const first = frame * LANDMARK_COUNT + offset;
      expect(image.confidences.subarray(first, first + count).every((value) => value === 1)).toBe(true);
      const points = Array.from({ length: count }, (_, i) => at(image, frame, offset + i));
      expect(points.every(([x, y]) => x > 0 && x < 1 && y > 0 && y < 1)).toBe(true);
    }
  });
});

it('makes the same recording every time', () => {
  const [first, again] = [createSample(chinForward).recording, createSample(chinForward).recording];
  for (const space of ['image', 'world'] as const) {
    expect(isSame(again[space]!.positions, first[space]!.positions)).toBe(true);
    expect(isSame(again[space]!.confidences, first[space]!.confidences)).toBe(true);
  }
});

const foundFrames = (clip: LandmarkClip, point: number) =>
  framesOf(clip).filter((frame) => confidence(clip, frame, point) > 0);

it('loses the right hand of open-and-turn in frames 10 to 13 and nowhere else', () => {
  const image = createSample(openAndTurn).recording.image!;
  const lost = framesOf(image).filter((frame) => confidence(image, frame, RIGHT_HAND_OFFSET) === 0);
  expect(lost).toEqual([10, 11, 12, 13]);
  expect(foundFrames(image, LEFT_HAND_OFFSET)).toHaveLength(image.frameCount);
  expect(confidence(image, 11, pose('rightWrist'))).toBeGreaterThan(0.9);
});

it('never sees the left hand of chin-forward, and its hips and resting right hand not at all', () => {
  const image = createSample(chinForward).recording.image!;
  expect(foundFrames(image, LEFT_HAND_OFFSET)).toEqual([]);
  const right = foundFrames(image, RIGHT_HAND_OFFSET);
  expect(right[0]).toBeGreaterThan(5);
  expect(right.at(-1)).toBeLessThan(50);
  expect(right).toHaveLength(right.at(-1)! - right[0] + 1);
  expect(confidence(image, 20, pose('leftHip'))).toBeLessThan(0.1);
  expect(at(image, 0, RIGHT_HAND_OFFSET)).toEqual(Float32Array.of(0, 0, 0));
});

it('blurs a recording by the seed, leaving missing points alone', () => {
  const { recording } = createSample(openAndTurn);
  const noisy = addTrackerNoise(recording, 7);
  expect(isSame(addTrackerNoise(recording, 7).image!.positions, noisy.image!.positions)).toBe(true);
  expect(isSame(addTrackerNoise(recording, 8).image!.positions, noisy.image!.positions)).toBe(false);
  expect(at(noisy.image!, 11, RIGHT_HAND_OFFSET)).toEqual(Float32Array.of(0, 0, 0));
  const errors = framesOf(noisy.world!).flatMap((frame) => {
    const [clean, blurred] = [at(recording.world!, frame, 0), at(noisy.world!, frame, 0)];
    return [blurred[0] - clean[0], blurred[1] - clean[1]];
  });
  const deviation = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
  expect(deviation).toBeGreaterThan(0.003);
  expect(deviation).toBeLessThan(0.005);
});
