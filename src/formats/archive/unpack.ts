/**
 * gzip and zip containers -> their bytes, never more than a limit: what a container says about its size is not believed.
 * Sources: RFC 1951 (a deflate stream grows at most 1,032 times), RFC 1952, PKWARE APPNOTE.
 */
import { Gunzip, unzipSync } from 'fflate';
import { TegnError } from '../../issues/issues.ts';
import { crc32 } from './crc32.ts';

/** 512 MiB: a quarter of an hour of tracking records at 25 frames per second is 560 MB as text, and JavaScript strings end there. */
export const UNPACKED_BYTES_LIMIT = 512 * 1024 * 1024;

/** Greatest growth of a deflate stream. */
const DEFLATE_RATIO = 1032;

/** Header, the shortest deflate stream, trailer. */
const GZIP_BYTES_MIN = 20;

/** More than any .npz of arrays has; a damaged directory can announce four thousand million. */
const ZIP_FILES_LIMIT = 4096;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** Throws E_ARCHIVE for damaged data, and when more than `limit` bytes come out. */
export function unpackGzip(bytes: Uint8Array, limit = UNPACKED_BYTES_LIMIT): Uint8Array {
  if (bytes.length < GZIP_BYTES_MIN) throw damaged('gzip', `it ends after ${bytes.length} bytes`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  let memberSize = 0;
  let memberCrc = 0;
  const gunzip = new Gunzip((chunk) => {
    size += chunk.length;
    if (size > limit) throw tooLarge('gzip', limit);
    chunks.push(chunk);
    memberSize += chunk.length;
    memberCrc = crc32(chunk, memberCrc);
  });
  gunzip.onmember = () => {
    memberSize = 0;
    memberCrc = 0;
  };
  let offset = 0;
  try {
    for (; offset < bytes.length; offset += PIECE) {
      gunzip.push(bytes.subarray(offset, offset + PIECE), offset + PIECE >= bytes.length);
    }
  } catch (cause) {
    if (cause instanceof TegnError) throw cause;
    throw damaged('gzip', `near offset ${offset}: ${(cause as Error).message}`, { offset }, cause);
  }
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8, 8);
  if (trailer.getUint32(0, true) !== memberCrc || trailer.getUint32(4, true) !== memberSize >>> 0) {
    const at = bytes.length - 8;
    throw damaged('gzip', `length or checksum at offset ${at} do not fit what was unpacked`, { offset: at });
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

/** Files of a zip whose name ends with `suffix`. Throws E_ARCHIVE. */
export function unpackZip(
  bytes: Uint8Array,
  suffix: string,
  limit = UNPACKED_BYTES_LIMIT,
): Map<string, Uint8Array> {
  let announced = 0;
  let entries = 0;
  let entry = '';
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (++entries > ZIP_FILES_LIMIT) throw new RangeError(`it lists more than ${ZIP_FILES_LIMIT} files`);
        if (!name.endsWith(suffix)) return false;
        entry = name;
        announced += originalSize;
        // fflate allocates what the entry announces.
        if (announced > limit || size > bytes.length || originalSize > size * DEFLATE_RATIO + 64) {
          throw tooLarge('zip', limit);
        }
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (cause) {
    if (cause instanceof TegnError) throw cause;
    const place = entry === '' ? 'in its directory' : `in ${entry}`;
    throw damaged('zip', `${place}: ${(cause as Error).message}`, { found: place }, cause);
  }
}

/** Bytes unpacked at a time, so that the limit is noticed after 4 MB at the latest. */
const PIECE = 4096;

function tooLarge(kind: string, limit: number): TegnError {
  return new TegnError('E_ARCHIVE', `The ${kind} container unpacks to more than ${limit} bytes.`, {
    expected: `at most ${limit} bytes`,
  });
}

function damaged(
  kind: string,
  reason: string,
  details: { offset?: number; found?: string } = {},
  cause?: unknown,
): TegnError {
  return new TegnError('E_ARCHIVE', `Expected a whole ${kind} container, but ${reason}.`, details, cause);
}
