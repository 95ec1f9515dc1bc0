import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { type BatchEntry, type BatchOptions, runBatch } from '../../src/batch/run-batch.node.ts';
import { createOwnRunner } from '../../src/batch/work/own-runner.node.ts';
import type { Recipe } from '../../src/batch/work/task.ts';
import { readFbx } from '../../src/formats/fbx/read-fbx.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { writeTrackerJsonl } from '../../src/landmarks/writers/tracker-jsonl.ts';
import { readGlbWithThree } from '../support/read-with-three.ts';

const { recording } = createSample({ ...chinForward, frameCount: 8 });
const POSE = writePose(recording);
const JSONL = writeTrackerJsonl(recording);

let folder: string;
let input: string;
let output: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tegn-batch-'));
  input = join(folder, 'signs');
  output = join(folder, 'clips');
  mkdirSync(input);
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string, content: Uint8Array | string): void {
  const to = join(input, path);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, content);
}

const run = (
  options: Partial<BatchOptions> = {},
  clip: Recipe['clip'] = {},
  rest: Partial<Recipe> = {},
): Promise<BatchEntry[]> => {
  const recipe: Recipe = { clip, lift: false, write: {}, metahumanFace: false, ...rest };
  const runner = createOwnRunner({ recipe, output });
  return runBatch(input, output, { recipe, formats: ['glb'], runner, ...options });
};

const OWN_FILES = ['report.html', 'report.json', 'results.csv', 'results.parquet', 'tegn.db'];

/** Files below the output besides the reports and the database, relative, sorted. */
const files = (): string[] =>
  (readdirSync(output, { recursive: true }) as string[])
    .filter((path) => statSync(join(output, path)).isFile() && !OWN_FILES.includes(path))
    .sort();

const statuses = (entries: readonly BatchEntry[]) => entries.map(({ input: name, status }) => [name, status]);
const report = (): BatchEntry[] => JSON.parse(readFileSync(join(output, 'report.json'), 'utf8')).clips;

