/** The command line as it is installed, built from the sources into a folder of its own: dist, samples, packages. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface BuiltCli {
  /** Path of the program. */
  readonly path: string;
  /** Runs in `folder`. */
  run(folder: string, ...words: string[]): Promise<CliRun>;
  remove(): void;
}

export async function buildCli(): Promise<BuiltCli> {
  const home = mkdtempSync(join(tmpdir(), 'tegn-cli-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(home, 'dist'),
      emptyOutDir: false,
      rollupOptions: {
        input: { cli: 'src/cli/main.ts', 'batch-worker': 'src/batch/work/thread-worker.node.ts' },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(ROOT, 'node_modules'), join(home, 'node_modules'));
  symlinkSync(join(ROOT, 'samples'), join(home, 'samples'));
  mkdirSync(join(home, 'dist', 'viewer'));
  writeFileSync(join(home, 'dist', 'viewer', 'index.html'), '');
  const path = join(home, 'dist', 'cli.js');
  return {
    path,
    run: (folder, ...words) =>
      new Promise((resolve) => {
        execFile(
          process.execPath,
          [path, ...words],
          { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 },
          (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
        );
      }),
    remove: () => rmSync(home, { recursive: true }),
  };
}
