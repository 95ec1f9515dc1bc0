/**
 * A take: a live stream on disk, appended to while it runs and readable up to its last whole record.
 * A record is its length (u32, little-endian) and that many bytes. The first is JSON, TakeHeader; the others are messages of the live
 * protocol as they are sent, static data and frames with float32 rotations, for the body (subject 0) and the face (subject 1); a frame of
 * the body is followed by its provenance, a byte for each part. Unreal's space, as on the wire.
 */
export interface TakeHeader {
  readonly op: 'take';
  readonly version: 1;
  /** What was recorded, such as a tracker's name. */
  readonly name: string;
  /** Name of the target skeleton. */
  readonly target: string;
  readonly tegnVersion: string;
}

export const TAKE_BODY = 0;
export const TAKE_FACE = 1;

/** Of a record; 65535 bones with long names fit twice. */
export const MOST_RECORD_BYTES = 16 * 2 ** 20;

/** A record: the length, then the parts one after another. */
export function takeRecord(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(4 + length);
  new DataView(bytes.buffer).setUint32(0, length, true);
  let at = 4;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The record that a take begins with. */
export const takeHeaderRecord = (header: Omit<TakeHeader, 'op' | 'version'>): Uint8Array<ArrayBuffer> => {
  const whole: TakeHeader = { op: 'take', version: 1, ...header };
  return takeRecord(new TextEncoder().encode(JSON.stringify(whole)));
};

/** Whether the bytes begin a take. */
export function isTake(bytes: Uint8Array): boolean {
  const start = new TextEncoder().encode('{"op":"take"');
  return bytes.length > 4 + start.length && start.every((byte, i) => bytes[4 + i] === byte);
}
