/** Which files of a folder the viewer's page can open: by name, below the folder, and nothing that a link leads out of it to. */
import type { Stats } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { LANDMARK_FILE } from '../batch/inputs/find-inputs.node.ts';

export interface ViewableFile {
  /** Below the folder, parted by slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export interface FolderIndex {
  readonly name: string;
  /** In the order in which they were found. */
  readonly files: readonly ViewableFile[];
  /** There are more than these. */
  readonly cut: boolean;
}

/** What `tegn batch` writes at the top of a folder of clips: for the page, which reads its scores, and for people. */
export const BATCH_REPORT = { data: 'report.json', page: 'report.html' } as const;
const REPORT_NAMES: readonly string[] = Object.values(BATCH_REPORT);

const CLIP_FILE = /\.(glb|vrm|fbx)$/i;
const VIDEO_FILE = /\.(mp4|m4v|mov|webm|ogv)$/i;
/** No recordings by their names: what we write ourselves, and settings. */
const NO_RECORDING =
  /(\.unreal\.json|^results\.parquet|^tegn\.config\.json|^package(-lock)?\.json|^tsconfig\.json)$/i;

/** Twice the largest archive met; a whole disk must not be listed. */
const MOST_FILES = 100_000;
/** Questions to the file system at a time. */
const AT_ONCE = 64;

/** Whether a file of that name is one to open. */
export const isViewable = (name: string): boolean =>
  !name.startsWith('.') &&
  (CLIP_FILE.test(name) || VIDEO_FILE.test(name) || (LANDMARK_FILE.test(name) && !NO_RECORDING.test(name)));

/**
 * The file below `root` that an address names, or null: for a path that leaves the folder in any spelling, a hidden part, a link to
 * somewhere else, a folder, and whatever the page cannot open.
 * @param encoded path as in an address, percent-encoded, parted by slashes
 */
export async function findViewable(root: string, encoded: string): Promise<string | null> {
  const parts = encoded.split('/').map(decoded);
  if (parts.some((part) => part === null || !isPlainName(part))) return null;
  try {
    const [home, path] = await Promise.all([realpath(root), realpath(join(root, ...(parts as string[])))]);
    const below = relative(home, path).split(sep);
    const name = below.at(-1)!;
    const isReport = below.length === 1 && REPORT_NAMES.includes(name);
    if (!below.every(isPlainName) || !(isViewable(name) || isReport)) return null;
    return (await stat(path)).isFile() ? path : null;
  } catch {
    return null;
  }
}

/** Everything below the folder that can be opened; linked folders are not entered. */
export async function listViewable(root: string, name: string): Promise<FolderIndex> {
  const found: { readonly path: string; readonly isLink: boolean }[] = [];
  const folders = [''];
  while (folders.length > 0 && found.length <= MOST_FILES) {
    const folder = folders.shift()!;
    // a folder that may not be read, or has gone meanwhile, has nothing to show
    const entries = await opendir(join(root, folder), { bufferSize: 1024 }).catch(() => null);
    if (!entries) continue;
    for await (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!isPlainName(entry.name)) continue;
      if (entry.isDirectory()) folders.push(path);
      else if (isViewable(entry.name) && path !== BATCH_REPORT.data) {
        found.push({ path, isLink: entry.isSymbolicLink() });
      }
    }
  }
  const files: ViewableFile[] = [];
  for (let from = 0; from < Math.min(found.length, MOST_FILES); from += AT_ONCE) {
    const some = found.slice(from, Math.min(from + AT_ONCE, MOST_FILES));
    const stats = await Promise.all(
      some.map(({ path, isLink }) => (isLink ? statOfLink(root, path) : statOf(join(root, path)))),
    );
    stats.forEach((one, i) => {
      if (one) files.push({ path: some[i].path, size: one.size, modified: Math.round(one.mtimeMs) });
    });
  }
  return { name, files, cut: found.length > MOST_FILES };
}

const statOf = (path: string): Promise<Stats | null> => stat(path).catch(() => null);

async function statOfLink(root: string, path: string): Promise<Stats | null> {
  const target = await findViewable(root, path.split('/').map(encodeURIComponent).join('/'));
  return target === null ? null : statOf(target);
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** A name within one folder on every system: no way up, no separator of either kind, no drive or stream, nothing hidden. */
const isPlainName = (part: string | null): boolean =>
  part !== null &&
  part !== '' &&
  !part.startsWith('.') &&
  !/[\\/\0]/.test(part) &&
  (sep === '/' || !part.includes(':'));
