import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TegnError } from '../../../src/issues/issues.ts';
import {
  createWireFrame,
  decodeFrame,
  encodeFrame,
  type WireFrame,
} from '../../../src/livelink/protocol/frame.ts';
import { binaryMessage } from '../../../src/livelink/protocol/header.ts';
import { createRandom, type Random } from '../../../src/math/random.ts';

const layout = {
  subject: 7,
  revision: 500,
  bones: ['root', 'pelvis', 'head'],
  translatedBones: [1],
  curves: ['mouthOpen', 'browRaise'],
};

function randomFrame(seed: number): WireFrame {
  const random = createRandom(seed);
  const frame = createWireFrame(layout);
  frame.number = random.integer(2 ** 32);
  frame.cut = random.next() < 0.5;
  frame.time = random.range(0, 1e6);
  frame.timecode =
    random.next() < 0.5
      ? null
      : {
          frame: random.integer(2 ** 32),
          subframe: random.integer(65536) / 65536,
          numerator: 60000,
          denominator: 1001,
        };
  for (let i = 0; i < 3; i++) frame.translationsCm[i] = random.range(-300, 300);
  for (let b = 0; b < 3; b++) frame.rotations.set(randomRotation(random), b * 4);
  for (let c = 0; c < 2; c++) frame.curves[c] = Math.round(random.range(-1, 1) * 16384) / 16384;
  return frame;
}

function randomRotation(random: Random): number[] {
  const q = Array.from({ length: 4 }, () => random.range(-1, 1));
  const length = Math.hypot(...q);
  return q.map((value) => value / length);
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

test('what is encoded comes back exactly', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const frame = randomFrame(seed);
      expect(decodeFrame(encodeFrame(frame), layout, createWireFrame(layout))).toEqual(frame);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('compact rotations come back within 0.009 degrees, everything else exactly', () => {
  let worstDeg = 0;
  for (let seed = 0; seed < 20_000; seed++) {
    const frame = randomFrame(seed);
    const back = decodeFrame(encodeFrame(frame, true), layout, createWireFrame(layout));
    expect({ ...back, rotations: frame.rotations }).toEqual(frame);
    for (let b = 0; b < 12; b += 4) {
      const dot = [0, 1, 2, 3].reduce((sum, k) => sum + frame.rotations[b + k] * back.rotations[b + k], 0);
      const sign = Math.sign(dot);
      const apart = Math.hypot(
        ...[0, 1, 2, 3].map((k) => frame.rotations[b + k] - sign * back.rotations[b + k]),
      );
      worstDeg = Math.max(worstDeg, (4 * Math.asin(apart / 2) * 180) / Math.PI);
    }
  }
  expect(worstDeg).toBeGreaterThan(0.004);
  expect(worstDeg).toBeLessThan(0.009);
});

test('64 bones, the pelvis and 61 curves make 1192 bytes, or 552 compact', () => {
  const bones = Array.from({ length: 64 }, (_, i) => `bone${i}`);
  const curves = Array.from({ length: 61 }, (_, i) => `curve${i}`);
  const frame = createWireFrame({ ...layout, bones, curves });
  expect(encodeFrame(frame).length).toBe(1192);
  expect(encodeFrame(frame, true).length).toBe(552);
  expect(552).toBeLessThanOrEqual(40 + 6 * 64 + 12 + 2 * 61);
});

test('a frame may start at any byte of a larger buffer', () => {
  const bytes = encodeFrame(randomFrame(3));
  const shifted = new Uint8Array(bytes.length + 5);
  shifted.set(bytes, 3);
  expect(decodeFrame(shifted.subarray(3, 3 + bytes.length), layout, createWireFrame(layout))).toEqual(
    randomFrame(3),
  );
});

test('bytes after the payload are passed over', () => {
  const longer = new Uint8Array([...encodeFrame(randomFrame(4)), 1, 2, 3, 4]);
  expect(decodeFrame(longer, layout, createWireFrame(layout))).toEqual(randomFrame(4));
});

test('curves beyond -2 and 2 are held there', () => {
  const frame = randomFrame(4);
  frame.curves.set([300, -300]);
  const back = decodeFrame(encodeFrame(frame), layout, createWireFrame(layout));
  expect(Array.from(back.curves)).toEqual([32767 / 16384, -2]);
});

test('other opcodes and other header versions are passed over, not refused', () => {
  const bytes = encodeFrame(randomFrame(5));
  expect(binaryMessage(bytes)).toEqual({ kind: 'frame', subject: 7, revision: 500 });
  expect(binaryMessage(Uint8Array.of(9, 1))).toBeNull();
  expect(binaryMessage(Uint8Array.of(1, 2, 0, 0))).toBeNull();
});

test('a rate whose denominator does not fit is refused when encoding', () => {
  const frame = randomFrame(6);
  frame.timecode = { frame: 0, subframe: 0, numerator: 1, denominator: 65536 };
  expect(() => encodeFrame(frame)).toThrow(RangeError);
});

describe('a frame that breaks the protocol is refused with E_PROTOCOL and leaves the last pose alone', () => {
  const nan = encodeFrame(randomFrame(8));
  new DataView(nan.buffer).setFloat32(60, Number.NaN, true);
  const noTime = encodeFrame(randomFrame(8), true);
  new DataView(noTime.buffer).setFloat64(16, Number.POSITIVE_INFINITY, true);
  const otherRevision = encodeFrame({ ...randomFrame(8), revision: 501 });
  const otherSubject = encodeFrame({ ...randomFrame(8), subject: 8 });
  const noRate = encodeFrame({
    ...randomFrame(8),
    timecode: { frame: 1, subframe: 0, numerator: 0, denominator: 1 },
  });
  const cases: [string, Uint8Array, string][] = [
    ['a number that is not finite', nan, 'Expected a finite number at byte 60.'],
    ['a time that is not finite', noTime, 'Expected a finite number at byte 16.'],
    ['another revision', otherRevision, 'Expected static-data revision 500, found 501.'],
    ['another subject', otherSubject, 'Expected a frame of subject 7.'],
    ['a timecode without a rate', noRate, 'Expected a rate above 0.'],
  ];
  test.each(cases)('%s', (_, bytes, message) => {
    const before = randomFrame(9);
    const dst = randomFrame(9);
    expect(() => decodeFrame(bytes, layout, dst)).toThrow(
      expect.objectContaining({ code: 'E_PROTOCOL', message }),
    );
    expect(dst).toEqual(before);
  });

  test.each([false, true])('every truncation of the payload, compact %s', (compact) => {
    const bytes = encodeFrame(randomFrame(8), compact);
    const payload = 32 + 12 + 3 * (compact ? 6 : 16) + 2 * 2;
    for (let length = 0; length < payload; length++) {
      expect(() => decodeFrame(bytes.subarray(0, length), layout, createWireFrame(layout))).toThrow(
        TegnError,
      );
    }
  });
});
