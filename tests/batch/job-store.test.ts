import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import type { InputRow } from '../../src/batch/inputs/find-inputs.node.ts';
import { startOwner } from '../../src/batch/lease.node.ts';
import { runBatch } from '../../src/batch/run-batch.node.ts';
import { openDatabase } from '../../src/batch/store/database.node.ts';
import { type JobStore, openStore } from '../../src/batch/store/job-store.node.ts';
import { migrate } from '../../src/batch/store/migrate.node.ts';
import { MIGRATIONS } from '../../src/batch/store/schema.ts';
import { createOwnRunner } from '../../src/batch/work/own-runner.node.ts';
import { folderStorage } from '../../src/batch/work/storage.node.ts';
import type { Recipe } from '../../src/batch/work/task.ts';
import { TegnError } from '../../src/issues/issues.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';

const recipe: Recipe = { clip: {}, lift: false, write: {}, metahumanFace: false };
const settings = { version: '1', recipe: '{}', formats: ['glb'], workers: 1 };
const row = (name: string, over: Partial<InputRow> = {}): InputRow => ({
  source: name,
  name,
  word: name,
  filename: `${name}.pose`,
  localPath: `/signs/${name}.pose`,
  remoteUrl: null,
  path: null,
  stems: [name],
  ...over,
});

