/** The built command line, run as users do, with a hand on the process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CliProcess {
  readonly child: ChildProcess;
  /** Exit code, null after a kill; and everything it said. */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

export function startCli(cli: string, words: readonly string[], cwd?: string): CliProcess {
  const child = spawn(process.execPath, [cli, ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr })),
  );
  return { child, ended };
}

/** Path -> SHA-256 of every file below a folder whose name passes. */
export function hashesOf(folder: string, name = /\.glb$/): Record<string, string> {
  const paths = (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => name.test(path))
    .sort();
  return Object.fromEntries(
    paths.map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    ]),
  );
}
