/**
 * Open Sound Control 1.0: messages and bundles -> bytes, big-endian, everything aligned to 4 bytes. Strings, 32-bit integers and floats.
 * Source: the OSC 1.0 specification.
 */

/** A number stands for a float; integers are marked. */
export type OscArgument = string | number | { readonly int: number };

export interface OscMessage {
  readonly address: string;
  readonly args: readonly OscArgument[];
}

/** Time tag that means at once. */
const AT_ONCE = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1);

export function encodeOscMessage({ address, args }: OscMessage): Uint8Array {
  const types = args
    .map((arg) => (typeof arg === 'string' ? 's' : typeof arg === 'number' ? 'f' : 'i'))
    .join('');
  return joined([oscString(address), oscString(`,${types}`), ...args.map(argument)]);
}

/** Messages as bundles of at most `maxBytes`; a message that is longer alone goes alone. */
export function encodeOscBundles(messages: readonly OscMessage[], maxBytes: number): Uint8Array[] {
  const head = joined([oscString('#bundle'), AT_ONCE]);
  const bundles: Uint8Array[] = [];
  let parts = [head];
  let length = head.length;
  for (const message of messages) {
    const bytes = encodeOscMessage(message);
    if (length + 4 + bytes.length > maxBytes && parts.length > 1) {
      bundles.push(joined(parts));
      parts = [head];
      length = head.length;
    }
    parts.push(int32(bytes.length), bytes);
    length += 4 + bytes.length;
  }
  if (parts.length > 1) bundles.push(joined(parts));
  return bundles;
}

function argument(arg: OscArgument): Uint8Array {
  if (typeof arg === 'string') return oscString(arg);
  if (typeof arg !== 'number') return int32(arg.int);
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, arg);
  return bytes;
}

function int32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value);
  return bytes;
}

/** Ended by a zero byte at least, and filled up to four. */
function oscString(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array((bytes.length + 4) & ~3);
  padded.set(bytes);
  return padded;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
