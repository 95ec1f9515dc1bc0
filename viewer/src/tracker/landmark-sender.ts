/** Landmarks on their way to `tegn stream --landmarks`: announces the tracker, leaves pictures out while the way is full, counts what comes back. */
import {
  ARKIT_CURVES,
  binaryMessage,
  decodeControl,
  encodeLandmarks,
  encodeRequest,
  LIVE_SUBPROTOCOL,
  trackedLandmarks,
} from '../../../src/index.ts';
import { type HolisticResult, messageOfResult } from './holistic.ts';

export interface LandmarkSender {
  readonly counts: { sent: number; skipped: number; poses: number };
  /** @param time when the picture was taken, seconds; false when it was left out */
  send(result: HolisticResult, time: number): boolean;
  close(): void;
}

export interface Picture {
  readonly name: string;
  readonly fps: number;
  readonly width: number;
  readonly height: number;
}

/** Bytes that may wait: two messages with a face. */
const MOST_WAITING_BYTES = 20_000;

/** @param onState the connection in words; rejects when the server cannot be reached */
export function openLandmarkSender(
  url: string,
  picture: Picture,
  onState: (words: string) => void,
): Promise<LandmarkSender> {
  const socket = new WebSocket(url, LIVE_SUBPROTOCOL);
  socket.binaryType = 'arraybuffer';
  const counts = { sent: 0, skipped: 0, poses: 0 };
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') {
      const message = decodeControl(data);
      if (message?.op === 'error') onState(`The server says: ${message.message}`);
    } else {
      const message = binaryMessage(new Uint8Array(data));
      if (message?.kind === 'frame' && message.subject === 0) counts.poses++;
    }
  };
  return new Promise((resolve, reject) => {
    socket.onclose = () => {
      const words = `No connection to ${url}. Is tegn stream --landmarks running?`;
      onState(words);
      reject(new Error(words));
    };
    socket.onopen = () => {
      socket.send(encodeRequest({ op: 'tracker', ...picture, curves: ARKIT_CURVES }));
      resolve({
        counts,
        send(result, time) {
          if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount > MOST_WAITING_BYTES) {
            counts.skipped++;
            return false;
          }
          socket.send(encodeLandmarks(trackedLandmarks(messageOfResult(result, time)), ARKIT_CURVES));
          counts.sent++;
          return true;
        },
        close: () => socket.close(),
      });
    };
  });
}
