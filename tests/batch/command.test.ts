/** `tegn batch` as a user runs it: a process of its own, threads, signals, full disks. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import type { BatchEntry } from '../../src/batch/run-batch.node.ts';
import { writeTrackerJsonl } from '../../src/landmarks/writers/tracker-jsonl.ts';
import { createRandom } from '../../src/math/random.ts';
import { type BuiltCli, buildCli } from '../cli/support/built-cli.ts';
import { createCorpus } from './support/corpus.ts';
import { hashesOf, startCli } from './support/run-cli.ts';

/** npm run check:long makes far more of them. */
const CLIPS = process.env['TEGN_CHAOS_CLIPS'] ? Number(process.env['TEGN_CHAOS_CLIPS']) : 16;
const KILLS = process.env['TEGN_CHAOS_KILLS'] ? Number(process.env['TEGN_CHAOS_KILLS']) : 4;

/** Runs the clips twice over, with a start for every kill. */
const CHAOS_MILLIS = 60_000 + CLIPS * 2000 + KILLS * 30_000;

const corpus = createCorpus({ seed: 10, frameCount: 12 });
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

const put = (name: string, content: Uint8Array | string): void =>
  writeFileSync(join(folder, 'signs', name), content);
const putClips = (count: number) => {
  for (let i = 0; i < count; i++) put(`clip-${String(i).padStart(4, '0')}.pose`, corpus(i));
};
const tegn = (...words: string[]) => cli.run(folder, ...words);
const hashes = (output: string) => hashesOf(join(folder, output));

/** What another program reads in the database. */
function sql(output: string, query: string): unknown[][] {
  const program =
    'import json, sqlite3, sys; print(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))';
  const text = execFileSync('python3', ['-c', program, join(folder, output, 'tegn.db'), query], {
    encoding: 'utf8',
  });
  return JSON.parse(text);
}

