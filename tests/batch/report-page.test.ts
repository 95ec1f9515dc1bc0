/** The report in a real browser, from the disk as a user opens it. Skipped where there is none: CHROMIUM names it, /usr/bin/chromium is tried. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import type { StoredStrip } from '../../src/batch/report/read-strips.node.ts';
import { REPORT_POLICY, reportPage } from '../../src/batch/report/report-page.ts';
import type { ReportRow } from '../../src/batch/report/report-row.ts';
import { totalsOf } from '../../src/batch/report/totals.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { createRandom } from '../../src/math/random.ts';
import { makeClip } from '../../src/pipeline/make-clip.ts';
import { measureClip } from '../../src/quality/measure-clip.ts';
import { createStrip } from '../../src/quality/strip.ts';
import { readAddress } from '../../viewer/src/address.ts';
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
  const scored = rows.filter(({ score }) => score !== undefined).sort((a, b) => a.score! - b.score!);
  const worst = scored[0];
  const best = scored.at(-1)!;
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
        // three rows of squares: as tracked, the avatar, and its one signing hand from near
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        const pixels = data.length / 3;
        const colours = (row: number) => {
          const found = new Map<number, number>();
          for (let i = row * pixels; i < (row + 1) * pixels; i += 4) {
            const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
            if (data[i + 3] === 255) found.set(colour, (found.get(colour) ?? 0) + 1);
          }
          return [...found.values()].filter((count) => count > 300).length;
        };
        return { squares: canvas.height / 3 === canvas.width / 6, colours: [0, 1, 2].map(colours) };
      });
    expect(drawn.squares).toBe(true);
    // bones and one hand; shirt, sleeves, hair, face and hand, lighter or darker by how near they are
    expect(drawn.colours[0]).toBeGreaterThanOrEqual(2);
    expect(drawn.colours[1]).toBeGreaterThanOrEqual(5);
    expect(drawn.colours[2]).toBeGreaterThanOrEqual(4);
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

  it('holds only the rows in sight wherever it is scrolled to, down to the last', async () => {
    const body = page.locator('#body');
    for (const share of [0.2, 0.6, 1]) {
      await body.evaluate((element, to) => {
        element.scrollTop = element.scrollHeight * to;
      }, share);
      await expect.poll(() => page.locator('#body .row').count()).toBeGreaterThan(5);
      expect(await page.locator('#body .row').count()).toBeLessThan(80);
    }
    await expect.poll(async () => (await cells(3)).at(-1)).toBe(best.word);
    await body.evaluate((element) => {
      element.scrollTop = 0;
    });
    await expect.poll(async () => (await cells(3))[9]).toBe(worst.word);
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

  it('opens clips and the frames of a reason in the viewer, where tegn view serves it beside them', async () => {
    const server = createServer(({ url }, response) => {
      const isReport = url === '/files/report.html';
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      if (isReport) response.setHeader('Content-Security-Policy', REPORT_POLICY);
      response.end(isReport ? readFileSync(join(folder, 'report.html')) : '<title>viewer</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const served = await browser.newPage();
    served.on('pageerror', (error) => errors.push(error.message));
    try {
      await served.goto(`http://127.0.0.1:${port}/files/report.html`);
      await served.locator('#search').fill(worst.word);
      await served.locator('#body .row').first().click();
      const links = await served
        .locator('#detail a')
        .evaluateAll((found) =>
          found.map((element) => [element.textContent, (element as HTMLAnchorElement).href]),
        );
      const number = worst.word.replace('ord', '');
      const home = `http://127.0.0.1:${port}/`;
      const clip = `files/ord/a b%23${number}.glb`;
      expect(links.map(([text, href]) => [text, href!.split('?')[0]])).toEqual([
        ['frames 3-9', home],
        [`ord/a b#${number}.glb`, `${home}files/ord/a%20b%23${number}.glb`],
        ['in the viewer', home],
      ]);
      const addresses = [links[0], links[2]].map(([, href]) => readAddress(new URL(href!).search));
      expect(addresses.map((address) => [address.folder, address.clip, address.frame])).toEqual([
        [true, clip, 3],
        [true, clip, null],
      ]);
      expect(await served.locator('#detail code').count()).toBe(0);
      const opened = served.waitForEvent('popup');
      await served.getByText('in the viewer').click();
      const viewer = await opened;
      await viewer.waitForURL(links[2][1]!);
      // a page like any other of its server, which the report is not
      expect(await viewer.evaluate('origin')).toBe(new URL(home).origin);
      expect(await served.evaluate('origin')).toBe('null');
      expect(errors).toEqual([]);
    } finally {
      await served.close();
      server.close();
    }
  });

  it('takes words for text, never for markup', async () => {
    await page.locator('#search').fill('blåbær');
    expect(await cells(3)).toEqual(['<b>blåbær</b>']);
    expect(await page.locator('#body b').count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
