import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerStream } from '../../src/cli/commands/stream.ts';
import { registerTake } from '../../src/cli/commands/take.ts';
import { readTake } from '../../src/livelink/take/read-take.ts';
import type { makeClip } from '../../src/pipeline/make-clip.ts';
import { targetNamed } from '../../src/skeleton/targets.ts';
import { landmarkMessages } from '../livelink/support/landmark-messages.ts';
import { connectLiveClient } from '../livelink/support/live-client.ts';
import { wavingClip } from '../livelink/support/waving-clip.ts';
import { createRandomSigner } from '../support/random-signer.ts';
import { readGlbWithThree } from '../support/read-with-three.ts';

const clip = wavingClip(10, { numerator: 120, denominator: 1 });
const rig = targetNamed('metahuman').rig();
const make = (async (_: Uint8Array, name: string) => ({
  clip: { ...clip, name },
  rig,
  issues: [],
})) as unknown as typeof makeClip;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tegn-stream-'));
  vi.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function run(...args: string[]) {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  registerStream(program, make);
  registerTake(program);
  return program.parseAsync(args, { from: 'user' });
}

function stream(content: string, ...flags: string[]) {
  const file = join(folder, 'sign.pose');
  writeFileSync(file, content);
  return run('stream', file, '--port', '0', ...flags);
}

/** The first line on stdout: the address. */
const address = () =>
  new Promise<string>((resolve) => {
    vi.spyOn(console, 'log').mockImplementation(resolve);
  });

test('--once prints the address, plays every frame to the first client and ends', async () => {
  const printed = address();
  const done = stream('landmarks', '--once');
  const client = connectLiveClient(await printed);
  await done;
  expect(await client.closed).toBe(1001);
  expect(client.order.slice(0, 4)).toEqual(['hello', 'static', 'faceStatic', 'frame']);
  expect(client.order.at(-1)).toBe('end');
  expect(client.frames.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a glb is refused with what to do instead', async () => {
  await expect(stream('glTF')).rejects.toMatchObject({
    code: 'E_KIND_UNKNOWN',
    message: expect.stringContaining('Stream the file that it was made from'),
  });
});

test('--record keeps what was streamed as a clip that another program reads, and --once with files plays all of them', async () => {
  const second = join(folder, 'second.pose');
  writeFileSync(second, 'landmarks');
  writeFileSync(join(folder, 'sign.pose'), 'landmarks');
  const output = join(folder, 'kept.glb');
  const printed = address();
  const done = run('stream', join(folder, 'sign.pose'), second, '--port', '0', '--once', '--record', output);
  const client = connectLiveClient(await printed);
  await done;
  expect(client.all('status').map(({ source }) => source)).toContain('second.pose');
  expect(client.frames.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  const { gltf } = await readGlbWithThree(new Uint8Array(readFileSync(output)));
  expect(gltf.animations[0].duration).toBeCloseTo(19 / 120, 4);
  expect(existsSync(join(folder, 'kept.take'))).toBe(false);
});

test('a take is readable as it is, streams again, and becomes a clip with tegn take', async () => {
  const path = join(folder, 'kept.take');
  const printed = address();
  const done = stream('landmarks', '--once', '--record', path);
  connectLiveClient(await printed);
  await done;
  expect(readTake(new Uint8Array(readFileSync(path))).clips[0].frameCount).toBe(10);
  vi.restoreAllMocks();
  vi.spyOn(console, 'error').mockReturnValue();
  const again = address();
  const replayed = run('stream', path, '--port', '0', '--once');
  const client = connectLiveClient(await again);
  await replayed;
  expect(client.frames.length).toBe(10);
  await run('take', path, '-o', join(folder, 'out.glb'));
  expect(existsSync(join(folder, 'out.glb'))).toBe(true);
  await expect(run('take', path, '-o', join(folder, 'out.glb'))).rejects.toMatchObject({
    code: 'E_OUTPUT_EXISTS',
  });
  await expect(run('take', path, '-o', join(folder, 'o.glb'), '-t', 'vrm')).rejects.toMatchObject({
    code: 'E_TARGET_CHAIN',
  });
});

test('a folder that is being filled is played file by file', async () => {
  const inbox = mkdtempSync(join(folder, 'inbox-'));
  writeFileSync(join(inbox, 'a.pose'), 'landmarks');
  const printed = address();
  const done = run('stream', inbox, '--port', '0');
  const client = connectLiveClient(await printed);
  await client.until(() => client.all('status').at(-1)?.state === 'waiting');
  const arriving = join(folder, 'b.pose');
  writeFileSync(arriving, 'landmarks');
  renameSync(arriving, join(inbox, 'b.pose'));
  await client.until(() => client.all('status').at(-1)?.source === 'b.pose' && client.frames.length === 20);
  process.emit('SIGINT');
  await done;
});

test('--landmarks solves what a tracker sends', async () => {
  const printed = address();
  const done = run('stream', '--landmarks', '--port', '0', '--subject', 'kari', '--no-face-subject');
  const client = connectLiveClient(await printed);
  await client.until(() => client.statics.length === 1);
  expect(client.statics[0].name).toBe('kari');
  const { recording } = createRandomSigner({ seed: 2, frameCount: 8 });
  client.ask({ op: 'tracker', name: 'script', fps: 25, ...recording.imageSize });
  for (const message of landmarkMessages(recording)) client.ask(message);
  await client.until(() => client.frames.length === 6);
  process.emit('SIGINT');
  await done;
});

test.each([
  [['--port', '70000'], 'Expected a whole number from 0 to 65535'],
  [['--port', ''], 'Expected a whole number from 0 to 65535'],
  [['--loop', '--once'], 'cannot be used with'],
  [['--rate', '9'], 'Expected a number from 0.05 to 8'],
  [['--bridge', 'morse'], 'Expected livelinkface, vmc, jsonlivelink'],
  [['--max-clients', '0'], 'Expected a whole number above 0'],
  [['--host', '0.0.0.0'], 'Expected a token and a list of origins'],
  [['--tls-cert', 'x.pem'], 'Expected --tls-cert and --tls-key together'],
  [['--landmarks'], 'Expected either files or --landmarks'],
  [['--tracker-page', '.'], 'Expected --landmarks beside --tracker-page'],
  [['--record', 'x.exe'], 'Expected a format'],
])('%j is refused before anything is done', async (flags, message) => {
  await expect(stream('landmarks', ...flags)).rejects.toThrow(message);
});
