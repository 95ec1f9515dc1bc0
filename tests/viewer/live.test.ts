/** What the live panel counts and records, without a page. */
import { expect, test } from 'vitest';
import { createWireFrame, encodeFrame } from '../../src/livelink/protocol/frame.ts';
import { encodeStaticData, type StaticData } from '../../src/livelink/protocol/static-data.ts';
import { readTake } from '../../src/livelink/take/read-take.ts';
import {
  bodyStaticData,
  bodyWireFrame,
  faceStaticData,
  faceWireFrame,
} from '../../src/livelink/unreal-wire.ts';
import { frameRotations, frameTranslation } from '../../src/motion/motion-clip.ts';
import { TARGETS, targetNamed } from '../../src/skeleton/targets.ts';
import { createClockSync } from '../../viewer/src/live/clock-sync.ts';
import { createLatencyLog } from '../../viewer/src/live/latency-log.ts';
import type { LiveStream, MessageListener } from '../../viewer/src/live/live-stream.ts';
import { startTake, takeFile } from '../../viewer/src/live/take.ts';
import { targetOfStream } from '../../viewer/src/live/target-of-stream.ts';
import { writeTake } from '../../viewer/src/live/write-take.ts';
import { wavingClip } from '../livelink/support/waving-clip.ts';

test('the clock is that of the exchange with the shortest way', () => {
  const clock = createClockSync();
  expect(clock.offset()).toBeNull();
  // the server is 100 s ahead; the answer waited 0.4 s on its way back
  clock.add(10, 110.01, 110.02, 10.43);
  expect(clock.offset()).toBeCloseTo(99.8, 9);
  clock.add(11, 111.01, 111.02, 11.03);
  expect(clock.offset()).toBeCloseTo(100, 9);
  expect(clock.way()).toBeCloseTo(0.02, 9);
  for (let i = 0; i < 8; i++) clock.add(20 + i, 122.3 + i, 122.3 + i, 20.2 + i);
  expect(clock.offset()).toBeCloseTo(102.2, 9);
  clock.clear();
  expect(clock.offset()).toBeNull();
});

test('of the latencies the newest are kept, and their quantiles told', () => {
  const log = createLatencyLog();
  expect(log.quantile(0.5)).toBe(0);
  for (let i = 1; i <= 350; i++) log.add(i);
  expect(log.at(0)).toBe(350);
  expect(log.at(log.size - 1)).toBe(51);
  expect(log.quantile(0)).toBe(51);
  expect(log.quantile(0.5)).toBe(201);
  expect(log.quantile(1)).toBe(350);
  log.clear();
  log.add(3);
  expect(log.quantile(0.99)).toBe(3);
});

test.each(TARGETS.map(({ name, rig }) => [name, rig()] as const))(
  'a stream of %s is known by its bones',
  (name, { skeleton }) => {
    const subject = { name: 'x', skeleton, curveNames: [], rate: { numerator: 30, denominator: 1 } };
    expect(targetOfStream(bodyStaticData(subject, 0, 1, 0))).toEqual({ name, isExact: true });
    const renamed = { ...skeleton, jointNames: skeleton.jointNames.map((joint) => `my_${joint}`) };
    const own = bodyStaticData({ ...subject, skeleton: renamed }, 0, 1, 0);
    expect(targetOfStream(own)).toEqual({ name: 'metahuman', isExact: false });
  },
);

const rate = { numerator: 30000, denominator: 1001 };
const clip = wavingClip(40, rate);
const subject = { name: 'tegn', skeleton: clip.skeleton, curveNames: clip.curveNames, rate };
const layouts = { body: bodyStaticData(subject, 6, 3, 0), face: faceStaticData(subject, 7, 3, 0) };

