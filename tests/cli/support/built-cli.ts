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
      ssr: 'src/cli/main.ts',
      target: 'node20',
      outDir: join(home, 'dist'),
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'cli.js' } },
    },
  });
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(ROOT, 'node_modules'), join(home, 'node_modules'));
  symlinkSync(join(ROOT, 'samples'), join(home, 'samples'));
  mkdirSync(join(home, 'dist', 'viewer'));
  writeFileSync(join(home, 'dist', 'viewer', 'index.html'), '');
  return {
    run: (folder, ...words) =>
      new Promise((resolve) => {
        execFile(
          process.execPath,
          [join(home, 'dist', 'cli.js'), ...words],
          { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 },
          (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
        );
      }),
    remove: () => rmSync(home, { recursive: true }),
  };
}
