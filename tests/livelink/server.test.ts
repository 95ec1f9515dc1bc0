import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createClipSource } from '../../src/livelink/clip-source.ts';
import { startLiveServer } from '../../src/livelink/server.node.ts';
import { computeModelPose } from '../../src/skeleton/forward-kinematics.ts';
import { unrealFromSolvePosition } from '../../src/space/spaces.ts';
import { manualSource } from './support/manual-source.ts';
import { closeServers, serve } from './support/serve.ts';
import { wavingClip } from './support/waving-clip.ts';

const FRAME = 1 / 30;
afterEach(closeServers);

const serveClip = (frames = 75, loop = true) => serve(createClipSource(wavingClip(frames), { loop }));

test('a client that says nothing gets hello, static data and every frame, in this order', async () => {
  const { clock, join } = await serveClip();
  const client = join();
  await client.until(() => client.frames.length === 1);
  clock.advance(4.5 * FRAME);
  await client.until(() => client.faces.length === 5);
  const each = ['frame', 'face'];
  expect(client.order).toEqual([
    'hello',
    'static',
    'faceStatic',
    ...each,
    ...each,
    ...each,
    ...each,
    ...each,
  ]);
  expect(client.frames.map((frame) => frame.number)).toEqual([0, 1, 2, 3, 4]);
  expect(client.frames.map((frame) => frame.timecode!.frame)).toEqual([0, 1, 2, 3, 4]);
  expect(client.messages[0]).toMatchObject({
    capabilities: ['compact', 'clock', 'transport'],
    subjects: [
      { index: 0, name: 'tegn', role: 'animation' },
      { index: 1, name: 'tegn_face', role: 'basic' },
    ],
  });
});

test('posing the received bones in Unreal space gives the joints of the clip, to 0.001 cm', async () => {
  const clip = wavingClip(10);
  const { clock, join } = await serve(createClipSource(clip));
  const client = join();
  await client.until(() => client.frames.length === 1);
  clock.advance(1);
  await client.until(() => client.faces.length === 10);
  const data = client.statics[0];
  const joints = clip.skeleton.jointNames.length;
  for (const [f, frame] of client.frames.entries()) {
    const unreal = {
      jointNames: data.bones,
      parents: Int16Array.from(data.parents),
      restTranslations: data.referenceTranslationsCm,
      restRotations: data.referenceRotations,
      translatedJoint: data.translatedBones[0],
    };
    // The hamilton product is the same in a left-handed space: only what the numbers mean has changed.
    const received = computeModelPose(unreal, frame.rotations, frame.translationsCm);
    const sent = computeModelPose(
      clip.skeleton,
      clip.rotations.subarray(f * joints * 4, (f + 1) * joints * 4),
      clip.translations.subarray(f * 3, f * 3 + 3),
    );
    for (let j = 0; j < joints; j++) {
      const expected = unrealFromSolvePosition(sent.positions[j], [0, 0, 0]);
      for (let k = 0; k < 3; k++) expect(Math.abs(received.positions[j][k] - expected[k])).toBeLessThan(1e-3);
    }
    for (let c = 0; c < 2; c++)
      expect(Math.abs(client.faces[f].curves[c] - clip.curves[f * 2 + c])).toBeLessThan(1 / 32000);
  }
});

test('a late joiner gets hello, static data, the latest frame, and then the same frames as the others', async () => {
  const { clock, join } = await serveClip();
  const early = join();
  await early.until(() => early.frames.length === 1);
  clock.advance(9.5 * FRAME);
  await early.until(() => early.frames.length === 10);
  const late = join();
  await late.until(() => late.frames.length === 1);
  clock.advance(2 * FRAME);
  await late.until(() => late.frames.length === 3);
  await early.until(() => early.frames.length === 12);
  expect(late.order.slice(0, 5)).toEqual(['hello', 'static', 'frame', 'faceStatic', 'face']);
  expect(late.frames.map((frame) => frame.number)).toEqual([9, 10, 11]);
  expect(late.frames.slice(1)).toEqual(early.frames.slice(10));
});

test('a stream that is over says so, to those who are there and to those who come later', async () => {
  const { server, clock, join } = await serveClip(3, false);
  const early = join();
  await early.until(() => early.frames.length === 1);
  clock.advance(1);
  await server.ended;
  await early.until(() => early.order.includes('end'));
  expect(early.order.slice(-4)).toEqual(['frame', 'face', 'end', 'end']);
  expect(early.frames.map((frame) => frame.number)).toEqual([0, 1, 2]);
  const late = join();
  await late.until(() => late.order.includes('end'));
  expect(late.order.slice(0, 4)).toEqual(['hello', 'static', 'frame', 'end']);
  expect(late.frames[0].number).toBe(2);
});

