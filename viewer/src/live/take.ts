/**
 * A take in the browser: the messages of the body and the face as they came, which is what a take file holds (src/livelink/take). Where
 * frames came from is not on the wire: the take says measured.
 */
import {
  PART_NAMES,
  TAKE_BODY,
  TAKE_FACE,
  TEGN_VERSION,
  takeHeaderRecord,
  takeRecord,
  type WireFrame,
} from '../../../src/index.ts';
import type { LivePart, LiveStream } from './live-stream.ts';

export interface RecordedTake {
  readonly name: string;
  /** Name of the skeleton; a take of another one can be kept, but not turned into a clip here. */
  readonly target: string;
  /** In the order of a take file. */
  readonly messages: readonly TakenMessage[];
  readonly frames: number;
  /** Frames that did not arrive. */
  readonly missing: number;
  readonly seconds: number;
  /** It became too long and was ended. */
  readonly full: boolean;
}

export interface TakenMessage {
  readonly part: LivePart;
  readonly isFrame: boolean;
  readonly bytes: Uint8Array;
}

export interface TakeRecorder {
  /** So far. */
  frames(): number;
  seconds(): number;
  isFull(): boolean;
  stop(name: string, target: string): RecordedTake;
}

/** Bytes; an hour of body and face at 60 frames a second. */
const MOST_BYTES = 384 * 2 ** 20;

export function startTake(stream: LiveStream, mostBytes = MOST_BYTES): TakeRecorder {
  const messages: TakenMessage[] = [];
  /** A body's frame waits for the face of the same moment, which comes after it: in a take it stands before. */
  let waiting: { readonly message: TakenMessage; readonly number: number } | null = null;
  let frames = 0;
  let missing = 0;
  let bytesKept = 0;
  let last: number | null = null;
  let first: number | null = null;
  let latest = 0;

  const keep = (message: TakenMessage): void => {
    messages.push(message);
    bytesKept += message.bytes.length;
  };
  const flush = (): void => {
    if (waiting) keep(waiting.message);
    waiting = null;
  };
  const stop = stream.onMessage((part: LivePart, bytes: Uint8Array, frame: WireFrame | null) => {
    if (bytesKept > mostBytes) return;
    const message = { part, isFrame: frame !== null, bytes };
    if (frame === null) {
      flush();
      keep(message);
    } else if (part === 'face') {
      keep(message);
      if (waiting?.number === frame.number) flush();
    } else {
      flush();
      waiting = { message, number: frame.number };
      frames++;
      missing += last === null ? 0 : Math.max(0, frame.number - last - 1);
      last = frame.number;
      first ??= frame.time;
      latest = frame.time;
    }
  });
  return {
    frames: () => frames,
    seconds: () => (first === null ? 0 : latest - first),
    isFull: () => bytesKept > mostBytes,
    stop(name, target) {
      stop();
      flush();
      const seconds = first === null ? 0 : latest - first;
      return { name, target, messages, frames, missing, seconds, full: bytesKept > mostBytes };
    },
  };
}

/** The take as `tegn take` and readTake read it. */
export function takeFile({ name, target, messages }: RecordedTake): Uint8Array<ArrayBuffer> {
  const measured = new Uint8Array(PART_NAMES.length);
  const records = [takeHeaderRecord({ name, target, tegnVersion: TEGN_VERSION })];
  for (const { part, isFrame, bytes } of messages) {
    const record = takeRecord(bytes, ...(isFrame && part === 'body' ? [measured] : []));
    // the subject's number in the file is not that of the stream
    new DataView(record.buffer).setUint16(SUBJECT_AT, part === 'body' ? TAKE_BODY : TAKE_FACE, true);
    records.push(record);
  }
  const file = new Uint8Array(records.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const record of records) {
    file.set(record, at);
    at += record.length;
  }
  return file;
}

/** Of a record: after its length, and after opcode, version and revision of the message. */
const SUBJECT_AT = 4 + 4;
