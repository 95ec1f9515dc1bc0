/** The content of a file -> what it is known by. SHA-1 because archives are kept by it, SHA-256 because it is still safe. */
import { createHash } from 'node:crypto';

export interface Digest {
  readonly sha1: string;
  readonly sha256: string;
}

export const digestOf = (bytes: Uint8Array): Digest => ({
  sha1: createHash('sha1').update(bytes).digest('hex'),
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
