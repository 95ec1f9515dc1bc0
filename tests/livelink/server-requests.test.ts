import { afterEach, expect, test } from 'vitest';
import { createClipSource } from '../../src/livelink/clip-source.ts';
import type { LandmarkIngest } from '../../src/livelink/landmark-ingest.ts';
import { encodeLandmarks } from '../../src/livelink/protocol/landmarks-bytes.ts';
import { LIVE_SUBPROTOCOL } from '../../src/livelink/protocol/protocol.ts';
import { manualSource } from './support/manual-source.ts';
import { closeServers, serve } from './support/serve.ts';
import { wavingClip } from './support/waving-clip.ts';

const FRAME = 1 / 30;
afterEach(closeServers);

const hello = { op: 'hello', protocol: LIVE_SUBPROTOCOL, capabilities: [] } as const;

async function serveClip(frames = 75, loop = true) {
  const served = await serve(createClipSource(wavingClip(frames), { loop }));
  const client = served.join();
  await client.until(() => client.faces.length === 1);
  return { ...served, client };
}

test('a client that asks for compact frames gets them at less than half the bytes, within 0.02 degrees', async () => {
  const { clock, client, join } = await serveClip();
  const compact = join();
  await compact.until(() => compact.frames.length === 1);
  compact.ask({ ...hello, capabilities: ['compact'] });
  compact.ask({ op: 'clock', clientTime: 0 });
  await compact.until(() => compact.all('clock').length === 1);
  clock.advance(1.5 * FRAME);
  await compact.until(() => compact.frames.length === 2);
  await client.until(() => client.frames.length === 2);
  const bones = compact.statics[0].bones.length;
  expect(compact.frameBytes).toBeLessThanOrEqual(40 + 6 * bones + 12);
  expect(client.frameBytes).toBe(32 + 12 + 16 * bones);
  for (let b = 0; b < bones * 4; b += 4) {
    const apart = [1, -1].map((sign) =>
      Math.hypot(
        ...[0, 1, 2, 3].map(
          (k) => client.frames[1].rotations[b + k] - sign * compact.frames[1].rotations[b + k],
        ),
      ),
    );
    expect((2 * Math.min(...apart) * 180) / Math.PI).toBeLessThan(0.02);
  }
});

test('a client gets only the subjects it names, and those it adds later as if it had just joined', async () => {
  const { clock, client } = await serveClip();
  client.ask({ ...hello, subjects: ['tegn_face'] });
  client.ask({ op: 'clock', clientTime: 1 });
  await client.until(() => client.all('clock').length === 1);
  clock.advance(2.5 * FRAME);
  await client.until(() => client.faces.length === 3);
  expect(client.frames.length).toBe(1);
  client.ask(hello);
  await client.until(() => client.frames.length === 2);
  expect(client.order.slice(-2)).toEqual(['static', 'frame']);
  expect(client.frames[1].number).toBe(2);
});

test('a name that is no subject is answered with E_SUBJECT_UNKNOWN and changes nothing', async () => {
  const { clock, client } = await serveClip();
  client.ask({ ...hello, subjects: ['nobody'] });
  await client.until(() => client.all('error').length === 1);
  expect(client.all('error')[0]).toMatchObject({ code: 'E_SUBJECT_UNKNOWN' });
  clock.advance(1.5 * FRAME);
  await client.until(() => client.frames.length === 2);
});

test('a hello of another version is told so and closed', async () => {
  const { client } = await serveClip();
  client.socket.send('{"op":"hello","protocol":"tegn.livelink.v9"}');
  expect(await client.closed).toBe(1002);
  expect(client.all('error')[0]).toMatchObject({ code: 'E_PROTOCOL_VERSION' });
});

test('the clock is read between the arrival of the question and the answer', async () => {
  const { clock, client } = await serveClip();
  clock.advance(5);
  client.ask({ op: 'clock', clientTime: 3.5 });
  await client.until(() => client.all('clock').length === 1);
  expect(client.all('clock')[0]).toEqual({ op: 'clock', clientTime: 3.5, receiveTime: 105, sendTime: 105 });
});

test('pause stops the frames of body and face, play goes on where they stopped, and everybody is told', async () => {
  const { clock, client, join } = await serveClip();
  const other = join();
  await other.until(() => other.all('status').length === 1);
  client.ask({ op: 'transport', action: 'pause', subject: 1 });
  await other.until(() => other.all('status').at(-1)?.state === 'paused');
  clock.advance(10);
  client.ask({ op: 'transport', action: 'play' });
  await client.until(() => client.frames.length === 2);
  expect(client.frames.map((frame) => [frame.number, frame.timecode!.frame, frame.cut])).toEqual([
    [0, 0, true],
    [1, 1, false],
  ]);
  expect(client.frames[1].time).toBeCloseTo(110, 6);
});

test('a seek shows the frame as a cut, also while paused', async () => {
  const { client } = await serveClip();
  client.ask({ op: 'transport', action: 'pause' });
  client.ask({ op: 'transport', action: 'seek', frame: 40 });
  await client.until(() => client.faces.length === 2);
  expect(client.frames[1]).toMatchObject({ number: 1, cut: true });
  expect(client.frames[1].timecode!.frame).toBe(40);
  expect(client.all('status').at(-1)).toMatchObject({ state: 'paused', frame: 40, frameCount: 75 });
});

