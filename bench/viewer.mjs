// The viewer in Chromium with software rendering, on a recording of 75 frames that it solves itself: how soon the first frame is there, how
// long the main thread is held while a setting is changed, what is allocated for each frame of playback and by whom, and what the page weighs.
//
//   node bench/viewer.mjs [--runs 5] [--seconds 10]
//
// Needs "npm run build" and Chromium (CHROMIUM names it). The page is built once more with source maps, so that every function can be
// told by the file it came from. Main-thread work is told apart by the browser: callbacks of the frame loop are drawing, the rest is ours.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { SourceMap } from 'node:module';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'fflate';
import { chromium } from 'playwright-core';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PLAIN = join(ROOT, 'out', 'bench', 'viewer');
const CLIP = ['samples/five-handshapes.pose', '--trim', '0:2.96'];
const SETTINGS = ['none', 'one-euro', 'kalman', 'fit'];

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, seconds: { type: 'string', default: '10' } },
});

await build({
  root: join(ROOT, 'viewer'),
  logLevel: 'error',
  build: { outDir: PLAIN, emptyOutDir: true, sourcemap: true },
});
const viewer = await startViewer();
const proxy = await serveWith(viewer.url);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  await reportFirstFrame();
  await reportMainThread();
  await reportAllocation();
  reportWeight();
} finally {
  await browser.close();
  proxy.close();
  viewer.child.kill();
}

async function openPage(url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.addInitScript(() => {
    window.held = [];
    new PerformanceObserver((list) => {
      for (const { scripts } of list.getEntries()) {
        for (const { duration, invoker, invokerType, sourceFunctionName } of scripts) {
          window.held.push({ duration, invoker, invokerType, sourceFunctionName });
        }
      }
    }).observe({ type: 'long-animation-frame', buffered: true });
  });
  await page.goto(url);
  await page.waitForFunction(() => window.tegn);
  return page;
}

/** From the page's load event to the first picture with the pose in it. */
async function reportFirstFrame() {
  const times = [];
  for (let run = 0; run < Number(values.runs); run++) {
    const page = await openPage(viewer.url);
    times.push(
      await page.evaluate(
        () =>
          new Promise((resolve) =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() =>
                resolve(performance.now() - performance.getEntriesByType('navigation')[0].loadEventEnd),
              ),
            ),
          ),
      ),
    );
    await page.close();
  }
  times.sort((a, b) => a - b);
  console.log(
    `first frame after load: median ${Math.round(times[times.length >> 1])} ms, least ${Math.round(times[0])}, of ${times.length} runs (2000 wanted)`,
  );
}

/** Longest script of the main thread that is not the frame loop's, at the start and while a setting is changed. */
async function reportMainThread() {
  const page = await openPage(proxy.url);
  const longest = async (when) => {
    const held = await page.evaluate(() => window.held.splice(0));
    const drawing = held.filter(({ invoker }) => /FrameRequestCallback|requestAnimationFrame/.test(invoker));
    const others = held.filter((script) => !drawing.includes(script)).sort((a, b) => b.duration - a.duration);
    const told = others
      .slice(0, 3)
      .map(
        ({ duration, invoker, sourceFunctionName }) =>
          `${Math.round(duration)} ms ${sourceFunctionName || invoker}`,
      );
    console.log(
      `main thread, ${when}: ${told.join('; ') || 'nothing above what the browser reports (5 ms in a long frame)'}`,
    );
  };
  await page.waitForTimeout(1000);
  await longest('while opening');
  await page.getByRole('tab', { name: 'Adjust' }).click();
  for (const smoothing of SETTINGS) {
    await page.getByLabel('Smoothing').selectOption(smoothing);
    await page.waitForTimeout(1500);
  }
  await longest(`while ${SETTINGS.length} settings are solved (50 wanted)`);
  await page.close();
}

