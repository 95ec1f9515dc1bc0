import { expect, test } from 'vitest';
import { decodeControl } from '../../../src/livelink/protocol/control.ts';
import { decodeRequest } from '../../../src/livelink/protocol/requests.ts';

const status = {
  op: 'status',
  subjects: [0],
  state: 'playing',
  source: 'HELLO.pose',
  frame: null,
  frameCount: 3,
  rate: 1,
  loop: false,
  transport: true,
};

test('unknown kinds of messages are passed over, unknown fields left out', () => {
  expect(decodeControl('{"op":"mood"}')).toBeNull();
  expect(decodeControl('{}')).toBeNull();
  expect(decodeRequest('{"op":"mood"}')).toBeNull();
  expect(decodeControl(JSON.stringify({ ...status, mood: 'calm' }))).toEqual(status);
});

test.each([
  ['no subjects', { subjects: null }, '"subjects"'],
  ['a subject that is none', { subjects: [-1] }, 'a whole number from 0 to 65535'],
  ['a state that is none', { state: 'dreaming' }, '"playing", "paused"'],
  ['a frame that is no number', { frame: 'one' }, '"frame"'],
  ['a loop that is no flag', { loop: 1 }, 'true or false'],
])('a status with %s is refused with E_PROTOCOL', (_, change, expected) => {
  expect(() => decodeControl(JSON.stringify({ ...status, ...change }))).toThrow(
    expect.objectContaining({ code: 'E_PROTOCOL', message: expect.stringContaining(expected) }),
  );
});

test.each([
  ['no JSON', '{"op":', 'Expected a JSON object'],
  ['an array', '[]', 'Expected a JSON object'],
  ['a seek without a frame', '{"op":"transport","action":"seek"}', '"frame"'],
  ['a rate of nothing', '{"op":"transport","action":"rate","rate":0}', 'a number from 0.05 to 8'],
  ['an action that is none', '{"op":"transport","action":"fly"}', '"play", "pause"'],
  ['a clock without a time', '{"op":"clock"}', '"clientTime"'],
  ['an endless time', '{"op":"clock","clientTime":1e999}', '"clientTime"'],
  ['a tracker of no width', '{"op":"tracker","name":"x","fps":30,"width":0,"height":1}', '"width"'],
  ['a hand of two points', '{"op":"landmarks","time":0,"leftHand":[[0,0,0],[0,0,0]]}', '21 points'],
  [
    'points that are no numbers',
    `{"op":"landmarks","time":0,"pose":${JSON.stringify(Array(33).fill([0, 0, null]))}}`,
    '33 points',
  ],
])('a request with %s is refused with E_PROTOCOL', (_, text, expected) => {
  expect(() => decodeRequest(text)).toThrow(
    expect.objectContaining({ code: 'E_PROTOCOL', message: expect.stringContaining(expected) }),
  );
});

test('a hello of another protocol is refused, with a code of its own from a client', () => {
  const hello = '{"op":"hello","protocol":"tegn.livelink.v2","time":0,"subjects":[]}';
  expect(() => decodeControl(hello)).toThrow('Expected tegn.livelink.v1 in the field "protocol"');
  expect(() => decodeRequest(hello)).toThrow(expect.objectContaining({ code: 'E_PROTOCOL_VERSION' }));
});

test('a hello that says no more than the protocol wants every subject and nothing compact', () => {
  expect(decodeRequest('{"op":"hello","protocol":"tegn.livelink.v1"}')).toEqual({
    op: 'hello',
    protocol: 'tegn.livelink.v1',
    capabilities: [],
  });
});
