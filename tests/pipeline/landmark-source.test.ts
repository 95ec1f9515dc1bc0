import { afterEach, expect, test } from 'vitest';
import type { LiveFrame } from '../../src/livelink/frame-source.ts';
import { decodeLandmarks, encodeLandmarks } from '../../src/livelink/protocol/landmarks-bytes.ts';
import type { LandmarksMessage } from '../../src/livelink/protocol/landmarks-message.ts';
import { trackedLandmarks } from '../../src/livelink/tracked-landmarks.ts';
import { angleQuat } from '../../src/math/quat.ts';
import { createRandom } from '../../src/math/random.ts';
import { DEGREES } from '../../src/math/scalar.ts';
import { createLandmarkSource, type LandmarkSourceOptions } from '../../src/pipeline/landmark-source.ts';
import { retargetClip } from '../../src/retarget/retarget.ts';
import { targetNamed } from '../../src/skeleton/targets.ts';
import { landmarkMessages } from '../livelink/support/landmark-messages.ts';
import { createManualClock } from '../livelink/support/manual-clock.ts';
import { closeServers, serve } from '../livelink/support/serve.ts';
import { createRandomSigner } from '../support/random-signer.ts';

const rig = targetNamed('metahuman').rig();
const signer = createRandomSigner({ seed: 5, frameCount: 120 });
const messages = landmarkMessages(signer.recording, 40);
const tracker = { op: 'tracker', name: 'webcam', fps: 25, ...signer.recording.imageSize } as const;
const FRAME = 1 / 25;
afterEach(closeServers);

/** Feeds messages straight into a source; `delay` says how long each was on its way. */
function feed(
  sent: readonly LandmarksMessage[],
  options: Partial<LandmarkSourceOptions> = {},
  delay: (index: number) => number = () => 0,
) {
  const source = createLandmarkSource({ rig, ...options });
  const frames: LiveFrame[] = [];
  const events: string[] = [];
  const running = source.start(
    {
      subject: ({ rate }) => events.push(`subject at ${rate.numerator}/${rate.denominator}`),
      frame: (frame) =>
        frames.push({ ...frame, rotations: frame.rotations.slice(), curves: frame.curves.slice() }),
      end: () => events.push('end'),
      changed: () => events.push(running ? running.status().state : 'starting'),
    },
    createManualClock(),
  );
  source.tracker(tracker);
  sent.forEach((message, i) => {
    source.landmarks(trackedLandmarks(message), 60 + message.time + delay(i));
  });
  return { source, frames, events, running };
}

test('landmarks sent over a WebSocket come back as the poses of the signer', async () => {
  const source = createLandmarkSource({ rig });
  const { join, clock } = await serve(source, { landmarks: source, startAtOnce: true });
  const client = join();
  await client.until(() => client.statics.length === 2);
  client.ask(tracker);
  for (const [i, message] of messages.entries()) {
    client.ask({ ...message, curves: { jawOpen: i / 200 } });
    client.ask({ op: 'clock', clientTime: i });
    await client.until(() => client.all('clock').length === i + 1);
    clock.advance(FRAME);
  }
  await client.until(() => client.faces.length === messages.length - 2);
  expect(client.frames.map(({ number }) => number)).toEqual(messages.slice(2).map((_, i) => i));
  const jaw = client.statics[1].curves.indexOf('jawOpen');
  expect(client.faces[50].curves[jaw]).toBeCloseTo(50 / 200, 4);
  expect(client.frames[100].time - client.frames[50].time).toBeCloseTo(2, 6);

  const truth = retargetClip(signer.actor, signer.clip, rig);
  const joints = rig.skeleton.jointNames;
  const errors = joints.flatMap((name, j) => {
    if (!/^(hand|lowerarm|upperarm|index_0|middle_0)/.test(name)) return [];
    return client.frames.slice(60).map((frame, i) => {
      const at = ((60 + i) * joints.length + j) * 4;
      // local rotations in Unreal's space differ from solve space by a reflection, which keeps angles
      const [x, y, z, w] = frame.rotations.subarray(j * 4, j * 4 + 4);
      return angleQuat([-x, -z, -y, w], truth.rotations.subarray(at, at + 4)) * DEGREES;
    });
  });
  expect(errors.reduce((a, b) => a + b) / errors.length).toBeLessThan(6);
});

test('landmarks sent as bytes are solved as the same landmarks sent as JSON are', () => {
  const curves = ['jawOpen'];
  const asBytes = ({ curves: _, ...message }: LandmarksMessage) =>
    decodeLandmarks(
      encodeLandmarks({ ...trackedLandmarks(message), curves: { jawOpen: 0.5 } }, curves),
      curves,
    );
  const fromJson = feed(messages.slice(0, 30).map((message) => ({ ...message, curves: { jawOpen: 0.5 } })));
  const source = createLandmarkSource({ rig });
  const frames: LiveFrame[] = [];
  const sink = { subject() {}, end() {}, changed() {} };
  source.start(
    { ...sink, frame: (frame) => frames.push({ ...frame, rotations: frame.rotations.slice() }) },
    createManualClock(),
  );
  source.tracker(tracker);
  for (const message of messages.slice(0, 30)) source.landmarks(asBytes(message), 60 + message.time);
  expect(frames.map(({ rotations }) => rotations)).toEqual(fromJson.frames.map(({ rotations }) => rotations));
});

