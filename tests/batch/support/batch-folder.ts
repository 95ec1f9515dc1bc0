/** The command line in a folder of its own with recordings in signs/, made anew for each test of a file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type BuiltCli, buildCli, type CliRun } from '../../cli/support/built-cli.ts';
import { createCorpus } from './corpus.ts';
import { readWithPython } from './read-with-python.ts';
import { type CliProcess, hashesOf, startCli } from './run-cli.ts';

export const corpus = createCorpus({ seed: 10, frameCount: 12 });

export interface BatchFolder {
  /** Of a file in the folder. */
  path(...parts: string[]): string;
  /** Writes a file in signs/. */
  put(name: string, content: Uint8Array | string): void;
  /** clip-0000.pose and so on. */
  putClips(count: number): void;
  run(...words: string[]): Promise<CliRun>;
  start(...words: string[]): CliProcess;
  /** Of the clips below an output folder. */
  hashes(output: string): Record<string, string>;
  /** What another program reads in the database of an output folder. */
  sql(output: string, query: string): unknown[][];
}

/** To be called where tests are described. */
export function batchFolder(): BatchFolder {
  let cli: BuiltCli;
  let folder: string;
  beforeAll(async () => {
    cli = await buildCli();
  });
  afterAll(() => cli.remove());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tegn-command-'));
    mkdirSync(join(folder, 'signs'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, content: Uint8Array | string) =>
    writeFileSync(join(folder, 'signs', name), content);
  return {
    path: (...parts) => join(folder, ...parts),
    put,
    putClips(count) {
      for (let i = 0; i < count; i++) put(`clip-${String(i).padStart(4, '0')}.pose`, corpus(i));
    },
    run: (...words) => cli.run(folder, ...words),
    start: (...words) => startCli(cli.path, words, folder),
    hashes: (output) => hashesOf(join(folder, output)),
    sql: (output, query) => readWithPython(join(folder, output, 'tegn.db'), [query])[0],
  };
}
