/** Any file of landmarks -> a recording. The kind is found from the content; the name only helps where the content does not tell. */
import { isGzip, unpackGzip } from '../formats/archive/unpack.ts';
import { TegnError } from '../issues/issues.ts';
import type { LandmarkRecording } from './landmark-clip.ts';
import type { LandmarkReader, ReadOptions } from './reader.ts';
import { jsonReader } from './readers/json.ts';
import { npyReader, npzReader } from './readers/keypoint-array.ts';
import { pbtxtReader } from './readers/pbtxt.ts';
import { poseReader } from './readers/pose.ts';
import { trackerParquetReader } from './readers/tracker-parquet.ts';
import { withoutDepth } from './without-depth.ts';

/** In the order they are asked: those with a magic number first. */
export const LANDMARK_READERS: readonly LandmarkReader[] = [
  trackerParquetReader,
  npyReader,
  npzReader,
  poseReader,
  jsonReader,
  pbtxtReader,
];

/**
 * Reads the bytes of one file, packed with gzip or not. `name` may be a path; its last part is kept.
 * Throws TegnError: E_FILE_EMPTY, E_KIND_UNKNOWN, E_OPTION, and the codes of the kind that was found.
 */
export async function readLandmarks(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions = {},
): Promise<LandmarkRecording> {
  assertOptions(options);
  const fileName = name.split(/[\\/]/).at(-1)!;
  if (bytes.length === 0) throw new TegnError('E_FILE_EMPTY', 'The file is empty.', { path: name });
  // a plain view: the slice of a Node Buffer, which is a Uint8Array too, would not copy
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const content = isGzip(plain) ? unpackGzip(plain) : plain;
  if (content.length === 0) throw new TegnError('E_FILE_EMPTY', 'The packed file is empty.', { path: name });
  const extension = fileName.toLowerCase().replace(/\.gz$/, '').split('.').at(-1)!;
  const reader =
    LANDMARK_READERS.find((candidate) => candidate.accepts(content)) ??
    LANDMARK_READERS.find((candidate) => candidate.extensions.includes(extension));
  if (!reader) {
    const kinds = LANDMARK_READERS.map((known) => known.description).join('; ');
    throw new TegnError('E_KIND_UNKNOWN', `Found ${describe(content)}; expected one of: ${kinds}.`, {
      path: name,
    });
  }
  const recording = await reader.read(content, fileName, options);
  return options.flat ? withoutDepth(recording) : recording;
}

function assertOptions({ person, fps, imageSize, frameLimit }: ReadOptions): void {
  const check = (isValid: boolean, option: string, expected: string, found: unknown) => {
    if (isValid) return;
    const message = `Expected ${option} to be ${expected}, found ${JSON.stringify(found)}.`;
    throw new TegnError('E_OPTION', message, { expected, found });
  };
  check(
    person === undefined || (Number.isSafeInteger(person) && person >= 0),
    'person',
    'a whole number from 0',
    person,
  );
  check(fps === undefined || (fps > 0 && fps <= 1000), 'fps', 'above 0 and up to 1000', fps);
  check(!imageSize || (imageSize.width > 0 && imageSize.height > 0), 'imageSize', 'above 0', imageSize);
  check(frameLimit === undefined || frameLimit >= 1, 'frameLimit', 'at least 1', frameLimit);
}

/** First bytes of files people try by mistake, and where they stand. */
const OTHER_KINDS: readonly { readonly magic: string; readonly offset: number; readonly what: string }[] = [
  { magic: 'ftyp', offset: 4, what: 'an MP4 or MOV video, which has to be tracked first' },
  { magic: '\x1aE\xdf\xa3', offset: 0, what: 'a WebM or MKV video, which has to be tracked first' },
  { magic: 'RIFF', offset: 0, what: 'an AVI, WAV or WebP file' },
  { magic: '\x89PNG', offset: 0, what: 'a PNG picture' },
  { magic: '\xff\xd8\xff', offset: 0, what: 'a JPEG picture' },
  { magic: 'glTF', offset: 0, what: 'a glTF binary file' },
  { magic: 'Kaydara FBX', offset: 0, what: 'an FBX file' },
  { magic: 'HIERARCHY', offset: 0, what: 'a BVH file' },
  { magic: 'SQLite format 3', offset: 0, what: 'an SQLite database' },
];

function describe(bytes: Uint8Array): string {
  const head = String.fromCharCode(...bytes.subarray(0, 32));
  const known = OTHER_KINDS.find(({ magic, offset }) => head.startsWith(magic, offset));
  if (known) return known.what;
  const start = new TextDecoder().decode(bytes.subarray(0, 32)).replace(/\ufffd+$/, '');
  if (/^[^\ufffd\p{Cc}]/u.test(start.trimStart()))
    return `text that begins with ${JSON.stringify(start.trimStart())}`;
  const hex = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `${bytes.length} bytes that begin with ${hex}`;
}
