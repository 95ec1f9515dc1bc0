/** The report in a real browser, from the disk as a user opens it. Skipped where there is none: CHROMIUM names it, /usr/bin/chromium is tried. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import type { StoredStrip } from '../../src/batch/report/read-strips.node.ts';
import { reportPage } from '../../src/batch/report/report-page.ts';
import type { ReportRow } from '../../src/batch/report/report-row.ts';
import { totalsOf } from '../../src/batch/report/totals.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { createRandom } from '../../src/math/random.ts';
import { makeClip } from '../../src/pipeline/make-clip.ts';
import { measureClip } from '../../src/quality/measure-clip.ts';
import { createStrip } from '../../src/quality/strip.ts';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/browser.ts';

const CLIPS = 9000;

function reportRows(): ReportRow[] {
  const random = createRandom(5);
  return Array.from({ length: CLIPS }, (_, i): ReportRow => {
    const common = {
      job: `job-${i}`,
      input: `ord/clip-${i}.pose`,
      word: i === 4321 ? '<b>blåbær</b>' : `ord${i}`,
      filename: `clip-${i}.pose`,
    };
    if (i % 1000 === 999) {
      const error = { code: 'E_POSE_TRUNCATED', message: 'It ends early.' };
      return { ...common, status: 'failed', outputs: [], findings: [], issues: [], error };
    }
    const cost = random.next();
    return {
      ...common,
      status: 'done',
      outputs: [`ord/a b#${i}.glb`],
      frames: 50 + (i % 50),
      score: Math.round((1 - cost) * 1000) / 1000,
      trackingScore: random.next(),
      hands: 'right',
      findings: [
        {
          type: i % 3 === 0 ? 'hand_missing' : 'face_missing',
          severity: 'error',
          frameStart: 3,
          frameEnd: 9,
          message: `Reason of ${i}.`,
          cost,
        },
      ],
      issues: [],
    };
  });
}

describe.runIf(existsSync(CHROMIUM))('the report page', () => {
  const rows = reportRows();
  const worst = [...rows].filter(({ score }) => score !== undefined).sort((a, b) => a.score! - b.score!)[0];
  let folder: string;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tegn-report-'));
    const made = await makeClip(writePose(createSample(chinForward).recording), 'sign.pose');
    const strip = createStrip(made, measureClip(made).sign);
    const stored: StoredStrip = {
      frames: strip.frames,
      landmarks: Buffer.from(strip.landmarks).toString('base64'),
      joints: Buffer.from(strip.joints).toString('base64'),
    };
    const strips = new Map(
      rows.filter(({ score }) => score !== undefined && score < 0.2).map(({ job }) => [job, stored]),
    );
    writeFileSync(join(folder, 'report.html'), reportPage(rows, totalsOf(rows), strips));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, offline: true });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(join(folder, 'report.html')).href);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  const cells = (column: number) => page.locator(`#body .row span:nth-child(${column})`).allTextContents();
  const shown = () => page.locator('#shown').textContent();

  it('opens without a server or network, with totals, and the worst clips in pictures', async () => {
    expect(requests).toHaveLength(1);
    expect(await page.locator('h1').textContent()).toBe('9000 clips');
    expect(await page.locator('#totals').textContent()).toContain('failed9');
    expect(await page.locator('#histogram button').count()).toBe(20);
    expect(await page.locator('#worst .card').count()).toBe(12);
    const drawn = await page
      .locator('#worst canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        const half = data.length / 2;
        const count = (from: number, to: number) =>
          data.subarray(from, to).filter((value, i) => i % 4 === 3 && value > 0).length;
        return [count(0, half), count(half, data.length)];
      });
    expect(drawn[0]).toBeGreaterThan(500);
    expect(drawn[1]).toBeGreaterThan(2000);
    expect(errors).toEqual([]);
  });

  it('lists what failed, then the worst, and holds only the rows in sight', async () => {
    expect(await shown()).toBe('9000 of 9000');
    expect((await cells(5)).slice(0, 10)).toEqual([...Array(9).fill('failed'), 'done']);
    expect((await cells(3))[9]).toBe(worst.word);
    expect(await page.locator('#body .row').count()).toBeLessThan(80);
  });

  it('sorts by a column, and the other way round at a second click', async () => {
    await page.getByRole('button', { name: 'word', exact: true }).click();
    expect((await cells(3)).slice(0, 3)).toEqual(['<b>blåbær</b>', 'ord0', 'ord1']);
    await page.getByRole('button', { name: 'word', exact: true }).click();
    expect((await cells(3))[0]).toBe('ord8999');
    await page.getByRole('button', { name: 'score', exact: true }).click();
  });

  it('filters by text, status, reason and score, and shows all again', async () => {
    await page.locator('#search').fill('BLÅBÆR');
    expect(await shown()).toBe('1 of 9000');
    await page.getByRole('button', { name: 'show all' }).click();
    await expect.poll(shown).toBe('9000 of 9000');
    await page.locator('#status').selectOption('failed');
    expect(await shown()).toBe('9 of 9000');
    await page.getByRole('button', { name: 'show all' }).click();
    await page.locator('#reason').selectOption('hand_missing');
    const missing = rows.filter(({ findings }) => findings[0]?.type === 'hand_missing').length;
    expect(await shown()).toBe(`${missing} of 9000`);
    await page.getByRole('button', { name: 'show all' }).click();
    await page.locator('#histogram button').nth(4).click();
    const inBin = rows.filter(({ score }) => score !== undefined && score >= 0.2 && score < 0.25).length;
    expect(await shown()).toBe(`${inBin} of 9000`);
    await page.getByRole('button', { name: 'show all' }).click();
  });

  it('stays quick with 9,000 rows: sorting, filtering and scrolling to the end within a tenth of a second', async () => {
    const times = await page.evaluate(() => {
      const time = (work: () => void) => {
        const start = performance.now();
        work();
        return performance.now() - start;
      };
      const buttons = document.querySelectorAll<HTMLButtonElement>('#head button');
      const body = document.getElementById('body')!;
      const search = document.getElementById('search') as HTMLInputElement;
      const click = (button: HTMLButtonElement) => {
        const work = () => button.click();
        work();
        return Math.min(time(work), time(work), time(work));
      };
      const result = {
        sort: click(buttons[1]),
        filter: Math.min(
          ...['1', '2', '3'].map((text) =>
            time(() => {
              search.value = text;
              search.dispatchEvent(new Event('input', { bubbles: true }));
            }),
          ),
        ),
        scroll: 0,
      };
      (document.getElementById('filters') as HTMLFormElement).reset();
      result.scroll = Math.min(
        ...[0.2, 0.6, 1].map((share) =>
          time(() => {
            body.scrollTop = body.scrollHeight * share;
            body.dispatchEvent(new Event('scroll'));
          }),
        ),
      );
      body.scrollTop = 0;
      return result;
    });
    for (const [name, millis] of Object.entries(times)) expect(millis, name).toBeLessThan(100);
    await page.getByRole('button', { name: 'score', exact: true }).click();
  });

  it('opens a clip: frames, reasons, what could help, the file and how to view it', async () => {
    await page.locator('#search').fill(worst.word);
    await page.locator('#body .row').first().click();
    const detail = page.locator('#detail');
    expect(await detail.locator('h2').textContent()).toBe(worst.word);
    expect(await detail.textContent()).toContain(worst.findings[0].message);
    expect(await detail.textContent()).toContain('frames 3-9');
    expect(await detail.locator('canvas').count()).toBe(1);
    const number = worst.word.replace('ord', '');
    expect(await detail.locator('a').getAttribute('href')).toBe(`ord/a%20b%23${number}.glb`);
    expect(await detail.locator('code').textContent()).toBe(`tegn view "ord/a b#${number}.glb"`);
    await page.keyboard.press('Escape');
    expect(await detail.isHidden()).toBe(true);
  });

  it('takes words for text, never for markup', async () => {
    await page.locator('#search').fill('blåbær');
    expect(await cells(3)).toEqual(['<b>blåbær</b>']);
    expect(await page.locator('#body b').count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
