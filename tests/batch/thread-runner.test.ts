import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClipTask, Recipe } from '../../src/batch/work/task.ts';
import type { TaskRunner } from '../../src/batch/work/task-runner.ts';
import { createThreadRunner, type ThreadRunnerOptions } from '../../src/batch/work/thread-runner.node.ts';

const recipe: Recipe = { clip: {}, lift: false, write: {}, metahumanFace: false };

/** Threads whose tasks say in their path what becomes of them; `life` is how often each has been begun, over all threads. */
const THREAD = `
const { parentPort, workerData, threadId } = require('node:worker_threads');
const { appendFileSync, readFileSync } = require('node:fs');
parentPort.on('message', ({ id, task, digest }) => {
  const path = task ? task.path : digest;
  appendFileSync(workerData.output + '/begun', path + '\\n');
  const begun = readFileSync(workerData.output + '/begun', 'utf8').split('\\n').filter((line) => line === path).length;
  if (path === 'dies') process.exit(1);
  if (path === 'dies once' && begun === 1) process.exit(1);
  if (path === 'throws') throw new Error('fault');
  if (path === 'eats memory') { const all = []; for (;;) all.push(new Array(1e6).fill(id)); }
  if (path === 'hangs') return;
  setImmediate(() => parentPort.postMessage(task ? { id, result: { thread: threadId, path } } : { id, digest: { sha1: path } }));
});
`;

let folder: string;
let runner: TaskRunner;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tegn-threads-'));
  writeFileSync(join(folder, 'thread.cjs'), THREAD);
});
afterEach(async () => {
  await runner.close();
  rmSync(folder, { recursive: true });
});

const start = (options: Partial<ThreadRunnerOptions> = {}) => {
  runner = createThreadRunner({
    recipe,
    output: folder,
    workers: 2,
    script: join(folder, 'thread.cjs'),
    ...options,
  });
};
const task = (path: string): ClipTask => ({ id: path, path, clips: [] });
const runAll = (...paths: string[]) => Promise.all(paths.map((path) => runner.run(task(path))));

describe('threads', () => {
  it('answer every task and digest, more than one at a time', async () => {
    start();
    const results = await runAll(...Array.from({ length: 40 }, (_, i) => `clip ${i}`));
    expect(results.map((result) => (result as unknown as { path: string }).path)).toEqual(
      Array.from({ length: 40 }, (_, i) => `clip ${i}`),
    );
    expect(new Set(results.map((result) => (result as unknown as { thread: number }).thread)).size).toBe(2);
    expect(await runner.digest(['a', 'b'])).toEqual([{ sha1: 'a' }, { sha1: 'b' }]);
    expect(runner).toMatchObject({ workers: 2, capacity: 4 });
  });

  it.each(['dies', 'throws', 'eats memory'])(
    'that a clip kills (%s) are replaced: it fails, the others are done',
    async (path) => {
      start({ heapMb: 128 });
      const results = await runAll('a', path, 'b', 'c', 'd', 'e');
      expect(results[1]).toEqual({
        error: { code: 'E_WORKER_LOST', message: expect.stringContaining('twice') },
      });
      expect(results.filter((result) => 'error' in result)).toHaveLength(1);
    },
  );

  it('that die once over a clip do it the second time', async () => {
    start({ workers: 1 });
    expect((await runAll('dies once', 'a')).filter((result) => 'error' in result)).toEqual([]);
  });

  it('that take too long over a clip are ended, and the clip is told', async () => {
    start({ workers: 1, timeoutMillis: 300 });
    const [hung, other] = await runAll('hangs', 'a');
    expect(hung).toMatchObject({ error: { code: 'E_WORKER_LOST' } });
    expect(other).not.toHaveProperty('error');
  });
});
