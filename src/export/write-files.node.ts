/** Writes exported files so that nobody ever sees half of one: a temporary name beside the target, flushed, then renamed. */
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { TegnError } from '../issues/issues.ts';

/** So that two files of one thread never share a temporary name. */
let begun = 0;

/** Creates missing folders; replaces what was there. Throws E_OUTPUT_WRITE. */
export async function writeFileWhole(path: string, bytes: Uint8Array): Promise<void> {
  // not made of the name, which may be as long as names can be; every thread counts from 0
  const temporary = join(dirname(path), `.tegn-${process.pid}-${threadId}-${begun++}.part`);
  try {
    await makeFolder(dirname(path));
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new TegnError('E_OUTPUT_WRITE', `Cannot write ${path}: ${reason}.`, { path }, error);
  }
}

/** Node's own recursive mkdir never returns where a folder exists but takes no folders, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent);
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** The process that a temporary file belongs to; null for other files. */
export function ownerOfTemporary(name: string): number | null {
  const pid = /(^|[\\/])\.tegn-(\d+)(-\d+)+\.part$/.exec(name)?.[2];
  return pid === undefined ? null : Number(pid);
}
