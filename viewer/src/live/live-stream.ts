/**
 * A connection to `tegn stream`: receives the first performer, which is the first subject with bones and the first with curves alone,
 * decodes their frames into reused ones, and connects again with a growing pause when the connection is lost. Frames are told to
 * listeners; state and status change rarely and are React's to show.
 */
import {
  binaryMessage,
  type ControlMessage,
  createWireFrame,
  decodeControl,
  decodeFrame,
  decodeStaticData,
  encodeRequest,
  LIVE_SUBPROTOCOL,
  type StaticData,
  type WireFrame,
} from '../../../src/index.ts';
import { type ClockSync, createClockSync } from './clock-sync.ts';
import { createLatencyLog, type LatencyLog } from './latency-log.ts';

export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'live'; readonly subject: StaticData; readonly face: StaticData | null }
  | { readonly kind: 'over'; readonly subject: StaticData; readonly face: StaticData | null }
  | { readonly kind: 'lost'; readonly retrySeconds: number };

export type SourceStatus = Extract<ControlMessage, { readonly op: 'status' }>;

/** What a source may be asked to do. */
export type Transport =
  | { readonly action: 'play' | 'pause' }
  | { readonly action: 'seek'; readonly frame: number }
  | { readonly action: 'rate'; readonly rate: number }
  | { readonly action: 'loop'; readonly loop: boolean };

/** What the server says of its sources, and what became of the last request. */
export interface LiveStatus {
  /** The newest of each source. */
  readonly sources: readonly SourceStatus[];
  /** Of the source that feeds the body; null before the first. */
  readonly body: SourceStatus | null;
  /** Asked of the server and not confirmed yet. */
  readonly pending: Transport | null;
  /** Why the server refused the last request. */
  readonly refusal: string | null;
}

export interface LiveCounts {
  received: number;
  /** Gaps in the frame numbers of the body in this connection. */
  missed: number;
  /** Frames that the server left out for this client because it read too slowly. */
  dropped: number;
  /** Messages that break the protocol. */
  refused: number;
}

export type LivePart = 'body' | 'face';

/** A binary message as it came; the bytes are the listener's to keep. */
export type MessageListener = (part: LivePart, bytes: Uint8Array, frame: WireFrame | null) => void;

export interface LiveStream {
  readonly url: string;
  state(): LiveState;
  status(): LiveStatus;
  /** Told when state or status change. */
  subscribe(listener: () => void): () => void;
  readonly counts: LiveCounts;
  readonly clock: ClockSync;
  readonly latency: LatencyLog;
  /** Begins with the newest frames. */
  onFrame(listener: (frame: WireFrame, subject: StaticData) => void): () => void;
  /** Begins with the layouts that hold. */
  onMessage(listener: MessageListener): () => void;
  /** Frame of the source that is on screen; null where that is not known. */
  position(): number | null;
  /** Asks the source that feeds the body; what it does about it is told by its status. */
  ask(transport: Transport): void;
  /** Does not wait for the pause to be over. */
  reconnect(): void;
  close(): void;
}

/** A subject and the frame that its messages are decoded into. */
interface Followed {
  readonly data: StaticData;
  readonly bytes: Uint8Array;
  readonly frame: WireFrame;
  /** A frame has come. */
  isMoving: boolean;
}

const FIRST_PAUSE_SECONDS = 0.5;
const LONGEST_PAUSE_SECONDS = 8;
/** Seconds between questions for the time: a few at once to begin with. */
const FIRST_QUESTIONS = 4;
const [QUICKLY, SLOWLY] = [0.1, 2];
const NO_STATUS: LiveStatus = { sources: [], body: null, pending: null, refusal: null };

export const nowSeconds = (): number => performance.now() / 1000;

