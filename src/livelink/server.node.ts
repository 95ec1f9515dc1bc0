/**
 * Live sources -> WebSocket clients, by docs/protocol.md.
 *
 * Each frame is encoded once and the same bytes go to every client. Compression stays off: on float data it saved 6 % and at 200
 * clients cost fifty times the latency. Slow clients: server/client-queue.ts; who may connect: server/admission.ts.
 * Sources start with the first client, so that nobody misses the beginning.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { TegnError } from '../issues/issues.ts';
import { createSystemClock } from './clock.ts';
import type { FrameSource } from './frame-source.ts';
import { encodeControl } from './protocol/control.ts';
import { decodeLandmarks, isLandmarks } from './protocol/landmarks-bytes.ts';
import { type Capability, LIVE_SUBPROTOCOL } from './protocol/protocol.ts';
import { type ClientRequest, decodeRequest, type TransportRequest } from './protocol/requests.ts';
import { assertAdmission, refuse } from './server/admission.ts';
import { type ClientQueue, createClientQueue } from './server/client-queue.ts';
import { createFeeds, type Feed } from './server/feed.ts';
import { createLatencyLog } from './server/latency.ts';
import { listen, refuseUpgrade } from './server/listen.node.ts';
import { LIVE_SERVER_DEFAULTS, type LiveServerOptions } from './server/options.ts';
import type { WireSubject } from './server/wire-subject.ts';
import { trackedLandmarks } from './tracked-landmarks.ts';

export interface LiveServerStats {
  readonly clients: number;
  /** Frames left out for slow clients, over all clients there ever were. */
  readonly dropped: number;
  /** Frames of all sources in a second. */
  readonly framesPerSecond: number;
  /** Milliseconds from the arrival of a frame's input, or its due time, to the last send: half and 99 of 100 lie below. */
  readonly latencyMillis: { readonly p50: number; readonly p99: number };
}

export interface LiveServer {
  readonly url: string;
  readonly port: number;
  /** Resolves when every source has ended. */
  readonly ended: Promise<void>;
  clientCount(): number;
  droppedFrames(): number;
  stats(): LiveServerStats;
  /** Stops the sources, sends what waits, says goodbye with code 1001 and frees the port. */
  close(): Promise<void>;
}

interface Client {
  readonly socket: WebSocket;
  readonly queue: ClientQueue;
  compact: boolean;
  /** Names of the subjects wanted, null = all. */
  wants: ReadonlySet<string> | null;
  /** Pings in a row without an answer. */
  unanswered: number;
  /** Messages since `second`. */
  messages: number;
  second: number;
}

/** A client that asks and asks and reads none of the answers is cut off at the next ping. */
const MOST_UNREAD_BYTES = 2 ** 20;
/** Seconds between status messages while a source plays. */
const STATUS_INTERVAL = 0.5;

