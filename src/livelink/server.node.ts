/**
 * Live sources -> WebSocket clients, by docs/protocol.md.
 *
 * Each frame is encoded once and the same bytes go to every client. Compression stays off: on float data it saved 6 % and at 200
 * clients cost fifty times the latency. A client that reads too slowly has its newest frame kept back and sent when there is
 * room; older ones are dropped and counted. What the kernel's own socket buffers already hold cannot be taken back.
 * Sources start with the first client, so that nobody misses the beginning.
 */
import { type WebSocket, WebSocketServer } from 'ws';
import { TegnError } from '../issues/issues.ts';
import { type Clock, createSystemClock } from './clock.ts';
import type { FrameSource, LiveSubject } from './frame-source.ts';
import { encodeControl, type StaticMessage } from './protocol/control.ts';
import { createWireFrame, encodeFrame, type WireFrame } from './protocol/frame.ts';
import { LIVE_PORT, LIVE_SUBPROTOCOL } from './protocol/protocol.ts';
import { staticMessageOf, wireFrameOf } from './unreal-wire.ts';

export interface LiveServerOptions {
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Bytes of one client that may wait in this process before frames are dropped. */
  readonly maxBufferedBytes?: number;
  /** Longest message a client may send, bytes. */
  readonly maxMessageBytes?: number;
  /** Seconds that clients have for the closing handshake before they are cut off. */
  readonly closeTimeout?: number;
  readonly clock?: Clock;
  /** Called with the number of clients whenever it changes. */
  readonly onClients?: (count: number) => void;
}

export const LIVE_SERVER_DEFAULTS = {
  host: '127.0.0.1',
  port: LIVE_PORT,
  maxBufferedBytes: 16 * 1024,
  maxMessageBytes: 64 * 1024,
  closeTimeout: 1,
} as const;

export interface LiveServer {
  readonly url: string;
  readonly port: number;
  /** Resolves when every source has ended. */
  readonly ended: Promise<void>;
  clientCount(): number;
  /** Frames left out for slow clients, over all clients there ever were. */
  droppedFrames(): number;
  /** Stops the sources, says goodbye with code 1001 and frees the port. */
  close(): Promise<void>;
}

/** What the server knows about one subject. */
interface Subject {
  data: LiveSubject;
  message: StaticMessage;
  wireFrame: WireFrame;
  latest: Uint8Array | null;
  ended: boolean;
}

interface Client {
  readonly socket: WebSocket;
  /** By subject index: the newest frame, while the socket has no room. */
  readonly waiting: Map<number, Uint8Array>;
  readonly onSent: () => void;
}

/** Throws E_PORT when the address cannot be listened on. */
export async function startLiveServer(
  sources: readonly FrameSource[],
  options: LiveServerOptions = {},
): Promise<LiveServer> {
  const { host, port, maxBufferedBytes, maxMessageBytes, closeTimeout } = {
    ...LIVE_SERVER_DEFAULTS,
    ...options,
  };
  const clock = options.clock ?? createSystemClock();
  const subjects = sources.map((source, index) => createSubject(source.subject, index, 1));
  const clients = new Set<Client>();
  let dropped = 0;
  let stopSources: (() => void)[] | null = null;
  let resolveEnded = () => {};
  const ended = new Promise<void>((resolve) => {
    resolveEnded = resolve;
  });

  function sendFrame(client: Client, subject: number, bytes: Uint8Array): void {
    if (client.waiting.delete(subject)) dropped++;
    if (client.socket.bufferedAmount > maxBufferedBytes) client.waiting.set(subject, bytes);
    else client.socket.send(bytes, client.onSent);
  }

  function broadcast(text: string): void {
    for (const client of clients) client.socket.send(text);
  }

  function startSource(source: FrameSource, index: number): () => void {
    const subject = subjects[index];
    return source.start(
      {
        subject(data) {
          Object.assign(subject, createSubject(data, index, (subject.message.revision % 65535) + 1));
          for (const client of clients) client.waiting.delete(index);
          broadcast(encodeControl(subject.message));
        },
        frame(frame) {
          subject.latest = encodeFrame(wireFrameOf(frame, subject.data.rate, subject.wireFrame));
          for (const client of clients) sendFrame(client, index, subject.latest);
        },
        end() {
          subject.ended = true;
          broadcast(encodeControl({ op: 'end', subject: index }));
          if (subjects.every((one) => one.ended)) resolveEnded();
        },
      },
      clock,
    );
  }

  function welcome(socket: WebSocket): void {
    const client: Client = {
      socket,
      waiting: new Map(),
      onSent: () => {
        if (client.waiting.size === 0 || socket.bufferedAmount > maxBufferedBytes) return;
        for (const bytes of client.waiting.values()) socket.send(bytes, client.onSent);
        client.waiting.clear();
      },
    };
    // A client that breaks the WebSocket rules is closed by ws itself; 'close' follows.
    socket.on('error', () => {});
    socket.on('close', () => {
      clients.delete(client);
      options.onClients?.(clients.size);
    });
    const entries = subjects.map(({ message }, index) => ({ index, name: message.name, role: message.role }));
    socket.send(
      encodeControl({ op: 'hello', protocol: LIVE_SUBPROTOCOL, time: clock.now(), subjects: entries }),
    );
    subjects.forEach((subject, index) => {
      socket.send(encodeControl(subject.message));
      if (subject.latest) socket.send(subject.latest);
      if (subject.ended) socket.send(encodeControl({ op: 'end', subject: index }));
    });
    clients.add(client);
    options.onClients?.(clients.size);
    stopSources ??= sources.map(startSource);
  }

  const server = await listen(host, port, maxMessageBytes);
  server.on('connection', welcome);
  const address = server.address() as { port: number };

  return {
    url: `ws://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    ended,
    clientCount: () => clients.size,
    droppedFrames: () => dropped,
    close() {
      for (const stop of stopSources ?? []) stop();
      stopSources = [];
      for (const { socket } of clients) socket.close(1001, 'The server stops.');
      const cancel = clock.at(clock.now() + closeTimeout, () => {
        for (const { socket } of clients) socket.terminate();
      });
      return new Promise((resolve) => {
        server.close(() => {
          cancel();
          resolve();
        });
      });
    },
  };
}

function createSubject(data: LiveSubject, index: number, revision: number): Subject {
  const message = staticMessageOf(data, index, revision);
  return { data, message, wireFrame: createWireFrame(message), latest: null, ended: false };
}

function listen(host: string, port: number, maxPayload: number): Promise<WebSocketServer> {
  return new Promise((resolve, reject) => {
    const server = new WebSocketServer({
      host,
      port,
      maxPayload,
      perMessageDeflate: false,
      clientTracking: false,
      handleProtocols: (offered) => (offered.has(LIVE_SUBPROTOCOL) ? LIVE_SUBPROTOCOL : false),
    });
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'another program is listening there' : cause.message;
      const message = `Expected to listen on ${host}, port ${port}, but ${reason}. Choose another with --port.`;
      reject(new TegnError('E_PORT', message, { found: port }, cause));
    });
    server.once('listening', () => resolve(server));
  });
}
