/** The viewer as it is built now, for tests that drive it: built once for each state of its sources, into node_modules/.cache/. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'tegn-viewer');

/** Folder of the built page. */
export async function builtViewer(): Promise<string> {
  const folder = join(CACHE, sourceHash());
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  await build({
    root: join(ROOT, 'viewer'),
    logLevel: 'error',
    build: { outDir: unfinished, emptyOutDir: true },
  });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // another test file was quicker
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return folder;
}

function sourceHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const folder of ['src', 'viewer']) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      const path = join(file.parentPath, file.name);
      hash.update(path).update(readFileSync(path));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
