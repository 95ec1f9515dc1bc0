import { expect, test } from 'vitest';
import { TegnError } from '../../../src/issues/issues.ts';
import {
  decodeStaticData,
  encodeStaticData,
  type StaticData,
} from '../../../src/livelink/protocol/static-data.ts';

const data: StaticData = {
  subject: 2,
  revision: 9,
  name: 'tegn',
  role: 'animation',
  rate: { numerator: 30000, denominator: 1001 },
  time: 3.25,
  bones: ['root', 'pelvis'],
  parents: [-1, 0],
  referenceRotations: Float32Array.of(0, 0, 0, 1, 0.5, 0.5, 0.5, 0.5),
  referenceTranslationsCm: Float32Array.of(0, 0, 0, 0, 2, 91),
  translatedBones: [1],
  curves: ['kjeve åpen', 'browRaise'],
};

/** Offsets after the header and counts: 8 rotations and 6 translations as floats, then parents, translated bones and names. */
const PARENTS = 44 + 14 * 4;
const TRANSLATED = PARENTS + 4;
const NAMES = TRANSLATED + 2;

function changed(change: (view: DataView, bytes: Uint8Array) => void): Uint8Array {
  const bytes = encodeStaticData(data);
  change(new DataView(bytes.buffer), bytes);
  return bytes;
}

test('what is encoded comes back exactly, with bytes after it too', () => {
  expect(decodeStaticData(encodeStaticData(data))).toEqual(data);
  expect(decodeStaticData(new Uint8Array([...encodeStaticData(data), 1, 2, 3]))).toEqual(data);
});

test('a role of a later version is passed over', () => {
  expect(decodeStaticData(changed((view) => view.setUint16(38, 3, true)))).toBeNull();
});

test.each([
  ['a revision of 0', (view: DataView) => view.setUint16(2, 0, true), 'Expected a revision of 1 or more'],
  ['a rate of 0', (view: DataView) => view.setUint32(24, 0, true), 'Expected a rate above 0'],
  ['a rotation that is not finite', (view: DataView) => view.setFloat32(44, Number.NaN, true), 'byte 44'],
  ['a parent after its child', (view: DataView) => view.setInt16(PARENTS, 1, true), 'parent before bone 0'],
  ['a translated bone that is none', (view: DataView) => view.setUint16(TRANSLATED, 2, true), 'bone below 2'],
  ['a name too few', (view: DataView) => view.setUint8(NAMES + 4, 65), 'Expected 5 names'],
  ['names that are not UTF-8', (view: DataView) => view.setUint8(NAMES, 0xff), 'Expected names in UTF-8'],
  [
    'more bones than bytes',
    (view: DataView) => view.setUint16(32, 65535, true),
    'Expected a message of at least',
  ],
])('%s is refused with E_PROTOCOL', (_, change, message) => {
  expect(() => decodeStaticData(changed(change))).toThrow(
    expect.objectContaining({ code: 'E_PROTOCOL', message: expect.stringContaining(message) }),
  );
});

test('two bones of one name are refused', () => {
  const twins = encodeStaticData({ ...data, bones: ['root', 'root'] });
  expect(() => decodeStaticData(twins)).toThrow('Expected unique names.');
});

test('every truncation is refused', () => {
  const bytes = encodeStaticData(data);
  const end = NAMES + new TextEncoder().encode('tegn0root0pelvis0kjeve åpen0browRaise0').length;
  for (let length = 0; length < end; length++) {
    expect(() => decodeStaticData(bytes.subarray(0, length))).toThrow(TegnError);
  }
});
