/** The built page in a real browser. Skipped where there is none: CHROMIUM names it, /usr/bin/chromium is tried. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startViewerServer, type ViewerServer } from '../../src/cli/viewer-server.ts';
import { gltfExporter } from '../../src/export/gltf/gltf-exporter.ts';
import { createClipSource } from '../../src/livelink/clip-source.ts';
import { startLiveServer } from '../../src/livelink/server.node.ts';
import { frameRotations } from '../../src/motion/motion-clip.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import type { TestHook } from '../../viewer/src/test-hook.ts';
import { createManualClock } from '../livelink/support/manual-clock.ts';
import { wavingClip } from '../livelink/support/waving-clip.ts';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/browser.ts';
import { builtViewer } from './support/built-viewer.ts';
import { clipGlb } from './support/clip-glb.ts';

declare const window: { tegn?: TestHook };

const NTSC = { numerator: 30000, denominator: 1001 };
const clip = wavingClip(75, NTSC);
const metadata = {
  gloss: 'WEATHER',
  source: { file: 'weather.pose', sha256: '', kind: 'pose-0.2' },
  fps: 29.97002997,
  target: { name: 'metahuman', approximate: true },
  quality: { leftHand: { measured: 0.61, repaired: 0.39 } },
  options: {},
  tegnVersion: '0.1.0',
};

describe.skipIf(!existsSync(CHROMIUM))('the viewer in a browser', () => {
  let folder: string;
  let browser: Browser;
  let server: ViewerServer;
  let page: Page;
  const problems: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    folder = await builtViewer();
    const glb = await clipGlb(clip, createMetahuman(), metadata);
    server = await startViewerServer({ folder, clip: glb, clipName: 'weather.glb', port: 0 });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  afterEach(async () => {
    await page.close();
    expect(problems.splice(0)).toEqual([]);
    const strangers = requests.splice(0).filter((url) => !url.startsWith(new URL(server.url).origin));
    expect(strangers.filter((url) => !/^(blob|data):/.test(url))).toEqual([]);
  });

  async function open(address: string): Promise<void> {
    page = await browser.newPage({ viewport: { width: 900, height: 600 }, reducedMotion: 'reduce' });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(address);
  }

  async function openClip(): Promise<void> {
    await open(server.url);
    await page.waitForFunction(() => window.tegn);
  }

  const shownFrame = () => page.evaluate(() => window.tegn!.frame());
  const seek = (frame: number) => page.evaluate((to) => window.tegn!.seek(to), frame);

  /** Largest difference between the rotations on screen and those of that frame of the clip. */
  async function rotationError(frame: number): Promise<number> {
    const shown = await page.evaluate(() => window.tegn!.rotations());
    const expected = frameRotations(clip, frame);
    const errors = clip.skeleton.jointNames.flatMap((name, j) =>
      shown[name].map((value, k) => Math.abs(value - expected[j * 4 + k])),
    );
    return Math.max(...errors);
  }

  test.each(['another program', 'our exporter'])(
    'shows exactly the rotations of the clip at every frame that is asked for, from a glb of %s',
    async (writer) => {
      const own = writer === 'our exporter' ? await serveOwnExport() : null;
      await open(own?.url ?? server.url);
      await page.waitForFunction(() => window.tegn);
      expect(await page.evaluate(() => window.tegn!.frameCount())).toBe(75);
      for (const frame of [0, 1, 17, 40, 73, 74]) {
        await seek(frame);
        expect(await shownFrame()).toBe(frame);
        expect(await rotationError(frame)).toBeLessThanOrEqual(1e-6);
      }
      await page.goto('about:blank');
      requests.length = 0;
      await own?.close();
    },
  );

  async function serveOwnExport(): Promise<ViewerServer> {
    const [glb] = await gltfExporter.exportClip({ clip, rig: createMetahuman(), metadata }, 'own');
    return startViewerServer({ folder, clip: glb.bytes, clipName: glb.name, port: 0 });
  }

  test('draws the body, and another picture for another frame and another view', async () => {
    await openClip();
    const stage = page.locator('.stage canvas');
    const pictures = new Set<string>();
    await seek(0);
    for (const view of ['Hands', 'Face', 'Side', 'Front']) {
      await page.getByRole('button', { name: view, exact: true }).click();
      pictures.add((await stage.screenshot()).toString('base64'));
    }
    await seek(40);
    pictures.add((await stage.screenshot()).toString('base64'));
    expect(pictures.size).toBe(5);
  });

  test('says what the clip is and how much of it was measured', async () => {
    await openClip();
    const panel = page.getByRole('complementary');
    const text = await panel.innerText();
    for (const expected of [
      'WEATHER',
      '75 frames at 29.97 fps',
      'weather.pose',
      'approximate',
      'Left hand',
      '61 %',
    ]) {
      expect(text).toContain(expected);
    }
  });

  test('plays by itself; keys and buttons pause, step, jump and play again', async () => {
    await openClip();
    const first = await shownFrame();
    await page.waitForFunction((before) => window.tegn!.frame() !== before, first);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    const paused = (await shownFrame())!;
    await page.keyboard.press('ArrowRight');
    expect(await shownFrame()).toBe((paused + 1) % 75);
    await page.getByRole('button', { name: 'Previous frame' }).click();
    expect(await shownFrame()).toBe(paused);
    await page.keyboard.press('End');
    expect(await shownFrame()).toBe(74);
    await page.getByLabel('Frame', { exact: true }).fill('33');
    expect(await shownFrame()).toBe(33);
    expect(await page.locator('.position').innerText()).toMatch(/^33 \/ 74\s[\s\S]*00:00:01:03$/);
  });

  test('without the loop it stops on the last frame', async () => {
    await openClip();
    await page.getByRole('button', { name: 'Loop' }).click();
    await seek(70);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    expect(await shownFrame()).toBe(74);
    expect(await rotationError(74)).toBeLessThanOrEqual(1e-6);
  });

  test('follows a live stream, holds the pose when it is lost and picks it up again', async () => {
    const clock = createManualClock();
    const source = createClipSource(clip, { loop: true });
    const live = await startLiveServer([source], { port: 0, clock });
    await open(`${server.url}&live=${encodeURIComponent(live.url)}`);
    const shows = (frame: number) =>
      page.waitForFunction((expected) => window.tegn?.frame() === expected, frame);
    await shows(0);
    clock.advance((12.5 * 1001) / 30000);
    await shows(12);
    expect(await rotationError(12)).toBeLessThanOrEqual(1e-6);
    expect(await page.getByRole('status').innerText()).toBe('Live');

    const closing = live.close();
    await page.getByText('No connection to').waitFor();
    clock.advance(2);
    await closing;
    expect(await rotationError(12)).toBeLessThanOrEqual(1e-6);

    const again = await startLiveServer([createClipSource(clip)], { port: live.port, clock });
    await page.getByRole('button', { name: 'Connect now' }).click();
    await shows(0);
    clock.advance(10);
    await page.getByText('The stream is over').waitFor();
    expect(await rotationError(74)).toBeLessThanOrEqual(1e-6);
    await page.close();
    await again.close();
  });

  test.each([
    ['no clip in the address', '?', 'Nothing to show yet'],
    ['a clip that is not there', '?clip=clip/other.glb', 'There is no clip/other.glb here.'],
    ['a file that is no clip', '?clip=index.html', 'index.html'],
    ['a live address that is none', '?clip=clip/weather.glb&live=http://x', 'found "http://x"'],
  ])('%s is explained in words', async (_, search, expected) => {
    await open(new URL(search, server.url).href);
    await page.getByText(expected).waitFor();
  });

  test('follows the colours of the system until they are changed by hand', async () => {
    page = await browser.newPage({ colorScheme: 'dark' });
    await page.goto(server.url);
    const background = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    await page.getByRole('button', { name: 'Light colours' }).waitFor();
    const dark = await background();
    await page.getByRole('button', { name: 'Light colours' }).click();
    expect(await background()).not.toBe(dark);
    await page.reload();
    await page.getByRole('button', { name: 'Dark colours' }).waitFor();
    expect(await background()).not.toBe(dark);
  });
});
