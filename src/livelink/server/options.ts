/** What a live server may be told, and what it does when it is not. */
import type { Clock } from '../clock.ts';
import type { LandmarkIngest } from '../landmark-ingest.ts';
import { LIVE_PORT } from '../protocol/protocol.ts';

export interface LiveServerOptions {
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Send the curves as a subject of their own; otherwise not at all. */
  readonly face?: boolean;
  /** What clients must show; required beyond loopback. */
  readonly token?: string;
  /** Origins of web pages that may connect; required beyond loopback. Pages that this machine serves may when it is absent. */
  readonly origins?: readonly string[];
  /** PEM text of a certificate and its key: the stream is wss then. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly maxClients?: number;
  readonly maxSubjects?: number;
  /** Bytes of one client that may wait in this process before its frames are held back. */
  readonly maxBufferedBytes?: number;
  /** Newest frames of each subject that are held back for a slow client. */
  readonly maxBufferedFrames?: number;
  /** Longest message a client may send, bytes. */
  readonly maxMessageBytes?: number;
  /** Messages and pings that a client may send in a second. */
  readonly maxMessagesPerSecond?: number;
  /** Seconds between pings; a client that leaves two unanswered is cut off. */
  readonly heartbeat?: number;
  /** Seconds that clients have for the closing handshake before they are cut off. */
  readonly closeTimeout?: number;
  /** Do not wait for a client: something else listens too, or input comes by itself. */
  readonly startAtOnce?: boolean;
  /** Takes the landmarks of a tracker. */
  readonly landmarks?: LandmarkIngest;
  readonly clock?: Clock;
  /** Called with the number of clients whenever it changes. */
  readonly onClients?: (count: number) => void;
}

export const LIVE_SERVER_DEFAULTS = {
  host: '127.0.0.1',
  port: LIVE_PORT,
  face: true,
  maxClients: 1000,
  maxSubjects: 64,
  maxBufferedBytes: 16 * 1024,
  maxBufferedFrames: 4,
  maxMessageBytes: 256 * 1024,
  maxMessagesPerSecond: 300,
  heartbeat: 5,
  closeTimeout: 1,
  startAtOnce: false,
} as const;