describe('a batch', () => {
  it('gives the same bytes with one thread and with several, and tells what it did', async () => {
    putClips(6);
    const one = await tegn('batch', 'signs', '-o', 'one', '--workers', '1');
    expect(one).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^6 done, 0 kept, 0 failed in .* -> one\n$/),
    });
    await tegn('batch', 'signs', '-o', 'three', '--workers', '3');
    expect(Object.keys(hashes('one'))).toHaveLength(6);
    expect(hashes('three')).toEqual(hashes('one'));
    expect(readdirSync(join(folder, 'one')).filter((name) => /part|wal|shm/.test(name))).toEqual([]);
  });

  it('reports a corrupt clip in the middle, does the rest, and ends with 3', async () => {
    putClips(3);
    put('clip-0001.pose', corpus(1).slice(0, 400));
    const { code, stderr, stdout } = await tegn('batch', 'signs', '-o', 'out');
    expect(code).toBe(3);
    expect(stderr).toMatch(/^E_POSE_\w+: .*\n {2}at clip-0001\.pose/);
    expect(stdout).toMatch(/^2 done, 0 kept, 1 failed/);
    expect(
      sql(
        'out',
        "SELECT filename, error FROM videos v JOIN jobs j ON v.id = j.video_id WHERE status = 'failed'",
      ),
    ).toEqual([['clip-0001.pose', expect.stringMatching(/^E_POSE_/)]]);
    put('clip-0001.pose', corpus(1));
    const again = await tegn('batch', 'signs', '-o', 'out', '--only', 'failed', '--json');
    expect(again.code).toBe(0);
    expect((JSON.parse(again.stdout) as BatchEntry[]).map(({ input, status }) => [input, status])).toEqual([
      ['clip-0001.pose', 'done'],
    ]);
  });

  it('ends with 3 where a recording was cut off, though its clip is made', async () => {
    const lines = Buffer.from(
      writeTrackerJsonl(createSample({ ...chinForward, frameCount: 8 }).recording),
    ).toString();
    put('cut.jsonl', lines.slice(0, -200));
    expect(await tegn('batch', 'signs', '-o', 'out')).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^1 done, 0 kept, 0 failed/),
    });
  });

  it('goes through a list with missing files, doubled words and Norwegian names', async () => {
    putClips(2);
    put(
      'liste.csv',
      '\ufeffword;filename;local_path;remote_url\r\nblåbær;clip-0000.pose;C:\\arkiv\\clip-0000.pose;\r\nblåbær;clip-0001.pose;C:\\arkiv\\clip-0001.pose;https://a.b/c\r\nborte;x.pose;C:\\arkiv\\x.pose;\r\nBlåbær;clip-0000.pose;C:\\arkiv\\clip-0000.pose;\r\n',
    );
    const { code, stdout } = await tegn('batch', 'signs/liste.csv', '-o', 'out');
    expect({ code, stdout }).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^3 done, 0 kept, 0 failed, 1 without a file/),
    });
    expect(Object.keys(hashes('out'))).toEqual(['Blåbær_3.glb', 'blåbær.glb', 'blåbær_2.glb'].sort());
    expect(
      sql(
        'out',
        'SELECT word, status, remote_url FROM videos v JOIN jobs j ON v.id = j.video_id ORDER BY v.rowid',
      ),
    ).toEqual([
      ['blåbær', 'done', null],
      ['blåbær', 'done', 'https://a.b/c'],
      ['borte', 'missing_file', null],
      ['Blåbær', 'done', null],
    ]);
    // the same recording twice is solved once: the second row points to the first and keeps no hash
    const hashed = sql(
      'out',
      "SELECT v.word, v.sha1 IS NULL, f.word FROM videos v JOIN tegn_inputs i ON i.video_id = v.id LEFT JOIN videos f ON f.id = i.first_video_id WHERE v.filename = 'clip-0000.pose' ORDER BY v.rowid",
    );
    expect(hashed).toEqual([
      ['blåbær', 0, null],
      ['Blåbær', 1, 'blåbær'],
    ]);
    expect(readFileSync(join(folder, 'out/results.csv'), 'utf8').split('\r\n')[0]).toMatch(
      /^\ufeffword;filename;input;status;score;quality_score;/,
    );
    const glb = readFileSync(join(folder, 'out/Blåbær_3.glb')).toString('latin1');
    expect(glb).toContain(Buffer.from('"gloss":"Blåbær"').toString('latin1'));
  });

  it('plans without a trace, keeps to a prefix and a limit, and solves again just what changed', async () => {
    putClips(3);
    const plan = await tegn('batch', 'signs', '-o', 'out', '--dry-run');
    expect(plan).toMatchObject({ code: 0, stdout: '3 to do, 0 up to date. Nothing was changed.\n' });
    expect(existsSync(join(folder, 'out'))).toBe(false);
    expect((await tegn('batch', 'signs', '-o', 'out', '--limit', '1')).stdout).toMatch(/^1 done, 0 kept/);
    expect((await tegn('batch', 'signs', '-o', 'out', '--where', 'CLIP-0002')).stdout).toMatch(
      /^1 done, 0 kept/,
    );
    expect(Object.keys(hashes('out'))).toEqual(['clip-0000.glb', 'clip-0002.glb']);
    expect((await tegn('batch', 'signs', '-o', 'out')).stdout).toMatch(/^1 done, 2 kept/);
    expect((await tegn('batch', 'signs', '-o', 'out', '--dry-run')).stdout).toMatch(/^0 to do, 3 up to date/);
    put('clip-0001.pose', corpus(77));
    expect((await tegn('batch', 'signs', '-o', 'out')).stdout).toMatch(/^1 done, 2 kept/);
    expect((await tegn('batch', 'signs', '-o', 'out', '--fps', '50', '--dry-run')).stdout).toMatch(
      /^3 to do/,
    );
    rmSync(join(folder, 'out/clip-0000.glb'));
    expect((await tegn('batch', 'signs', '-o', 'out')).stdout).toMatch(/^1 done, 2 kept/);
  });

  it('does not replace a clip that it did not make', async () => {
    putClips(1);
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out/clip-0000.glb'), 'mine');
    expect((await tegn('batch', 'signs', '-o', 'out')).stdout).toMatch(/^0 done, 1 kept/);
    expect(readFileSync(join(folder, 'out/clip-0000.glb'), 'utf8')).toBe('mine');
    expect((await tegn('batch', 'signs', '-o', 'out', '--force')).stdout).toMatch(/^1 done/);
    expect(readFileSync(join(folder, 'out/clip-0000.glb')).length).toBeGreaterThan(1000);
  });

  it("goes on in the archive's own database, adds nothing to its tables and keeps what they say", async () => {
    putClips(1);
    const database = join(folder, 'archive.db');
    const sha1 = 'a'.repeat(40);
    execFileSync('python3', [
      '-c',
      `import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.executescript('''CREATE TABLE videos (id TEXT PRIMARY KEY, word TEXT NOT NULL, filename TEXT NOT NULL, remote_url TEXT, local_path TEXT NOT NULL, sha1 TEXT UNIQUE, duration_s REAL, fps REAL, width INTEGER, height INTEGER, created_at TEXT DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE jobs (id TEXT PRIMARY KEY, video_id TEXT, status TEXT NOT NULL, error TEXT, started_at TEXT, finished_at TEXT, quality_score REAL, frames INTEGER, tracking_provider TEXT, output_format TEXT, created_at TEXT DEFAULT CURRENT_TIMESTAMP, FOREIGN KEY(video_id) REFERENCES videos(id));
CREATE TABLE quality_issues (id TEXT PRIMARY KEY, job_id TEXT, issue_type TEXT, severity TEXT, frame_start INTEGER, frame_end INTEGER, details TEXT, FOREIGN KEY(job_id) REFERENCES jobs(id));
INSERT INTO videos (id, word, filename, local_path, sha1, fps) VALUES ('v1', 'hei', 'clip-0000.pose', 'clip-0000.pose', '${sha1}', 12.5);
INSERT INTO jobs (id, video_id, status, quality_score, frames, tracking_provider, output_format) VALUES ('j1', 'v1', 'done', 0.75, 80, 'mediapipe', 'parquet+jsonl');''')
db.commit()`,
      database,
    ]);
    put('list.csv', 'word,filename,local_path,remote_url\nhei,clip-0000.pose,clip-0000.pose,\n');
    const columns = () => {
      const program =
        'import json, sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\nprint(json.dumps([db.execute(q).fetchall() for q in sys.argv[2:]]))';
      const queries = ['videos', 'jobs', 'quality_issues'].map(
        (table) => `SELECT name, type FROM pragma_table_info('${table}')`,
      );
      return JSON.parse(
        execFileSync(
          'python3',
          [
            '-c',
            program,
            database,
            ...queries,
            'SELECT id, sha1, fps FROM videos',
            "SELECT status, quality_score, output_format FROM jobs WHERE video_id = 'v1' ORDER BY rowid",
            'PRAGMA integrity_check',
            'PRAGMA foreign_key_check',
          ],
          { encoding: 'utf8' },
        ),
      );
    };
    const [before] = [columns().slice(0, 3)];
    const { code, stdout } = await tegn('batch', 'signs/list.csv', '-o', 'out', '--db', 'archive.db');
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^1 done/) });
    const [videos, jobs, issues, rows, states, integrity, foreign] = columns();
    expect([videos, jobs, issues]).toEqual(before);
    expect(rows).toEqual([['v1', sha1, 12.5]]);
    expect(states).toEqual([
      ['done', 0.75, 'parquet+jsonl'],
      ['done', expect.any(Number), 'glb'],
    ]);
    expect(integrity).toEqual([['ok']]);
    expect(foreign).toEqual([]);
  });
});

