/**
 * Text messages of the live protocol: objects <-> JSON. Transforms in Unreal's space: parent-relative, centimetres, xyzw.
 * Decoding checks every field it knows and passes over those it does not (docs/protocol.md, "How it may grow").
 */
import { TegnError } from '../../issues/issues.ts';
import type { FrameRate } from '../../space/timing.ts';
import { LIVE_SUBPROTOCOL } from './protocol.ts';

export interface SubjectEntry {
  /** What frames carry. */
  readonly index: number;
  readonly name: string;
  readonly role: string;
}

export interface HelloMessage {
  readonly op: 'hello';
  readonly protocol: typeof LIVE_SUBPROTOCOL;
  /** Sender time, seconds. */
  readonly time: number;
  readonly subjects: readonly SubjectEntry[];
}

/** Static data: how the frames of one subject are laid out, and the pose they start from. */
export interface StaticMessage {
  readonly op: 'static';
  readonly subject: number;
  /** 1..65535 */
  readonly revision: number;
  readonly name: string;
  readonly role: string;
  readonly rate: FrameRate;
  /** B unique names. */
  readonly bones: readonly string[];
  /** [B], -1 for the root. */
  readonly parents: readonly number[];
  /** [B x 4] */
  readonly referenceRotations: readonly number[];
  /** [B x 3] */
  readonly referenceTranslationsCm: readonly number[];
  /** Bones whose translation is in each frame. */
  readonly translatedBones: readonly number[];
  readonly curves: readonly string[];
}

export interface EndMessage {
  readonly op: 'end';
  readonly subject: number;
}

export type ControlMessage = HelloMessage | StaticMessage | EndMessage;

export const encodeControl = (message: ControlMessage): string => JSON.stringify(message);

/** Null for a kind of message that this version does not know; throws E_PROTOCOL for one that breaks the protocol. */
export function decodeControl(text: string): ControlMessage | null {
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch (cause) {
    throw new TegnError('E_PROTOCOL', 'Expected a JSON object in a text message.', {}, cause);
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new TegnError('E_PROTOCOL', 'Expected a JSON object in a text message.');
  }
  const message = fields as Fields;
  if (message['op'] === 'hello') return decodeHello(message);
  if (message['op'] === 'static') return decodeStatic(message);
  if (message['op'] === 'end') return { op: 'end', subject: wholeNumber(message, 'subject', 0, 65535) };
  return null;
}

type Fields = Readonly<Record<string, unknown>>;

function decodeHello(message: Fields): HelloMessage {
  const protocol = message['protocol'];
  if (protocol !== LIVE_SUBPROTOCOL) throw wrong('protocol', LIVE_SUBPROTOCOL, protocol);
  const time = message['time'];
  if (!isFiniteNumber(time)) throw wrong('time', 'a number', time);
  const subjects = message['subjects'];
  if (!Array.isArray(subjects)) throw wrong('subjects', 'an array', subjects);
  return {
    op: 'hello',
    protocol,
    time,
    subjects: subjects.map((entry: unknown) => {
      if (typeof entry !== 'object' || entry === null) throw wrong('subjects', 'objects', entry);
      const fields = entry as Fields;
      return {
        index: wholeNumber(fields, 'index', 0, 65535),
        name: string(fields, 'name'),
        role: string(fields, 'role'),
      };
    }),
  };
}

function decodeStatic(message: Fields): StaticMessage {
  const rate = message['rate'];
  if (typeof rate !== 'object' || rate === null) throw wrong('rate', 'an object', rate);
  const bones = uniqueNames(message, 'bones');
  const count = bones.length;
  const parents = numbers(message, 'parents', count);
  parents.forEach((parent, bone) => {
    if (!(Number.isInteger(parent) && parent >= -1 && parent < bone)) {
      throw wrong(`parents[${bone}]`, 'a bone that stands before it, or -1', parent);
    }
  });
  const translatedBones = numbers(message, 'translatedBones');
  if (translatedBones.some((bone) => !(Number.isInteger(bone) && bone >= 0 && bone < count))) {
    throw wrong('translatedBones', 'indices of bones', translatedBones);
  }
  return {
    op: 'static',
    subject: wholeNumber(message, 'subject', 0, 65535),
    revision: wholeNumber(message, 'revision', 1, 65535),
    name: string(message, 'name'),
    role: string(message, 'role'),
    rate: {
      numerator: wholeNumber(rate as Fields, 'numerator', 1, 0xffffffff),
      denominator: wholeNumber(rate as Fields, 'denominator', 1, 65535),
    },
    bones,
    parents,
    referenceRotations: numbers(message, 'referenceRotations', count * 4),
    referenceTranslationsCm: numbers(message, 'referenceTranslationsCm', count * 3),
    translatedBones,
    curves: uniqueNames(message, 'curves'),
  };
}

function string(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw wrong(name, 'a string', value);
  return value;
}

function wholeNumber(fields: Fields, name: string, low: number, high: number): number {
  const value = fields[name];
  if (!(isFiniteNumber(value) && Number.isInteger(value) && value >= low && value <= high)) {
    throw wrong(name, `a whole number from ${low} to ${high}`, value);
  }
  return value;
}

function numbers(fields: Fields, name: string, length?: number): number[] {
  const value = fields[name];
  if (!(Array.isArray(value) && value.every(isFiniteNumber))) throw wrong(name, 'an array of numbers', value);
  if (length !== undefined && value.length !== length) throw wrong(name, `${length} numbers`, value.length);
  return value;
}

function uniqueNames(fields: Fields, name: string): string[] {
  const value = fields[name];
  if (!(Array.isArray(value) && value.every((item) => typeof item === 'string'))) {
    throw wrong(name, 'an array of strings', value);
  }
  if (new Set(value).size !== value.length) throw wrong(name, 'unique names', 'the same name twice');
  return value;
}

const isFiniteNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

function wrong(field: string, expected: string, found: unknown): TegnError {
  const shown = Array.isArray(found) ? 'another array' : String(JSON.stringify(found)).slice(0, 80);
  return new TegnError('E_PROTOCOL', `Expected ${expected} in the field "${field}", found ${shown}.`, {
    expected,
    found,
  });
}