/** A stream whose messages the test sends. */
function fakeStream() {
  let listener: MessageListener | null = null;
  const wire = { body: createWireFrame(layouts.body), face: createWireFrame(layouts.face) };
  const layout = (part: 'body' | 'face'): Uint8Array => encodeStaticData(layouts[part] as StaticData);
  return {
    stream: {
      onMessage(one: MessageListener) {
        listener = one;
        for (const part of ['body', 'face'] as const) one(part, layout(part), null);
        return () => {
          listener = null;
        };
      },
    } as unknown as LiveStream,
    isHeard: () => listener !== null,
    /** That frame of the clip, as the server sends it: the body, then the face. */
    send(frame: number) {
      const live = {
        number: 1000 + frame,
        time: frame / 30,
        arrival: 0,
        cut: false,
        sourceFrame: frame,
        rotations: frameRotations(clip, frame),
        translation: frameTranslation(clip, frame),
        curves: clip.curves.subarray(frame * 2, frame * 2 + 2),
        provenance: new Uint8Array(7),
      };
      bodyWireFrame(live, rate, wire.body);
      faceWireFrame(live, rate, wire.face);
      listener?.('body', encodeFrame(wire.body), wire.body);
      listener?.('face', encodeFrame(wire.face), wire.face);
    },
  };
}

test('a take holds every frame that came with the face of its moment, and bridges what did not', async () => {
  const { stream, send, isHeard } = fakeStream();
  const recorder = startTake(stream);
  for (let f = 5; f < 30; f++) if (f !== 12 && f !== 13) send(f);
  expect(recorder.frames()).toBe(23);
  const take = recorder.stop('kept', 'metahuman');
  expect(isHeard()).toBe(false);
  expect(take).toMatchObject({ frames: 23, missing: 2, full: false });
  expect(take.seconds).toBeCloseTo(24 / 30, 9);
  const { header, clips, issues } = readTake(takeFile(take));
  expect(header).toMatchObject({ name: 'kept', target: 'metahuman' });
  expect(issues).toEqual([]);
  expect(clips.length).toBe(1);
  const [read] = clips;
  expect(read.frameCount).toBe(25);
  expect(read.timing.rate).toEqual(rate);
  for (const f of [5, 11, 14, 29]) {
    const [found, expected] = [frameRotations(read, f - 5), frameRotations(clip, f)];
    for (let j = 0; j < found.length; j += 4) {
      const dot = [0, 1, 2, 3].reduce((sum, k) => sum + found[j + k] * expected[j + k], 0);
      expect(Math.abs(dot)).toBeGreaterThan(1 - 1e-6);
    }
    expect(read.curves[(f - 5) * 2]).toBeCloseTo(clip.curves[f * 2], 4);
  }
  const [glb] = await writeTake(take, 'glb');
  expect(glb.name).toBe('kept.glb');
  expect(String.fromCharCode(...glb.bytes.subarray(0, 4))).toBe('glTF');
});

test('a take that becomes too long ends itself and keeps what it has', () => {
  const { stream, send } = fakeStream();
  const recorder = startTake(stream, 20_000);
  for (let f = 0; f < 40; f++) send(f);
  expect(recorder.isFull()).toBe(true);
  const take = recorder.stop('long', 'metahuman');
  expect(take.full).toBe(true);
  expect(take.frames).toBeGreaterThan(5);
  expect(take.frames).toBeLessThan(40);
  expect(readTake(takeFile(take)).clips[0].frameCount).toBeGreaterThanOrEqual(take.frames - 1);
});

test('a take of a skeleton that is not built in cannot be written as a clip here', async () => {
  const { stream, send } = fakeStream();
  const recorder = startTake(stream);
  send(0);
  await expect(writeTake(recorder.stop('x', 'my-own'), 'glb')).rejects.toMatchObject({
    code: 'E_TARGET_UNKNOWN',
  });
  await expect(writeTake(startTake(stream).stop('empty', 'vrm'), 'glb')).rejects.toMatchObject({
    code: 'E_TAKE',
  });
  expect(targetNamed('vrm').name).toBe('vrm');
});
