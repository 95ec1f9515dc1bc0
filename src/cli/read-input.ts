import { readFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { TegnError } from '../issues/issues.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; tegn batch takes folders',
};

/** Bytes of a file the user named. Throws E_FILE_MISSING or E_FILE_EMPTY. */
export async function readInput(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw notOpened(path, cause);
  });
  if (bytes.length === 0) throw new TegnError('E_FILE_EMPTY', `${path} holds no bytes.`, { path });
  // A plain array: slice() of Node's Buffer does not copy, and readers count on a copy.
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The first bytes of a file the user named, enough to tell its kind. Throws E_FILE_MISSING or E_FILE_EMPTY. */
export async function readStart(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(64), 0, 64, 0);
      if (bytesRead > 0) return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw notOpened(path, cause as NodeJS.ErrnoException);
  }
  throw new TegnError('E_FILE_EMPTY', `${path} holds no bytes.`, { path });
}

/** Bytes of a file that a flag names. Throws E_FILE_MISSING. */
export function readNamed(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (cause) {
    throw notOpened(path, cause as NodeJS.ErrnoException);
  }
}

/** Text of a file that a flag names. Throws E_FILE_MISSING. */
export const readNamedText = (path: string): string => new TextDecoder().decode(readNamed(path));

function notOpened(path: string, cause: NodeJS.ErrnoException): TegnError {
  const reason = REASONS[cause.code ?? ''] ?? cause.message;
  return new TegnError('E_FILE_MISSING', `Cannot open ${path}: ${reason}.`, { path }, cause);
}

/** True for the content of a glb file, whatever its name. */
export const isGlb = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x67 && bytes[1] === 0x6c && bytes[2] === 0x54 && bytes[3] === 0x46;

/** True for the content of an FBX file, binary or text. */
export const isFbx = (bytes: Uint8Array): boolean =>
  /^(Kaydara FBX|; FBX)/.test(String.fromCharCode(...bytes.subarray(0, 11)));
