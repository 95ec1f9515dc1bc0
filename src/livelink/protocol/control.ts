/**
 * Text messages of the live protocol from the server: objects <-> JSON. Decoding checks every field it knows and passes over those
 * it does not (docs/protocol.md, "Text messages from the server").
 */
import {
  type Fields,
  flag,
  nullable,
  number,
  objects,
  oneOf,
  parseMessage,
  strings,
  text,
  wholeNumber,
  wrong,
} from './fields.ts';
import { LIVE_SUBPROTOCOL, type LiveRole } from './protocol.ts';

export interface SubjectEntry {
  /** What frames carry. */
  readonly index: number;
  readonly name: string;
  /** A LiveRole; a server of a later version may know more. */
  readonly role: LiveRole | (string & {});
}

export interface HelloMessage {
  readonly op: 'hello';
  readonly protocol: typeof LIVE_SUBPROTOCOL;
  /** Sender time, seconds. */
  readonly time: number;
  /** Of CAPABILITIES, and those of later versions. */
  readonly capabilities: readonly string[];
  readonly subjects: readonly SubjectEntry[];
}

export const PLAY_STATES = ['playing', 'paused', 'waiting', 'ended'] as const;
export type PlayState = (typeof PLAY_STATES)[number];

/** One source: what it plays and how. */
export interface StatusMessage {
  readonly op: 'status';
  readonly subjects: readonly number[];
  readonly state: PlayState;
  readonly source: string;
  readonly frame: number | null;
  readonly frameCount: number | null;
  /** 1 = the speed recorded. */
  readonly rate: number;
  readonly loop: boolean;
  /** Whether the source obeys transport. */
  readonly transport: boolean;
  /** Connected now; absent from servers before this was told. */
  readonly clients?: number;
}

export interface DroppedMessage {
  readonly op: 'dropped';
  readonly subject: number;
  /** Frames of the subject left out since the last one sent. */
  readonly count: number;
  /** Frames left out for this client since it joined. */
  readonly total: number;
}

export interface ClockAnswer {
  readonly op: 'clock';
  readonly clientTime: number;
  /** Sender time, seconds. */
  readonly receiveTime: number;
  readonly sendTime: number;
}

export interface EndMessage {
  readonly op: 'end';
  readonly subject: number;
}

export interface ErrorMessage {
  readonly op: 'error';
  readonly code: string;
  readonly message: string;
}

export type ControlMessage =
  | HelloMessage
  | StatusMessage
  | DroppedMessage
  | ClockAnswer
  | EndMessage
  | ErrorMessage;

export const encodeControl = (message: ControlMessage): string => JSON.stringify(message);

/** Null for a kind of message that this version does not know; throws E_PROTOCOL for one that breaks the protocol. */
export function decodeControl(json: string): ControlMessage | null {
  const fields = parseMessage(json);
  switch (fields['op']) {
    case 'hello':
      return decodeHello(fields);
    case 'status':
      return decodeStatus(fields);
    case 'dropped':
      return {
        op: 'dropped',
        subject: subjectIndex(fields),
        count: count(fields, 'count'),
        total: count(fields, 'total'),
      };
    case 'clock':
      return {
        op: 'clock',
        clientTime: number(fields, 'clientTime'),
        receiveTime: number(fields, 'receiveTime'),
        sendTime: number(fields, 'sendTime'),
      };
    case 'end':
      return { op: 'end', subject: subjectIndex(fields) };
    case 'error':
      return { op: 'error', code: text(fields, 'code'), message: text(fields, 'message') };
    default:
      return null;
  }
}

function decodeHello(fields: Fields): HelloMessage {
  const protocol = fields['protocol'];
  if (protocol !== LIVE_SUBPROTOCOL) throw wrong('protocol', LIVE_SUBPROTOCOL, protocol);
  return {
    op: 'hello',
    protocol,
    time: number(fields, 'time'),
    capabilities: strings(fields, 'capabilities'),
    subjects: objects(fields, 'subjects').map((entry) => ({
      index: subjectIndex(entry, 'index'),
      name: text(entry, 'name'),
      role: text(entry, 'role'),
    })),
  };
}

function decodeStatus(fields: Fields): StatusMessage {
  const subjects = fields['subjects'];
  if (!Array.isArray(subjects)) throw wrong('subjects', 'an array', subjects);
  return {
    op: 'status',
    subjects: subjects.map((index) => subjectIndex({ subjects: index }, 'subjects')),
    state: oneOf(fields, 'state', PLAY_STATES),
    source: text(fields, 'source'),
    frame: nullable(fields, 'frame', count),
    frameCount: nullable(fields, 'frameCount', count),
    rate: number(fields, 'rate'),
    loop: flag(fields, 'loop'),
    transport: flag(fields, 'transport'),
    ...('clients' in fields && { clients: count(fields, 'clients') }),
  };
}

const subjectIndex = (fields: Fields, name = 'subject'): number => wholeNumber(fields, name, 0, 65535);
const count = (fields: Fields, name: string): number => wholeNumber(fields, name, 0, Number.MAX_SAFE_INTEGER);
