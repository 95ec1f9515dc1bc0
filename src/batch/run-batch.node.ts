/**
 * A folder of recordings -> a folder of clips, one after the other, every file accounted for in report.json.
 * Outputs that exist are kept, so a second run goes on where the first stopped.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { exporterFor } from '../export/exporters.ts';
import { writeFileWhole } from '../export/write-files.node.ts';
import { TegnError } from '../issues/issues.ts';
import { type ClipOptions, makeClip } from '../pipeline/make-clip.ts';

/** File name endings that may hold landmarks; the content decides. */
const LANDMARK_FILE = /\.(pose|jsonl|jsonl\.gz|json|parquet|pbtxt|npy|npz)$/i;
const REPORT_FILE = 'report.json';

export interface BatchOptions {
  readonly clip: ClipOptions;
  /** File extensions of the exporters to use. */
  readonly formats: readonly string[];
  readonly force: boolean;
  /** Called after each file. */
  readonly onProgress?: (done: number, total: number, entry: BatchEntry) => void;
}

export interface BatchEntry {
  /** Relative to the input folder. */
  readonly input: string;
  readonly status: 'done' | 'kept' | 'failed';
  /** Relative to the output folder. */
  readonly outputs: readonly string[];
  readonly frames?: number;
  readonly issues?: readonly unknown[];
  readonly error?: { readonly code: string; readonly message: string };
}

/** Throws E_FILE_MISSING when the folder cannot be read and E_FORMAT_UNKNOWN for a format there is not. */
export async function runBatch(folder: string, output: string, options: BatchOptions): Promise<BatchEntry[]> {
  const exporters = options.formats.map((format) => exporterFor(format));
  const inputs = await findInputs(folder);
  const entries: BatchEntry[] = [];
  for (const input of inputs) {
    const stem = input.replace(LANDMARK_FILE, '');
    const targets = exporters.map(({ extension }) => `${stem}.${extension}`);
    const entry =
      !options.force && targets.every((target) => existsSync(join(output, target)))
        ? ({ input, status: 'kept', outputs: targets } as const)
        : await convert(folder, input, output, stem, options);
    entries.push(entry);
    options.onProgress?.(entries.length, inputs.length, entry);
  }
  await writeFileWhole(
    join(output, REPORT_FILE),
    new TextEncoder().encode(`${JSON.stringify(entries, null, 2)}\n`),
  );
  return entries;
}

async function convert(
  folder: string,
  input: string,
  output: string,
  stem: string,
  { clip: clipOptions, formats }: BatchOptions,
): Promise<BatchEntry> {
  try {
    const bytes = await readFile(join(folder, input));
    const { clip, rig, metadata, issues } = await makeClip(bytes, basename(input), clipOptions);
    const outputs: string[] = [];
    for (const format of formats) {
      for (const file of await exporterFor(format).exportClip({ clip, rig, metadata }, basename(stem))) {
        const path = join(stem, '..', file.name);
        await writeFileWhole(join(output, path), file.bytes);
        outputs.push(path);
      }
    }
    return { input, status: 'done', outputs, frames: clip.frameCount, issues };
  } catch (error) {
    const code = error instanceof TegnError ? error.code : 'E_INTERNAL';
    return { input, status: 'failed', outputs: [], error: { code, message: (error as Error).message } };
  }
}

/** Landmark files below a folder, sorted, relative to it. */
async function findInputs(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && LANDMARK_FILE.test(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  } catch (error) {
    throw new TegnError(
      'E_FILE_MISSING',
      `Expected a folder, cannot read ${folder}.`,
      { path: folder },
      error,
    );
  }
}
