/** Clients that mean harm or do not know better: the server goes on, and says why it refuses. */
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createClipSource } from '../../src/livelink/clip-source.ts';
import { LIVE_SUBPROTOCOL } from '../../src/livelink/protocol/protocol.ts';
import type { LiveServerOptions } from '../../src/livelink/server/options.ts';
import { type LiveServer, startLiveServer } from '../../src/livelink/server.node.ts';
import { createRandom } from '../../src/math/random.ts';
import { connectLiveClient } from './support/live-client.ts';
import { closeServers, serve } from './support/serve.ts';
import { wavingClip } from './support/waving-clip.ts';

const FRAME = 1 / 30;
afterEach(closeServers);

const serveClip = (options?: LiveServerOptions) =>
  serve(createClipSource(wavingClip(75), { loop: true }), options);

/** Sends bytes over TCP and gives what came back when the server closed the connection, or when `until` was seen. */
async function speak(server: LiveServer, bytes: string | Uint8Array, until?: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(bytes);
  let received = '';
  for await (const chunk of socket) {
    received += (chunk as Buffer).toString('latin1');
    if (until && received.includes(until)) break;
  }
  return received;
}

const upgrade = (headers: readonly string[] = []) =>
  [
    'GET / HTTP/1.1',
    'Host: anything',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
    '\r\n',
  ].join('\r\n');

/** A masked client frame with the mask 0. */
function frame(firstByte: number, payload: Uint8Array, announced = payload.length): Uint8Array {
  const head =
    announced < 126
      ? [firstByte, 0x80 | announced]
      : [firstByte, 0xff, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (announced >>> shift) & 0xff)];
  return new Uint8Array([...head, 0, 0, 0, 0, ...payload]);
}

const text = (value: string) => new TextEncoder().encode(value);

/** Upgrades, sends frames and gives the close code that comes back. */
async function closeCodeAfter(server: LiveServer, ...frames: Uint8Array[]): Promise<number> {
  const bytes = Buffer.concat([Buffer.from(upgrade()), ...frames]);
  const received = Buffer.from(await speak(server, bytes), 'latin1');
  const close = received.lastIndexOf(Buffer.from([0x88]));
  return received.readUInt16BE(close + 2);
}

test.each([
  ['a text that is not UTF-8', [frame(0x81, Uint8Array.of(0xc3, 0x28))], 1007],
  ['a message longer than the limit', [frame(0x81, new Uint8Array(8), 1 << 20)], 1009],
  [
    'fragments that add up past the limit',
    Array.from({ length: 40 }, (_, i) => frame(i === 0 ? 0x01 : 0x00, new Uint8Array(10_000).fill(32))),
    1009,
  ],
  ['a continuation of nothing', [frame(0x80, text('x'))], 1002],
  ['a reserved opcode', [frame(0x83, text('x'))], 1002],
  ['a compressed frame nobody agreed to', [frame(0xc1, text('x'))], 1002],
  ['a frame without a mask', [Uint8Array.of(0x81, 1, 65)], 1002],
])('%s is closed with a code, and others are served on', async (_, frames, code) => {
  const { server, clock, join } = await serveClip();
  const good = join();
  await good.until(() => good.frames.length === 1);
  expect(await closeCodeAfter(server, ...frames)).toBe(code);
  clock.advance(1.5 * FRAME);
  await good.until(() => good.frames.length === 2);
  while (server.clientCount() > 1) await new Promise((resolve) => setImmediate(resolve));
});

test('a question in forty fragments is answered like one in a piece', async () => {
  const { join } = await serveClip();
  const client = join();
  await client.until(() => client.frames.length === 1);
  const question = '{"op":"clock","clientTime":12.25}'.padEnd(40);
  for (let i = 0; i < 40; i++) client.socket.send(question[i], { fin: i === 39, binary: false });
  await client.until(() => client.all('clock').length === 1);
  expect(client.all('clock')[0].clientTime).toBe(12.25);
});

