/** The page that shows the shared queue, over HTTP as a browser asks for it. Skipped where redis-server is not installed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dashboard, startDashboard } from '../../src/batch/queue/dashboard.node.ts';
import { type BuiltCli, buildCli } from '../cli/support/built-cli.ts';
import { createCorpus } from './support/corpus.ts';
import { hasRedis, type RedisServer, startRedis } from './support/redis.ts';
import { startCli } from './support/run-cli.ts';

const CLIPS = 5;

interface Queue {
  readonly name: string;
  readonly readOnlyMode: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly jobs: readonly { readonly name: string; readonly data: unknown }[];
}

const queueAt = async (url: string): Promise<Queue> => {
  const answer = await fetch(`${url}api/queues?activeQueue=tegn&page=1&jobsPerPage=20`);
  return ((await answer.json()) as { queues: Queue[] }).queues[0];
};

describe.runIf(hasRedis)('the dashboard', () => {
  const corpus = createCorpus({ seed: 30, frameCount: 12 });
  let cli: BuiltCli;
  let redis: RedisServer;
  let dashboard: Dashboard;
  let folder: string;

  beforeAll(async () => {
    cli = await buildCli();
    redis = await startRedis();
    dashboard = await startDashboard({ url: redis.url, port: 0 });
    folder = mkdtempSync(join(tmpdir(), 'tegn-dashboard-'));
    mkdirSync(join(folder, 'signs'));
    for (let i = 0; i < CLIPS; i++) writeFileSync(join(folder, 'signs', `clip-${i}.pose`), corpus(i));
  });
  afterAll(async () => {
    await dashboard.close();
    redis.stop();
    cli.remove();
    rmSync(folder, { recursive: true });
  });

  it('tells what waits by the names of the recordings, and that all is done once a worker came', async () => {
    const batch = startCli(cli.path, ['batch', 'signs', '-o', 'out', '--queue', redis.url], folder);
    await expect
      .poll(async () => (await queueAt(dashboard.url)).counts['waiting'], { timeout: 30_000 })
      .toBe(CLIPS);
    const { name, readOnlyMode, jobs } = await queueAt(dashboard.url);
    expect({ name, readOnlyMode }).toEqual({ name: 'tegn', readOnlyMode: true });
    expect(jobs.map((job) => job.name).sort()).toEqual(
      Array.from({ length: CLIPS }, (_, i) => `clip-${i}.pose`),
    );
    expect(jobs[0].data).toMatchObject({ output: join(folder, 'out'), path: expect.any(String) });

    const words = ['worker', '--queue', redis.url, '--workers', '1', '--dashboard', '0'];
    const worker = startCli(cli.path, words, folder);
    const own = await new Promise<string>((resolve) => {
      worker.child.stderr!.on('data', (text) => {
        const found = /^The queue: (http:\/\/127\.0\.0\.1:\d+\/)$/m.exec(String(text));
        if (found) resolve(found[1]);
      });
    });
    expect((await batch.ended).code).toBe(0);
    const { counts } = await queueAt(own);
    expect([counts['waiting'], counts['active'], counts['failed']]).toEqual([0, 0, 0]);
    worker.child.kill('SIGINT');
    expect(await worker.ended).toMatchObject({ code: 0, stdout: `${CLIPS} done, 0 failed\n` });
  });

  it('is a page that may take nothing from other servers', async () => {
    const answer = await fetch(dashboard.url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<title>');
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy.split('; ')).toContain("default-src 'self'");
    expect(policy).not.toMatch(/https?:|\*/);
  });

  it('can only be looked at, and only as this machine', async () => {
    for (const path of ['api/queues/tegn/obliterate', 'api/queues/tegn/empty', 'api/queues/pause']) {
      expect((await fetch(dashboard.url + path, { method: 'PUT' })).status, path).toBe(403);
    }
    expect(await statusAs('elsewhere.example')).toBe(403);
    expect(await statusAs(new URL(dashboard.url).host)).toBe(200);
  });

  it('is refused with a code where its port is taken', async () => {
    const port = Number(new URL(dashboard.url).port);
    await expect(startDashboard({ url: redis.url, port })).rejects.toMatchObject({ code: 'E_PORT' });
  });

  /** Of the page, asked for under a host name. */
  const statusAs = (host: string): Promise<number> =>
    new Promise((resolve, reject) => {
      request(dashboard.url, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      })
        .once('error', reject)
        .end();
    });
});
