import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TegnError } from '../../../src/issues/issues.ts';
import {
  createWireFrame,
  decodeFrame,
  encodeFrame,
  frameSubject,
  type WireFrame,
} from '../../../src/livelink/protocol/frame.ts';
import { createRandom } from '../../../src/math/random.ts';

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
  for (const array of [frame.rotations, frame.translationsCm, frame.curves]) {
    for (let i = 0; i < array.length; i++) array[i] = random.range(-300, 300);
  }
  return frame;
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

test('64 bones, the pelvis and 61 curves make 1312 bytes', () => {
  const bones = Array.from({ length: 64 }, (_, i) => `bone${i}`);
  const curves = Array.from({ length: 61 }, (_, i) => `curve${i}`);
  const frame = createWireFrame({ ...layout, bones, curves });
  expect(encodeFrame(frame).length).toBe(1312);
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

test('other opcodes and other header versions are passed over, not refused', () => {
  const bytes = encodeFrame(randomFrame(5));
  expect(frameSubject(bytes)).toBe(7);
  expect(frameSubject(Uint8Array.of(2, 1))).toBeNull();
  expect(frameSubject(Uint8Array.of(1, 2, 0, 0))).toBeNull();
});

test('a rate whose denominator does not fit is refused when encoding', () => {
  const frame = randomFrame(6);
  frame.timecode = { frame: 0, subframe: 0, numerator: 1, denominator: 65536 };
  expect(() => encodeFrame(frame)).toThrow(RangeError);
});

describe('a frame that breaks the protocol is refused with E_PROTOCOL and leaves the last pose alone', () => {
  const nan = encodeFrame(randomFrame(8));
  new DataView(nan.buffer).setFloat32(60, Number.NaN, true);
  const otherRevision = encodeFrame({ ...randomFrame(8), revision: 501 });
  const otherSubject = encodeFrame({ ...randomFrame(8), subject: 8 });
  const noRate = encodeFrame({
    ...randomFrame(8),
    timecode: { frame: 1, subframe: 0, numerator: 0, denominator: 1 },
  });
  const cases: [string, Uint8Array, string][] = [
    ['a number that is not finite', nan, 'Expected a finite number at byte 60.'],
    ['another revision', otherRevision, 'Expected static-data revision 500, found 501.'],
    ['another subject', otherSubject, 'Expected a frame of subject 7.'],
    ['a timecode without a rate', noRate, 'Expected a timecode rate above 0.'],
  ];
  test.each(cases)('%s', (_, bytes, message) => {
    const before = randomFrame(9);
    const dst = randomFrame(9);
    expect(() => decodeFrame(bytes, layout, dst)).toThrow(
      expect.objectContaining({ code: 'E_PROTOCOL', message }),
    );
    expect(dst).toEqual(before);
  });

  test('every truncation', () => {
    const bytes = encodeFrame(randomFrame(8));
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeFrame(bytes.subarray(0, length), layout, createWireFrame(layout))).toThrow(
        TegnError,
      );
    }
  });
});

test('20,000 mutated frames are decoded to finite numbers or refused with E_PROTOCOL', () => {
  const random = createRandom(11);
  const dst = createWireFrame(layout);
  let refused = 0;
  for (let i = 0; i < 20_000; i++) {
    const bytes = mutate(encodeFrame(randomFrame(i)), random.integer(4) + 1, random.integer);
    try {
      if (frameSubject(bytes) !== layout.subject) continue;
      decodeFrame(bytes, layout, dst);
      expect([dst.time, ...dst.rotations, ...dst.translationsCm, ...dst.curves].every(Number.isFinite)).toBe(
        true,
      );
    } catch (error) {
      expect(error).toMatchObject({ name: 'TegnError', code: 'E_PROTOCOL' });
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(100);
});

/** Flips bytes, and cuts every eighth message short. */
function mutate(bytes: Uint8Array, flips: number, integer: (n: number) => number): Uint8Array {
  for (let k = 0; k < flips; k++) bytes[integer(bytes.length)] ^= 1 << integer(8);
  return integer(8) === 0 ? bytes.subarray(0, integer(bytes.length)) : bytes;
}