test('a client that sends too much is told E_LIVE_LIMIT and closed with 1008; pings count too', async () => {
  const { server, join } = await serveClip({ maxMessagesPerSecond: 50 });
  const talker = join();
  await talker.until(() => talker.frames.length === 1);
  for (let i = 0; i < 51; i++) talker.ask({ op: 'clock', clientTime: i });
  expect(await talker.closed).toBe(1008);
  expect(talker.all('clock').length).toBe(50);
  expect(talker.all('error')[0].code).toBe('E_LIVE_LIMIT');
  const pinger = join();
  await pinger.until(() => pinger.frames.length === 1);
  for (let i = 0; i < 60; i++) pinger.socket.ping();
  await pinger.closed;
  expect(server.clientCount()).toBe(0);
});

test('a client that answers no ping is cut off after two, one that does stays', async () => {
  const { server, clock, join } = await serveClip({ heartbeat: 5 });
  const alive = join();
  const dead = join([], { autoPong: false });
  await alive.until(() => alive.frames.length === 1);
  await dead.until(() => dead.frames.length === 1);
  for (let beats = 0; beats < 3; beats++) {
    const ping = new Promise((resolve) => alive.socket.once('ping', resolve));
    clock.advance(5);
    await ping;
    // the answer has arrived when a question asked after it is answered
    const before = alive.all('clock').length;
    alive.ask({ op: 'clock', clientTime: beats });
    await alive.until(() => alive.all('clock').length > before);
  }
  expect(await dead.closed).toBe(1006);
  expect(server.clientCount()).toBe(1);
});

test('one client too many gets 503, and a place when another has left', async () => {
  const { server, join } = await serveClip({ maxClients: 1 });
  const first = join();
  await first.until(() => first.frames.length === 1);
  await expect(join().closed).rejects.toThrow('Unexpected server response: 503');
  first.socket.terminate();
  while (server.clientCount() > 0) await new Promise((resolve) => setImmediate(resolve));
  const next = join();
  await next.until(() => next.frames.length === 1);
});

test('a page from elsewhere gets 403 even on this machine; a page of this machine and a program come in', async () => {
  const { join } = await serveClip();
  await expect(join([], { origin: 'https://evil.example' }).closed).rejects.toThrow('403');
  await expect(join([], { origin: 'null' }).closed).rejects.toThrow('403');
  for (const origin of ['http://localhost:5173', 'http://127.0.0.1:8080', 'http://[::1]:1']) {
    const page = join([], { origin });
    await page.until(() => page.frames.length === 1);
  }
});

test('an origin list lets in those it names and no others', async () => {
  const { join } = await serveClip({ origins: ['https://studio.example'] });
  const page = join([], { origin: 'https://studio.example' });
  await page.until(() => page.frames.length === 1);
  await expect(join([], { origin: 'http://localhost:5173' }).closed).rejects.toThrow('403');
});

test('a program that shows the token in the header comes in whatever origin its socket library names, a page with it in the address does not', async () => {
  const { server, join } = await serveClip({ token: 'secret', origins: [] });
  const origin = 'http://192.168.1.10';
  const program = join([], { origin, headers: { authorization: 'Bearer secret' } });
  await program.until(() => program.frames.length === 1);
  await expect(join([], { origin, headers: { authorization: 'Bearer wrong' } }).closed).rejects.toThrow(
    '403',
  );
  const page = connectLiveClient(`${server.url}/?token=secret`, [], { origin });
  await expect(page.closed).rejects.toThrow('403');
});

test('without the token a client gets 401; as a header or in the address it lets it in', async () => {
  const { server, join } = await serveClip({ token: 'secret&more' });
  await expect(join().closed).rejects.toThrow('401');
  await expect(join([], { headers: { authorization: 'Bearer wrong' } }).closed).rejects.toThrow('401');
  const inHeader = join([], { headers: { authorization: 'Bearer secret&more' } });
  await inHeader.until(() => inHeader.frames.length === 1);
  const address = `GET /?token=${encodeURIComponent('secret&more')} HTTP/1.1`;
  const received = await speak(server, upgrade().replace('GET / HTTP/1.1', address), '"op":"hello"');
  expect(received).toMatch(/^HTTP\/1\.1 101 /);
});

test.each([
  [{}, 'Expected a token and a list of origins to listen on 0.0.0.0'],
  [{ token: 'secret' }, 'a list of origins'],
  [{ origins: [] }, 'Expected a token'],
])('beyond this machine %j is not enough', async (options, message) => {
  await expect(startLiveServer([], { host: '0.0.0.0', port: 0, ...options })).rejects.toMatchObject({
    code: 'E_OPTION',
    message: expect.stringContaining(message),
  });
});

