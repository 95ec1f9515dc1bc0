/** A batch over a shared queue, on a Redis of its own on this machine. Skipped where redis-server is not installed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createQueueRunner } from '../../src/batch/queue/queue-runner.node.ts';
import { type BuiltCli, buildCli } from '../cli/support/built-cli.ts';
import { createCorpus } from './support/corpus.ts';
import { freePort, hasRedis, type RedisServer, startRedis } from './support/redis.ts';
import { type CliProcess, hashesOf, startCli } from './support/run-cli.ts';

const CLIPS = 12;

describe.runIf(hasRedis)('a batch over a shared queue', () => {
  const corpus = createCorpus({ seed: 20, frameCount: 12 });
  let cli: BuiltCli;
  let redis: RedisServer;
  let folder: string;
  let workers: CliProcess[] = [];

  beforeAll(async () => {
    cli = await buildCli();
    redis = await startRedis();
  });
  afterAll(() => {
    redis.stop();
    cli.remove();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tegn-queue-'));
    mkdirSync(join(folder, 'signs'));
    for (let i = 0; i < CLIPS; i++) writeFileSync(join(folder, 'signs', `clip-${i}.pose`), corpus(i));
  });
  afterEach(async () => {
    for (const { child } of workers) child.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    workers = [];
    rmSync(folder, { recursive: true });
  });

  const startWorker = (): CliProcess => {
    const worker = startCli(
      cli.path,
      ['worker', '--queue', redis.url, '--workers', '1', '--lock', '2'],
      folder,
    );
    workers.push(worker);
    return worker;
  };
  const doneBy = ({ stderr }: { stderr: string }): string[] =>
    stderr.split('\n').filter((line) => line.endsWith('.pose'));
  const hashes = (output: string) => hashesOf(join(folder, output));

  it('is split between two workers with no clip done twice, and gives the bytes of a batch of one machine', async () => {
    await cli.run(folder, 'batch', 'signs', '-o', 'alone');
    const [a, b] = [startWorker(), startWorker()];
    const { code, stdout } = await cli.run(folder, 'batch', 'signs', '-o', 'shared', '--queue', redis.url);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(new RegExp(`^${CLIPS} done, 0 kept, 0 failed`)),
    });
    expect(hashes('shared')).toEqual(hashes('alone'));
    a.child.kill('SIGINT');
    b.child.kill('SIGINT');
    const ended = await Promise.all([a.ended, b.ended]);
    expect(ended.map((end) => end.code)).toEqual([0, 0]);
    const [byA, byB] = ended.map(doneBy);
    expect(byA.length).toBeGreaterThan(0);
    expect(byB.length).toBeGreaterThan(0);
    expect([...byA, ...byB].sort()).toEqual(
      Array.from({ length: CLIPS }, (_, i) => join(folder, 'signs', `clip-${i}.pose`)).sort(),
    );
  });

  it('loses no clip when a worker is killed over some', async () => {
    await cli.run(folder, 'batch', 'signs', '-o', 'alone');
    const doomed = startWorker();
    const batch = startCli(
      cli.path,
      ['batch', 'signs', '-o', 'shared', '--queue', redis.url, '--json'],
      folder,
    );
    await new Promise<void>((resolve) => {
      doomed.child.stderr!.on('data', (text) => String(text).includes('.pose') && resolve());
    });
    doomed.child.kill('SIGKILL');
    startWorker();
    const { code, stdout } = await batch.ended;
    expect(code).toBe(0);
    expect(JSON.parse(stdout).map(({ status }: { status: string }) => status)).toEqual(
      Array(CLIPS).fill('done'),
    );
    expect(hashes('shared')).toEqual(hashes('alone'));
  });

  it('goes on after the batch itself was killed: what the workers did meanwhile is taken over', async () => {
    await cli.run(folder, 'batch', 'signs', '-o', 'alone');
    const worker = startWorker();
    const batch = startCli(cli.path, ['batch', 'signs', '-o', 'shared', '--queue', redis.url], folder);
    await new Promise<void>((resolve) => {
      worker.child.stderr!.on('data', (text) => String(text).includes('.pose') && resolve());
    });
    batch.child.kill('SIGKILL');
    await batch.ended;
    const again = await cli.run(folder, 'batch', 'signs', '-o', 'shared', '--queue', redis.url);
    expect(again.code).toBe(0);
    expect(hashes('shared')).toEqual(hashes('alone'));
    const check = `import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*), sum(status = 'done') FROM jobs").fetchall(), sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check').fetchall())`;
    expect(execFileSync('python3', ['-c', check, join(folder, 'shared/tegn.db')], { encoding: 'utf8' })).toBe(
      `[(${CLIPS}, ${CLIPS})] [('ok',)]\n`,
    );
  });
});

it('a queue that is not there is refused with a code, and no password in the message', async () => {
  const url = `redis://user:secret@127.0.0.1:${await freePort()}`;
  const recipe = { clip: {}, lift: false, write: {}, metahumanFace: false };
  const refused = await createQueueRunner({ url, recipe, output: 'out' }).catch((error) => error);
  expect(refused).toMatchObject({ code: 'E_QUEUE', message: expect.stringContaining('127.0.0.1') });
  expect(refused.message).not.toContain('secret');
});
