/** The bytes of docs/protocol.md. They were packed field by field with Python's struct module, not with our own encoder. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { decodeControl, encodeControl, type StaticMessage } from '../../../src/livelink/protocol/control.ts';
import { createWireFrame, decodeFrame, encodeFrame } from '../../../src/livelink/protocol/frame.ts';

const folder = fileURLToPath(new URL('../../fixtures/protocol/', import.meta.url));
const text = (name: string) => readFileSync(folder + name, 'utf8');
const names = readdirSync(folder);
const messages = names.filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'));
const frames = names.filter((name) => name.endsWith('.bin'));
const layout = decodeControl(text('static.json')) as StaticMessage;

test('the fixtures cover every kind of message', () => {
  expect(messages.map((name) => decodeControl(text(name))!.op).sort()).toEqual(['end', 'hello', 'static']);
  expect(frames.length).toBeGreaterThanOrEqual(2);
});

test.each(messages)('%s is decoded and encoded to the same text', (name) => {
  expect(encodeControl(decodeControl(text(name))!)).toBe(text(name));
});

test.each(frames)('%s is decoded to the expected values and encoded to the same bytes', (name) => {
  const bytes = new Uint8Array(readFileSync(folder + name));
  const frame = decodeFrame(bytes, layout, createWireFrame(layout));
  expect(JSON.parse(JSON.stringify(frame, arraysAsLists))).toEqual(
    JSON.parse(text(name.replace('.bin', '.expected.json')), zeroWithoutSign),
  );
  expect(encodeFrame(frame)).toEqual(bytes);
});

const arraysAsLists = (_key: string, value: unknown) =>
  value instanceof Float32Array ? Array.from(value) : value;
const zeroWithoutSign = (_key: string, value: unknown) => (value === 0 ? 0 : value);
