/** A real server on a clock that the test moves, and clients of it; closeServers takes all of it down. */
import type { ClientOptions } from 'ws';
import type { FrameSource } from '../../../src/livelink/frame-source.ts';
import type { LiveServerOptions } from '../../../src/livelink/server/options.ts';
import { type LiveServer, startLiveServer } from '../../../src/livelink/server.node.ts';
import { connectLiveClient, type LiveClient } from './live-client.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

const open: { server: LiveServer; clock: ManualClock; clients: LiveClient[] }[] = [];

export async function closeServers(): Promise<void> {
  for (const { server, clock, clients } of open.splice(0)) {
    for (const { socket } of clients) socket.terminate();
    const closed = server.close();
    clock.advance(10);
    await closed;
  }
}

export async function serve(source: FrameSource | readonly FrameSource[], options: LiveServerOptions = {}) {
  const clock = createManualClock();
  const sources = 'start' in source ? [source] : source;
  const server = await startLiveServer(sources, { port: 0, clock, ...options });
  const clients: LiveClient[] = [];
  open.push({ server, clock, clients });
  const join = (protocols?: string[], clientOptions?: ClientOptions) => {
    const client = connectLiveClient(server.url, protocols, clientOptions);
    clients.push(client);
    return client;
  };
  return { server, clock, join };
}