export function openLiveStream(url: string): LiveStream {
  const counts: LiveCounts = { received: 0, missed: 0, dropped: 0, refused: 0 };
  const clock = createClockSync();
  const latency = createLatencyLog();
  const listeners = new Set<() => void>();
  const frameListeners = new Set<(frame: WireFrame, subject: StaticData) => void>();
  const messageListeners = new Set<MessageListener>();
  const followed: Record<LivePart, Followed | null> = { body: null, face: null };
  let state: LiveState = { kind: 'connecting' };
  let status: LiveStatus = NO_STATUS;
  /** Timecode of frame 0 of the source. */
  let sourceStart: number | null = null;
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout>;
  let clockTimer: ReturnType<typeof setTimeout>;
  let pauseSeconds = FIRST_PAUSE_SECONDS;
  let lastNumber: number | null = null;

  function change(to: LiveState): void {
    state = to;
    tell();
  }

  function changeStatus(changes: Partial<LiveStatus>): void {
    status = { ...status, ...changes };
    tell();
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }

  function connect(): void {
    followed.body = null;
    followed.face = null;
    lastNumber = null;
    sourceStart = null;
    clock.clear();
    latency.clear();
    status = NO_STATUS;
    change({ kind: 'connecting' });
    const opened = new WebSocket(url, LIVE_SUBPROTOCOL);
    opened.binaryType = 'arraybuffer';
    socket = opened;
    opened.onopen = () => {
      pauseSeconds = FIRST_PAUSE_SECONDS;
      change({ kind: 'waiting' });
    };
    opened.onclose = () => {
      if (opened !== socket) return;
      clearTimeout(clockTimer);
      change({ kind: 'lost', retrySeconds: pauseSeconds });
      timer = setTimeout(connect, pauseSeconds * 1000);
      pauseSeconds = Math.min(LONGEST_PAUSE_SECONDS, pauseSeconds * 2);
    };
    opened.onmessage = ({ data }) => {
      if (opened !== socket) return;
      try {
        if (typeof data === 'string') receiveText(data);
        else receiveBinary(new Uint8Array(data));
      } catch {
        counts.refused++;
      }
    };
  }

  function receiveText(text: string): void {
    const message = decodeControl(text);
    const { body, face } = followed;
    switch (message?.op) {
      case 'hello':
        if (message.capabilities.includes('clock')) askTime(FIRST_QUESTIONS);
        break;
      case 'clock':
        clock.add(message.clientTime, message.receiveTime, message.sendTime, nowSeconds());
        break;
      case 'status':
        takeStatus(message);
        break;
      case 'dropped':
        counts.dropped += message.count;
        break;
      case 'error':
        changeStatus({ pending: null, refusal: message.message });
        break;
      case 'end':
        if (message.subject === body?.data.subject) {
          change({ kind: 'over', subject: body.data, face: face?.data ?? null });
        }
        break;
    }
  }

  function askTime(quick: number): void {
    clearTimeout(clockTimer);
    socket?.send(encodeRequest({ op: 'clock', clientTime: nowSeconds() }));
    clockTimer = setTimeout(() => askTime(quick - 1), (quick > 0 ? QUICKLY : SLOWLY) * 1000);
  }

  function takeStatus(message: SourceStatus): void {
    const [first] = message.subjects;
    const others = status.sources.filter(({ subjects }) => subjects[0] !== first);
    const sources = [...others, message].sort((a, b) => a.subjects[0] - b.subjects[0]);
    const { body } = followed;
    const isBody = body ? message.subjects.includes(body.data.subject) : first === sources[0].subjects[0];
    if (!isBody) {
      changeStatus({ sources });
      return;
    }
    const timecode = body?.isMoving ? body.frame.timecode : null;
    if (timecode && message.frame !== null) sourceStart = timecode.frame - message.frame;
    changeStatus({ sources, body: message, pending: null, refusal: null });
  }

  function receiveBinary(bytes: Uint8Array): void {
    const message = binaryMessage(bytes);
    const { body, face } = followed;
    if (message?.kind === 'staticData') receiveStaticData(bytes);
    else if (message && message.subject === body?.data.subject) receiveBody(bytes, body);
    else if (message && message.subject === face?.data.subject) receive('face', bytes, face);
  }

  function receiveStaticData(bytes: Uint8Array): void {
    const data = decodeStaticData(bytes);
    const part = data?.role === 'animation' ? 'body' : 'face';
    const before = followed[part];
    if (!data || (before && before.data.subject !== data.subject)) return;
    followed[part] = { data, bytes, frame: createWireFrame(data), isMoving: false };
    if (part === 'body') lastNumber = null;
    for (const listener of messageListeners) listener(part, bytes, null);
  }

  function receiveBody(bytes: Uint8Array, body: Followed): void {
    decodeFrame(bytes, body.data, body.frame);
    const { number, time } = body.frame;
    if (lastNumber !== null) counts.missed += Math.max(0, number - lastNumber - 1);
    lastNumber = number;
    counts.received++;
    const ahead = clock.offset();
    if (ahead !== null) latency.add(nowSeconds() + ahead - time);
    if (state.kind !== 'live' || state.subject !== body.data) {
      change({ kind: 'live', subject: body.data, face: followed.face?.data ?? null });
    }
    tellFrame('body', bytes, body);
  }

  function receive(part: LivePart, bytes: Uint8Array, one: Followed): void {
    decodeFrame(bytes, one.data, one.frame);
    tellFrame(part, bytes, one);
  }

  function tellFrame(part: LivePart, bytes: Uint8Array, one: Followed): void {
    const { data, frame } = one;
    one.isMoving = true;
    for (const listener of frameListeners) listener(frame, data);
    for (const listener of messageListeners) listener(part, bytes, frame);
  }

  connect();
  return {
    url,
    counts,
    clock,
    latency,
    state: () => state,
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFrame(listener) {
      frameListeners.add(listener);
      for (const one of [followed.body, followed.face]) if (one?.isMoving) listener(one.frame, one.data);
      return () => frameListeners.delete(listener);
    },
    onMessage(listener) {
      messageListeners.add(listener);
      for (const part of ['body', 'face'] as const) {
        const one = followed[part];
        if (one) listener(part, one.bytes, null);
      }
      return () => messageListeners.delete(listener);
    },
    position() {
      const { body } = followed;
      const timecode = body?.isMoving ? body.frame.timecode : null;
      if (timecode && sourceStart !== null) return timecode.frame - sourceStart;
      return status.body?.frame ?? null;
    },
    ask(transport) {
      if (socket?.readyState !== WebSocket.OPEN) return;
      const subject = followed.body?.data.subject;
      socket.send(encodeRequest({ op: 'transport', subject, ...transport }));
      changeStatus({ pending: transport, refusal: null });
    },
    reconnect() {
      clearTimeout(timer);
      clearTimeout(clockTimer);
      pauseSeconds = FIRST_PAUSE_SECONDS;
      const previous = socket;
      connect();
      previous?.close();
    },
    close() {
      clearTimeout(timer);
      clearTimeout(clockTimer);
      const previous = socket;
      socket = null;
      previous?.close();
    },
  };
}