let folder: string;
let store: JobStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tegn-store-'));
  store = await openStore(join(folder, 'tegn.db'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const names = (run: number) => store.jobsOf(run).map(({ name, stem, status }) => `${name} ${stem} ${status}`);
const lease = (owner: string, until: number) => ({ owner, until });
const claims = (run: number) => store.jobsOf(run).map(({ jobId }) => ({ jobId, formats: ['glb'] }));

describe('the store', () => {
  it('gives every row a name of its own, in any letter case, and keeps it when rows come and go', () => {
    const first = store.startRun(
      [row('a', { stems: ['hus'] }), row('b', { stems: ['Hus'] }), row('c', { stems: ['hus'] })],
      settings,
    );
    expect(names(first)).toEqual(['a hus queued', 'b Hus_2 queued', 'c hus_3 queued']);
    const second = store.startRun(
      [row('d', { stems: ['hus'] }), row('c', { stems: ['hus'] }), row('b', { stems: ['Hus'] })],
      settings,
    );
    expect(names(second)).toEqual(['d hus_4 queued', 'c hus_3 queued', 'b Hus_2 queued']);
  });

  it('gives the same row the same id in every database', async () => {
    const [{ jobId, videoId }] = store.jobsOf(store.startRun([row('a')], settings));
    const other = await openStore(join(folder, 'other.db'));
    expect(other.jobsOf(other.startRun([row('a')], settings))[0]).toMatchObject({ jobId, videoId });
    expect(jobId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    other.close();
  });

  it('lets one process have a job at a time, until its lease ends', () => {
    const run = store.startRun([row('a'), row('b')], settings);
    const [a, b] = claims(run);
    expect(store.claim([a], lease('one', 1000), 0)).toEqual([a.jobId]);
    expect(store.claim([a, b], lease('two', 1500), 500)).toEqual([b.jobId]);
    expect(store.stateOf(a.jobId, 500)).toEqual({ status: 'processing', isHeld: true });
    store.renew(lease('one', 2000));
    expect(store.claim([a], lease('two', 3000), 1500)).toEqual([]);
    expect(store.claim([a], lease('two', 3000), 2001)).toEqual([a.jobId]);
    store.release('two');
    expect(names(run)).toEqual(['a a queued', 'b b queued']);
  });

  it('takes up what a dead process of this machine held, and leaves other machines theirs', () => {
    const run = store.startRun([row('a'), row('b')], settings);
    const [a, b] = claims(run);
    // no process has a number so large
    store.claim([a], lease(`${hostname()}:999999999:1`, Date.now() + 1e6), 0);
    store.claim([b], lease('elsewhere:1:1', Date.now() + 1e6), 0);
    const owner = startOwner(store);
    expect(names(run)).toEqual(['a a queued', 'b b processing']);
    owner.end();
  });

  it('is of one version; what a newer tegn made is refused, untouched', async () => {
    store.database.prepare("INSERT INTO tegn_schema VALUES (?, '')").run(MIGRATIONS.length + 1);
    store.close();
    await expect(openStore(join(folder, 'tegn.db'))).rejects.toMatchObject({ code: 'E_STORE_VERSION' });
    const database = await openDatabase(join(folder, 'tegn.db'));
    database.prepare('DELETE FROM tegn_schema WHERE version > ?').run(MIGRATIONS.length);
    database.close();
    store = await openStore(join(folder, 'tegn.db'));
  });

  it('is brought to a newer version with all that it holds, or left as it was where that fails', () => {
    const run = store.startRun([row('a'), row('b')], settings);
    const [a] = claims(run);
    store.claim([a], lease('one', 1000), 0);
    const before = store.jobsOf(run);
    const { database, path } = store;
    const addNote = "ALTER TABLE tegn_jobs ADD COLUMN note TEXT NOT NULL DEFAULT 'none'";
    expect(() => migrate(database, path, [...MIGRATIONS, addNote, 'CREATE TABLE tegn_jobs (id)'])).toThrow(
      'already exists',
    );
    const version = () => database.prepare('SELECT MAX(version) AS version FROM tegn_schema').get();
    expect(version()).toMatchObject({ version: MIGRATIONS.length });
    expect(() => database.prepare('SELECT note FROM tegn_jobs')).toThrow('no such column');

    migrate(database, path, [...MIGRATIONS, addNote]);
    expect(version()).toMatchObject({ version: MIGRATIONS.length + 1 });
    expect(database.prepare('SELECT note FROM tegn_jobs').all()).toEqual([
      { note: 'none' },
      { note: 'none' },
    ]);
    expect(store.jobsOf(run)).toEqual(before);
    expect(store.stateOf(a.jobId, 500)).toEqual({ status: 'processing', isHeld: true });
  });

  it('that is no database is refused with a code', async () => {
    writeFileSync(
      join(folder, 'text.db'),
      'this is no database, however long it may be, and it stays as it is',
    );
    await expect(openStore(join(folder, 'text.db'))).rejects.toMatchObject({ code: 'E_STORE' });
    await expect(openStore(join(folder, 'no/such/folder.db'))).rejects.toMatchObject({ code: 'E_STORE' });
  });
});

describe('a storage that fails', () => {
  const pose = writePose(createSample({ ...chinForward, frameCount: 8 }).recording);
  const other = writePose(createSample({ ...chinForward, frameCount: 9 }).recording);

  it('for good ends the batch with its code, gives the clips back, and the next run does them', async () => {
    writeFileSync(join(folder, 'a.pose'), pose);
    writeFileSync(join(folder, 'b.pose'), other);
    const output = join(folder, 'out');
    const storage = folderStorage(output);
    const full = {
      ...storage,
      write: async (path: string) => {
        const cause = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        throw new TegnError('E_OUTPUT_WRITE', `Cannot write ${path}: no space left.`, { path }, cause);
      },
    };
    const options = { recipe, formats: ['glb'] };
    const run = runBatch(folder, output, {
      ...options,
      runner: createOwnRunner({ recipe, output, storage: full }),
    });
    await expect(run).rejects.toMatchObject({
      code: 'E_OUTPUT_WRITE',
      message: expect.stringContaining('goes on from here'),
    });
    const state = await openStore(join(output, 'tegn.db'));
    const statuses = state.database.prepare('SELECT status FROM jobs').all();
    expect(statuses).toEqual([{ status: 'queued' }, { status: 'queued' }]);
    state.close();
    const again = await runBatch(folder, output, { ...options, runner: createOwnRunner({ recipe, output }) });
    expect(again.map(({ status }) => status)).toEqual(['done', 'done']);
  });
});
