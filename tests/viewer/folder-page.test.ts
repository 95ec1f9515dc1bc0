/** The list of a folder in the built page. */
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { createSamples } from '../../samples/generate/index.ts';
import { exporterFor } from '../../src/export/exporters.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { makeClip } from '../../src/pipeline/make-clip.ts';
import { measureClip } from '../../src/quality/measure-clip.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import type { TestHook } from '../../viewer/src/test-hook.ts';
import { wavingClip } from '../livelink/support/waving-clip.ts';
import { NO_BROWSER, pageTest } from './support/page.ts';

declare const window: { tegn?: TestHook };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const root = mkdtempSync(join(tmpdir(), 'tegn-folder-'));
const { recording } = createSamples()[0];
const pose = writePose(recording);
const clip = wavingClip(8);
const rig = createMetahuman();
const metadata = {
  fps: 30,
  target: { name: rig.name, approximate: true },
  quality: {},
  options: {},
  tegnVersion: '0',
};
const [glb] = await exporterFor('glb').exportClip({ clip, rig, metadata }, 'clip');

afterAll(() => rmSync(root, { recursive: true }));

const rows = (page: Page) => page.locator('.folder-row');
const names = (page: Page) => page.locator('.folder-name').allInnerTexts();
const current = (page: Page) =>
  page.locator('[role="option"][aria-selected="true"] .folder-name').innerText();
const drawn = (page: Page, name: string) =>
  page
    .locator('.folder-row', { hasText: name })
    .locator('.figure path')
    .first()
    .waitFor({ state: 'attached' });

describe.skipIf(NO_BROWSER)('a folder of 2,000 clips that a batch wrote', () => {
  const folder = join(root, 'archive');
  const nameOf = (i: number) => `${String(i).padStart(4, '0')}.glb`;
  mkdirSync(join(folder, 'clips'), { recursive: true });
  writeFileSync(join(root, 'one.glb'), glb.bytes);
  for (let i = 0; i < 2000; i++) linkSync(join(root, 'one.glb'), join(folder, 'clips', nameOf(i)));
  const clips = Array.from({ length: 2000 }, (_, i) => ({
    input: `${i}.pose`,
    outputs: [`clips/${nameOf(i)}`],
    score: ((i * 7919) % 1000) / 1000,
    durationSeconds: 1,
    findings: [{ message: `Reason ${i}.`, severity: 'warning' }],
  }));
  writeFileSync(join(folder, 'report.json'), JSON.stringify({ clips }));
  const { open, openClip } = pageTest({ browse: { folder, name: 'archive' }, address: [['folder']] });

  /** Files of clips that were asked for since the page was opened. */
  async function openFolder(): Promise<{ page: Page; asked: string[] }> {
    const page = await open('?folder', { viewport: { width: 1200, height: 700 } });
    const asked: string[] = [];
    page.on('request', (request) => {
      const [, name] = /files\/clips\/(.+)$/.exec(request.url()) ?? [];
      if (name) asked.push(name);
    });
    await page.reload();
    await page.waitForFunction(() => window.tegn);
    await drawn(page, '0000');
    return { page, asked };
  }

  test('draws and asks for the rows in sight alone, however far it is scrolled', async () => {
    const { page, asked } = await openFolder();
    await drawn(page, '0006');
    expect(await rows(page).count()).toBeLessThan(20);
    expect(await rows(page).first().getAttribute('aria-setsize')).toBe('2000');
    expect(await page.getByRole('listbox').evaluate((list) => list.scrollHeight)).toBe(2000 * 72);
    expect(new Set(asked).size).toBeLessThan(20);
    asked.length = 0;
    await page.getByRole('listbox').evaluate(async (list) => {
      for (let step = 1; step <= 40; step++) {
        list.scrollTop = (list.scrollHeight * step) / 40;
        await new Promise(requestAnimationFrame);
      }
    });
    await drawn(page, '1999');
    expect(await rows(page).last().getAttribute('aria-posinset')).toBe('2000');
    // forty screens went by: far from all of what was on them
    expect(new Set(asked).size).toBeLessThan(200);
    expect(await rows(page).count()).toBeLessThan(20);
  });

  test('shows what the batch said: scores and reasons, the worst first, and by quality', async () => {
    const { page } = await openFolder();
    const row = page.locator('.folder-row', { hasText: '0003' });
    await row.getByText('0.76', { exact: true }).waitFor();
    expect(await row.innerText()).toContain('Reason 3.');
    await row.getByText('0.27 s · clips').waitFor();
    await page.getByLabel('Order').selectOption('worst');
    // the scores come back after a thousand
    const worst = nameOf(clips.findIndex(({ score }) => score === 0.001));
    expect((await names(page)).slice(0, 3)).toEqual(['0000.glb', '1000.glb', worst]);
    await page.getByLabel('Quality').selectOption('good');
    await page.getByText('400 of 2000 clips').waitFor();
    expect((await names(page))[0]).toBe(nameOf(clips.findIndex(({ score }) => score === 0.8)));
    await page.getByLabel('Filter by name').fill('nothing like this');
    await page.getByText('Nothing here has that name and quality.').waitFor();
  });

  test('goes on by N and back by P, within what is listed, and the address keeps the place', async () => {
    const { page } = await openFolder();
    expect(await current(page)).toBe('0000.glb');
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await page.locator('[aria-selected="true"]', { hasText: '0002' }).waitFor();
    await page.keyboard.press('p');
    await page.locator('[aria-selected="true"]', { hasText: '0001' }).waitFor();
    expect(new URL(page.url()).searchParams.get('clip')).toBe('files/clips/0001.glb');
    await page.getByLabel('Filter by name').fill('19');
    // typed words are words
    await page.keyboard.type('n');
    expect(await page.getByLabel('Filter by name').inputValue()).toBe('19n');
    await page.getByLabel('Filter by name').fill('199');
    await page.getByText('12 of 2000 clips').waitFor();
    await page.getByRole('button', { name: 'Next clip' }).click();
    await page.locator('[aria-selected="true"]', { hasText: '0199' }).waitFor();
    await page.reload();
    await page.waitForFunction(() => window.tegn);
    await page.locator('[aria-selected="true"]', { hasText: '0199' }).waitFor();
  });

  test('is a list box for the keyboard, and folds away', async () => {
    const { page } = await openFolder();
    const list = page.getByRole('listbox');
    const before = await page.evaluate(() => window.tegn!.frame());
    await list.focus();
    await page.keyboard.press('End');
    const active = () =>
      list.evaluate((one) => document.getElementById(one.getAttribute('aria-activedescendant')!)?.innerText);
    await expect.poll(active).toContain('1999');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await expect.poll(active).toContain('0001');
    await page.keyboard.press('Enter');
    await page.locator('[aria-selected="true"]', { hasText: '0001' }).waitFor();
    expect(before).not.toBeNull();
    await page.getByRole('button', { name: 'Hide the list' }).click();
    expect(await list.count()).toBe(0);
    await page.keyboard.press('n');
    await expect.poll(() => new URL(page.url()).searchParams.get('clip')).toBe('files/clips/0002.glb');
    await page.getByRole('button', { name: 'Show the list' }).click();
    await page.locator('[aria-selected="true"]', { hasText: '0002' }).waitFor();
  });

  test.each(['light', 'dark'] as const)('everybody can use it, in %s colours', async (colorScheme) => {
    const page = await openClip('?folder', { colorScheme, viewport: { width: 900, height: 700 } });
    await drawn(page, '0003');
    await page.locator('.folder-badge').first().getByText('0.00', { exact: true }).waitFor();
    await page.evaluate(AXE);
    const { violations } = (await page.evaluate("axe.run('.folder')")) as AxeResults;
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(900);
  });
});

