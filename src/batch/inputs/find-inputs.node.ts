/** What the user names (a folder, a pattern, a list in CSV) -> the rows of a batch, every one with its file or without. */
import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path, { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { TegnError } from '../../issues/issues.ts';
import { candidatePaths } from './candidate-paths.ts';
import { globFolder, globTest, isGlob } from './glob.ts';
import { readManifest } from './manifest.ts';

/** File name endings that may hold landmarks; the content decides. */
const LANDMARK_EXTENSIONS = ['pose', 'jsonl', 'jsonl.gz', 'json', 'parquet', 'pbtxt', 'npy', 'npz'] as const;
export const LANDMARK_FILE = new RegExp(`\\.(${LANDMARK_EXTENSIONS.join('|').replaceAll('.', '\\.')})$`, 'i');

/** What an archive's list may name instead of the tracking record that was made of it. */
const VIDEO_FILE = /\.(mp4|mov|m4v|avi|mkv|webm|mpe?g|wmv)$/i;

/** Settings of the command line, which may lie in the folder. */
const SETTINGS_FILE = 'tegn.config.json';

/** What a batch writes into a folder that is both its input and its output. */
const REPORT_FILES: readonly string[] = ['report.json', 'results.parquet'];

export interface InputRow {
  /** What the row is known by from run to run: the path below the folder, or what the list says of it. */
  readonly source: string;
  /** As shown to people. */
  readonly name: string;
  readonly word: string;
  readonly filename: string;
  readonly localPath: string;
  readonly remoteUrl: string | null;
  /** Absolute path of the recording; null where there is none. */
  readonly path: string | null;
  /** Paths for its clips below the output folder, without extension: the first that no other row has. */
  readonly stems: readonly string[];
}

export interface Inputs {
  readonly rows: readonly InputRow[];
  /** Of the list. */
  readonly delimiter?: string;
  /** Whether clips are named after words, in the list's order. */
  readonly isList: boolean;
}

/**
 * @param records folder with the tracking records of videos that a list names
 * Throws E_FILE_MISSING when nothing can be read there or nothing of it is a recording, E_MANIFEST.
 */
export async function findInputs(input: string, output: string, records?: string): Promise<Inputs> {
  if (existsSync(input)) {
    if (statSync(input).isDirectory()) return { rows: await inFolder(input, output), isList: false };
    return readList(input, records);
  }
  if (isGlob(input)) {
    const folder = globFolder(input);
    const test = globTest(resolve(input).split(sep).join('/'));
    const matches = (file: string) => test(resolve(folder, file).split(sep).join('/'));
    return { rows: await inFolder(folder, output, matches), isList: false };
  }
  throw new TegnError('E_FILE_MISSING', `Expected a folder, a pattern or a CSV list, cannot read ${input}.`, {
    path: input,
  });
}

async function readList(file: string, records?: string): Promise<Inputs> {
  const bytes = await readFile(file);
  const { rows, delimiter } = readManifest(new Uint8Array(bytes), file);
  const seen = new Map<string, number>();
  return {
    delimiter,
    isList: true,
    rows: rows.map(({ word, filename, localPath, remoteUrl }): InputRow => {
      const identity = JSON.stringify([word, filename, localPath]);
      const times = seen.get(identity) ?? 0;
      seen.set(identity, times + 1);
      return {
        source: times === 0 ? identity : `${identity}#${times + 1}`,
        name: localPath,
        word,
        filename,
        localPath,
        remoteUrl,
        path: recordingOf(candidatePaths(localPath, dirname(resolve(file)), path), records),
        stems: [fileName(word)],
      };
    }),
  };
}

/** The first file there is; of a video the tracking record of the same name, in the folder of records, else beside it. */
function recordingOf(candidates: readonly string[], records: string | undefined): string | null {
  if (!VIDEO_FILE.test(candidates[0] ?? '')) return candidates.find(isFile) ?? null;
  const stems = candidates.map((candidate) => candidate.replace(VIDEO_FILE, ''));
  const places = [...(records === undefined ? [] : [resolve(records, basename(stems[0]))]), ...stems];
  const files = places.flatMap((stem) => LANDMARK_EXTENSIONS.map((extension) => `${stem}.${extension}`));
  return files.find(isFile) ?? null;
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

/** Landmark files and links to such below a folder, sorted; what a batch writes is none. */
async function inFolder(
  folder: string,
  output: string,
  matches: (file: string) => boolean = () => true,
): Promise<InputRow[]> {
  const files = await landmarkFiles(folder, output);
  const found = files.filter(matches);
  if (found.length === 0) {
    const message = `Expected landmark files (${LANDMARK_EXTENSIONS.join(', ')}) in ${folder} or below, found none.`;
    throw new TegnError('E_FILE_MISSING', message, { path: folder });
  }
  const stems = twinless(found);
  return found.map((file, i) => ({
    source: file,
    name: file,
    word: basename(file).replace(LANDMARK_FILE, '').normalize('NFC'),
    filename: basename(file),
    localPath: resolve(folder, file),
    remoteUrl: null,
    path: isFile(join(folder, file)) ? resolve(folder, file) : null,
    stems: [stems[i], file],
  }));
}

async function landmarkFiles(folder: string, output: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const within = relative(folder, output).split(sep).join('/');
    return entries
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && LANDMARK_FILE.test(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((file) => basename(file) !== SETTINGS_FILE)
      .filter((file) => (within === '' ? !REPORT_FILES.includes(file) : !isWithin(file, within)))
      .sort();
  } catch (error) {
    const message = `Expected a folder, cannot read ${folder}.`;
    throw new TegnError('E_FILE_MISSING', message, { path: folder }, error);
  }
}

const isWithin = (file: string, folder: string): boolean =>
  !folder.startsWith('..') && file.startsWith(`${folder}/`);

/** Paths without their ending, with it where two differ in nothing else. */
function twinless(files: readonly string[]): string[] {
  const stems = files.map((file) => file.replace(LANDMARK_FILE, ''));
  const count = new Map<string, number>();
  for (const stem of stems) count.set(stem.toLowerCase(), (count.get(stem.toLowerCase()) ?? 0) + 1);
  return stems.map((stem, i) => (count.get(stem.toLowerCase())! > 1 ? files[i] : stem));
}

/** A word as a file name that every system takes. */
export function fileName(word: string): string {
  const safe = word
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what file systems refuse
    .replace(/[\\/:*?"<>|\x00-\x1f]/g, '_')
    .replace(/[. ]+$/, '')
    .slice(0, 120);
  return safe === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(safe) ? `_${safe}` : safe;
}
