/** A WebSocket client that keeps what it gets and lets a test wait for it. */
import { WebSocket } from 'ws';
import {
  type ControlMessage,
  decodeControl,
  type StaticMessage,
} from '../../../src/livelink/protocol/control.ts';
import {
  createWireFrame,
  decodeFrame,
  frameSubject,
  type WireFrame,
} from '../../../src/livelink/protocol/frame.ts';

export interface LiveClient {
  readonly socket: WebSocket;
  /** Kinds of messages in order: hello, static, frame, end. */
  readonly order: string[];
  readonly messages: ControlMessage[];
  readonly frames: WireFrame[];
  /** Resolves as soon as `condition` holds after a message or the closing of the connection. */
  until(condition: () => boolean): Promise<void>;
  readonly closed: Promise<number>;
}

export function connectLiveClient(url: string, protocols: string[] = []): LiveClient {
  const socket = new WebSocket(url, protocols);
  const order: string[] = [];
  const messages: ControlMessage[] = [];
  const frames: WireFrame[] = [];
  const statics: StaticMessage[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of waiting) check();
  };
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      const layout = statics[frameSubject(data)!];
      frames.push(decodeFrame(data, layout, createWireFrame(layout)));
      order.push('frame');
    } else {
      const message = decodeControl(data.toString())!;
      messages.push(message);
      order.push(message.op);
      if (message.op === 'static') statics[message.subject] = message;
    }
    wake();
  });
  const closed = new Promise<number>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code) => {
      resolve(code);
      wake();
    });
  });
  closed.catch(() => {});
  return {
    socket,
    order,
    messages,
    frames,
    closed,
    until: (condition) =>
      new Promise((resolve) => {
        const check = () => {
          if (!condition()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
