/** A batch that ends before its time: by Ctrl-C, by kill -9, by a disk that takes nothing more. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BatchEntry } from '../../src/batch/run-batch.node.ts';
import { createRandom } from '../../src/math/random.ts';
import { batchFolder } from './support/batch-folder.ts';

/** npm run check:long makes far more of them. */
const CLIPS = process.env['TEGN_CHAOS_CLIPS'] ? Number(process.env['TEGN_CHAOS_CLIPS']) : 16;
const KILLS = process.env['TEGN_CHAOS_KILLS'] ? Number(process.env['TEGN_CHAOS_KILLS']) : 4;

/** Runs the clips twice over, with a start for every kill. */
const CHAOS_MILLIS = 60_000 + CLIPS * 2000 + KILLS * 30_000;

const at = batchFolder();

describe('a batch that is stopped', () => {
  it('by Ctrl-C finishes the clips in hand, says so, and goes on the next time', async () => {
    at.putClips(8);
    const { child, ended } = at.start('batch', 'signs', '-o', 'out', '--workers', '1', '--json');
    await untilClips(1);
    child.kill('SIGINT');
    const { code, stderr, stdout } = await ended;
    const done = (JSON.parse(stdout) as BatchEntry[]).filter(({ status }) => status === 'done').length;
    expect(Object.keys(at.hashes('out'))).toHaveLength(done);
    expect(at.sql('out', 'SELECT status, count(*) FROM jobs GROUP BY status ORDER BY status')).toEqual(
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
    expect((await at.run('batch', 'signs', '-o', 'out')).stdout).toContain(
      `${8 - done} done, ${done} kept, 0 failed`,
    );
  });

  it(
    `by kill -9, ${KILLS} times over ${CLIPS} clips, ends in the clips of an undisturbed run and a sound database`,
    async () => {
      at.putClips(CLIPS);
      await at.run('batch', 'signs', '-o', 'calm', '--workers', '2');
      const random = createRandom(1);
      let survived = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const { child, ended } = at.start('batch', 'signs', '-o', 'out', '--workers', '2');
        // at the next clip or one of those after it, in the middle of whatever is going on then
        await Promise.race([untilClips(survived + random.integer(Math.max(2, (2 * CLIPS) / KILLS))), ended]);
        child.kill('SIGKILL');
        await ended;
        const whole = at.hashes('out');
        const calm = at.hashes('calm');
        for (const [path, hash] of Object.entries(whole)) expect(hash, path).toBe(calm[path]);
        expect(at.sql('out', 'PRAGMA integrity_check')).toEqual([['ok']]);
        // a clip in the database is a clip on the disk, and at most those in hand are not in the database
        const recorded = Number(at.sql('out', "SELECT count(*) FROM jobs WHERE status = 'done'")[0][0]);
        expect(Object.keys(whole).length).toBeGreaterThanOrEqual(recorded);
        expect(Object.keys(whole).length - recorded).toBeLessThanOrEqual(4);
        survived = Object.keys(whole).length;
      }
      const last = await at.run('batch', 'signs', '-o', 'out', '--workers', '2');
      expect(last.code).toBe(0);
      expect(at.hashes('out')).toEqual(at.hashes('calm'));
      expect(at.sql('out', 'SELECT status, count(*) FROM jobs GROUP BY status')).toEqual([['done', CLIPS]]);
      expect(at.sql('out', 'SELECT count(*) FROM tegn_jobs WHERE lease_owner IS NOT NULL')).toEqual([[0]]);
      expect(readdirSync(at.path('out')).filter((name) => name.endsWith('.part'))).toEqual([]);
    },
    CHAOS_MILLIS,
  );

  /** Resolves when so many clips lie in the output folder. */
  async function untilClips(count: number): Promise<void> {
    const out = at.path('out');
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
      at.putClips(6);
      await at.run('batch', 'signs', '-o', 'calm');
      const small = at.path('small');
      mkdirSync(small);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', small]);
      try {
        const { code, stderr } = await at.run('batch', 'signs', '-o', 'small/out');
        expect(code).toBe(1);
        expect(stderr).toMatch(/E_(OUTPUT_WRITE|STORE): .*\n/);
        const calm = at.hashes('calm');
        for (const [path, hash] of Object.entries(at.hashes('small/out')))
          expect(hash, path).toBe(calm[path]);
        execFileSync('mount', ['-o', 'remount,size=64m', small]);
        expect((await at.run('batch', 'signs', '-o', 'small/out')).code).toBe(0);
        expect(at.hashes('small/out')).toEqual(calm);
        expect(at.sql('small/out', 'PRAGMA integrity_check')).toEqual([['ok']]);
      } finally {
        execFileSync('umount', [small]);
      }
    },
  );

  it.runIf(isRoot && canMount())('because the folder is read-only says so with a code', async () => {
    at.putClips(1);
    const fixed = at.path('fixed');
    mkdirSync(fixed);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'none', fixed]);
    try {
      const { code, stderr } = await at.run('batch', 'signs', '-o', 'fixed/out');
      expect(code).toBe(1);
      expect(stderr).toMatch(/^E_OUTPUT_WRITE: /);
    } finally {
      execFileSync('umount', [fixed]);
    }
  });

  it.runIf(isRoot && canMount())(
    'because the folder of an earlier run has become read-only says so with a code, and loses nothing of it',
    async () => {
      at.putClips(2);
      const fixed = at.path('fixed');
      mkdirSync(fixed);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'none', fixed]);
      try {
        await at.run('batch', 'signs', '-o', 'fixed/out');
        const made = at.hashes('fixed/out');
        execFileSync('mount', ['-o', 'remount,ro', fixed]);
        expect(await at.run('batch', 'signs', '-o', 'fixed/out', '--fps', '50')).toMatchObject({
          code: 1,
          stderr: expect.stringMatching(/^E_STORE: /),
        });
        execFileSync('mount', ['-o', 'remount,rw', fixed]);
        expect(at.hashes('fixed/out')).toEqual(made);
        expect((await at.run('batch', 'signs', '-o', 'fixed/out')).stdout).toMatch(/^0 done, 2 kept/);
      } finally {
        execFileSync('umount', [fixed]);
      }
    },
  );

  it.runIf(!isRoot)('because it may not says so with a code', async () => {
    at.putClips(1);
    mkdirSync(at.path('fixed'));
    chmodSync(at.path('fixed'), 0o555);
    const { code, stderr } = await at.run('batch', 'signs', '-o', 'fixed/out');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^E_OUTPUT_WRITE: /);
  });

  it('because a file is in the way of its folder says so with a code', async () => {
    at.putClips(1);
    writeFileSync(at.path('out'), '');
    const { code, stderr } = await at.run('batch', 'signs', '-o', 'out');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^E_OUTPUT_WRITE: /);
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
