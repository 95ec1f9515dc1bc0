// Writes docs/cli.md and docs/issues.md from the program and the table of codes. --check only compares (exit 1 when they differ).
import { readFileSync, writeFileSync } from 'node:fs';
import { runnerImport } from 'vite';
import { root } from './support.mjs';

const { module } = await runnerImport(`${root}scripts/docs/pages.ts`, {
  root,
  configFile: false,
  logLevel: 'error',
});
const check = process.argv.includes('--check');
let stale = false;
for (const [path, text] of Object.entries(module.pages())) {
  const current = (() => {
    try {
      return readFileSync(`${root}${path}`, 'utf8');
    } catch {
      return '';
    }
  })();
  if (current === text) continue;
  stale = true;
  if (check) console.error(`${path} is out of date: node scripts/generate-docs.mjs`);
  else writeFileSync(`${root}${path}`, text);
}
process.exitCode = check && stale ? 1 : 0;
