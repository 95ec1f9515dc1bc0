/** `tegn view` through its program: what it serves and what its address says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerView } from '../../src/cli/commands/view.ts';
import type { makeClip } from '../../src/pipeline/make-clip.ts';
import { targetNamed } from '../../src/skeleton/targets.ts';
import { readAddress } from '../../viewer/src/address.ts';
import { wavingClip } from '../livelink/support/waving-clip.ts';

const rig = targetNamed('metahuman').rig();
let root: string;
let solved: string[];
const make = (async (_: Uint8Array, name: string) => {
  solved.push(name);
  const metadata = {
    fps: 30,
    target: { name: rig.name, approximate: true },
    quality: {},
    options: {},
    tegnVersion: '0',
  };
  return {
    clip: wavingClip(3),
    rig,
    metadata,
    issues: [{ code: 'W_X', severity: 'warning', message: 'weak' }],
  };
}) as unknown as typeof makeClip;

beforeEach(() => {
  solved = [];
  root = mkdtempSync(join(tmpdir(), 'tegn-view-'));
  mkdirSync(join(root, 'viewer'));
  writeFileSync(join(root, 'viewer', 'index.html'), '<p>page</p>');
  mkdirSync(join(root, 'signs'));
  vi.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const write = (name: string, content: string): string => {
  writeFileSync(join(root, 'signs', name), content);
  return join(root, 'signs', name);
};

/** Runs the command, hands its address over, and stops it. */
async function view(words: string[], look: (url: URL) => Promise<void> | void): Promise<void> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  registerView(program, make, () => join(root, 'viewer'));
  const printed = new Promise<string>((resolve) => {
    vi.spyOn(console, 'log').mockImplementation(resolve);
  });
  const done = program.parseAsync(['view', ...words, '--no-open'], { from: 'user' });
  const url = await Promise.race([printed, done.then(() => Promise.reject(new Error('It ended.')))]);
  await look(new URL(url as string));
  process.emit('SIGINT');
  await done;
}

const content = async (url: URL, address: string): Promise<string> =>
  (await fetch(new URL(address, url))).text();

test('a recording is served as it is, with the flags in the address and the video beside it', async () => {
  const file = write('hello å#1.jsonl.gz', 'recording');
  write('hello å#1.webm', 'video');
  write('other.pose', 'private');
  const flags = [
    '-t',
    'vrm',
    '--smoothing',
    'one-euro',
    '--one-euro',
    '1.5:0.3',
    '--clamp',
    '300',
    '--mirror',
  ];
  const more = [
    '--no-places',
    '--root-motion',
    '--fps',
    '30000/1001',
    '--trim',
    '0.4:',
    '--face',
    'brows=1.2~0.05',
  ];
  await view([file, ...flags, ...more], async (url) => {
    expect(url.hostname).toBe('127.0.0.1');
    const { clip, video, settings } = readAddress(url.search);
    expect(await content(url, clip!)).toBe('recording');
    expect(await content(url, video!)).toBe('video');
    expect((await fetch(new URL('files/other.pose', url))).status).toBe(404);
    expect(settings).toEqual({
      target: 'vrm',
      smoothing: 'one-euro',
      oneEuro: { minCutoff: 1.5, beta: 0.3 },
      clamp: 300,
      mirror: true,
      places: false,
      rootMotion: true,
      fps: 30000 / 1001,
      trim: [0.4, Number.POSITIVE_INFINITY],
      face: { brows: { gain: 1.2, smoothing: 0.05 } },
    });
  });
  expect(solved).toEqual([]);
});

test('what the address cannot say is solved before, and the page gets the clip with its issues', async () => {
  const file = write('hello.pose', 'recording');
  write('hello.mp4', 'video');
  await view([file, '--person', '1'], async (url) => {
    const { clip, video } = readAddress(url.search);
    expect(clip).toBe('clip/hello.glb');
    expect(video).toBe('files/hello.mp4');
    const glb = await content(url, clip!);
    expect(glb.slice(0, 4)).toBe('glTF');
    expect(glb).toContain('weak');
  });
  expect(solved).toEqual(['hello.pose']);
});

test('a clip is served as it is', async () => {
  await view([write('a.glb', 'glTF...')], async (url) => {
    expect(await content(url, readAddress(url.search).clip!)).toBe('glTF...');
  });
});

test('a folder is listed, and its clips are served', async () => {
  write('a.pose', 'a');
  write('b.glb', 'glTF');
  await view([join(root, 'signs'), '-t', 'manny'], async (url) => {
    expect(readAddress(url.search)).toMatchObject({
      folder: true,
      clip: null,
      settings: { target: 'manny' },
    });
    const { name, files } = JSON.parse(await content(url, 'files.json'));
    expect(name).toBe('signs');
    expect(files.map(({ path }: { path: string }) => path).sort()).toEqual(['a.pose', 'b.glb']);
    expect(await content(url, 'files/a.pose')).toBe('a');
  });
});

test('nothing opens the start screen, a stream the live one', async () => {
  await view([], async (url) => {
    expect(url.search).toBe('');
    expect(await content(url, '')).toBe('<p>page</p>');
  });
  await view(['ws://127.0.0.1:41520/?token=x y'], (url) => {
    expect(readAddress(url.search).live).toBe('ws://127.0.0.1:41520/?token=x y');
  });
});

test('other machines need the token', async () => {
  await expect(view(['--host', '0.0.0.0'], () => {})).rejects.toMatchObject({ code: 'E_OPTION' });
  await view(['--host', '0.0.0.0', '--token', 'sesame'], async (url) => {
    expect(url.searchParams.get('token')).toBe('sesame');
    const local = new URL(`http://127.0.0.1:${url.port}/`);
    expect((await fetch(local)).status).toBe(401);
    expect((await fetch(new URL(url.search, local), { redirect: 'manual' })).status).toBe(303);
  });
});

test.each([
  ['a file that is not there', () => ['nowhere.pose'], 'E_FILE_MISSING'],
  ['an empty file', () => [write('empty.pose', '')], 'E_FILE_EMPTY'],
  ['a stream without a host', () => ['ws://'], 'E_OPTION'],
  ['a folder with what only a batch can do', () => [join(root, 'signs'), '--person', '1'], 'E_OPTION'],
])('%s is said in words', async (_, words, code) => {
  await expect(view(words(), () => {})).rejects.toMatchObject({ code });
});
