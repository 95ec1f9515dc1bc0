/**
 * A connection to `tegn stream`: receives the first performer, which is the first subject with bones and the first with curves alone,
 * decodes their frames into reused ones, and connects again with a growing pause when the connection is lost. Frames are told to
 * listeners; the state changes rarely and is React's to show.
 */
import {
  binaryMessage,
  createWireFrame,
  decodeControl,
  decodeFrame,
  decodeStaticData,
  LIVE_SUBPROTOCOL,
  type StaticData,
  type WireFrame,
} from '../../../src/index.ts';

export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'live'; readonly subject: StaticData; readonly face: StaticData | null }
  | { readonly kind: 'over'; readonly subject: StaticData; readonly face: StaticData | null }
  | { readonly kind: 'lost'; readonly retrySeconds: number };

export interface LiveCounts {
  received: number;
  /** Gaps in the frame numbers of the body in this connection. */
  missed: number;
  /** Messages that break the protocol. */
  refused: number;
}

export interface LiveStream {
  readonly url: string;
  state(): LiveState;
  subscribe(listener: () => void): () => void;
  readonly counts: LiveCounts;
  onFrame(listener: (frame: WireFrame, subject: StaticData) => void): () => void;
  /** Does not wait for the pause to be over. */
  reconnect(): void;
  close(): void;
}

/** A subject and the frame that its messages are decoded into. */
interface Followed {
  readonly data: StaticData;
  readonly frame: WireFrame;
}

const FIRST_PAUSE_SECONDS = 0.5;
const LONGEST_PAUSE_SECONDS = 8;

export function openLiveStream(url: string): LiveStream {
  const counts: LiveCounts = { received: 0, missed: 0, refused: 0 };
  const stateListeners = new Set<() => void>();
  const frameListeners = new Set<(frame: WireFrame, subject: StaticData) => void>();
  let state: LiveState = { kind: 'connecting' };
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout>;
  let pauseSeconds = FIRST_PAUSE_SECONDS;

  function change(to: LiveState): void {
    state = to;
    for (const listener of stateListeners) listener();
  }

  function connect(): void {
    change({ kind: 'connecting' });
    let body: Followed | null = null;
    let face: Followed | null = null;
    let lastNumber: number | null = null;
    const opened = new WebSocket(url, LIVE_SUBPROTOCOL);
    opened.binaryType = 'arraybuffer';
    socket = opened;
    opened.onopen = () => {
      pauseSeconds = FIRST_PAUSE_SECONDS;
      change({ kind: 'waiting' });
    };
    opened.onclose = () => {
      if (opened !== socket) return;
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

    function receiveText(text: string): void {
      const message = decodeControl(text);
      if (message?.op === 'end' && message.subject === body?.data.subject) {
        change({ kind: 'over', subject: body.data, face: face?.data ?? null });
      }
    }

    function receiveBinary(bytes: Uint8Array): void {
      const message = binaryMessage(bytes);
      if (message?.kind === 'staticData') receiveStaticData(bytes);
      else if (message && message.subject === body?.data.subject) receiveBody(bytes, body);
      else if (message && message.subject === face?.data.subject) tell(bytes, face);
    }

    function receiveStaticData(bytes: Uint8Array): void {
      const data = decodeStaticData(bytes);
      const before = data?.role === 'animation' ? body : face;
      if (!data || (before && before.data.subject !== data.subject)) return;
      const followed = { data, frame: createWireFrame(data) };
      if (data.role === 'animation') {
        body = followed;
        lastNumber = null;
      } else face = followed;
    }

    function receiveBody(bytes: Uint8Array, { data, frame }: Followed): void {
      decodeFrame(bytes, data, frame);
      if (lastNumber !== null) counts.missed += Math.max(0, frame.number - lastNumber - 1);
      lastNumber = frame.number;
      counts.received++;
      if (state.kind !== 'live' || state.subject !== data) {
        change({ kind: 'live', subject: data, face: face?.data ?? null });
      }
      for (const listener of frameListeners) listener(frame, data);
    }

    function tell(bytes: Uint8Array, { data, frame }: Followed): void {
      decodeFrame(bytes, data, frame);
      for (const listener of frameListeners) listener(frame, data);
    }
  }

  connect();
  return {
    url,
    counts,
    state: () => state,
    subscribe(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    onFrame(listener) {
      frameListeners.add(listener);
      return () => frameListeners.delete(listener);
    },
    reconnect() {
      clearTimeout(timer);
      pauseSeconds = FIRST_PAUSE_SECONDS;
      const previous = socket;
      connect();
      previous?.close();
    },
    close() {
      clearTimeout(timer);
      const previous = socket;
      socket = null;
      previous?.close();
    },
  };
}
