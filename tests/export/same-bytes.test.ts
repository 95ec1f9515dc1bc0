/** The same clip gives the same bytes: on engines that round sines differently, and in a browser where there is one. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportOptions } from '../../src/export/exporters.ts';
import {
  ARKIT_CURVES,
  EXPORTERS,
  exporterFor,
  type MotionClip,
  makeClip,
  type Rig,
  targetNamed,
} from '../../src/index.ts';
import { CHROMIUM } from '../support/browser.ts';
import { createRandomMotion } from '../support/random-motion.ts';
import { blurInexactMath } from './conformance.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CURVES = [...ARKIT_CURVES];

/** Format and how it is written: all as they are by default, and what the options change. */
const WAYS: readonly (readonly [format: string, options: ExportOptions])[] = [
  ...EXPORTERS.map(({ extension }) => [extension, {}] as const),
  ['glb', { glb: { mesh: 'none', rotations: 'int16' } }],
  ['glb', { glb: { reduceKeys: true } }],
  ['glb', { glb: { meshopt: true } }],
  ['fbx', { fbx: { mesh: 'proxy', axes: 'maya', version: '7.5' } }],
];

const metadata = {
  gloss: 'HELLO',
  fps: 25,
  target: { name: 'metahuman', approximate: true },
  quality: {},
  options: {},
  tegnVersion: '1.2.3',
};

const rigNamed = (target: string): Rig => targetNamed(target).rig();

async function hashOf(clip: MotionClip, rig: Rig, [format, options]: (typeof WAYS)[number]): Promise<string> {
  // a skeleton that no writer has seen, so that nothing comes from what was kept
  const own = { ...clip, skeleton: rig.skeleton };
  const [file] = await exporterFor(format, options).exportClip({ clip: own, rig, metadata }, 'a');
  return createHash('sha256').update(file.bytes).digest('hex');
}

const randomClip = (target: string): MotionClip =>
  createRandomMotion(rigNamed(target), { seed: 31, frameCount: 20, curveNames: CURVES });

/** A recording, solved and retargeted as `tegn export` does it. */
async function signedClip(target: string): Promise<MotionClip> {
  const bytes = readFileSync(join(ROOT, 'samples/five-handshapes.pose'));
  const { clip } = await makeClip(bytes, 'five-handshapes.pose', { target, trim: [0, 1] });
  return { ...clip, curveNames: ['jawOpen'], curves: new Float32Array(clip.frameCount).fill(0.25) };
}

it.each(WAYS)('%s, written with %j, computes nothing that engines round differently', async (...way) => {
  const clip = randomClip('metahuman');
  const [before, after] = [rigNamed('metahuman'), rigNamed('metahuman')];
  const exact = await hashOf(clip, before, way);
  const restore = blurInexactMath();
  try {
    expect(await hashOf(clip, after, way)).toBe(exact);
  } finally {
    restore();
  }
});

describe.skipIf(!existsSync(CHROMIUM))('in a browser', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tegn-browser-'));
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: {
        lib: { entry: 'src/index.ts', formats: ['iife'], name: 'tegn' },
        outDir: folder,
        rollupOptions: { output: { entryFileNames: 'tegn.js', inlineDynamicImports: true } },
      },
    });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage();
    // hashes are given to pages of this machine and of https only
    await page.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto('http://localhost/');
    await page.addScriptTag({ content: readFileSync(join(folder, 'tegn.js'), 'utf8') });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  it.each([
    ['random motion', 'metahuman', randomClip],
    ['a solved recording', 'metahuman', signedClip],
    ['a solved recording', 'manny', signedClip],
    ['a solved recording', 'vrm', signedClip],
    ['a solved recording', 'mixamo', signedClip],
  ] as const)(
    '%s on %s has the same bytes in every format',
    async (_, target, make) => {
      const clip = await make(target);
      const ours = [];
      for (const way of WAYS) ours.push(await hashOf(clip, rigNamed(target), way));
      expect(await page.evaluate(hashesInPage, [plainClip(clip), target, metadata, WAYS] as const)).toEqual(
        ours,
      );
    },
    60_000,
  );
});

/** What crosses over to the page: everything but the skeleton, which the page has itself. */
const plainClip = (clip: MotionClip) => ({
  name: clip.name,
  timing: clip.timing,
  frameCount: clip.frameCount,
  curveNames: clip.curveNames,
  partNames: clip.partNames,
  translations: Array.from(clip.translations),
  rotations: Array.from(clip.rotations),
  curves: Array.from(clip.curves),
  provenance: Array.from(clip.provenance),
});

/** Runs in the page, where the library is the global `tegn`. */
async function hashesInPage([motion, target, facts, ways]: readonly [
  ReturnType<typeof plainClip>,
  string,
  typeof metadata,
  typeof WAYS,
]): Promise<string[]> {
  const { tegn } = globalThis as never as { tegn: typeof import('../../src/index.ts') };
  const hashes = [];
  for (const [format, options] of ways) {
    const rig = tegn.targetNamed(target).rig();
    const clip = {
      ...motion,
      skeleton: rig.skeleton,
      translations: Float32Array.from(motion.translations),
      rotations: Float32Array.from(motion.rotations),
      curves: Float32Array.from(motion.curves),
      provenance: Uint8Array.from(motion.provenance),
    };
    const [file] = await tegn.exporterFor(format, options).exportClip({ clip, rig, metadata: facts }, 'a');
    const hash = await crypto.subtle.digest('SHA-256', Uint8Array.from(file.bytes));
    hashes.push(Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join(''));
  }
  return hashes;
}
