import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerStream } from '../../src/cli/commands/stream.ts';
import type { makeClip } from '../../src/pipeline/make-clip.ts';
import { connectLiveClient } from '../livelink/support/live-client.ts';
import { wavingClip } from '../livelink/support/waving-clip.ts';

const clip = wavingClip(10, { numerator: 120, denominator: 1 });
const make = (async () => ({ clip, issues: [] })) as unknown as typeof makeClip;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tegn-stream-'));
  vi.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function stream(content: string, ...flags: string[]) {
  const file = join(folder, 'sign.pose');
  writeFileSync(file, content);
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  registerStream(program, make);
  return program.parseAsync(['stream', file, ...flags], { from: 'user' });
}

test('--once prints the address, plays every frame to the first client and ends', async () => {
  const printed = new Promise<string>((resolve) => {
    vi.spyOn(console, 'log').mockImplementation(resolve);
  });
  const done = stream('landmarks', '--port', '0', '--once');
  const client = connectLiveClient(await printed);
  await done;
  expect(await client.closed).toBe(1001);
  expect(client.order.slice(0, 3)).toEqual(['hello', 'static', 'frame']);
  expect(client.order.at(-1)).toBe('end');
  expect(client.frames[0].number).toBe(0);
  expect(client.frames.at(-1)!.number).toBe(9);
});

test('a glb is refused with what to do instead', async () => {
  await expect(stream('glTF', '--port', '0')).rejects.toMatchObject({
    code: 'E_KIND_UNKNOWN',
    message: expect.stringContaining('Stream the file that it was made from'),
  });
});

test.each([
  [['--port', '70000'], 'Expected a whole number from 0 to 65535'],
  [['--port', ''], 'Expected a whole number from 0 to 65535'],
  [['--loop', '--once'], 'cannot be used with'],
])('%j is refused before anything is done', async (flags, message) => {
  await expect(stream('landmarks', ...flags)).rejects.toThrow(message);
});
