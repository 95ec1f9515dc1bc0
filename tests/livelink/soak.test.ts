/**
 * Clients that stall, vanish and come back, for a few seconds, or for half an hour under check:long. Real time and real sockets: what is
 * asserted holds however slow the machine is, except drift, which is measured on the frames' own times.
 */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createClipSource } from '../../src/livelink/clip-source.ts';
import { startLiveServer } from '../../src/livelink/server.node.ts';
import { createRandom } from '../../src/math/random.ts';
import { connectLiveClient, type LiveClient } from './support/live-client.ts';
import { wavingClip } from './support/waving-clip.ts';

const isLong = Number(process.env['TEGN_FUZZ_RUNS'] ?? 0) >= 1e6;
const SECONDS = isLong ? 1800 : 6;
const RATE = 60;
const CLIENTS = 12;

test(`${SECONDS} seconds of clients that stall, vanish and return leave no frame out of order, no drift and no growth`, {
  timeout: (SECONDS + 60) * 1000,
}, async () => {
  const clip = wavingClip(120, { numerator: RATE, denominator: 1 });
  const server = await startLiveServer([createClipSource(clip, { loop: true })], { port: 0, heartbeat: 1 });
  const random = createRandom(9);
  const steady = connectLiveClient(server.url);
  await steady.until(() => steady.frames.length > 0);
  const first = steady.frames[0];
  const clients: LiveClient[] = [];
  const stalled = new Set<LiveClient>();
  const lastNumbers = new Map<LiveClient, number>();
  const heaps: number[] = [];
  const start = performance.now();
  let outOfOrder = 0;
  let offGrid = 0;

  function check(client: LiveClient): void {
    for (const { number, time } of client.frames.splice(0, client.frames.length)) {
      if (number <= (lastNumbers.get(client) ?? -1)) outOfOrder++;
      if (Math.abs(time - first.time - (number - first.number) / RATE) > 1e-6) offGrid++;
      lastNumbers.set(client, number);
    }
    for (const list of [client.faces, client.order, client.messages]) list.splice(0, list.length);
  }

  while (performance.now() - start < SECONDS * 1000) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const client of [steady, ...clients]) check(client);
    const client = clients[random.integer(Math.max(1, clients.length))];
    switch (random.integer(6)) {
      case 0:
        if (clients.length < CLIENTS) clients.push(connectLiveClient(server.url));
        break;
      case 1:
        if (client) {
          client.socket.terminate();
          clients.splice(clients.indexOf(client), 1);
          stalled.delete(client);
          lastNumbers.delete(client);
        }
        break;
      case 2:
        if (client?.socket.readyState === 1) {
          client.socket.pause();
          stalled.add(client);
        }
        break;
      case 3:
        for (const one of stalled) if (one.socket.readyState === 1) one.socket.resume();
        stalled.clear();
        break;
      case 4: {
        const half = connect(server.port, '127.0.0.1');
        half.on('error', () => {});
        half.write('GET / HTTP/1.1\r\nUpgrade: webs');
        half.destroy();
        break;
      }
      default:
        if (client?.socket.readyState === 1)
          client.ask({
            op: 'hello',
            protocol: 'tegn.livelink.v1',
            capabilities: random.integer(2) ? ['compact'] : [],
          });
    }
    if (isLong) heaps.push(process.memoryUsage().rss);
  }
  check(steady);
  expect({ outOfOrder, offGrid }).toEqual({ outOfOrder: 0, offGrid: 0 });
  // the newest frame belongs to now, to one frame and what a loaded machine takes to deliver it
  const elapsed = (performance.now() - start) / 1000;
  const streamed = ((lastNumbers.get(steady) ?? 0) - first.number) / RATE;
  expect(Math.abs(elapsed - streamed)).toBeLessThan(isLong ? 1 : 0.75);
  for (const client of clients) client.socket.terminate();
  steady.socket.terminate();
  await server.close();
  expect(server.clientCount()).toBe(0);
  if (isLong) {
    const mean = (list: number[]) => list.reduce((a, b) => a + b) / list.length;
    const quarter = Math.floor(heaps.length / 4);
    const growth = mean(heaps.slice(-quarter)) / mean(heaps.slice(quarter, 2 * quarter));
    expect(growth).toBeLessThan(1.05);
  }
});
