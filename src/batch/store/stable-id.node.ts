/** A UUID that is always the same for the same parts (version 5 of RFC 9562: name-based, SHA-1). */
import { createHash } from 'node:crypto';

export function stableId(...parts: readonly string[]): string {
  const hash = createHash('sha1')
    .update(`tegn\0${parts.join('\0')}`)
    .digest();
  hash[6] = (hash[6] & 0x0f) | 0x50;
  hash[8] = (hash[8] & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
