// Takes the pictures of docs/viewer.md: the built viewer with samples of ours, in Chromium. Needs "npm run build" and chromium.
//   node scripts/viewer-pictures.mjs [-o docs/images]
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { root } from './support.mjs';

const { values } = parseArgs({ options: { output: { type: 'string', short: 'o', default: 'docs/images' } } });

const child = spawn(process.execPath, ['dist/cli.js', 'view', 'samples', '--no-open'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const home = await new Promise((resolve) => createInterface(child.stdout).once('line', resolve));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run'],
});
try {
  await take('viewer', 'clip=files/chin-forward.pose&frame=22&folder');
  await take('viewer-hands', 'clip=files/five-handshapes.pose&frame=40', async (page) => {
    await page.keyboard.press('4');
    await page.getByRole('button', { name: 'Landmarks over' }).click();
    await page.getByRole('tab', { name: 'Joints' }).click();
    await page.getByRole('option', { name: 'index_01_r', exact: true }).click();
  });
  await take('viewer-compare', 'clip=files/chin-forward.pose&frame=22', async (page) => {
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByLabel('Compare with').selectOption('copied');
    await page.getByText('Farthest apart').waitFor();
  });
  await take(
    'viewer-lanes',
    'clip=files/open-and-turn.jsonl&frame=12',
    async (page) => {
      await page.getByRole('tab', { name: 'Adjust' }).click();
      for (const name of ['Contacts', 'Velocity limit', 'Face curves', 'Joint speed']) {
        const head = page.getByRole('button', { name, exact: true });
        if ((await head.count()) > 0 && (await head.first().getAttribute('aria-expanded')) === 'false') {
          await head.first().click();
        }
      }
    },
    { width: 1360, height: 1100 },
  );
} finally {
  await browser.close();
  child.kill();
}

/** One picture of the page at that address, after what is done to it. */
async function take(name, search, prepare = async () => {}, viewport = { width: 1360, height: 820 }) {
  const page = await browser.newPage({
    viewport,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en',
  });
  await page.goto(new URL(`?${search}`, home).href);
  await page.waitForFunction(() => window.tegn);
  await prepare(page);
  // thumbnails and scores of the list are worked out one after the other
  await page.waitForTimeout(3000);
  const path = join(root, values.output, `${name}.jpg`);
  await page.screenshot({ path, type: 'jpeg', quality: 82 });
  console.log(path);
  await page.close();
}