/** Sampled allocation during playback, also of what was collected at once, by the file that allocated. */
async function reportAllocation() {
  const page = await openPage(proxy.url);
  const session = await page.context().newCDPSession(page);
  await page.waitForTimeout(1500);
  const frames = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          let count = 0;
          const end = performance.now() + 1000;
          const step = () => {
            count++;
            if (performance.now() < end) requestAnimationFrame(step);
            else resolve(count);
          };
          requestAnimationFrame(step);
        }),
    );
  const perSecond = await frames();
  await session.send('HeapProfiler.startSampling', {
    samplingInterval: 256,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await page.waitForTimeout(Number(values.seconds) * 1000);
  const { profile } = await session.send('HeapProfiler.stopSampling');
  const drawn = perSecond * Number(values.seconds);
  const maps = new Map();
  const bytes = new Map();
  const visit = (node) => {
    const file = fileOf(node.callFrame, maps) ?? 'the browser';
    const name = isOurs(file) ? `${file} ${node.callFrame.functionName}` : file;
    bytes.set(name, (bytes.get(name) ?? 0) + node.selfSize);
    for (const child of node.children) visit(child);
  };
  visit(profile.head);
  const rows = [...bytes].filter(([, size]) => size > 0).sort((a, b) => b[1] - a[1]);
  const ours = rows.filter(([name]) => isOurs(name)).reduce((sum, [, size]) => sum + size, 0);
  console.log(
    `allocation in playback, ${drawn} pictures: ${Math.round(ours / drawn)} bytes a picture by our code`,
  );
  for (const [name, size] of rows.slice(0, 12))
    console.log(`  ${Math.round(size / drawn)} bytes a picture  ${name}`);
  await page.close();
}

/** The file that a place in the bundle came from, by its source map: "viewer/src/...", "src/..." or a package; null outside of the bundle. */
function fileOf({ url, lineNumber, columnNumber }, maps) {
  const path = url.startsWith('http') ? join(PLAIN, new URL(url).pathname) : '';
  if (!existsSync(`${path}.map`)) return null;
  if (!maps.has(path)) maps.set(path, new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8'))));
  const { originalSource } = maps.get(path).findEntry(lineNumber, columnNumber);
  return (
    originalSource?.replace(/^(\.\.\/)+/, '').replace(/^node_modules\/((@[^/]+\/)?[^/]+).*/, '$1') ?? null
  );
}

function isOurs(name) {
  return /^(viewer\/)?src\//.test(name);
}

function reportWeight() {
  const folder = join(ROOT, 'dist', 'viewer', 'assets');
  const files = readdirSync(folder).sort();
  let copies = 0;
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    const kinds = {
      '.js': gzipSync(bytes).length,
      '.css': gzipSync(bytes).length,
      '.wasm': gzipSync(bytes).length,
    };
    console.log(
      `${file}: ${Math.round(statSync(join(folder, file)).size / 1000)} kB, gzip ${Math.round((kinds[extname(file)] ?? bytes.length) / 1000)}`,
    );
    copies += extname(file) === '.js' && bytes.includes('WebGLRenderer: Context Lost') ? 1 : 0;
  }
  console.log(`copies of three's renderer: ${copies}`);
}

/** `tegn view`, whose first line is its address. */
function startViewer() {
  const child = spawn(process.execPath, ['dist/cli.js', 'view', ...CLIP, '--no-open'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', (url) => resolve({ url, child }));
    child.once('exit', () => reject(new Error('"npm run build" first.')));
  });
}

/** The page with source maps, with the files of the viewer that runs. */
async function serveWith(shown) {
  const types = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.wasm': 'application/wasm',
  };
  const server = createServer(async ({ url }, response) => {
    const path = new URL(url, shown).pathname;
    try {
      const bytes = readFileSync(join(PLAIN, path === '/' ? 'index.html' : path));
      response.writeHead(200, {
        'Content-Type': types[extname(path) || '.html'] ?? 'application/octet-stream',
      });
      response.end(bytes);
    } catch {
      const answer = await fetch(new URL(path, shown));
      response.writeHead(answer.status);
      response.end(new Uint8Array(await answer.arrayBuffer()));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { search } = new URL(shown);
  return {
    url: `http://127.0.0.1:${server.address().port}/${search}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
