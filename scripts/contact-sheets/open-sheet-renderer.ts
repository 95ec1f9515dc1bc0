/** Sheets -> PNG pictures, in one page of a headless browser: CHROMIUM names it, else /usr/bin/chromium. No network. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import type {} from './page/page.ts';
import type { Sheet } from './sheet.ts';

export interface SheetRenderer {
  render(sheet: Sheet): Promise<Uint8Array>;
  close(): Promise<void>;
}

const FLAGS = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Throws when there is no browser. */
export async function openSheetRenderer(): Promise<SheetRenderer> {
  const script = await bundlePage();
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const page = await browser.newPage({ viewport: { width: 1880, height: 1000 } });
  page.setDefaultTimeout(0);
  const broken = new Promise<never>((_, reject) => page.once('pageerror', reject));
  await page.addScriptTag({ content: script, type: 'module' });
  await Promise.race([page.waitForFunction(() => 'drawSheet' in window), broken]);
  return {
    async render(sheet) {
      await page.evaluate((shown) => window.drawSheet(shown), sheet);
      return page.locator('body').screenshot();
    },
    close: () => browser.close(),
  };
}

async function bundlePage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL('page/page.ts', import.meta.url)),
        formats: ['es'],
        fileName: 'page',
      },
      // the page has no address, so nothing can be loaded beside it
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!('output' in output)) throw new Error('Expected the page as one bundle.');
  return output.output[0].code;
}
