// The library as built from the sources next to it: rebuilt when a source is newer than the bundle, so that a bench never measures
// yesterday's code.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bundle = `${root}out/bench/tegn.mjs`;

const newest = (path) =>
  statSync(path).isDirectory()
    ? Math.max(...readdirSync(path).map((name) => newest(`${path}/${name}`)))
    : statSync(path).mtimeMs;

export async function loadTegn() {
  if (!existsSync(bundle) || newest(`${root}src`) > statSync(bundle).mtimeMs) {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: 'src/index.ts',
        target: 'node20',
        outDir: 'out/bench',
        emptyOutDir: false,
        rollupOptions: { output: { entryFileNames: 'tegn.mjs' } },
      },
    });
  }
  return import(bundle);
}
