import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { TestHook } from '../../viewer/src/test-hook.ts';
import { NO_BROWSER, pageTest } from './support/page.ts';

declare const window: { tegn?: TestHook; commits: number };

const sample = (name: string) => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));

const SAMPLES = ['chin-forward.pose', 'open-and-turn.pose', 'tips-and-palm.jsonl'];

describe.skipIf(NO_BROWSER)('the page', () => {
  const { open, openClip, url } = pageTest({
    files: Object.fromEntries(SAMPLES.map((name) => [name, sample(name)])),
    address: [['clip', 'files/chin-forward.pose']],
  });

  /** Drops samples on the page as a file manager does. */
  async function drop(page: Page, names: readonly string[]): Promise<void> {
    const dataTransfer = await page.evaluateHandle(async (dropped) => {
      const transfer = new DataTransfer();
      for (const name of dropped) {
        transfer.items.add(new File([await (await fetch(`files/${name}`)).blob()], name));
      }
      return transfer;
    }, names);
    await page.dispatchEvent('.drop-target', 'drop', { dataTransfer });
  }

  const title = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();

  test('takes a recording that is dropped on it, first on nothing, then in place of another', async () => {
    const page = await open('?');
    expect(await title(page)).toBe('Nothing to show yet');
    await drop(page, ['open-and-turn.pose']);
    await page.waitForFunction(() => window.tegn);
    expect(await title(page)).toBe('open-and-turn');
    await drop(page, ['tips-and-palm.jsonl']);
    await expect.poll(() => title(page)).toBe('tips-and-palm');
  });

  test('takes several that are dropped together as a folder to choose from', async () => {
    const page = await open('?');
    await drop(page, ['open-and-turn.pose', 'tips-and-palm.jsonl']);
    await page.getByRole('option', { name: /tips-and-palm/ }).click();
    await expect.poll(() => title(page)).toBe('tips-and-palm');
  });

  test('speaks the language that was chosen, and remembers it', async () => {
    const page = await openClip();
    await page.getByRole('button', { name: 'Norsk' }).click();
    await page.getByRole('tab', { name: 'Sammenlign' }).waitFor();
    await page.reload();
    await page.getByRole('tab', { name: 'Eksporter' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('nb');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('tab', { name: 'Compare' }).waitFor();
  });

  test('draws the clip again and again without asking React for anything', async () => {
    const page = await open('about:blank', { reducedMotion: 'no-preference' });
    // what React's own inspector would hang in: told of every commit, of the page's tree and of the stage's
    await page.addInitScript(() => {
      window.commits = 0;
      const hook = {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberRoot: () => {
          window.commits++;
        },
        onCommitFiberUnmount() {},
        onPostCommitFiberRoot() {},
      };
      Object.assign(window, { __REACT_DEVTOOLS_GLOBAL_HOOK__: hook });
    });
    await page.goto(new URL('?clip=files/chin-forward.pose', url()).href);
    await page.waitForFunction(() => window.tegn);
    expect(await page.evaluate(() => window.commits)).toBeGreaterThan(0);
    const advance = async (frames: number) => {
      const seen = new Set<number>();
      while (seen.size < frames) seen.add((await page.evaluate(() => window.tegn!.frame()))!);
    };
    // what is still being worked out at the start, such as lanes, is shown by then
    await advance(20);
    const before = await page.evaluate(() => window.commits);
    await advance(20);
    expect(await page.evaluate(() => window.commits)).toBe(before);
  });
});
