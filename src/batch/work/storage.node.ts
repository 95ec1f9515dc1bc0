/** Where recordings lie and clips go: a folder, or anything else that can write a whole file or none. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileWhole } from '../../export/write-files.node.ts';
import { TegnError } from '../../issues/issues.ts';

export interface ClipStorage {
  /** Throws E_FILE_MISSING. */
  read(path: string): Promise<Uint8Array>;
  /** Whole or not at all, so that a second writer of the same bytes does no harm. Throws E_OUTPUT_WRITE. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

/** Recordings by their path, clips below `output`. */
export function folderStorage(output: string): ClipStorage {
  return {
    async read(path) {
      const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
        throw new TegnError('E_FILE_MISSING', `Cannot open ${path}: ${cause.message}.`, { path }, cause);
      });
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    },
    write: (path, bytes) => writeFileWhole(join(output, path), bytes),
  };
}