test('a seek past the end is answered with E_TRANSPORT', async () => {
  const { client } = await serveClip();
  client.ask({ op: 'transport', action: 'seek', frame: 75 });
  await client.until(() => client.all('error').length === 1);
  expect(client.all('error')[0]).toMatchObject({
    code: 'E_TRANSPORT',
    message: 'Expected a frame from 0 to 74 of "waving", found 75.',
  });
});

test('half the rate doubles the time between frames', async () => {
  const { clock, client } = await serveClip();
  client.ask({ op: 'transport', action: 'rate', rate: 0.5 });
  await client.until(() => client.all('status').at(-1)?.rate === 0.5);
  clock.advance(6.1 * FRAME);
  await client.until(() => client.frames.length === 4);
  const times = client.frames.map((frame) => frame.time);
  for (let f = 1; f < 4; f++) expect(times[f] - times[f - 1]).toBeCloseTo(2 * FRAME, 9);
});

test('without the loop the clip ends, and play starts it over', async () => {
  const { clock, client } = await serveClip(3);
  client.ask({ op: 'transport', action: 'loop', loop: false });
  await client.until(() => client.all('status').at(-1)?.loop === false);
  clock.advance(1);
  await client.until(() => client.all('end').length === 2);
  client.ask({ op: 'transport', action: 'play' });
  await client.until(() => client.frames.length === 4);
  expect(client.frames.map((frame) => frame.timecode!.frame)).toEqual([0, 1, 2, 0]);
  expect(client.all('status').at(-1)).toMatchObject({ state: 'playing', loop: false });
});

test('a source that obeys nothing, or a subject there is not, is answered with a code', async () => {
  const source = manualSource(0);
  const { join } = await serve(source);
  const client = join();
  await client.until(() => client.statics.length === 1);
  client.ask({ op: 'transport', action: 'pause' });
  client.ask({ op: 'transport', action: 'pause', subject: 9 });
  client.ask({ op: 'landmarks', time: 0 });
  client.ask({ op: 'tracker', name: 'x', fps: 30, width: 1, height: 1 });
  client.socket.send('not json');
  await client.until(() => client.all('error').length === 5);
  expect(client.all('error').map(({ code }) => code)).toEqual([
    'E_TRANSPORT',
    'E_SUBJECT_UNKNOWN',
    'E_TRACKER',
    'E_TRACKER',
    'E_PROTOCOL',
  ]);
});

test('two performers are four subjects, and transport can mean one of them', async () => {
  const anna = createClipSource(wavingClip(30), { subjectName: 'anna', loop: true });
  const bo = createClipSource(wavingClip(30), { subjectName: 'bo', loop: true });
  const { clock, join } = await serve([anna, bo]);
  const client = join();
  await client.until(() => client.statics.length === 4 && client.faces.length === 2);
  expect(client.statics.map(({ name }) => name)).toEqual(['anna', 'anna_face', 'bo', 'bo_face']);
  client.ask({ op: 'transport', action: 'pause', subject: 2 });
  await client.until(() => client.all('status').at(-1)?.state === 'paused');
  clock.advance(3.5 * FRAME);
  await client.until(() => client.faces.length === 5);
  expect(client.frames.map(({ subject }) => subject)).toEqual([0, 2, 0, 0, 0]);
});

test('landmarks go to whoever takes them, from one tracker at a time, until it leaves', async () => {
  const calls: string[] = [];
  const landmarks: LandmarkIngest = {
    tracker: ({ name }) => calls.push(`tracker ${name}`),
    landmarks: ({ time }, arrival) => calls.push(`landmarks ${time} at ${arrival}`),
    leave: () => calls.push('leave'),
  };
  const { join } = await serve(manualSource(0), { landmarks });
  const first = join();
  const second = join();
  await first.until(() => first.statics.length === 1);
  await second.until(() => second.statics.length === 1);
  expect(first.messages[0]).toMatchObject({
    capabilities: ['compact', 'clock', 'transport', 'landmarks', 'landmarkBytes'],
  });
  first.ask({ op: 'tracker', name: 'first', fps: 30, width: 640, height: 480 });
  first.ask({ op: 'landmarks', time: 7 });
  first.socket.send(encodeLandmarks({ time: 8, lists: {}, curves: null }));
  first.ask({ op: 'clock', clientTime: 0 });
  await first.until(() => first.all('clock').length === 1);
  second.ask({ op: 'tracker', name: 'second', fps: 30, width: 640, height: 480 });
  second.socket.send(encodeLandmarks({ time: 9, lists: {}, curves: null }));
  await second.until(() => second.all('error').length === 2);
  expect(second.all('error').map(({ code }) => code)).toEqual(['E_TRACKER', 'E_TRACKER']);
  first.socket.terminate();
  while (!calls.includes('leave')) await new Promise((resolve) => setImmediate(resolve));
  second.ask({ op: 'tracker', name: 'second', fps: 30, width: 640, height: 480 });
  second.ask({ op: 'clock', clientTime: 0 });
  await second.until(() => second.all('clock').length === 1);
  expect(calls).toEqual([
    'tracker first',
    'landmarks 7 at 100',
    'landmarks 8 at 100',
    'leave',
    'tracker second',
  ]);
});