test('a source starts with the first client, not before', async () => {
  const { clock, join } = await serveClip();
  clock.advance(60);
  const client = join();
  await client.until(() => client.frames.length === 1);
  expect(client.frames[0]).toMatchObject({ number: 0, time: 160 });
});

test('new static data has a new revision, and later frames follow it', async () => {
  const source = manualSource(2);
  const { join } = await serve(source);
  const client = join();
  await client.until(() => client.order.length === 3);
  source.emit(0);
  source.sink().subject({ ...source.subject, curveNames: ['tongueOut'] });
  source.emit(1, 1);
  await client.until(() => client.faces.length === 2);
  const each = ['static', 'faceStatic', 'frame', 'face'];
  expect(client.order).toEqual(['hello', ...each, ...each]);
  expect(client.faces.map((frame) => [frame.revision, frame.curves.length])).toEqual([
    [1, 2],
    [2, 1],
  ]);
});

test('a client that stops reading loses old frames, never the newest, is told how many, and holds up nobody', async () => {
  const source = manualSource(40_000);
  const { server, join } = await serve(source);
  const slow = join();
  const fast = join();
  await slow.until(() => slow.order.length === 3);
  await fast.until(() => fast.order.length === 3);
  slow.socket.pause();
  const total = 600;
  for (let n = 0; n < total; n++) {
    source.emit(n);
    await fast.until(() => fast.faces.length === n + 1);
  }
  expect(server.droppedFrames()).toBeGreaterThan(0);
  expect(fast.all('dropped')).toEqual([]);
  slow.socket.resume();
  await slow.until(() => slow.faces.at(-1)?.number === total - 1);
  for (const frames of [slow.frames, slow.faces]) {
    const numbers = frames.map((frame) => frame.number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(numbers.slice(-4)).toEqual([596, 597, 598, 599]);
  }
  const told = slow.all('dropped');
  expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(server.droppedFrames());
  expect(told.at(-1)!.total).toBe(server.droppedFrames());
  expect(slow.frames.length + slow.faces.length + server.droppedFrames()).toBe(2 * total);
});

test('the subprotocol is agreed to when it is offered', async () => {
  const { join } = await serveClip();
  const client = join(['tegn.livelink.v2', 'tegn.livelink.v1']);
  await client.until(() => client.frames.length === 1);
  expect(client.socket.protocol).toBe('tegn.livelink.v1');
  expect(client.socket.extensions).toBe('');
});

test('a bare TCP client that offers only a foreign subprotocol is served without one', async () => {
  const { server } = await serveClip();
  const socket = connect(server.port, '127.0.0.1');
  socket.write(
    [
      'GET / HTTP/1.1',
      'Host: anything',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      'Sec-WebSocket-Protocol: mqtt',
      '\r\n',
    ].join('\r\n'),
  );
  let received = '';
  for await (const bytes of socket) {
    received += (bytes as Buffer).toString('latin1');
    if (received.includes('"op":"hello"')) break;
  }
  expect(received).toMatch(/^HTTP\/1\.1 101 /);
  expect(received).not.toMatch(/sec-websocket-protocol/i);
  expect(received).toContain('{"op":"hello"');
});

test.each([
  ['protocol.md', /^0 \[/],
  ['streaming.md', /^tegn_face 0 \{/],
])('the client printed in docs/%s works as it stands', async (file, expected) => {
  const { server } = await serve(createClipSource(wavingClip(75), { loop: true }));
  const page = readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
  const code = /```js\n([\s\S]*?)```/.exec(page)![1].replace('41520', String(server.port));
  const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
  const errors: Buffer[] = [];
  child.stderr.on('data', (bytes) => errors.push(bytes));
  let output = '';
  for await (const bytes of child.stdout) {
    output += bytes;
    if (/^tegn_face|^0 \[/m.test(output)) break;
  }
  child.kill();
  expect(Buffer.concat(errors).toString()).toBe('');
  expect(output.slice(output.search(/^tegn_face|^0 \[/m))).toMatch(expected);
});

test('a taken port is E_PORT and names the port', async () => {
  const { server } = await serveClip();
  await expect(
    startLiveServer([createClipSource(wavingClip(2))], { port: server.port }),
  ).rejects.toMatchObject({
    code: 'E_PORT',
    message: expect.stringContaining(String(server.port)),
  });
});

test('closing says goodbye with 1001, frees the port and cuts off those who do not answer', async () => {
  const { server, clock, join } = await serveClip();
  const polite = join();
  const silent = join();
  await polite.until(() => polite.frames.length === 1);
  await silent.until(() => silent.frames.length === 1);
  silent.socket.pause();
  const closing = server.close();
  expect(await polite.closed).toBe(1001);
  clock.advance(1);
  await closing;
  const next = await startLiveServer([createClipSource(wavingClip(2))], { port: server.port });
  await next.close();
});