test('a browser that asks for a page is told what this is', async () => {
  const { server } = await serveClip();
  const response = await fetch(server.url.replace('ws:', 'http:'));
  expect(response.status).toBe(426);
  expect(await response.text()).toContain('WebSocket');
});

test('bytes that are no HTTP, half an upgrade and a hang-up in the middle change nothing', async () => {
  const { server, clock, join } = await serveClip();
  const good = join();
  await good.until(() => good.frames.length === 1);
  const random = createRandom(3);
  for (let i = 0; i < 20; i++) {
    const noise = Uint8Array.from({ length: 200 }, () => random.integer(256));
    await speak(server, noise);
    const half = connect(server.port, '127.0.0.1');
    half.on('error', () => {});
    half.write(upgrade().slice(0, random.integer(150)));
    half.destroy();
  }
  clock.advance(1.5 * FRAME);
  await good.until(() => good.frames.length === 2);
});

const runs = Number(process.env['TEGN_FUZZ_RUNS'] ?? 400);
test(`${runs} mutated messages from clients leave the server alive and the others served`, async () => {
  const { clock, join } = await serveClip({ maxMessagesPerSecond: Number.POSITIVE_INFINITY });
  const random = createRandom(17);
  const good = join();
  await good.until(() => good.frames.length === 1);
  const requests = [
    `{"op":"hello","protocol":"${LIVE_SUBPROTOCOL}","capabilities":["compact"],"subjects":["tegn"]}`,
    '{"op":"clock","clientTime":1}',
    '{"op":"transport","action":"seek","frame":3}',
    '{"op":"transport","action":"rate","rate":2}',
    '{"op":"tracker","name":"x","fps":30,"width":1,"height":1}',
    '{"op":"landmarks","time":0,"pose":[[0,0,0]]}',
  ];
  let hostile = join();
  await hostile.until(() => hostile.frames.length > 0 || hostile.faces.length > 0);
  for (let i = 0; i < runs; i++) {
    if (hostile.socket.readyState !== hostile.socket.OPEN) {
      hostile = join();
      const client = hostile;
      await client.until(() => client.statics.length === 2);
    }
    const bytes = Buffer.from(requests[random.integer(requests.length)]);
    for (let flips = random.integer(4); flips > 0; flips--)
      bytes[random.integer(bytes.length)] ^= 1 << random.integer(7);
    hostile.socket.send(bytes, { binary: random.integer(10) === 0 });
    if (i % 100 === 99) {
      good.ask({ op: 'clock', clientTime: i });
      await good.until(() => good.all('clock').at(-1)?.clientTime === i);
      for (const list of [
        good.messages,
        good.frames,
        good.faces,
        good.order,
        hostile.messages,
        hostile.frames,
        hostile.order,
      ])
        list.splice(0, list.length - 1);
    }
  }
  const before = good.frames.at(-1)!.number;
  good.ask({ op: 'transport', action: 'play' });
  good.ask({ op: 'clock', clientTime: -1 });
  await good.until(() => good.all('clock').at(-1)?.clientTime === -1);
  clock.advance(60 * FRAME);
  await good.until(() => good.frames.at(-1)!.number > before);
});

test('a client that asks without end and reads no answer is cut off before it costs memory', async () => {
  const { server, clock, join } = await serveClip({ maxMessagesPerSecond: Number.POSITIVE_INFINITY });
  const good = join();
  const greedy = join();
  await good.until(() => good.frames.length === 1);
  await greedy.until(() => greedy.frames.length === 1);
  greedy.socket.pause();
  const question = JSON.stringify({ op: 'clock', clientTime: 1 });
  // far more answers than the sockets of the machine hold; two pings are not too late to answer, so that they are not the reason
  for (let batch = 0; batch < 60 && server.clientCount() === 2; batch++) {
    for (let i = 0; i < 5_000; i++) greedy.socket.send(question);
    good.ask({ op: 'clock', clientTime: batch });
    await good.until(() => good.all('clock').at(-1)?.clientTime === batch);
    if (batch === 40 || batch === 59) clock.advance(5);
  }
  while (server.clientCount() > 1) await new Promise((resolve) => setImmediate(resolve));
});
