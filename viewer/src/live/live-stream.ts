/**
 * A connection to `tegn stream`: receives the first subject, decodes its frames into one reused frame, and connects again with a
 * growing pause when the connection is lost. Frames are told to listeners; the state changes rarely and is React's to show.
 */
import {
  createWireFrame,
  decodeControl,
  decodeFrame,
  frameSubject,
  LIVE_SUBPROTOCOL,
  type StaticMessage,
  type WireFrame,
} from '../../../src/index.ts';

export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'live'; readonly subject: StaticMessage }
  | { readonly kind: 'over'; readonly subject: StaticMessage }
  | { readonly kind: 'lost'; readonly retrySeconds: number };

export interface LiveCounts {
  received: number;
  /** Gaps in the frame numbers of this connection. */
  missed: number;
  /** Messages that break the protocol. */
  refused: number;
}

export interface LiveStream {
  readonly url: string;
  state(): LiveState;
  subscribe(listener: () => void): () => void;
  readonly counts: LiveCounts;
  onFrame(listener: (frame: WireFrame, subject: StaticMessage) => void): () => void;
  /** Does not wait for the pause to be over. */
  reconnect(): void;
  close(): void;
}

const FIRST_PAUSE_SECONDS = 0.5;
const LONGEST_PAUSE_SECONDS = 8;

export function openLiveStream(url: string): LiveStream {
  const counts: LiveCounts = { received: 0, missed: 0, refused: 0 };
  const stateListeners = new Set<() => void>();
  const frameListeners = new Set<(frame: WireFrame, subject: StaticMessage) => void>();
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
    let subject: StaticMessage | null = null;
    let frame: WireFrame | null = null;
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
        else receiveFrame(new Uint8Array(data));
      } catch {
        counts.refused++;
      }
    };

    function receiveText(text: string): void {
      const message = decodeControl(text);
      if (message?.op === 'static' && message.subject === 0) {
        subject = message;
        frame = createWireFrame(message);
        lastNumber = null;
      }
      if (message?.op === 'end' && message.subject === 0 && subject) change({ kind: 'over', subject });
    }

    function receiveFrame(bytes: Uint8Array): void {
      if (!subject || !frame || frameSubject(bytes) !== subject.subject) return;
      decodeFrame(bytes, subject, frame);
      if (lastNumber !== null) counts.missed += Math.max(0, frame.number - lastNumber - 1);
      lastNumber = frame.number;
      counts.received++;
      if (state.kind !== 'live' || state.subject !== subject) change({ kind: 'live', subject });
      for (const listener of frameListeners) listener(frame, subject);
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
