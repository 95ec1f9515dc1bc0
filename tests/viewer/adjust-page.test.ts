import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { exporterFor } from '../../src/export/exporters.ts';
import { angleQuat } from '../../src/math/quat.ts';
import { frameRotations } from '../../src/motion/motion-clip.ts';
import { type ClipOptions, makeClip } from '../../src/pipeline/make-clip.ts';
import { createLazyLifter } from '../../src/solver/lift/network/load-lifter.node.ts';
import type { TestHook } from '../../viewer/src/test-hook.ts';
import { NO_BROWSER, pageTest } from './support/page.ts';

declare const window: { tegn?: TestHook };

const sample = (name: string) => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));
/** One with depth and contact, one without depth, which the network lifts. */
const FILES = ['chin-forward.pose', 'open-and-turn.jsonl'] as const;
const make = (name: string, options: ClipOptions = {}) =>
  makeClip(readFileSync(sample(name)), name, { ...options, lifter: createLazyLifter() });

describe.skipIf(NO_BROWSER)('a recording that is solved in the page', () => {
  const { openClip } = pageTest({
    files: Object.fromEntries(FILES.map((name) => [name, sample(name)])),
    address: [
      ['clip', `files/${FILES[0]}`],
      ['frame', '20'],
    ],
  });

  /** Largest angle between the rotations on screen and those of the same options solved here, radians. */
  async function solveError(page: Page, name: string, options?: ClipOptions): Promise<number> {
    const { clip } = await make(name, options);
    const { frame, shown } = await page.evaluate(() => ({
      frame: window.tegn!.frame()!,
      shown: window.tegn!.rotations(),
    }));
    const rotations = frameRotations(clip, frame);
    return Math.max(
      ...clip.skeleton.jointNames.map((joint, j) =>
        angleQuat(shown[joint], rotations.subarray(j * 4, j * 4 + 4)),
      ),
    );
  }

  const solved = (page: Page) => page.locator('.adjust[aria-busy="false"]').waitFor();

  test.each(FILES)('%s comes out as on the command line, to 1e-4 radians', async (name) => {
    const page = await openClip(`?clip=files/${name}&frame=20`);
    expect(await page.evaluate(() => window.tegn!.frame())).toBe(20);
    expect(await solveError(page, name)).toBeLessThanOrEqual(1e-4);
  });

  test('is solved anew with every setting that is changed, and stays on its frame', async () => {
    const page = await openClip();
    await page.getByRole('tab', { name: 'Adjust' }).click();
    await page.getByLabel('Smoothing').selectOption('one-euro');
    await page.getByLabel('Cut-off at rest').fill('0.4');
    await page.getByLabel('Velocity limit').selectOption('own');
    await page.getByLabel('Fastest turn').fill('200');
    await page.getByLabel('Keep places and contacts').uncheck();
    await page.getByLabel('Brows').fill('0.5');
    await page.getByLabel('Head', { exact: true }).fill('0');
    const options: ClipOptions = {
      smoothing: 'one-euro',
      oneEuro: { minCutoff: 0.4, beta: 2 },
      clamp: 200,
      places: false,
      face: { brows: { gain: 0.5 }, head: { gain: 0 } },
    };
    await expect.poll(() => solveError(page, FILES[0], options)).toBeLessThanOrEqual(1e-4);
    expect(await page.evaluate(() => window.tegn!.frame())).toBe(20);
    expect(await solveError(page, FILES[0])).toBeGreaterThan(0.01);
    await page.getByRole('button', { name: 'Back to defaults' }).click();
    await expect.poll(() => solveError(page, FILES[0])).toBeLessThanOrEqual(1e-4);
  });

  test('moves on to another target, whose joints are then shown', async () => {
    const page = await openClip();
    await page.getByRole('tab', { name: 'Adjust' }).click();
    await page.getByLabel('Target').selectOption('vrm');
    await page.waitForFunction(() => 'leftUpperArm' in window.tegn!.rotations());
    expect(await solveError(page, FILES[0], { target: 'vrm' })).toBeLessThanOrEqual(1e-4);
  });

  test('is cut to the marked range, and whole again', async () => {
    const page = await openClip();
    const frames = () => page.evaluate(() => window.tegn!.frameCount());
    const whole = await frames();
    await page.evaluate(() => window.tegn!.seek(10));
    await page.keyboard.press('i');
    await page.evaluate(() => window.tegn!.seek(29));
    await page.keyboard.press('o');
    await page.getByRole('tab', { name: 'Adjust' }).click();
    await page.getByRole('button', { name: 'Keep the marked range' }).click();
    await expect.poll(frames).toBe(20);
    await page.evaluate(() => window.tegn!.seek(5));
    expect(await solveError(page, FILES[0], { trim: [10 / 25, 29 / 25] })).toBeLessThanOrEqual(1e-4);
    await page.getByRole('button', { name: 'Whole recording' }).click();
    await expect.poll(frames).toBe(whole);
  });

  test('is written as the files that the command line writes of the same clip, byte for byte', async () => {
    const page = await openClip();
    await page.getByRole('tab', { name: 'Export' }).click();
    const { clip, rig, metadata } = await page.evaluate(() => window.tegn!.exportInput()!);
    for (const format of ['glb', 'fbx', 'vrma', 'unreal.json', 'bvh', 'usda', 'csv', 'pose']) {
      await page.getByLabel('Format').selectOption(format);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Save chin-forward.${format}` }).click(),
      ]);
      const [expected] = await exporterFor(format).exportClip({ clip, rig, metadata }, 'chin-forward');
      expect(download.suggestedFilename()).toBe(expected.name);
      expect(readFileSync(await download.path()).equals(expected.bytes), format).toBe(true);
    }
    const { metadata: made } = await make(FILES[0]);
    expect({ ...metadata, quality: {} }).toEqual({ ...made, quality: {} });
  });

  test('names the command and the link that show it again', async () => {
    const page = await openClip(undefined, { permissions: ['clipboard-read', 'clipboard-write'] });
    const clipboard = () => page.evaluate('navigator.clipboard.readText()') as Promise<string>;
    const copy = async (button: string) => {
      await page.evaluate("navigator.clipboard.writeText('')");
      await page.getByRole('button', { name: button }).click();
      await expect.poll(clipboard).not.toBe('');
      return clipboard();
    };
    await page.getByRole('tab', { name: 'Adjust' }).click();
    await page.getByLabel('Smoothing').selectOption('none');
    await page.getByLabel('Mirror').check();
    await solved(page);
    await page.getByRole('tab', { name: 'Export' }).click();
    expect(await copy('Copy the command')).toBe(
      'tegn export chin-forward.pose -o chin-forward.glb --smoothing none --mirror',
    );
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const link = await copy('Copy a link to this view');
    expect(new URL(link).search).toBe('?clip=files%2Fchin-forward.pose&smoothing=none&mirror=&frame=20');
    await page.goto(link);
    await page.waitForFunction(() => window.tegn);
    expect(await page.evaluate(() => window.tegn!.frame())).toBe(20);
    expect(await solveError(page, FILES[0], { smoothing: 'none', mirror: true })).toBeLessThanOrEqual(1e-4);
  });

  test('is compared with itself solved otherwise, side by side and on top of each other', async () => {
    const page = await openClip();
    const stage = page.locator('canvas').first();
    const alone = await stage.screenshot();
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByLabel('Compare with').selectOption('copied');
    await page.getByText('Farthest apart').waitFor();
    const beside = await stage.screenshot();
    await page.getByLabel('Show', { exact: true }).selectOption('overlay');
    const over = await stage.screenshot();
    expect(new Set([alone, beside, over].map((picture) => picture.toString('base64'))).size).toBe(3);

    const [a, b] = await Promise.all([make(FILES[0]), make(FILES[0], { places: false })]);
    const apart = (frame: number, j: number) =>
      angleQuat(
        frameRotations(a.clip, frame).subarray(j * 4, j * 4 + 4),
        frameRotations(b.clip, frame).subarray(j * 4, j * 4 + 4),
      );
    let worst = { angle: 0, joint: '', frame: 0 };
    for (let f = 0; f < a.clip.frameCount; f++) {
      a.clip.skeleton.jointNames.forEach((joint, j) => {
        const angle = apart(f, j);
        if (angle > worst.angle) worst = { angle, joint, frame: f };
      });
    }
    const degrees = ((worst.angle * 180) / Math.PI).toFixed(1);
    const jump = page.getByRole('button', {
      name: `${worst.joint}: ${degrees} degrees, frame ${worst.frame}`,
    });
    await jump.click();
    expect(await page.evaluate(() => window.tegn!.frame())).toBe(worst.frame);
    await page.getByLabel('Compare with').selectOption('off');
    await page.getByText('Farthest apart').waitFor({ state: 'detached' });
  });

  test('is compared with the settings it had, while they are changed, and with another file', async () => {
    const page = await openClip();
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByLabel('Compare with').selectOption('pinned');
    await page.getByText('Both clips move the same.').waitFor();
    await page.getByRole('tab', { name: 'Adjust' }).click();
    await page.getByLabel('Smoothing').selectOption('none');
    await solved(page);
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByText('Farthest apart').waitFor();
    await page.getByLabel('Compare with').selectOption('file');
    await page.getByLabel('Choose the other file').setInputFiles(sample('open-and-turn.pose'));
    await page.getByText('B: Another file').waitFor();
  });

  test('says in words what it cannot do with a file, and goes on with the next', async () => {
    const page = await openClip();
    await page.getByLabel('Open', { exact: true }).setInputFiles({
      name: 'broken.pose',
      mimeType: '',
      buffer: readFileSync(sample(FILES[0])).subarray(0, 5000),
    });
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('broken.pose could not be opened');
  });
});