describe('a batch that is stopped', () => {
  it('by Ctrl-C finishes the clips in hand, says so, and goes on the next time', async () => {
    putClips(8);
    const { child, ended } = startCli(
      cli.path,
      ['batch', 'signs', '-o', 'out', '--workers', '1', '--json'],
      folder,
    );
    await untilClips(1);
    child.kill('SIGINT');
    const { code, stderr, stdout } = await ended;
    const done = (JSON.parse(stdout) as BatchEntry[]).filter(({ status }) => status === 'done').length;
    expect(Object.keys(hashes('out'))).toHaveLength(done);
    expect(sql('out', 'SELECT status, count(*) FROM jobs GROUP BY status ORDER BY status')).toEqual(
      done === 8
        ? [['done', 8]]
        : [
            ['done', done],
            ['queued', 8 - done],
          ],
    );
    if (done < 8)
      expect({ code, stderr }).toMatchObject({
        code: 3,
        stderr: expect.stringContaining('goes on from here'),
      });
    expect((await tegn('batch', 'signs', '-o', 'out')).stdout).toContain(
      `${8 - done} done, ${done} kept, 0 failed`,
    );
  });

  it(
    `by kill -9, ${KILLS} times over ${CLIPS} clips, ends in the clips of an undisturbed run and a sound database`,
    async () => {
      putClips(CLIPS);
      await tegn('batch', 'signs', '-o', 'calm', '--workers', '2');
      const random = createRandom(1);
      let survived = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const { child, ended } = startCli(
          cli.path,
          ['batch', 'signs', '-o', 'out', '--workers', '2'],
          folder,
        );
        // at the next clip or one of those after it, in the middle of whatever is going on then
        await Promise.race([untilClips(survived + random.integer(Math.max(2, (2 * CLIPS) / KILLS))), ended]);
        child.kill('SIGKILL');
        await ended;
        const whole = hashes('out');
        const calm = hashes('calm');
        for (const [path, hash] of Object.entries(whole)) expect(hash, path).toBe(calm[path]);
        expect(sql('out', 'PRAGMA integrity_check')).toEqual([['ok']]);
        // a clip in the database is a clip on the disk, and at most those in hand are not in the database
        const recorded = Number(sql('out', "SELECT count(*) FROM jobs WHERE status = 'done'")[0][0]);
        expect(Object.keys(whole).length).toBeGreaterThanOrEqual(recorded);
        expect(Object.keys(whole).length - recorded).toBeLessThanOrEqual(4);
        survived = Object.keys(whole).length;
      }
      const last = await tegn('batch', 'signs', '-o', 'out', '--workers', '2');
      expect(last.code).toBe(0);
      expect(hashes('out')).toEqual(hashes('calm'));
      expect(sql('out', 'SELECT status, count(*) FROM jobs GROUP BY status')).toEqual([['done', CLIPS]]);
      expect(sql('out', 'SELECT count(*) FROM tegn_jobs WHERE lease_owner IS NOT NULL')).toEqual([[0]]);
      expect(readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.part'))).toEqual([]);
    },
    CHAOS_MILLIS,
  );

  /** Resolves when so many clips lie in the output folder. */
  async function untilClips(count: number): Promise<void> {
    const out = join(folder, 'out');
    while (!existsSync(out) || readdirSync(out).filter((name) => name.endsWith('.glb')).length < count) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
});

describe('a batch that cannot write', () => {
  const isRoot = process.getuid?.() === 0;

  it.runIf(isRoot && canMount())(
    'because the disk is full says so with a code, loses nothing, and goes on when there is room',
    async () => {
      putClips(6);
      await tegn('batch', 'signs', '-o', 'calm');
      const small = join(folder, 'small');
      mkdirSync(small);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', small]);
      try {
        const { code, stderr } = await tegn('batch', 'signs', '-o', 'small/out');
        expect(code).toBe(1);
        expect(stderr).toMatch(/E_(OUTPUT_WRITE|STORE): .*\n/);
        const calm = hashes('calm');
        for (const [path, hash] of Object.entries(hashes('small/out'))) expect(hash, path).toBe(calm[path]);
        execFileSync('mount', ['-o', 'remount,size=64m', small]);
        expect((await tegn('batch', 'signs', '-o', 'small/out')).code).toBe(0);
        expect(hashes('small/out')).toEqual(calm);
        expect(sql('small/out', 'PRAGMA integrity_check')).toEqual([['ok']]);
      } finally {
        execFileSync('umount', [small]);
      }
    },
  );

  it.runIf(isRoot && canMount())('because the folder is read-only says so with a code', async () => {
    putClips(1);
    const fixed = join(folder, 'fixed');
    mkdirSync(fixed);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'none', fixed]);
    try {
      const { code, stderr } = await tegn('batch', 'signs', '-o', 'fixed/out');
      expect(code).toBe(1);
      expect(stderr).toMatch(/^E_OUTPUT_WRITE: /);
    } finally {
      execFileSync('umount', [fixed]);
    }
  });

  it.runIf(!isRoot)('because it may not says so with a code', async () => {
    putClips(1);
    mkdirSync(join(folder, 'fixed'));
    chmodSync(join(folder, 'fixed'), 0o555);
    const { code, stderr } = await tegn('batch', 'signs', '-o', 'fixed/out');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^E_OUTPUT_WRITE: /);
  });

  it('because a file is in the way of its folder says so with a code', async () => {
    putClips(1);
    writeFileSync(join(folder, 'out'), '');
    const { code, stderr } = await tegn('batch', 'signs', '-o', 'out');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^E_OUTPUT_WRITE: /);
  });
});

describe('reports', () => {
  it('are made again from the database, byte by byte, and told in the terminal', async () => {
    putClips(3);
    await tegn('batch', 'signs', '-o', 'out');
    const before = hashesOf(join(folder, 'out'), /^(report|results)/);
    for (const name of Object.keys(before)) rmSync(join(folder, 'out', name));
    const { code, stdout } = await tegn('report', 'out');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(4);
    expect(hashesOf(join(folder, 'out'), /^(report|results)/)).toEqual(before);
    const stats = await tegn('stats', 'out');
    expect(stats.stdout).toMatch(/^3 clips: 3 done; 36 frames/);
    expect(stats.stdout).toContain('Worst:');
    expect(JSON.parse((await tegn('stats', 'out', '--json')).stdout)).toMatchObject({
      clips: 3,
      byStatus: { done: 3 },
    });
  });

  it('of a folder without a batch are refused', async () => {
    const { code, stderr } = await tegn('stats', 'signs');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^E_FILE_MISSING: .*tegn\.db/);
  });
});

/** Whether a small disk can be made here. */
function canMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'tegn-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true });
  }
}
