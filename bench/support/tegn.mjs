// The library as built from the sources next to it, and the generator of test signers: rebuilt when a source is newer than the bundle, so
// that a bench never measures yesterday's code.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const newest = (path) =>
  statSync(path).isDirectory()
    ? Math.max(...readdirSync(path).map((name) => newest(`${path}/${name}`)))
    : statSync(path).mtimeMs;

/** Everything that src/index.ts exports. */
export const loadTegn = () => load('src/index.ts', 'tegn', ['src']);

/** Seeded signers with known motion, and a tracker's noise. */
export const loadSigners = () =>
  load('bench/support/signers.ts', 'signers', ['src', 'samples', 'tests', 'bench']);

/** Seeded signs with known contacts, and what of them is kept on another body. */
export const loadRetarget = () =>
  load('bench/support/retarget.ts', 'retarget', ['src', 'samples', 'tests', 'bench']);

/** Made-up faces whose curves are known, and the solver of faces. */
export const loadFaces = () => load('bench/support/faces.ts', 'faces', ['src', 'samples', 'tests', 'bench']);

/** The live server, and what makes it busy. */
export const loadLive = () =>
  load('bench/support/live-server.ts', 'live-server', ['src', 'samples', 'tests', 'bench']);

async function load(entry, name, sources) {
  const bundle = `${root}out/bench/${name}.mjs`;
  const built = existsSync(bundle) ? statSync(bundle).mtimeMs : 0;
  if (sources.some((folder) => newest(`${root}${folder}`) > built)) {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: entry,
        target: 'node20',
        outDir: 'out/bench',
        emptyOutDir: false,
        rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
      },
    });
  }
  return import(bundle);
}
