/** `tegn batch`, `tegn report` and `tegn stats` as a user runs them: a process of its own, with threads. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import type { BatchEntry } from '../../src/batch/run-batch.node.ts';
import { writeTrackerJsonl } from '../../src/landmarks/writers/tracker-jsonl.ts';
import { batchFolder, corpus } from './support/batch-folder.ts';
import { hashesOf } from './support/run-cli.ts';

const at = batchFolder();

describe('a batch', () => {
  it('gives the same bytes with one thread and with several, and tells what it did', async () => {
    at.putClips(6);
    const one = await at.run('batch', 'signs', '-o', 'one', '--workers', '1');
    expect(one).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^6 done, 0 kept, 0 failed in .* -> one\n$/),
    });
    await at.run('batch', 'signs', '-o', 'three', '--workers', '3');
    expect(Object.keys(at.hashes('one'))).toHaveLength(6);
    expect(at.hashes('three')).toEqual(at.hashes('one'));
    expect(readdirSync(at.path('one')).filter((name) => /part|wal|shm/.test(name))).toEqual([]);
  });

  it('reports a corrupt clip in the middle, does the rest, and ends with 3', async () => {
    at.putClips(3);
    at.put('clip-0001.pose', corpus(1).slice(0, 400));
    const { code, stderr, stdout } = await at.run('batch', 'signs', '-o', 'out');
    expect(code).toBe(3);
    expect(stderr).toMatch(/^E_POSE_\w+: .*\n {2}at clip-0001\.pose/);
    expect(stdout).toMatch(/^2 done, 0 kept, 1 failed/);
    expect(
      at.sql(
        'out',
        "SELECT filename, error FROM videos v JOIN jobs j ON v.id = j.video_id WHERE status = 'failed'",
      ),
    ).toEqual([['clip-0001.pose', expect.stringMatching(/^E_POSE_/)]]);
    at.put('clip-0001.pose', corpus(1));
    const again = await at.run('batch', 'signs', '-o', 'out', '--only', 'failed', '--json');
    expect(again.code).toBe(0);
    expect((JSON.parse(again.stdout) as BatchEntry[]).map(({ input, status }) => [input, status])).toEqual([
      ['clip-0001.pose', 'done'],
    ]);
  });

  it('ends with 3 where a recording was cut off, though its clip is made', async () => {
    const lines = Buffer.from(
      writeTrackerJsonl(createSample({ ...chinForward, frameCount: 8 }).recording),
    ).toString();
    at.put('cut.jsonl', lines.slice(0, -200));
    expect(await at.run('batch', 'signs', '-o', 'out')).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^1 done, 0 kept, 0 failed/),
    });
  });

  it('goes through a list with missing files, doubled words and Norwegian names', async () => {
    at.putClips(2);
    at.put(
      'liste.csv',
      '\ufeffword;filename;local_path;remote_url\r\nblåbær;clip-0000.pose;C:\\arkiv\\clip-0000.pose;\r\nblåbær;clip-0001.pose;C:\\arkiv\\clip-0001.pose;https://a.b/c\r\nborte;x.pose;C:\\arkiv\\x.pose;\r\nBlåbær;clip-0000.pose;C:\\arkiv\\clip-0000.pose;\r\n',
    );
    const { code, stdout } = await at.run('batch', 'signs/liste.csv', '-o', 'out');
    expect({ code, stdout }).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^3 done, 0 kept, 0 failed, 1 without a file/),
    });
    expect(Object.keys(at.hashes('out'))).toEqual(['Blåbær_3.glb', 'blåbær.glb', 'blåbær_2.glb'].sort());
    expect(
      at.sql(
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
    const hashed = at.sql(
      'out',
      "SELECT v.word, v.sha1 IS NULL, f.word FROM videos v JOIN tegn_inputs i ON i.video_id = v.id LEFT JOIN videos f ON f.id = i.first_video_id WHERE v.filename = 'clip-0000.pose' ORDER BY v.rowid",
    );
    expect(hashed).toEqual([
      ['blåbær', 0, null],
      ['Blåbær', 1, 'blåbær'],
    ]);
    expect(readFileSync(at.path('out/results.csv'), 'utf8').split('\r\n')[0]).toMatch(
      /^\ufeffword;filename;input;status;score;quality_score;/,
    );
    const glb = readFileSync(at.path('out/Blåbær_3.glb')).toString('latin1');
    expect(glb).toContain(Buffer.from('"gloss":"Blåbær"').toString('latin1'));
  });

  it('plans without a trace, keeps to a prefix and a limit, and solves again just what changed', async () => {
    at.putClips(3);
    const plan = await at.run('batch', 'signs', '-o', 'out', '--dry-run');
    expect(plan).toMatchObject({ code: 0, stdout: '3 to do, 0 up to date. Nothing was changed.\n' });
    expect(existsSync(at.path('out'))).toBe(false);
    expect((await at.run('batch', 'signs', '-o', 'out', '--limit', '1')).stdout).toMatch(/^1 done, 0 kept/);
    expect((await at.run('batch', 'signs', '-o', 'out', '--where', 'CLIP-0002')).stdout).toMatch(
      /^1 done, 0 kept/,
    );
    expect(Object.keys(at.hashes('out'))).toEqual(['clip-0000.glb', 'clip-0002.glb']);
    expect((await at.run('batch', 'signs', '-o', 'out')).stdout).toMatch(/^1 done, 2 kept/);
    expect((await at.run('batch', 'signs', '-o', 'out', '--dry-run')).stdout).toMatch(
      /^0 to do, 3 up to date/,
    );
    at.put('clip-0001.pose', corpus(77));
    expect((await at.run('batch', 'signs', '-o', 'out')).stdout).toMatch(/^1 done, 2 kept/);
    expect((await at.run('batch', 'signs', '-o', 'out', '--fps', '50', '--dry-run')).stdout).toMatch(
      /^3 to do/,
    );
    rmSync(at.path('out/clip-0000.glb'));
    expect((await at.run('batch', 'signs', '-o', 'out')).stdout).toMatch(/^1 done, 2 kept/);
  });

  it('does not replace a clip that it did not make', async () => {
    at.putClips(1);
    mkdirSync(at.path('out'));
    writeFileSync(at.path('out/clip-0000.glb'), 'mine');
    expect((await at.run('batch', 'signs', '-o', 'out')).stdout).toMatch(/^0 done, 1 kept/);
    expect(readFileSync(at.path('out/clip-0000.glb'), 'utf8')).toBe('mine');
    expect((await at.run('batch', 'signs', '-o', 'out', '--force')).stdout).toMatch(/^1 done/);
    expect(readFileSync(at.path('out/clip-0000.glb')).length).toBeGreaterThan(1000);
  });
});

describe('reports', () => {
  it('are made again from the database, byte by byte, and told in the terminal', async () => {
    at.putClips(3);
    await at.run('batch', 'signs', '-o', 'out');
    const before = hashesOf(at.path('out'), /^(report|results)/);
    for (const name of Object.keys(before)) rmSync(at.path('out', name));
    const { code, stdout } = await at.run('report', 'out');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(4);
    expect(hashesOf(at.path('out'), /^(report|results)/)).toEqual(before);
    const stats = await at.run('stats', 'out');
    expect(stats.stdout).toMatch(/^3 clips: 3 done; 36 frames/);
    expect(stats.stdout).toContain('Worst:');
    expect(JSON.parse((await at.run('stats', 'out', '--json')).stdout)).toMatchObject({
      clips: 3,
      byStatus: { done: 3 },
    });
  });

  it('of a folder without a batch are refused', async () => {
    const { code, stderr } = await at.run('stats', 'signs');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^E_FILE_MISSING: .*tegn\.db/);
  });
});