describe('a folder of recordings', () => {
  it('becomes a folder of clips of the same shape, with a report of every file', async () => {
    put('hello.pose', POSE);
    put('a/deep/er/house.jsonl', JSONL);
    put('a/tree.jsonl.gz', gzipSync(JSONL));
    put('notes.txt', 'not a recording');
    const seen: string[] = [];
    const entries = await run({
      formats: ['glb', 'fbx'],
      onProgress: (done, total, entry) => seen.push(`${done}/${total} ${entry.input}`),
    });
    expect(statuses(entries)).toEqual([
      ['a/deep/er/house.jsonl', 'done'],
      ['a/tree.jsonl.gz', 'done'],
      ['hello.pose', 'done'],
    ]);
    expect(files()).toEqual([
      'a/deep/er/house.fbx',
      'a/deep/er/house.glb',
      'a/tree.fbx',
      'a/tree.glb',
      'hello.fbx',
      'hello.glb',
    ]);
    expect(entries[0].outputs).toEqual(['a/deep/er/house.glb', 'a/deep/er/house.fbx']);
    expect(entries[2]).toMatchObject({ frames: 8, issues: expect.any(Array) });
    expect(report()).toMatchObject(
      entries.map(({ input, word, frames, score }) => ({ input, word, status: 'done', frames, score })),
    );
    expect(readdirSync(output)).toEqual(expect.arrayContaining(OWN_FILES));
    expect(seen).toEqual(['1/3 a/deep/er/house.jsonl', '2/3 a/tree.jsonl.gz', '3/3 hello.pose']);
  });

  it('holds clips that other readers open', async () => {
    put('hello.pose', POSE);
    await run({ formats: ['glb', 'fbx'] }, { fps: 50 });
    const glb = await readGlbWithThree(new Uint8Array(readFileSync(join(output, 'hello.glb'))));
    expect(glb.clipName).toBe('hello');
    expect(glb.durationSeconds).toBeCloseTo(7 / 25, 5);
    expect(readFbx(new Uint8Array(readFileSync(join(output, 'hello.fbx')))).records.length).toBeGreaterThan(
      3,
    );
  });

  it('accounts for files that cannot be used and goes on', async () => {
    put('a-broken.pose', POSE.slice(0, 200));
    put('b-empty.json', '');
    put('c-other.json', '{"name": "package"}');
    put('d-good.pose', POSE);
    const entries = await run();
    expect(statuses(entries)).toEqual([
      ['a-broken.pose', 'failed'],
      ['b-empty.json', 'failed'],
      ['c-other.json', 'failed'],
      ['d-good.pose', 'done'],
    ]);
    expect(entries.map(({ error }) => error?.code)).toEqual([
      expect.stringMatching(/^E_POSE_/),
      'E_FILE_EMPTY',
      expect.stringMatching(/^E_/),
      undefined,
    ]);
    for (const { error, outputs } of entries.slice(0, 3)) {
      expect(error!.code).not.toBe('E_INTERNAL');
      expect(error!.message.length).toBeGreaterThan(10);
      expect(outputs).toEqual([]);
    }
    expect(files()).toEqual(['d-good.glb']);
  });

  it('keeps clips that exist, byte by byte, and makes the rest', async () => {
    put('a.pose', POSE);
    await run();
    writeFileSync(join(output, 'a.glb'), 'edited by hand');
    put('b.pose', POSE);
    expect(statuses(await run())).toEqual([
      ['a.pose', 'kept'],
      ['b.pose', 'done'],
    ]);
    expect(readFileSync(join(output, 'a.glb'), 'utf8')).toBe('edited by hand');
    expect(report()).toHaveLength(2);
  });

  it('that is interrupted reports what was done, and goes on from there', async () => {
    put('a.pose', POSE);
    put('b.jsonl', JSONL);
    const interrupted = new AbortController();
    await run({ signal: interrupted.signal, onProgress: () => interrupted.abort() });
    expect(statuses(report())).toEqual([
      ['a.pose', 'done'],
      ['b.jsonl', 'queued'],
    ]);
    expect(statuses(await run())).toEqual([
      ['a.pose', 'kept'],
      ['b.jsonl', 'done'],
    ]);
  });

  it('adds a format without touching the clips that are there', async () => {
    put('a.pose', POSE);
    await run();
    writeFileSync(join(output, 'a.glb'), 'edited by hand');
    const [entry] = await run({ formats: ['glb', 'fbx'] });
    expect(entry).toMatchObject({ status: 'done', outputs: ['a.glb', 'a.fbx'] });
    expect(readFileSync(join(output, 'a.glb'), 'utf8')).toBe('edited by hand');
    expect(files()).toEqual(['a.fbx', 'a.glb']);
  });

  it('replaces clips when forced', async () => {
    put('a.pose', POSE);
    mkdirSync(output);
    writeFileSync(join(output, 'a.glb'), 'old');
    expect(statuses(await run({ force: true }))).toEqual([['a.pose', 'done']]);
    expect(readFileSync(join(output, 'a.glb')).length).toBeGreaterThan(1000);
  });

  it('never lets one recording take the clip of another', async () => {
    put('hello.jsonl', JSONL);
    put('hello.pose', POSE);
    put('other.pose', POSE);
    for (const force of [false, true]) {
      const entries = await run({ force });
      expect(entries.flatMap(({ outputs }) => outputs)).toEqual([
        'hello.jsonl.glb',
        'hello.pose.glb',
        'other.glb',
      ]);
    }
    // its name, without the extension, is that of a clip above
    put('hello.pose.json', JSONL);
    const entries = await run();
    expect(entries.map(({ status }) => status)).toEqual(['kept', 'kept', 'done', 'kept']);
    expect(entries[2].outputs).toEqual(['hello.pose.json.glb']);
  });

  it('may hold its own output, its settings and links', async () => {
    put('a.pose', POSE);
    put('tegn.config.json', '{"fps": 30}');
    symlinkSync(join(input, 'a.pose'), join(input, 'link.pose'));
    symlinkSync(join(input, 'gone.pose'), join(input, 'lost.pose'));
    output = join(input, 'clips');
    await run();
    const entries = await run();
    expect(statuses(entries)).toEqual([
      ['a.pose', 'kept'],
      ['link.pose', 'kept'],
      ['lost.pose', 'missing_file'],
    ]);
    expect(entries[2].error!.code).toBe('E_FILE_MISSING');
  });

  it('leaves nothing half-written: no temporary files, also where writing fails', async () => {
    put('a.pose', POSE);
    put('b.pose', POSE);
    mkdirSync(join(output, 'a.glb', 'in the way'), { recursive: true });
    const entries = await run({ force: true });
    expect(statuses(entries)).toEqual([
      ['a.pose', 'failed'],
      ['b.pose', 'done'],
    ]);
    expect(entries[0].error!.code).toBe('E_OUTPUT_WRITE');
    expect(files()).toEqual(['b.glb']);
  });

  it('without landmark files is refused, and nothing is written', async () => {
    put('notes.txt', 'nothing to solve');
    await expect(run()).rejects.toMatchObject({ code: 'E_FILE_MISSING' });
    expect(existsSync(output)).toBe(false);
  });

  it('that does not exist is refused, as are a format and a target there are not, before anything is written', async () => {
    put('a.pose', POSE);
    await expect(run({ formats: ['glb', 'avi'] })).rejects.toMatchObject({ code: 'E_FORMAT_UNKNOWN' });
    await expect(run({}, { target: 'robot' })).rejects.toMatchObject({ code: 'E_TARGET_UNKNOWN' });
    input = join(folder, 'nowhere');
    await expect(run()).rejects.toMatchObject({ code: 'E_FILE_MISSING' });
    expect(existsSync(output)).toBe(false);
  });

  it('passes options of the clip on', async () => {
    put('a.pose', POSE);
    const [entry] = await run({}, { trim: [0, 0.1] });
    expect(entry.frames).toBe(3);
  });
});
