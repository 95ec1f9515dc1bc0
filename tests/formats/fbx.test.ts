import { expect, test } from 'vitest';
import type { FbxDocument, FbxProperty, FbxRecord } from '../../src/formats/fbx/fbx-document.ts';
import { readFbx } from '../../src/formats/fbx/read-fbx.ts';
import { writeFbx } from '../../src/formats/fbx/write-fbx.ts';
import { TegnError } from '../../src/issues/issues.ts';
import { createRandom } from '../../src/math/random.ts';

const record = (
  name: string,
  properties: FbxProperty[] = [],
  children: FbxRecord[] | null = null,
): FbxRecord => ({ name, properties, children });

/** One of every kind of property, plain and deflated arrays, empty lists, NUL and other alphabets in text. */
function everyKind(): FbxDocument {
  const ramp = Array.from({ length: 500 }, (_, i) => i);
  const random = createRandom(7);
  return {
    version: 7400,
    records: [
      record('Scalars', [
        { type: 'C', value: true },
        { type: 'C', value: false },
        { type: 'Y', value: -32768 },
        { type: 'I', value: -2147483648 },
        { type: 'L', value: -(2n ** 63n) },
        { type: 'F', value: 0.5 },
        { type: 'D', value: Math.PI },
        { type: 'S', value: 'root\0\x01Model' },
        { type: 'S', value: '\ufeffhånd "手" 🤟' },
        { type: 'R', value: Uint8Array.of(0, 255, 3) },
      ]),
      record('Arrays', [
        { type: 'b', value: Uint8Array.from(ramp, (i) => i % 2) },
        { type: 'i', value: Int32Array.from(ramp, (i) => -i) },
        { type: 'l', value: BigInt64Array.from(ramp, (i) => BigInt(i) * 1847446320n) },
        { type: 'f', value: Float32Array.from(ramp, () => random.next()) },
        { type: 'd', value: Float64Array.of() },
        { type: 'd', value: Float64Array.of(1, -0, 5e-324) },
      ]),
      record(
        'Tree',
        [],
        [record('EmptyList', [], []), record('Leaf'), record('Deeper', [], [record('Leaf')])],
      ),
    ],
  };
}

test.each([7400, 7500])('a tree that is written as version %i reads back the same', (version) => {
  const document = { ...everyKind(), version };
  expect(readFbx(writeFbx(document))).toEqual(document);
});

test('the bytes are those of the format: head, offsets, null records, footer', () => {
  const bytes = writeFbx({
    version: 7400,
    records: [record('A', [{ type: 'I', value: 5 }]), record('B', [], [record('C')])],
  });
  const view = new DataView(bytes.buffer);
  expect(new TextDecoder().decode(bytes.subarray(0, 23))).toBe('Kaydara FBX Binary  \0\x1a\0');
  expect(view.getUint32(23, true)).toBe(7400);
  // A at 27: 13 bytes of head, 1 of name, 5 of property
  expect([0, 4, 8].map((i) => view.getUint32(27 + i, true))).toEqual([46, 1, 5]);
  expect([...bytes.subarray(39, 46)]).toEqual([1, 65, 73, 5, 0, 0, 0]);
  // B at 46: 14 bytes, C at 60: 14 bytes, its list's null record at 74, then that of the file at 87
  expect([0, 4, 8].map((i) => view.getUint32(46 + i, true))).toEqual([87, 0, 0]);
  expect(view.getUint32(60, true)).toBe(74);
  expect([...bytes.subarray(74, 100)]).toEqual(new Array(26).fill(0));
  expect([...bytes.subarray(100, 104)]).toEqual([0xfa, 0xbc, 0xab, 0x09]);
  // id 16, zeros 4, padding to 128, version, 120 zeros, tail 16
  expect(view.getUint32(128, true)).toBe(7400);
  expect(bytes.length).toBe(128 + 4 + 120 + 16);
  expect([...bytes.subarray(-2)]).toEqual([0x29, 0x0b]);
});

test('a file longer than the first buffer keeps every byte', () => {
  const noise = Uint8Array.from({ length: 200_000 }, (_, i) => Math.imul(i, 2654435761) >>> 24);
  const document: FbxDocument = {
    version: 7400,
    records: [
      record('Blob', [
        { type: 'R', value: noise },
        { type: 'I', value: 1 },
      ]),
    ],
  };
  expect(readFbx(writeFbx(document))).toEqual(document);
});

test('64-bit offsets are read', () => {
  const head = [...writeFbx({ version: 7400, records: [] }).subarray(0, 23)];
  const word = (n: number) => [n, 0, 0, 0, 0, 0, 0, 0];
  const bytes = Uint8Array.from([
    ...head,
    ...[0x4c, 0x1d, 0, 0],
    ...word(58),
    ...word(1),
    ...word(5),
    ...[1, 65, 73, 9, 0, 0, 0],
    ...new Array(25).fill(0),
  ]);
  expect(readFbx(bytes)).toEqual({ version: 7500, records: [record('A', [{ type: 'I', value: 9 }])] });
});

test('a file cut at any length is refused with E_FBX, unless only the footer is missing', () => {
  const whole = writeFbx(everyKind());
  const footer = whole.length - 176;
  for (let length = 0; length < footer; length++) {
    expect(codeOf(() => readFbx(whole.subarray(0, length)))).toBe('E_FBX');
  }
});

test('flipped bytes give a tree or E_FBX, never another error and never unbounded memory', () => {
  const whole = writeFbx(everyKind());
  const random = createRandom(3);
  for (let i = 0; i < 3000; i++) {
    const bytes = whole.slice();
    for (let k = 0; k <= random.integer(4); k++) bytes[random.integer(bytes.length)] = random.integer(256);
    expect([null, 'E_FBX']).toContain(codeOf(() => readFbx(bytes)));
  }
});

test('an array that announces more than its bytes can hold is refused before it is allocated', () => {
  const bytes = writeFbx({
    version: 7400,
    records: [record('A', [{ type: 'd', value: new Float64Array(1000) }])],
  });
  new DataView(bytes.buffer).setUint32(27 + 14 + 1, 0x1fffffff, true);
  expect(() => readFbx(bytes)).toThrow(/fits into/);
});

test('records nested beyond reason are refused', () => {
  let tree = record('A');
  for (let i = 0; i < 2000; i++) tree = record('A', [], [tree]);
  expect(codeOf(() => readFbx(writeFbx({ version: 7400, records: [tree] })))).toBe('E_FBX');
});

test('what the format cannot hold is refused when writing', () => {
  expect(() => writeFbx({ version: 7400, records: [record('x'.repeat(256))] })).toThrow(RangeError);
});

/** Code of the TegnError that `run` throws, null when it returns. */
function codeOf(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof TegnError) return error.code;
    throw error;
  }
}
