/** A WebSocket client that keeps what it gets and lets a test wait for it. */
import { type ClientOptions, WebSocket } from 'ws';
import { type ControlMessage, decodeControl } from '../../../src/livelink/protocol/control.ts';
import { createWireFrame, decodeFrame, type WireFrame } from '../../../src/livelink/protocol/frame.ts';
import { binaryMessage } from '../../../src/livelink/protocol/header.ts';
import { type ClientRequest, encodeRequest } from '../../../src/livelink/protocol/requests.ts';
import { decodeStaticData, type StaticData } from '../../../src/livelink/protocol/static-data.ts';

export interface LiveClient {
  readonly socket: WebSocket;
  /** Kinds of messages in order, without status: hello, static, frame, end; those of the face as face and faceStatic. */
  readonly order: string[];
  readonly messages: ControlMessage[];
  /** Of the bodies. */
  readonly frames: WireFrame[];
  /** Of the faces. */
  readonly faces: WireFrame[];
  /** Length in bytes of the newest body frame. */
  frameBytes: number;
  /** By subject index. */
  readonly statics: StaticData[];
  /** Resolves as soon as `condition` holds after a message or the closing of the connection. */
  until(condition: () => boolean): Promise<void>;
  readonly closed: Promise<number>;
  ask(request: ClientRequest): void;
  /** Messages of that kind so far. */
  all<K extends ControlMessage['op']>(op: K): Extract<ControlMessage, { op: K }>[];
}

export function connectLiveClient(
  url: string,
  protocols: string[] = [],
  options: ClientOptions = {},
): LiveClient {
  const socket = new WebSocket(url, protocols, options);
  const order: string[] = [];
  const messages: ControlMessage[] = [];
  const frames: WireFrame[] = [];
  const faces: WireFrame[] = [];
  const statics: StaticData[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of waiting) check();
  };
  function receiveBinary(data: Buffer): void {
    const { kind, subject } = binaryMessage(data)!;
    if (kind === 'staticData') {
      statics[subject] = decodeStaticData(data)!;
      order.push(statics[subject].role === 'animation' ? 'static' : 'faceStatic');
      return;
    }
    const layout = statics[subject];
    const frame = decodeFrame(data, layout, createWireFrame(layout));
    if (layout.role === 'animation') client.frameBytes = data.length;
    (layout.role === 'animation' ? frames : faces).push(frame);
    order.push(layout.role === 'animation' ? 'frame' : 'face');
  }
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) receiveBinary(data);
    else {
      const message = decodeControl(data.toString())!;
      messages.push(message);
      if (message.op !== 'status') order.push(message.op);
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
  const client: LiveClient = {
    socket,
    order,
    messages,
    frames,
    faces,
    frameBytes: 0,
    statics,
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
    ask: (request) => socket.send(encodeRequest(request)),
    all: (op) => messages.filter((message) => message.op === op) as never,
  };
  return client;
}
