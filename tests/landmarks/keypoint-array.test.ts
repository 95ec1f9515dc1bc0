import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import { readLandmarks } from '../../src/landmarks/read-landmarks.ts';
import { FACE_OFFSET, LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET } from '../../src/landmarks/schema.ts';
import { float64Npy, npyBytes } from './support/npy-file.ts';
import { pointOf, signerParts } from './support/signer.ts';

const codes = (recording: LandmarkRecording) => recording.issues.map(({ code }) => code);
const xyz = (points: number[][]) => points.flatMap((point) => point.slice(0, 3));
const zeros = (count: number) => new Array<number>(count).fill(0);

function frame(index: number, withFace: boolean): number[] {
  const { pose, leftHand, rightHand, face } = signerParts(1, index);
  return [...pose.flat(), ...(withFace ? xyz(face.slice(0, 468)) : []), ...xyz(leftHand), ...xyz(rightHand)];
}

describe('keypoint arrays', () => {
  it.each([
    [258, false],
    [1662, true],
  ])('of %i values a frame become body, hands and face', async (width, withFace) => {
    const values = [0, 1].flatMap((index) => frame(index, withFace));
    const recording = await readLandmarks(float64Npy([2, width], values), 'sign.npy');
    const { pose, leftHand, rightHand, face } = signerParts(1, 1);
    expect(pointOf(recording.image, 1, 16)).toEqual(pose[16]);
    expect(pointOf(recording.image, 1, LEFT_HAND_OFFSET + 3)).toEqual(leftHand[3]);
    expect(pointOf(recording.image, 1, RIGHT_HAND_OFFSET + 20)).toEqual(rightHand[20]);
    expect(pointOf(recording.image, 1, FACE_OFFSET + 467)).toEqual(withFace ? face[467] : [0, 0, 0, 0]);
    expect(recording.depth).toBe('image');
    expect(codes(recording)).toEqual(['W_FRAME_RATE', 'W_IMAGE_SIZE']);
  });

  it('of zeros in place of a hand leave it missing', async () => {
    const values = [...frame(0, false).slice(0, 132), ...zeros(63), ...frame(0, false).slice(195)];
    const { image } = await readLandmarks(float64Npy([1, 258], values), 'sign.npy');
    expect(pointOf(image, 0, LEFT_HAND_OFFSET + 5)[3]).toBe(0);
    expect(pointOf(image, 0, RIGHT_HAND_OFFSET + 5)[3]).toBe(1);
  });

  it.each([[[63]], [[1, 63]], [[21, 3]], [[1, 21, 3]]])(
    'of shape %j are one hand, a wrist at the origin included',
    async (shape) => {
      const { rightHand } = signerParts(1, 0);
      const centred = rightHand.map(([x, y, z]) => [
        x - rightHand[0][0],
        y - rightHand[0][1],
        z - rightHand[0][2],
      ]);
      const bytes = float64Npy(shape, centred.flat());
      const recording = await readLandmarks(bytes, 'letter.npy', { hand: 'right' });
      expect(pointOf(recording.image, 0, RIGHT_HAND_OFFSET)).toEqual([0, 0, 0, 1]);
      expect(codes(recording)).toEqual(['W_HAND_LABEL', 'W_IMAGE_SIZE']);
    },
  );

  it('take the side, the rate and the size of the options', async () => {
    const bytes = npyBytes('<f4', [2, 63], new Uint8Array(Float32Array.from(zeros(126).fill(0.25)).buffer));
    const recording = await readLandmarks(bytes, 'letter.npy', {
      hand: 'left',
      fps: 30,
      imageSize: { width: 640, height: 640 },
    });
    expect(pointOf(recording.image, 1, LEFT_HAND_OFFSET)).toEqual([0.25, 0.25, 0.25, 1]);
    expect(recording.image!.timing.rate).toEqual({ numerator: 30, denominator: 1 });
    expect(recording.imageSize).toEqual({ width: 640, height: 640 });
  });

  it('of other shapes are refused with the shapes that are read', async () => {
    await expect(readLandmarks(float64Npy([2, 99], zeros(198)), 'x.npy')).rejects.toMatchObject({
      code: 'E_NPY',
      message: expect.stringContaining('[2 x 99]'),
      details: { expected: expect.stringContaining('258') },
    });
    await expect(readLandmarks(float64Npy([0, 258], []), 'x.npy')).rejects.toMatchObject({
      code: 'E_NO_FRAMES',
    });
  });
});

describe('pose arrays in .npz', () => {
  const { pose } = signerParts(1, 0);
  const xy = [...pose, ...pose].flatMap((point) => point.slice(0, 2));
  const conf = [...pose, ...pose].map((point) => point[3]);

  it('give a body without depth, at their own rate', async () => {
    const zip = zipSync({
      'xy.npy': float64Npy([2, 33, 2], xy),
      'conf.npy': float64Npy([2, 33], conf),
      'fps.npy': float64Npy([1], [20]),
    });
    const recording = await readLandmarks(zip, 'move.npz');
    const [x, y, , c] = pose[15];
    expect(pointOf(recording.image, 1, 15)).toEqual([x, y, 0, c]);
    expect(recording.depth).toBe('none');
    expect(recording.image!.timing.rate).toEqual({ numerator: 20, denominator: 1 });
  });

  it('may be in pixels', async () => {
    const zip = zipSync({
      'xy.npy': float64Npy(
        [2, 33, 2],
        xy.map((value, i) => value * (i % 2 === 0 ? 640 : 480)),
      ),
      'conf.npy': float64Npy([2, 33], conf),
    });
    const { image } = await readLandmarks(zip, 'move.npz', {
      imageSize: { width: 640, height: 480 },
      fps: 25,
    });
    expect(pointOf(image, 0, 15)[0]).toBeCloseTo(pose[15][0], 6);
    expect(pointOf(image, 0, 15)[1]).toBeCloseTo(pose[15][1], 6);
  });

  it.each([
    ['no xy', { 'conf.npy': float64Npy([2, 33], conf) }],
    [
      '17 joints',
      { 'xy.npy': float64Npy([1, 17, 2], zeros(34)), 'conf.npy': float64Npy([1, 17], zeros(17)) },
    ],
    [
      'fewer confidences',
      { 'xy.npy': float64Npy([2, 33, 2], xy), 'conf.npy': float64Npy([1, 33], conf.slice(33)) },
    ],
  ])('are refused with %s', async (_, files) => {
    await expect(readLandmarks(zipSync(files), 'move.npz')).rejects.toMatchObject({ code: 'E_NPY' });
  });
});
