/** The bytes of docs/protocol.md. They were packed field by field with Python's struct module (pack.py), not with our own encoder. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { decodeControl, encodeControl } from '../../../src/livelink/protocol/control.ts';
import { createWireFrame, decodeFrame, encodeFrame } from '../../../src/livelink/protocol/frame.ts';
import {
  decodeLandmarks,
  encodeLandmarks,
  isLandmarks,
} from '../../../src/livelink/protocol/landmarks-bytes.ts';
import { decodeRequest, encodeRequest } from '../../../src/livelink/protocol/requests.ts';
import {
  decodeStaticData,
  encodeStaticData,
  type StaticData,
} from '../../../src/livelink/protocol/static-data.ts';

const folder = fileURLToPath(new URL('../../fixtures/protocol/', import.meta.url));
const read = (name: string) => new Uint8Array(readFileSync(folder + name));
const text = (name: string) => readFileSync(`${folder}text/${name}`, 'utf8');
const expected = (name: string) =>
  JSON.parse(readFileSync(folder + name.replace('.bin', '.json'), 'utf8'), zeroWithoutSign);
const binary = readdirSync(folder).filter((name) => name.endsWith('.bin'));
const fromTracker = readdirSync(`${folder}client`)
  .filter((name) => name.endsWith('.bin'))
  .map((name) => `client/${name}`);
const ofKind = (kind: string) => binary.filter((name) => expected(name).kind === kind);
const texts = readdirSync(`${folder}text`);
const fromServer = texts.filter((name) => name.startsWith('server-'));
const fromClient = texts.filter((name) => name.startsWith('client-'));
const layouts = new Map<number, StaticData>();
for (const name of ofKind('staticData')) {
  const data = decodeStaticData(read(name))!;
  layouts.set(data.subject, data);
}

test('the fixtures cover every kind of message', () => {
  const kinds = (names: string[]) => [...new Set(names.map((name) => JSON.parse(text(name)).op))].sort();
  expect(kinds(fromServer)).toEqual(['clock', 'dropped', 'end', 'error', 'hello', 'status']);
  expect(kinds(fromClient)).toEqual(['clock', 'hello', 'landmarks', 'tracker', 'transport']);
  expect([ofKind('frame').length, ofKind('staticData').length, fromTracker.length]).toEqual([5, 3, 2]);
});

test.each(fromServer)('%s is decoded and encoded to the same text', (name) => {
  expect(encodeControl(decodeControl(text(name))!)).toBe(text(name));
});

test.each(fromClient)('%s is decoded and encoded to the same text', (name) => {
  expect(encodeRequest(decodeRequest(text(name))!)).toBe(text(name));
});

test.each(ofKind('staticData'))(
  '%s is decoded to the expected values and encoded to the same bytes',
  (name) => {
    const data = decodeStaticData(read(name))!;
    expect({ kind: 'staticData', ...plain(data) }).toEqual(expected(name));
    expect(encodeStaticData(data)).toEqual(read(name));
  },
);

test.each(ofKind('frame'))('%s is decoded to the expected values and encoded to the same bytes', (name) => {
  const { kind: _, compact, ...values } = expected(name);
  const layout = layouts.get(values.subject)!;
  const frame = decodeFrame(read(name), layout, createWireFrame(layout));
  expect(plain(frame)).toEqual(values);
  expect(encodeFrame(frame, compact)).toEqual(read(name));
});

test.each(fromTracker)('%s is decoded to the expected values and encoded to the same bytes', (name) => {
  const { kind: _, ...values } = expected(name);
  const curveNames = Object.keys(values.curves ?? {});
  const landmarks = decodeLandmarks(read(name), curveNames);
  expect(isLandmarks(read(name))).toBe(true);
  expect(plain(landmarks)).toEqual(values);
  expect(encodeLandmarks(landmarks, curveNames)).toEqual(read(name));
});

/** Arrays of floats as lists. */
const plain = (value: object): object =>
  JSON.parse(JSON.stringify(value, (_, one) => (one instanceof Float32Array ? Array.from(one) : one)));

function zeroWithoutSign(_key: string, value: unknown) {
  return value === 0 ? 0 : value;
}
