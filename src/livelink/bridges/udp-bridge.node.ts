/** A bridge on a UDP socket: every frame that reaches it is sent at once, and nobody is asked whether they listen. */
import { createSocket } from 'node:dgram';
import type { FrameSink, LiveSubject } from '../frame-source.ts';
import type { Bridge } from './bridge.ts';

export interface UdpBridgeOptions {
  readonly host?: string;
  /** The protocol's usual one when absent. */
  readonly port?: number;
}

export interface UdpBridge extends FrameSink {
  /** Datagrams handed to the network so far, and those it refused. */
  readonly counts: { readonly sent: number; readonly refused: number };
  close(): Promise<void>;
}

export const UDP_BRIDGE_DEFAULTS = { host: '127.0.0.1' } as const;

export function startUdpBridge(
  bridge: Bridge,
  first: LiveSubject,
  options: UdpBridgeOptions = {},
): UdpBridge {
  const { host, port } = { ...UDP_BRIDGE_DEFAULTS, port: bridge.port, ...options };
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const counts = { sent: 0, refused: 0 };
  let subject = first;
  // a receiver that is not there yet is no reason to stop
  socket.on('error', () => counts.refused++);
  return {
    counts,
    subject(to) {
      subject = to;
    },
    frame(frame) {
      for (const bytes of bridge.encode(frame, subject)) {
        socket.send(bytes, port, host, (error) => {
          if (error) counts.refused++;
          else counts.sent++;
        });
      }
    },
    end: () => {},
    changed: () => {},
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
