import { expect, test } from 'vitest';
import { decodeLandmarks, encodeLandmarks } from '../../../src/livelink/protocol/landmarks-bytes.ts';
import { decodeRequest } from '../../../src/livelink/protocol/requests.ts';
import { trackedLandmarks } from '../../../src/livelink/tracked-landmarks.ts';
import { createRandom } from '../../../src/math/random.ts';

const random = createRandom(21);
const list = (count: number) => Float32Array.from({ length: count * 4 }, () => random.range(-1, 1));
const everything = {
  time: 12.5,
  lists: {
    pose: list(33),
    leftHand: list(21),
    rightHand: list(21),
    face: list(478),
    poseWorld: list(33),
    leftHandWorld: list(21),
    rightHandWorld: list(21),
  },
  curves: { jawOpen: 0.5, tongueOut: 0 },
};
const NAMES = ['jawOpen', 'tongueOut'];

test('body, hands, face and curves come back as they were sent, at 16 bytes a point', () => {
  const bytes = encodeLandmarks(everything, NAMES);
  expect(bytes.length).toBe(16 + 16 * 628 + 4 * 2);
  expect(decodeLandmarks(bytes, NAMES)).toEqual(everything);
});

test('the bytes say what the same message says as JSON', () => {
  const point = (i: number) => [i / 64, 1 - i / 64, i / 256];
  const message = {
    op: 'landmarks',
    time: 3,
    rightHand: Array.from({ length: 21 }, (_, i) => [...point(i), 0.5]),
    rightHandWorld: Array.from({ length: 21 }, (_, i) => point(i)),
    curves: { jawOpen: 0.25 },
  };
  const request = decodeRequest(JSON.stringify(message));
  if (request?.op !== 'landmarks') throw new Error('Not landmarks.');
  const landmarks = trackedLandmarks(request);
  expect(landmarks.lists.rightHandWorld?.subarray(0, 8)).toEqual(
    Float32Array.of(0, 1, 0, 1, 1 / 64, 63 / 64, 1 / 256, 1),
  );
  expect(decodeLandmarks(encodeLandmarks(landmarks, ['jawOpen']), ['jawOpen'])).toEqual(landmarks);
});

test('bytes that start anywhere in their buffer are read', () => {
  const bytes = encodeLandmarks(everything, NAMES);
  const shifted = new Uint8Array(bytes.length + 3).subarray(3);
  shifted.set(bytes);
  expect(decodeLandmarks(shifted, NAMES)).toEqual(everything);
});

test('bits and bytes of later versions are passed over', () => {
  const bytes = encodeLandmarks(everything, NAMES);
  const longer = new Uint8Array([...bytes, 1, 2, 3, 4]);
  longer[3] |= 0x80;
  expect(decodeLandmarks(longer, NAMES)).toEqual(everything);
});

test('bytes that are cut off anywhere are refused', () => {
  const bytes = encodeLandmarks(everything, NAMES);
  for (let length = 0; length < bytes.length; length += length < 100 ? 1 : 61) {
    expect(() => decodeLandmarks(bytes.subarray(0, length), NAMES)).toThrow('Expected a message of at least');
  }
});

test.each([
  [
    'a face of 100 points',
    (view: DataView) => view.setUint16(4, 100, true),
    'Expected 478 or 468 face points, found 100.',
  ],
  [
    'curves that the tracker did not name',
    (view: DataView) => view.setUint16(6, 3, true),
    'Expected 2 curves, found 3.',
  ],
  ['a time that is no number', (view: DataView) => view.setFloat64(8, Number.NaN, true), 'byte 8'],
  [
    'a coordinate that is infinite',
    (view: DataView) => view.setFloat32(20, Number.POSITIVE_INFINITY, true),
    'byte 20',
  ],
  [
    'a curve that is no number',
    (view: DataView) => view.setFloat32(16 + 16 * 628, Number.NaN, true),
    'byte 10064',
  ],
])('%s is refused', (_, damage, message) => {
  const bytes = encodeLandmarks(everything, NAMES);
  damage(new DataView(bytes.buffer));
  expect(() => decodeLandmarks(bytes, NAMES)).toThrow(message);
});
