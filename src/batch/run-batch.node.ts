/**
 * A folder of recordings -> a folder of clips, one after the other, every file accounted for in report.json.
 * Clips that exist are kept, so a second run goes on where the first stopped; no two recordings share a clip.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Exporter } from '../export/exporter.ts';
import { exporterFor } from '../export/exporters.ts';
import { writeFileWhole } from '../export/write-files.node.ts';
import { TegnError } from '../issues/issues.ts';
import { type ClipOptions, makeClip } from '../pipeline/make-clip.ts';
import { targetNamed } from '../skeleton/targets.ts';

/** File name endings that may hold landmarks; the content decides. */
const LANDMARK_EXTENSIONS = ['pose', 'jsonl', 'jsonl.gz', 'json', 'parquet', 'pbtxt', 'npy', 'npz'] as const;
const LANDMARK_FILE = new RegExp(`\\.(${LANDMARK_EXTENSIONS.join('|').replaceAll('.', '\\.')})$`, 'i');
const REPORT_FILE = 'report.json';

/** Settings of the command line, which may lie in the folder. */
const SETTINGS_FILE = 'tegn.config.json';

export interface BatchOptions {
  readonly clip: ClipOptions;
  /** File extensions of the exporters to use. */
  readonly formats: readonly string[];
  readonly force: boolean;
  /** Ends the batch after the file at hand; the report then holds what was done. */
  readonly signal?: AbortSignal;
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

/** Throws E_FILE_MISSING when the folder cannot be read or holds no landmark files, E_FORMAT_UNKNOWN and E_TARGET_UNKNOWN for what there is not. */
export async function runBatch(folder: string, output: string, options: BatchOptions): Promise<BatchEntry[]> {
  const exporters = options.formats.map((format) => exporterFor(format));
  if (options.clip.target !== undefined) targetNamed(options.clip.target);
  const inputs = await findInputs(folder, output);
  if (inputs.length === 0) {
    const message = `Expected landmark files (${LANDMARK_EXTENSIONS.join(', ')}) in ${folder} or below, found none.`;
    throw new TegnError('E_FILE_MISSING', message, { path: folder });
  }
  const entries: BatchEntry[] = [];
  const owners = new Map<string, string>();
  const stems = clipStems(inputs);
  for (const [i, input] of inputs.entries()) {
    if (options.signal?.aborted) break;
    const stem = stems[i];
    const clips = exporters.map(({ extension }) => `${stem}.${extension}`);
    const kept = options.force ? [] : clips.filter((clip) => existsSync(join(output, clip)));
    const missing = exporters.filter((_, i) => !kept.includes(clips[i]));
    const owner = owners.get(stem);
    owners.set(stem, owner ?? input);
    const entry =
      owner !== undefined
        ? failure(
            input,
            new TegnError('E_OUTPUT_EXISTS', `${clips[0]} is the clip of ${owner}; rename one of the two.`),
          )
        : missing.length === 0
          ? ({ input, status: 'kept', outputs: kept } as const)
          : await convert(folder, input, output, stem, missing, kept, options);
    entries.push(entry);
    options.onProgress?.(entries.length, inputs.length, entry);
  }
  await writeFileWhole(
    join(output, REPORT_FILE),
    new TextEncoder().encode(`${JSON.stringify(entries, null, 2)}\n`),
  );
  return entries;
}

/** Paths of the clips without extension: those of the recordings, with their extension where two differ in nothing else. */
function clipStems(inputs: readonly string[]): string[] {
  const stems = inputs.map((input) => input.replace(LANDMARK_FILE, ''));
  const seen = new Set<string>();
  const twins = new Set<string>();
  for (const stem of stems) {
    if (seen.has(stem)) twins.add(stem);
    seen.add(stem);
  }
  return stems.map((stem, i) => (twins.has(stem) ? inputs[i] : stem));
}

async function convert(
  folder: string,
  input: string,
  output: string,
  stem: string,
  exporters: readonly Exporter[],
  kept: readonly string[],
  { clip: clipOptions }: BatchOptions,
): Promise<BatchEntry> {
  try {
    const bytes = await readFile(join(folder, input)).catch((cause: Error) => {
      throw new TegnError(
        'E_FILE_MISSING',
        `Cannot open ${input}: ${cause.message}.`,
        { path: input },
        cause,
      );
    });
    const { clip, rig, metadata, issues } = await makeClip(bytes, basename(input), clipOptions);
    const outputs = [...kept];
    for (const exporter of exporters) {
      for (const file of await exporter.exportClip({ clip, rig, metadata }, basename(stem))) {
        const path = join(stem, '..', file.name);
        await writeFileWhole(join(output, path), file.bytes);
        outputs.push(path);
      }
    }
    return { input, status: 'done', outputs, frames: clip.frameCount, issues };
  } catch (error) {
    return failure(input, error);
  }
}

function failure(input: string, error: unknown): BatchEntry {
  const code = error instanceof TegnError ? error.code : 'E_INTERNAL';
  return { input, status: 'failed', outputs: [], error: { code, message: (error as Error).message } };
}

/** Landmark files and links to such below a folder, sorted, relative to it; the report of an earlier run is none. */
async function findInputs(folder: string, output: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const report = relative(folder, join(output, REPORT_FILE));
    return entries
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && LANDMARK_FILE.test(entry.name))
      .filter((entry) => entry.name !== SETTINGS_FILE)
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .filter((path) => path !== report)
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
