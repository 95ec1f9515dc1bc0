import { expect, test } from 'vitest';
import { decodeControl, encodeControl, type StaticMessage } from '../../../src/livelink/protocol/control.ts';
import { createRandom } from '../../../src/math/random.ts';

const message: StaticMessage = {
  op: 'static',
  subject: 0,
  revision: 1,
  name: 'tegn',
  role: 'animation',
  rate: { numerator: 30000, denominator: 1001 },
  bones: ['root', 'pelvis'],
  parents: [-1, 0],
  referenceRotations: [0, 0, 0, 1, 0, 0, 0, 1],
  referenceTranslationsCm: [0, 0, 0, 0, 2, 91],
  translatedBones: [1],
  curves: ['mouthOpen'],
};

test('unknown kinds of messages are passed over, unknown fields left out', () => {
  expect(decodeControl('{"op":"transport","state":"paused"}')).toBeNull();
  expect(decodeControl('{}')).toBeNull();
  expect(decodeControl(JSON.stringify({ ...message, mood: 'calm' }))).toEqual(message);
});

test.each([
  ['a revision of 0', { revision: 0 }, 'Expected a whole number from 1 to 65535 in the field "revision"'],
  ['a rate of 0', { rate: { numerator: 0, denominator: 1 } }, '"numerator"'],
  ['a parent after its child', { parents: [1, -1] }, '"parents[0]"'],
  ['two bones of one name', { bones: ['root', 'root'] }, 'Expected unique names in the field "bones"'],
  ['a rotation too few', { referenceRotations: [0, 0, 0, 1] }, 'Expected 8 numbers'],
  ['a translated bone that is none', { translatedBones: [2] }, '"translatedBones"'],
  ['curves that are no strings', { curves: [1] }, '"curves"'],
])('static data with %s is refused with E_PROTOCOL', (_, change, expected) => {
  const text = JSON.stringify({ ...message, ...change });
  expect(() => decodeControl(text)).toThrow(
    expect.objectContaining({ code: 'E_PROTOCOL', message: expect.stringContaining(expected) }),
  );
});

test('a hello of another protocol is refused with E_PROTOCOL', () => {
  const text = '{"op":"hello","protocol":"tegn.livelink.v2","time":0,"subjects":[]}';
  expect(() => decodeControl(text)).toThrow('Expected tegn.livelink.v1 in the field "protocol"');
});

test('5,000 mutated texts are decoded, passed over or refused with E_PROTOCOL', () => {
  const random = createRandom(5);
  const text = encodeControl(message);
  for (let i = 0; i < 5_000; i++) {
    const letters = [...text];
    for (let k = random.integer(3); k >= 0; k--) {
      letters[random.integer(letters.length)] = String.fromCharCode(32 + random.integer(95));
    }
    const mutated = letters
      .slice(0, random.integer(4) === 0 ? random.integer(letters.length) : undefined)
      .join('');
    try {
      decodeControl(mutated);
    } catch (error) {
      expect(error).toMatchObject({ name: 'TegnError', code: 'E_PROTOCOL' });
    }
  }
});