describe.skipIf(NO_BROWSER)('a folder that nobody measured', () => {
  const folder = join(root, 'fresh');
  mkdirSync(join(folder, 'deep'), { recursive: true });
  writeFileSync(join(folder, 'a.pose'), pose);
  writeFileSync(join(folder, 'b.glb'), glb.bytes);
  writeFileSync(join(folder, 'broken.pose'), 'no recording');
  writeFileSync(join(folder, 'deep', 'c.pose'), pose);
  writeFileSync(join(folder, 'deep', 'c.mp4'), 'no video');
  writeFileSync(join(folder, 'notes.txt'), 'private');
  const { open, openClip } = pageTest({ browse: { folder, name: 'fresh' }, address: [['folder']] });

  test('is measured row by row as a batch does, and what cannot be read says why', async () => {
    const page = await openClip();
    expect(await names(page)).toEqual(['a.pose', 'b.glb', 'broken.pose', 'c.pose']);
    const { score } = measureClip(await makeClip(pose, 'a.pose'));
    const row = page.locator('.folder-row').first();
    await row.locator('.folder-badge').getByText(score.toFixed(2), { exact: true }).waitFor();
    await drawn(page, 'a.pose');
    await drawn(page, 'b.glb');
    await page
      .locator('.folder-row', { hasText: 'broken.pose' })
      .getByText(/^Expected .pose version/)
      .waitFor();
    await rows(page).nth(2).click();
    const alert = page.getByRole('alert');
    await alert.getByText('broken.pose could not be opened.').waitFor();
    await rows(page).nth(1).click();
    await alert.waitFor({ state: 'detached' });
    await page.waitForFunction(() => window.tegn?.frameCount() === 8);
  });

  test('of the own disk is listed without a server, from the same report', async () => {
    writeFileSync(
      join(folder, 'report.json'),
      JSON.stringify({ clips: [{ outputs: ['b.glb'], score: 0.31, findings: [] }] }),
    );
    const page = await open('?');
    await page.locator('input[webkitdirectory]').setInputFiles(folder);
    await page.waitForFunction(() => window.tegn);
    expect(await page.getByRole('heading', { name: 'fresh' }).innerText()).toBe('fresh');
    expect(await names(page)).toEqual(['a.pose', 'b.glb', 'broken.pose', 'c.pose']);
    await page.locator('.folder-row', { hasText: 'b.glb' }).getByText('0.31', { exact: true }).waitFor();
    await rows(page).nth(1).click();
    await page.locator('[aria-selected="true"]', { hasText: 'b.glb' }).waitFor();
    await page.waitForFunction(() => window.tegn?.frameCount() === 8);
    rmSync(join(folder, 'report.json'));
  });

  test('that is not there is said in words', async () => {
    const page = await open('?folder&clip=files/none.pose');
    await page.getByRole('alert').first().waitFor();
    await page.getByText('There is no files/none.pose here.').first().waitFor();
    await rows(page).first().click();
    await page.waitForFunction(() => window.tegn);
  });
});
