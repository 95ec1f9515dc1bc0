import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClipPlayer } from '../../src/livelink/clip-player.ts';
import { createClipSource } from '../../src/livelink/clip-source.ts';
import type { FrameSource } from '../../src/livelink/frame-source.ts';
import { readTake } from '../../src/livelink/take/read-take.ts';
import { isTake } from '../../src/livelink/take/take-format.ts';
import { startTake } from '../../src/livelink/take/take-recorder.node.ts';
import { createRandom } from '../../src/math/random.ts';
import { assertMotionClip, PROVENANCE } from '../../src/motion/motion-clip.ts';
import { createManualClock } from './support/manual-clock.ts';
import { wavingClip } from './support/waving-clip.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tegn-take-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const header = { name: 'waving', target: 'metahuman', tegnVersion: '0.0.0' };
let takes = 0;

/** Plays a source into a take and gives its bytes; `leaveOut` names frames that never reach the recorder. */
async function record(
  source: FrameSource,
  seconds = 10,
  leaveOut = (_: number) => false,
): Promise<Uint8Array> {
  const path = join(folder, `${takes++}.take`);
  const recorder = await startTake(path, header, source.subject);
  const clock = createManualClock();
  const { stop } = source.start(
    { ...recorder, frame: (frame) => leaveOut(frame.number) || recorder.frame(frame) },
    clock,
  );
  clock.advance(seconds);
  stop();
  await recorder.close();
  return new Uint8Array(readFileSync(path));
}

function rotationError(a: Float32Array, b: Float32Array): number {
  let worst = 0;
  for (let i = 0; i < a.length; i += 4) {
    const dot = Math.abs(a[i] * b[i] + a[i + 1] * b[i + 1] + a[i + 2] * b[i + 2] + a[i + 3] * b[i + 3]);
    worst = Math.max(worst, 1 - dot);
  }
  return worst;
}

test('a take read back is the clip that was played: rotations to 1e-6, places to 1e-7 m, curves to 1/32768', async () => {
  const clip = wavingClip(40, { numerator: 30000, denominator: 1001 });
  clip.provenance[3 * 7 + 4] = PROVENANCE.repaired;
  const { header: read, clips, issues } = readTake(await record(createClipSource(clip)));
  expect(issues).toEqual([]);
  expect(read).toMatchObject(header);
  const [take] = clips;
  assertMotionClip(take);
  expect(take.frameCount).toBe(40);
  expect(take.timing.rate).toEqual(clip.timing.rate);
  expect(take.skeleton.jointNames).toEqual(clip.skeleton.jointNames);
  expect(
    Math.max(
      ...take.skeleton.restTranslations.map((v, i) => Math.abs(v - clip.skeleton.restTranslations[i])),
    ),
  ).toBeLessThan(1e-6);
  expect(rotationError(take.rotations, clip.rotations)).toBeLessThan(1e-6);
  expect(Math.max(...take.translations.map((v, i) => Math.abs(v - clip.translations[i])))).toBeLessThan(1e-6);
  expect(Math.max(...take.curves.map((v, i) => Math.abs(v - clip.curves[i])))).toBeLessThanOrEqual(1 / 32768);
  expect(take.provenance).toEqual(clip.provenance);
});

test('cut off at any byte, a take is readable up to the last whole frame', async () => {
  const bytes = await record(createClipSource(wavingClip(6)));
  expect(isTake(bytes)).toBe(true);
  const counts: number[] = [];
  for (let length = bytes.length; length > 0; length -= 97) {
    try {
      const { clips, issues } = readTake(bytes.subarray(0, length));
      counts.push(clips[0].frameCount);
      if (length < bytes.length) expect(issues.map(({ code }) => code)).toEqual(['W_RECORD_SKIPPED']);
    } catch (error) {
      expect(error).toMatchObject({ code: 'E_TAKE' });
      counts.push(0);
    }
  }
  expect(counts[0]).toBe(6);
  expect(counts.at(-1)).toBe(0);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(new Set(counts).size).toBe(7);
});

test('a few missing frames are bridged and marked, a long hole begins another clip', async () => {
  const bytes = await record(
    createClipSource(wavingClip(100)),
    10,
    (n) => (n >= 10 && n < 13) || (n >= 30 && n < 70),
  );
  const { clips } = readTake(bytes);
  expect(clips.map(({ name, frameCount }) => [name, frameCount])).toEqual([
    ['waving-1', 30],
    ['waving-2', 30],
  ]);
  for (const clip of clips) assertMotionClip(clip);
  const flags = Array.from({ length: 30 }, (_, f) => clips[0].provenance[f * 7]);
  expect(flags.flatMap((flag, f) => (flag === PROVENANCE.repaired ? [f] : []))).toEqual([10, 11, 12]);
  expect(rotationError(clips[0].rotations, wavingClip(100).rotations.subarray(0, 30 * 64 * 4))).toBeLessThan(
    1e-3,
  );
});

test('a playlist of two rates becomes two clips', async () => {
  const player = createClipPlayer({ name: 'first', clip: wavingClip(10) });
  player.add({ name: 'second', clip: wavingClip(20, { numerator: 60, denominator: 1 }) });
  player.finish();
  const { clips } = readTake(await record(player));
  expect(clips.map(({ frameCount, timing }) => [frameCount, timing.rate.numerator])).toEqual([
    [10, 30],
    [20, 60],
  ]);
});

test('an existing file is not written over', async () => {
  const path = join(folder, 'there.take');
  const { subject } = createClipSource(wavingClip(2));
  await (await startTake(path, header, subject)).close();
  await expect(startTake(path, header, subject)).rejects.toMatchObject({ code: 'E_OUTPUT_EXISTS' });
  expect(() => readTake(new Uint8Array(readFileSync(path)))).toThrow('Expected a frame in the take');
});

test('5,000 damaged takes are read in part or refused with E_TAKE', async () => {
  const bytes = await record(createClipSource(wavingClip(3)));
  const random = createRandom(4);
  for (let i = 0; i < 5_000; i++) {
    const damaged = bytes.slice(0, random.integer(3) === 0 ? random.integer(bytes.length) : bytes.length);
    for (let k = random.integer(4); k >= 0 && damaged.length > 0; k--)
      damaged[random.integer(damaged.length)] ^= 1 << random.integer(8);
    try {
      readTake(damaged);
    } catch (error) {
      expect(error).toMatchObject({ name: 'TegnError', code: 'E_TAKE' });
    }
  }
});
