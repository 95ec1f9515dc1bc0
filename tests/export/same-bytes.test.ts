/** The same clip gives the same bytes: on engines that round sines differently, and in a browser where there is one. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { ARKIT_CURVES, EXPORTERS, exporterFor, targetNamed } from '../../src/index.ts';
import { createRandomMotion } from '../support/random-motion.ts';
import { blurInexactMath } from './conformance.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const rig = targetNamed('metahuman').rig();
const curveNames = [...ARKIT_CURVES];
const clip = createRandomMotion(rig, { seed: 31, frameCount: 20, curveNames });
const metadata = {
  gloss: 'HELLO',
  fps: 25,
  target: { name: rig.name, approximate: true },
  quality: {},
  options: {},
  tegnVersion: '1.2.3',
};
const FORMATS = EXPORTERS.map(({ extension }) => extension);

it.each(FORMATS)('%s computes nothing that engines round differently', async (format) => {
  const write = async () => (await exporterFor(format).exportClip({ clip, rig, metadata }, 'a'))[0].bytes;
  const before = await write();
  const restore = blurInexactMath();
  try {
    expect(Buffer.compare(await write(), before)).toBe(0);
  } finally {
    restore();
  }
});

it.skipIf(!existsSync(executablePath))(
  'every format has the same bytes in a browser',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tegn-browser-'));
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
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: await readFile(join(folder, 'tegn.js'), 'utf8') });
      const options = { glb: { rotations: 'int16', mesh: 'none' } } as const;
      for (const format of FORMATS) {
        const [{ bytes }] = await exporterFor(format, options).exportClip({ clip, rig, metadata }, 'a');
        const theirs = await page.evaluate(
          async ([name, how, motion, facts]) => {
            const { exporterFor: choose, targetNamed: named } = (
              globalThis as never as { tegn: typeof import('../../src/index.ts') }
            ).tegn;
            const target = named('metahuman').rig();
            const own = {
              ...motion,
              skeleton: target.skeleton,
              translations: Float32Array.from(motion.translations),
              rotations: Float32Array.from(motion.rotations),
              curves: Float32Array.from(motion.curves),
              provenance: new Uint8Array(0),
            };
            const [file] = await choose(name, how).exportClip(
              { clip: own, rig: target, metadata: facts },
              'a',
            );
            return Array.from(file.bytes);
          },
          [
            format,
            options,
            {
              name: clip.name,
              timing: clip.timing,
              frameCount: clip.frameCount,
              curveNames: clip.curveNames,
              partNames: clip.partNames,
              translations: Array.from(clip.translations),
              rotations: Array.from(clip.rotations),
              curves: Array.from(clip.curves),
            },
            metadata,
          ] as const,
        );
        expect(Buffer.compare(Buffer.from(theirs), Buffer.from(bytes)), format).toBe(0);
      }
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);
