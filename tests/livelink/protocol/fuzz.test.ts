/** Mutated fixtures against the decoders: finite values, null or a coded error, whatever the bytes. TEGN_FUZZ_RUNS sets how many. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { TegnError } from '../../../src/issues/issues.ts';
import { decodeControl } from '../../../src/livelink/protocol/control.ts';
import { createWireFrame, decodeFrame } from '../../../src/livelink/protocol/frame.ts';
import { binaryMessage } from '../../../src/livelink/protocol/header.ts';
import { decodeLandmarks, isLandmarks } from '../../../src/livelink/protocol/landmarks-bytes.ts';
import { decodeRequest } from '../../../src/livelink/protocol/requests.ts';
import { decodeStaticData } from '../../../src/livelink/protocol/static-data.ts';
import { createRandom, type Random } from '../../../src/math/random.ts';

const runs = Number(process.env['TEGN_FUZZ_RUNS'] ?? 20_000);
const folder = fileURLToPath(new URL('../../fixtures/protocol/', import.meta.url));
const binary = readdirSync(folder)
  .filter((name) => name.endsWith('.bin'))
  .map((name) => new Uint8Array(readFileSync(folder + name)));
const tracked = ['landmarks-hand', 'landmarks-nobody'].map(
  (name) => new Uint8Array(readFileSync(`${folder}client/${name}.bin`)),
);
const texts = readdirSync(`${folder}text`).map(
  (name) => new Uint8Array(readFileSync(`${folder}text/${name}`)),
);
const statics = binary.filter((bytes) => bytes[0] === 2).map((bytes) => decodeStaticData(bytes)!);
const layouts = new Map(statics.map((data) => [data.subject, { data, frame: createWireFrame(data) }]));

test(`${runs} mutated binary messages are decoded to finite numbers, passed over or refused`, () => {
  const random = createRandom(11);
  let decoded = 0;
  let refused = 0;
  for (let i = 0; i < runs; i++) {
    const bytes = mutate(binary[random.integer(binary.length)], random);
    try {
      if (decodeBinary(bytes)) decoded++;
    } catch (error) {
      expectRefusal(error);
      refused++;
    }
  }
  expect(decoded).toBeGreaterThan(runs / 100);
  expect(refused).toBeGreaterThan(runs / 100);
});

test(`${runs} mutated landmarks in bytes are decoded to finite numbers, passed over or refused`, () => {
  const random = createRandom(13);
  let decoded = 0;
  let refused = 0;
  for (let i = 0; i < runs; i++) {
    const bytes = mutate(tracked[random.integer(tracked.length)], random);
    if (!isLandmarks(bytes)) continue;
    try {
      const { time, lists, curves } = decodeLandmarks(bytes, ['jawOpen', 'eyeBlinkLeft']);
      const values = [[time], ...Object.values(lists), Object.values(curves ?? {})];
      if (!values.every((list) => list.every(Number.isFinite))) throw new Error('A number is not finite.');
      decoded++;
    } catch (error) {
      expectRefusal(error);
      refused++;
    }
  }
  expect(decoded).toBeGreaterThan(runs / 100);
  expect(refused).toBeGreaterThan(runs / 100);
});

test(`${runs} mutated text messages are decoded, passed over or refused, in both directions`, () => {
  const random = createRandom(12);
  let refused = 0;
  for (let i = 0; i < runs; i++) {
    const text = new TextDecoder().decode(mutate(texts[random.integer(texts.length)], random));
    for (const decode of [decodeControl, decodeRequest]) {
      try {
        decode(text);
      } catch (error) {
        expectRefusal(error);
        refused++;
      }
    }
  }
  expect(refused).toBeGreaterThan(runs / 100);
});

/** Whether it was a message; a number that is not finite fails the test. */
function decodeBinary(bytes: Uint8Array): boolean {
  const message = binaryMessage(bytes);
  if (message?.kind === 'staticData') {
    const data = decodeStaticData(bytes);
    if (data && !data.referenceRotations.every(Number.isFinite)) throw new Error('A rotation is not finite.');
    return data !== null;
  }
  const layout = message && layouts.get(message.subject);
  if (!layout) return false;
  const { time, rotations, translationsCm, curves } = decodeFrame(bytes, layout.data, layout.frame);
  const areFinite = [rotations, translationsCm, curves].every((values) => values.every(Number.isFinite));
  if (!(areFinite && Number.isFinite(time))) throw new Error('A value of a frame is not finite.');
  return true;
}

function expectRefusal(error: unknown): void {
  if (error instanceof TegnError && error.code.startsWith('E_PROTOCOL')) return;
  throw error;
}

/** Flips a few bits; cuts, repeats or empties now and then. */
function mutate(original: Uint8Array, random: Random): Uint8Array {
  const bytes = Uint8Array.from(original);
  for (let flips = random.integer(4); flips > 0; flips--)
    bytes[random.integer(bytes.length)] ^= 1 << random.integer(8);
  switch (random.integer(12)) {
    case 0:
      return bytes.subarray(0, random.integer(bytes.length));
    case 1:
      return new Uint8Array([...bytes, ...bytes]);
    default:
      return bytes;
  }
}