/** Throws E_PORT when the address cannot be listened on, E_OPTION when it may not be. */
export async function startLiveServer(
  sources: readonly FrameSource[],
  options: LiveServerOptions = {},
): Promise<LiveServer> {
  const settings = { ...LIVE_SERVER_DEFAULTS, ...options };
  const { host, face, heartbeat, closeTimeout, landmarks } = settings;
  const clock = options.clock ?? createSystemClock();
  assertAdmission(settings);
  const feeds = createFeeds(sources, face, clock.now());
  const subjects = feeds.flatMap((feed) => feed.subjects);
  if (subjects.length > settings.maxSubjects) {
    throw new RangeError(`Expected at most ${settings.maxSubjects} subjects, got ${subjects.length}.`);
  }
  const capabilities: Capability[] = ['compact', 'clock', 'transport'];
  if (landmarks) capabilities.push('landmarks', 'landmarkBytes');
  const clients = new Set<Client>();
  const latency = createLatencyLog();
  let tracker: Client | null = null;
  let trackerCurves: readonly string[] = [];
  let dropped = 0;
  let isClosing = false;
  let resolveEnded = () => {};
  const ended = new Promise<void>((resolve) => {
    resolveEnded = resolve;
  });

  const wanted = (client: Client, subject: WireSubject): boolean =>
    client.wants === null || client.wants.has(subject.data().name);

  function broadcast(text: string): void {
    for (const { queue } of clients) queue.control(text);
  }

  function statusOf({ subjects, running }: Feed): string {
    return encodeControl({
      op: 'status',
      subjects: subjects.map(({ index }) => index),
      ...running!.status(),
      clients: clients.size,
    });
  }

  function startFeed(feed: Feed): void {
    feed.running = feed.source.start(
      {
        subject(to) {
          for (const subject of feed.subjects) {
            subject.change(to, clock.now());
            for (const client of clients)
              if (wanted(client, subject)) client.queue.staticData(subject.index, subject.staticBytes());
          }
        },
        frame(frame) {
          for (const subject of feed.subjects) {
            subject.ended = false;
            subject.take(frame);
            for (const client of clients)
              if (wanted(client, subject)) client.queue.frame(subject.index, subject.latest(client.compact)!);
          }
          const now = clock.now();
          latency.add(now - frame.arrival, now);
          if (now - feed.statusTime >= STATUS_INTERVAL) tellStatus(feed);
        },
        end() {
          for (const subject of feed.subjects) {
            subject.ended = true;
            broadcast(encodeControl({ op: 'end', subject: subject.index }));
          }
          if (subjects.every((one) => one.ended)) resolveEnded();
        },
        changed: () => tellStatus(feed),
      },
      clock,
    );
    tellStatus(feed);
  }

  function tellStatus(feed: Feed): void {
    // a source that is just starting has its status told when it runs
    if (!feed.running) return;
    feed.statusTime = clock.now();
    broadcast(statusOf(feed));
  }

  function startFeeds(): void {
    for (const feed of feeds) if (!feed.running && !isClosing) startFeed(feed);
  }

  function introduce(client: Client, subject: WireSubject): void {
    client.queue.staticData(subject.index, subject.staticBytes());
    const latest = subject.latest(client.compact);
    if (latest) client.queue.frame(subject.index, latest);
    if (subject.ended) client.queue.control(encodeControl({ op: 'end', subject: subject.index }));
  }

  function welcome(socket: WebSocket): void {
    const client: Client = {
      socket,
      queue: createClientQueue(socket, settings, (frames) => {
        dropped += frames;
      }),
      compact: false,
      wants: null,
      unanswered: 0,
      messages: 0,
      second: clock.now(),
    };
    // A client that breaks the WebSocket rules is closed by ws itself; 'close' follows.
    socket.on('error', () => {});
    socket.on('close', () => leave(client));
    socket.on('pong', () => {
      client.unanswered = 0;
    });
    socket.on('ping', () => isWithinRate(client));
    socket.on('message', (data: Buffer, isBinary) => {
      const arrival = clock.now();
      if (isWithinRate(client)) receive(client, data, isBinary, arrival);
    });
    const entries = subjects.map((one) => ({
      index: one.index,
      name: one.data().name,
      role: one.data().role,
    }));
    client.queue.control(
      encodeControl({
        op: 'hello',
        protocol: LIVE_SUBPROTOCOL,
        time: clock.now(),
        capabilities,
        subjects: entries,
      }),
    );
    for (const subject of subjects) introduce(client, subject);
    clients.add(client);
    for (const feed of feeds) if (feed.running) client.queue.control(statusOf(feed));
    options.onClients?.(clients.size);
    startFeeds();
  }

  function leave(client: Client): void {
    clients.delete(client);
    if (tracker === client) {
      tracker = null;
      landmarks?.leave();
    }
    options.onClients?.(clients.size);
  }

  /** Counts a message; a client that sends too many is told and closed. */
  function isWithinRate(client: Client): boolean {
    const now = clock.now();
    if (now - client.second >= 1) {
      client.second = now;
      client.messages = 0;
    }
    client.messages++;
    if (client.messages <= settings.maxMessagesPerSecond) return true;
    if (client.messages === settings.maxMessagesPerSecond + 1) {
      const message = `Expected at most ${settings.maxMessagesPerSecond} messages a second.`;
      client.queue.control(encodeControl({ op: 'error', code: 'E_LIVE_LIMIT', message }));
      client.socket.close(1008, message);
    } else client.socket.terminate();
    return false;
  }

  function receive(client: Client, data: Buffer, isBinary: boolean, arrival: number): void {
    try {
      if (!isBinary) {
        const request = decodeRequest(data.toString());
        if (request) answer(client, request, arrival);
      } else if (landmarks && isLandmarks(data)) {
        assertTracker(client);
        landmarks.landmarks(decodeLandmarks(data, trackerCurves), arrival);
      }
    } catch (error) {
      if (!(error instanceof TegnError)) throw error;
      client.queue.control(encodeControl({ op: 'error', code: error.code, message: error.message }));
      if (error.code === 'E_PROTOCOL_VERSION') client.socket.close(1002, error.message.slice(0, 100));
    }
  }

  function answer(client: Client, request: ClientRequest, arrival: number): void {
    switch (request.op) {
      case 'hello':
        adjust(client, request.capabilities.includes('compact'), request.subjects);
        break;
      case 'clock': {
        const { clientTime } = request;
        const times = { clientTime, receiveTime: arrival, sendTime: clock.now() };
        client.queue.control(encodeControl({ op: 'clock', ...times }));
        break;
      }
      case 'transport':
        obey(request);
        break;
      case 'tracker':
        takeTracker(client);
        trackerCurves = request.curves ?? [];
        landmarks!.tracker(request);
        break;
      case 'landmarks':
        assertTracker(client);
        landmarks!.landmarks(trackedLandmarks(request), arrival);
        break;
    }
  }

  function adjust(client: Client, compact: boolean, names: readonly string[] | undefined): void {
    const unknown = names?.find((name) => !subjects.some((one) => one.data().name === name));
    if (unknown !== undefined) {
      throw new TegnError(
        'E_SUBJECT_UNKNOWN',
        `Expected names of subjects, found "${unknown.slice(0, 80)}".`,
      );
    }
    const before = new Set(subjects.filter((one) => wanted(client, one)));
    client.compact = compact;
    client.wants = names ? new Set(names) : null;
    for (const subject of subjects)
      if (wanted(client, subject) && !before.has(subject)) introduce(client, subject);
  }

  function obey({ op: _, subject, ...transport }: TransportRequest): void {
    const named =
      subject === undefined ? null : feeds.find((feed) => feed.subjects.some((one) => one.index === subject));
    if (named === undefined) throw new TegnError('E_SUBJECT_UNKNOWN', `There is no subject ${subject}.`);
    const obeying = named ? [named] : feeds.filter(({ running }) => running?.status().transport);
    if (obeying.length === 0) throw new TegnError('E_TRANSPORT', 'Nothing here can be paused or sought.');
    for (const { running } of obeying) running?.obey(transport);
  }

  function takeTracker(client: Client): void {
    if (!landmarks) throw new TegnError('E_TRACKER', 'This server takes no landmarks.');
    if (tracker && tracker !== client)
      throw new TegnError('E_TRACKER', 'Another tracker is sending landmarks.');
    tracker = client;
  }

  function assertTracker(client: Client): void {
    if (tracker !== client) throw new TegnError('E_TRACKER', 'Expected "tracker" before landmarks.');
  }

  function beat(): void {
    for (const client of clients) {
      if (client.unanswered >= 2 || client.socket.bufferedAmount > MOST_UNREAD_BYTES) {
        client.socket.terminate();
        continue;
      }
      client.unanswered++;
      client.socket.ping();
    }
    cancelBeat = clock.at(clock.now() + heartbeat, beat);
  }

  const http = await listen(settings);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: settings.maxMessageBytes,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has(LIVE_SUBPROTOCOL) ? LIVE_SUBPROTOCOL : false),
  });
  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const { origin, authorization } = request.headers;
    const refusal = refuse({ url: request.url ?? '/', origin, authorization }, settings);
    if (refusal) refuseUpgrade(stream, refusal.status, refusal.reason);
    else if (clients.size >= settings.maxClients || isClosing)
      refuseUpgrade(stream, 503, 'The server is full.');
    else sockets.handleUpgrade(request, stream, head, welcome);
  });
  let cancelBeat = clock.at(clock.now() + heartbeat, beat);
  if (settings.startAtOnce) startFeeds();
  const { port } = http.address() as { port: number };

  return {
    url: `${settings.tls ? 'wss' : 'ws'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    ended,
    clientCount: () => clients.size,
    droppedFrames: () => dropped,
    stats: () => ({
      clients: clients.size,
      dropped,
      framesPerSecond: latency.framesPerSecond(clock.now()),
      latencyMillis: { p50: latency.quantile(0.5) * 1000, p99: latency.quantile(0.99) * 1000 },
    }),
    async close() {
      isClosing = true;
      cancelBeat();
      for (const { running } of feeds) running?.stop();
      const goodbyes = [...clients].map(({ socket, queue }) => {
        queue.flush();
        socket.close(1001, 'The server stops.');
        return new Promise((resolve) => {
          socket.once('close', resolve);
        });
      });
      const cancel = clock.at(clock.now() + closeTimeout, () => {
        for (const { socket } of clients) socket.terminate();
        http.closeAllConnections();
      });
      const freed = new Promise((resolve) => {
        http.close(resolve);
        http.closeIdleConnections();
      });
      await Promise.all([freed, ...goodbyes]);
      cancel();
    },
  };
}
