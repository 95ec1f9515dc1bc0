/** The live screen of the built page against the real server. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { writeTake } from '../../src/cli/write-take.ts';
import { readGlb } from '../../src/export/read-back/read-glb.ts';
import { createClipSource } from '../../src/livelink/clip-source.ts';
import { encodeControl } from '../../src/livelink/protocol/control.ts';
import { createWireFrame, encodeFrame } from '../../src/livelink/protocol/frame.ts';
import { LIVE_SUBPROTOCOL } from '../../src/livelink/protocol/protocol.ts';
import { encodeStaticData } from '../../src/livelink/protocol/static-data.ts';
import { type LiveServer, startLiveServer } from '../../src/livelink/server.node.ts';
import { bodyStaticData } from '../../src/livelink/unreal-wire.ts';
import { frameRotations, type MotionClip } from '../../src/motion/motion-clip.ts';
import { restingClip } from '../../src/motion/resting-clip.ts';
import { targetNamed } from '../../src/skeleton/targets.ts';
import type { TestHook } from '../../viewer/src/test-hook.ts';
import { connectLiveClient } from '../livelink/support/live-client.ts';
import { createManualClock } from '../livelink/support/manual-clock.ts';
import { wavingClip } from '../livelink/support/waving-clip.ts';
import { NO_BROWSER, pageTest } from './support/page.ts';

declare const window: { tegn?: TestHook };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const clip = wavingClip(75);

describe.skipIf(NO_BROWSER)('a live stream in the page', () => {
  const { open } = pageTest({});
  const folder = mkdtempSync(join(tmpdir(), 'tegn-live-page-'));
  let live: LiveServer | null = null;

  afterEach(async () => {
    await live?.close();
    live = null;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function openLive(source: MotionClip = clip, loop = true): Promise<Page> {
    live = await startLiveServer([createClipSource(source, { loop })], { port: 0 });
    const page = await open(`?live=${encodeURIComponent(live.url)}`, { acceptDownloads: true });
    await page.waitForFunction(() => window.tegn && window.tegn.frame() !== null);
    return page;
  }

  /** Largest difference between the rotations on screen and those of that frame. */
  async function rotationError(page: Page, frame: number): Promise<number> {
    const shown = await page.evaluate(() => window.tegn!.rotations());
    const expected = frameRotations(clip, frame);
    return Math.max(
      ...clip.skeleton.jointNames.flatMap((name, j) =>
        shown[name].map((value, k) => Math.abs(value - expected[j * 4 + k])),
      ),
    );
  }

  test('needs no clip: the body is made, also where the first frame came before it and none follows', async () => {
    const clock = createManualClock();
    live = await startLiveServer([createClipSource(clip)], { port: 0, clock });
    const page = await open(`?live=${encodeURIComponent(live.url)}`);
    await page.waitForFunction(() => window.tegn?.frame() === 0);
    expect(await rotationError(page, 0)).toBeLessThanOrEqual(1e-6);
    await page.getByRole('status').getByText('Live').waitFor();
    clock.advance(2);
  });

  test('is shown on the skeleton that it names', async () => {
    const { skeleton } = targetNamed('vrm').rig();
    const page = await openLive(restingClip(skeleton, 'vrm'));
    await page.locator('.facts', { hasText: 'Shown on' }).getByText('vrm', { exact: true }).waitFor();
    const shown = await page.evaluate(() => window.tegn!.rotations());
    expect(Object.keys(shown)).toEqual(expect.arrayContaining([...skeleton.jointNames]));
  });

  test('obeys the page: pause, seek, speed, loop and play, each shown when the server says so', async () => {
    const page = await openLive();
    const client = connectLiveClient(live!.url);
    const status = () => client.all('status').at(-1);
    await client.until(() => status() !== undefined);
    const button = (name: string) => page.getByRole('button', { name, exact: true });

    await button('Pause').click();
    await button('Play').waitFor();
    await client.until(() => status()?.state === 'paused');
    await page.getByLabel('Frame of the stream').fill('40');
    await page.waitForFunction(() => window.tegn!.frame() === 40);
    expect(await rotationError(page, 40)).toBeLessThanOrEqual(1e-6);
    await page.locator('.live-transport').getByText('40', { exact: true }).waitFor();

    await button('2×').click();
    await page.locator('button[aria-pressed="true"]', { hasText: '2×' }).waitFor();
    expect(status()).toMatchObject({ rate: 2, state: 'paused' });
    await button('Loop').click();
    await page.locator('button[aria-pressed="false"][aria-label="Loop"]').waitFor();
    await client.until(() => status()?.loop === false);

    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('Space');
    await page.getByText('The stream is over').waitFor();
    expect(status()).toMatchObject({ state: 'ended' });
    expect(await rotationError(page, 74)).toBeLessThanOrEqual(1e-6);
    await button('Play').click();
    await page.getByText('Live', { exact: true }).waitFor();
    client.socket.close();
  });

  test('tells how frames come in: how many, how late by the clock of the server, and a graph of it', async () => {
    const page = await openLive();
    const fact = (name: string) => page.locator('.facts > div', { hasText: name }).locator('dd').innerText();
    await expect.poll(() => fact('Arriving'), { timeout: 20_000 }).toMatch(/^[1-9][\d.]+ frames a second$/);
    await expect.poll(() => fact('Latency'), { timeout: 20_000 }).toMatch(/^half below -?\d+ ms/);
    // a machine under load is late by a second or two, not by the difference of two clocks
    expect(Math.abs(Number(/below (-?\d+)/.exec(await fact('Latency'))![1]))).toBeLessThan(10_000);
    expect(await fact('Connections')).toBe('1');
    const inked = await page.locator('.latency-graph').evaluate((element) => {
      const { data } = (element as HTMLCanvasElement)
        .getContext('2d')!
        .getImageData(0, 0, (element as HTMLCanvasElement).width, (element as HTMLCanvasElement).height);
      return data.filter((value, i) => i % 4 === 3 && value > 0).length;
    });
    expect(inked).toBeGreaterThan(50);
  });

  test('is recorded, and what is saved is what was streamed', async () => {
    // its waves come back every 30 frames, and so does the loop
    const source = wavingClip(60);
    const page = await openLive(source);
    await page.getByRole('button', { name: 'Record' }).click();
    await expect
      .poll(async () => Number(/(\d+) frames$/.exec(await page.locator('.take').innerText())?.[1] ?? 0), {
        timeout: 30_000,
      })
      .toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Stop' }).click();
    const frames = Number(/, (\d+) frames/.exec(await page.locator('.take [role="status"]').innerText())![1]);

    const save = async (name: string): Promise<string> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Save as ${name}` }).click(),
      ]);
      const path = join(folder, download.suggestedFilename());
      await download.saveAs(path);
      return path;
    };
    const glb = new Uint8Array(readFileSync(await save('glb')));
    const { paths } = await writeTake(await save('take'), [join(folder, 'by-command.glb')], { force: true });
    const byCommand = new Uint8Array(readFileSync(paths[0]));
    for (const bytes of [glb, byCommand]) {
      const read = await readGlb(bytes);
      expect(read.fps).toBe(30);
      expect(read.frameCount).toBeGreaterThanOrEqual(frames);
      // which frame of the loop it begins with, by the joint that moves most
      const start = [...Array(60).keys()].reduce((best, at) => (errorAt(at) < errorAt(best) ? at : best));
      expect(errorAt(start)).toBeLessThan(1e-6);
      for (const f of [1, 7, read.frameCount - 1]) {
        expect(errorOf(read.frame(f), (start + f) % 60)).toBeLessThan(1e-6);
      }
      function errorAt(at: number): number {
        return errorOf(read.frame(0), at);
      }
      function errorOf(joints: ReturnType<typeof read.frame>, at: number): number {
        const expected = frameRotations(source, at);
        return Math.max(
          ...source.skeleton.jointNames.map((name, j) => {
            const found = joints[read.joints.findIndex((joint) => joint.name === name)].rotation;
            const dot = [0, 1, 2, 3].reduce((sum, k) => sum + found[k] * expected[j * 4 + k], 0);
            return 1 - Math.abs(dot);
          }),
        );
      }
    }
  });

  test('tells of frames that were dropped or missed, and why a request was refused', async () => {
    const rate = { numerator: 30, denominator: 1 };
    const layout = bodyStaticData({ name: 'tegn', skeleton: clip.skeleton, curveNames: [], rate }, 0, 1, 0);
    const frame = createWireFrame(layout);
    for (let at = 3; at < frame.rotations.length; at += 4) frame.rotations[at] = 1;
    const server = new WebSocketServer({
      port: 0,
      host: '127.0.0.1',
      handleProtocols: () => LIVE_SUBPROTOCOL,
    });
    server.on('connection', (socket) => {
      const hello = { op: 'hello', protocol: LIVE_SUBPROTOCOL, time: 0, capabilities: [] } as const;
      const status = {
        source: 'a.pose',
        frame: 0,
        frameCount: 9,
        rate: 1,
        loop: false,
        transport: true,
      } as const;
      socket.send(encodeControl({ ...hello, subjects: [{ index: 0, name: 'tegn', role: 'animation' }] }));
      socket.send(encodeStaticData(layout));
      socket.send(encodeControl({ op: 'status', subjects: [0], state: 'playing', ...status }));
      for (const number of [1, 2, 6]) {
        if (number === 6) socket.send(encodeControl({ op: 'dropped', subject: 0, count: 2, total: 2 }));
        socket.send(encodeFrame({ ...frame, number }));
      }
      socket.on('message', () =>
        socket.send(encodeControl({ op: 'error', code: 'E_TRANSPORT', message: 'Not this one.' })),
      );
    });
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const page = await open(`?live=ws://127.0.0.1:${port}`);
    const fact = (name: string) => page.locator('.facts > div', { hasText: name }).locator('dd').innerText();
    await expect.poll(() => fact('Missed')).toBe('3 frames');
    expect(await fact('Dropped')).toBe('2 frames');
    expect(await fact('Latency')).toBe('The server does not tell its time.');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('alert').getByText('Not this one.').waitFor();
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(1);
    await page.close();
    for (const socket of server.clients) socket.terminate();
    server.close();
  });

  test.each(['light', 'dark'] as const)('everybody can use it, in %s colours', async (colorScheme) => {
    live = await startLiveServer([createClipSource(clip, { loop: true })], { port: 0 });
    const page = await open(`?live=${encodeURIComponent(live.url)}`, { colorScheme });
    await page.waitForFunction(() => window.tegn && window.tegn.frame() !== null);
    await page.getByRole('button', { name: 'Record' }).click();
    await page.evaluate(AXE);
    const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(900);
  });

  test('is reached by an address that is typed in, and a wrong one is explained', async () => {
    live = await startLiveServer([createClipSource(clip, { loop: true })], { port: 0 });
    const page = await open('?');
    const field = page.getByLabel('Address of a live stream');
    expect(await field.inputValue()).toBe('ws://127.0.0.1:41520');
    await field.fill('http://127.0.0.1');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('found "http://127.0.0.1"').waitFor();
    await field.fill(`127.0.0.1:${live.port}`);
    await field.press('Enter');
    await page.waitForFunction(() => window.tegn && window.tegn.frame() !== null);
    expect(new URL(page.url()).searchParams.get('live')).toBe(`ws://127.0.0.1:${live.port}`);
  });
});