test('sender times are as even as the tracker took its pictures, however unevenly messages arrive', () => {
  const random = createRandom(3);
  const { frames } = feed(messages, {}, (i) => (i === 0 ? 0 : random.range(0, 0.04)));
  expect(frames.length).toBe(118);
  for (let f = 1; f < frames.length; f++) expect(frames[f].time - frames[f - 1].time).toBeCloseTo(FRAME, 9);
  expect(frames[0].time).toBeCloseTo(100, 9);
});

test('look-ahead 0 gives every frame at once, the default two later', () => {
  expect(feed(messages.slice(0, 10), { lookahead: 0, smoothing: 'none' }).frames.length).toBe(10);
  expect(feed(messages.slice(0, 10)).frames.length).toBe(8);
});

test('the tracker is shown as what plays; a pause, or time that goes back, starts anew with a cut', () => {
  const later = landmarkMessages(signer.recording, 100).slice(0, 10);
  const { frames, running, events } = feed([...messages.slice(0, 10), ...later, ...messages.slice(0, 10)]);
  expect(
    frames
      .map(({ cut }) => cut)
      .map(Number)
      .join(''),
  ).toBe('100000001000000010000000');
  expect(frames.map(({ number }) => number)).toEqual(frames.map((_, i) => i));
  expect(running.status()).toMatchObject({ state: 'playing', source: 'webcam', frame: 7, transport: false });
  expect(events).toEqual(['subject at 25/1', 'waiting', 'playing', 'playing', 'playing']);
  expect(() => running.obey({ action: 'pause' })).toThrow(expect.objectContaining({ code: 'E_TRANSPORT' }));
});

test('when the tracker leaves the source waits for the next one', () => {
  const { source, running, frames } = feed(messages.slice(0, 10));
  source.leave();
  expect(running.status()).toMatchObject({ state: 'waiting', source: '', frame: null });
  source.landmarks(trackedLandmarks(messages[10]), 200);
  expect(frames.length).toBe(8);
});

test('messages that show nobody wait for somebody', () => {
  const nobody = { op: 'landmarks', time: 39 } as const;
  expect(feed([nobody, ...messages.slice(0, 4)]).frames.length).toBe(2);
});

test('a lifter that fails is told once, and the stream goes on by guessing depth', async () => {
  const failures: unknown[] = [];
  const lifter = { lift: () => Promise.reject(new Error('no network here')) };
  const flat = messages.map(({ poseWorld: _, leftHandWorld: _l, rightHandWorld: _r, ...rest }) => rest);
  const { source, frames } = feed(flat.slice(0, 1), {
    lifter,
    onLifterFailed: (error) => failures.push(error),
  });
  while (failures.length === 0) await new Promise((resolve) => setImmediate(resolve));
  for (const message of flat.slice(1, 20)) source.landmarks(trackedLandmarks(message), 60 + message.time);
  expect(failures.length).toBe(1);
  expect(frames.length).toBe(17);
});

test('frames that wait for a slow lifter are left out, oldest first, and leave a gap in the numbers', async () => {
  const held: (() => void)[] = [];
  const lifter = { lift: () => new Promise<null>((resolve) => held.push(() => resolve(null))) };
  const flat = messages.map(({ poseWorld: _, leftHandWorld: _l, rightHandWorld: _r, ...rest }) => rest);
  const { frames } = feed(flat.slice(0, 20), { lifter, lookahead: 0, smoothing: 'none' });
  for (let rounds = 0; rounds < 40; rounds++) {
    held.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(frames.map(({ time }) => Math.round((time - 100) / FRAME))).toEqual([0, 18, 19]);
  expect(frames.at(-1)!.number).toBe(19);
});

test('a pose that is due does not wait for the network, which works while the next picture is waited for', async () => {
  const events: string[] = [];
  const lifter = {
    lift: async () => {
      events.push('asked');
      return null;
    },
  };
  const source = createLandmarkSource({ rig, lifter });
  source.start(
    { subject() {}, end() {}, changed() {}, frame: ({ number }) => events.push(`pose ${number}`) },
    createManualClock(),
  );
  source.tracker(tracker);
  for (const { poseWorld: _, leftHandWorld: _l, rightHandWorld: _r, ...flat } of messages.slice(0, 5)) {
    source.landmarks(trackedLandmarks(flat), 60 + flat.time);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(events.join(', ')).toBe('asked, asked, pose 0, asked, pose 1, asked, pose 2, asked');
});
