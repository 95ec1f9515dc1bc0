import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { NO_BROWSER, pageTest } from './support/page.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sample = fileURLToPath(new URL('../../samples/chin-forward.pose', import.meta.url));

describe.skipIf(NO_BROWSER)('everybody can use the page', () => {
  const { open, openClip } = pageTest({
    files: { 'chin-forward.pose': sample },
    address: [
      ['clip', 'files/chin-forward.pose'],
      ['frame', '20'],
    ],
  });

  /** What axe finds wrong by WCAG 2.2 A and AA and its own best practices, each with the element. */
  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(AXE);
    const results = (await page.evaluate('axe.run()')) as AxeResults;
    expect(results.passes.length).toBeGreaterThan(10);
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
    );
  }

  test.each([
    ['light', 'en'],
    ['dark', 'nb'],
  ] as const)('in %s colours and "%s", with every panel open', async (colorScheme, locale) => {
    const page = await openClip(undefined, { colorScheme, locale });
    expect(await page.evaluate('document.documentElement.lang')).toBe(locale);
    const found: string[] = [];
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      const name = await tab.innerText();
      found.push(...(await violations(page)).map((text) => `${name}: ${text}`));
    }
    expect(found).toEqual([]);
  });

  test('before anything is open, and when a file could not be opened', async () => {
    const start = await open('?');
    expect(await violations(start)).toEqual([]);
    const failed = await open('?clip=files/none.pose');
    await failed.getByRole('alert').waitFor();
    expect(await violations(failed)).toEqual([]);
  });

  test('with the keyboard alone: every control is reached, and the panels by arrow keys', async () => {
    const page = await openClip();
    await page.getByRole('tab', { name: 'About' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { selected: true }).innerText()).not.toBe('About');
    const wanted = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>('button, input, select, [tabindex="0"]')].filter(
          (element) =>
            element.tabIndex >= 0 &&
            !element.matches(':disabled') &&
            element.checkVisibility() &&
            !element.closest('[inert]'),
        ).length,
    );
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const reached = new Set<string>();
    for (let press = 0; press < wanted + 10; press++) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(() => {
          const all = [...document.querySelectorAll('*')];
          return String(all.indexOf(document.activeElement!));
        }),
      );
    }
    expect(reached.size).toBeGreaterThanOrEqual(wanted);
  });

  test('on a page of 900 by 600 nothing is cut off sideways', async () => {
    const page = await openClip();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(900);
      const panel = page.getByRole('complementary').first();
      expect(await panel.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    }
  });
});
