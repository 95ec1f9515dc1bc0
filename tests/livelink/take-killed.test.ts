/** A program that records is killed in the middle, as a crash or kill -9 would do. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTake } from '../../src/livelink/take/read-take.ts';
import { assertMotionClip } from '../../src/motion/motion-clip.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tegn-killed-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('support/record-forever.ts', import.meta.url)),
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'record.mjs' } },
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a take of a program killed with SIGKILL is readable but for less than its last second', async () => {
  const path = join(folder, 'killed.take');
  const child = spawn(process.execPath, [join(folder, 'record.mjs'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  for await (const chunk of child.stdout) {
    told += chunk;
    if (/^90$/m.test(told)) child.kill('SIGKILL');
  }
  const last = Number(told.trim().split('\n').at(-1));
  expect(last).toBeGreaterThanOrEqual(90);
  const { clips } = readTake(new Uint8Array(readFileSync(path)));
  expect(clips.length).toBe(1);
  assertMotionClip(clips[0]);
  expect(clips[0].frameCount).toBeGreaterThan(last + 1 - 60);
  expect(clips[0].frameCount).toBeLessThanOrEqual(last + 2);
});
