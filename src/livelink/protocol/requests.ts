/**
 * Text messages of the live protocol from a client: objects <-> JSON (docs/protocol.md, "Text messages from a client").
 * Landmarks are checked here for their shape and read by whoever solves them.
 */
import { TegnError } from '../../issues/issues.ts';
import {
  type Fields,
  flag,
  number,
  oneOf,
  optional,
  parseMessage,
  strings,
  text,
  wholeNumber,
  wrong,
} from './fields.ts';
import {
  LANDMARK_LIST_NAMES,
  LANDMARK_LISTS,
  type LandmarksMessage,
  type Point,
} from './landmarks-message.ts';
import { LIVE_SUBPROTOCOL } from './protocol.ts';

export interface HelloRequest {
  readonly op: 'hello';
  readonly protocol: typeof LIVE_SUBPROTOCOL;
  readonly capabilities: readonly string[];
  /** Names; undefined = all. */
  readonly subjects?: readonly string[] | undefined;
  readonly name?: string | undefined;
}

export interface ClockRequest {
  readonly op: 'clock';
  readonly clientTime: number;
}

export const TRANSPORT_ACTIONS = ['play', 'pause', 'seek', 'rate', 'loop'] as const;
export const PLAY_RATES = { least: 0.05, most: 8 } as const;

/** What a source is asked to do. */
export type Transport =
  | { readonly action: 'play' }
  | { readonly action: 'pause' }
  | { readonly action: 'seek'; readonly frame: number }
  | { readonly action: 'rate'; readonly rate: number }
  | { readonly action: 'loop'; readonly loop: boolean };

export type TransportRequest = {
  readonly op: 'transport';
  readonly subject?: number | undefined;
} & Transport;

export interface TrackerRequest {
  readonly op: 'tracker';
  readonly name: string;
  readonly fps: number;
  /** Of the picture, pixels. */
  readonly width: number;
  readonly height: number;
  /** Names of the curves in binary landmarks, in their order. */
  readonly curves?: readonly string[] | undefined;
}

export type ClientRequest =
  | HelloRequest
  | ClockRequest
  | TransportRequest
  | TrackerRequest
  | LandmarksMessage;

export const encodeRequest = (request: ClientRequest): string => JSON.stringify(request);

/** Null for a kind of message that this version does not know; throws E_PROTOCOL or, for a hello of another protocol, E_PROTOCOL_VERSION. */
export function decodeRequest(json: string): ClientRequest | null {
  const fields = parseMessage(json);
  switch (fields['op']) {
    case 'hello':
      return decodeHello(fields);
    case 'clock':
      return { op: 'clock', clientTime: number(fields, 'clientTime') };
    case 'transport':
      return { op: 'transport', subject: optional(fields, 'subject', subjectIndex), ...transport(fields) };
    case 'tracker':
      return {
        op: 'tracker',
        name: text(fields, 'name'),
        fps: number(fields, 'fps', 1, 240),
        width: wholeNumber(fields, 'width', 1, 65535),
        height: wholeNumber(fields, 'height', 1, 65535),
        curves: optional(fields, 'curves', curveNames),
      };
    case 'landmarks':
      return decodeLandmarks(fields);
    default:
      return null;
  }
}

function decodeHello(fields: Fields): HelloRequest {
  const protocol = text(fields, 'protocol');
  if (protocol !== LIVE_SUBPROTOCOL) {
    const message = `Expected ${LIVE_SUBPROTOCOL} in the field "protocol", found ${protocol.slice(0, 80)}.`;
    throw new TegnError('E_PROTOCOL_VERSION', message, { expected: LIVE_SUBPROTOCOL });
  }
  return {
    op: 'hello',
    protocol,
    capabilities: optional(fields, 'capabilities', strings) ?? [],
    subjects: optional(fields, 'subjects', strings),
    name: optional(fields, 'name', text),
  };
}

function transport(fields: Fields): Transport {
  const action = oneOf(fields, 'action', TRANSPORT_ACTIONS);
  switch (action) {
    case 'seek':
      return { action, frame: wholeNumber(fields, 'frame', 0, 0xffffffff) };
    case 'rate':
      return { action, rate: number(fields, 'rate', PLAY_RATES.least, PLAY_RATES.most) };
    case 'loop':
      return { action, loop: flag(fields, 'loop') };
    default:
      return { action };
  }
}

function decodeLandmarks(fields: Fields): LandmarksMessage {
  const message: { -readonly [K in keyof LandmarksMessage]: LandmarksMessage[K] } = {
    op: 'landmarks',
    time: number(fields, 'time'),
  };
  for (const name of LANDMARK_LIST_NAMES) {
    const list = fields[name];
    if (list === undefined || list === null) continue;
    const counts: readonly number[] = LANDMARK_LISTS[name];
    if (!(Array.isArray(list) && counts.includes(list.length) && list.every(isPoint))) {
      throw wrong(name, `${counts.join(' or ')} points [x, y, z] or [x, y, z, confidence]`, list);
    }
    message[name] = list;
  }
  const curves = fields['curves'];
  if (curves !== undefined && curves !== null) message.curves = decodeCurves(curves);
  return message;
}

/** Names of face curves that one message may hold, unknown ones included. */
const MOST_CURVES = 512;

function decodeCurves(value: unknown): Readonly<Record<string, number>> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (
    entries.length === 0 ||
    entries.length > MOST_CURVES ||
    !entries.every(([, one]) => Number.isFinite(one))
  ) {
    throw wrong('curves', `an object of up to ${MOST_CURVES} numbers`, value);
  }
  return Object.fromEntries(entries);
}

/** Written out: a message holds hundreds. */
function isPoint(point: unknown): point is Point {
  if (!Array.isArray(point) || (point.length !== 3 && point.length !== 4)) return false;
  for (let k = 0; k < point.length; k++) if (!Number.isFinite(point[k])) return false;
  return true;
}

function curveNames(fields: Fields, name: string): readonly string[] {
  const names = strings(fields, name);
  if (names.length > MOST_CURVES) throw wrong(name, `up to ${MOST_CURVES} names`, names);
  return names;
}

const subjectIndex = (fields: Fields, name: string): number => wholeNumber(fields, name, 0, 65535);
