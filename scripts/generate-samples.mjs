// Writes samples/*.pose and samples/*.jsonl from the scripts in samples/generate.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const load = async (path) =>
  (await runnerImport(path, { root, configFile: false, logLevel: 'error' })).module;
const { createSamples } = await load('/samples/generate/index.ts');
const { sampleFiles } = await load('/samples/generate/sample-files.ts');

for (const sample of createSamples()) {
  for (const [name, bytes] of sampleFiles(sample)) {
    writeFileSync(`${root}/samples/${name}`, bytes);
    process.stdout.write(`samples/${name}  ${bytes.length} bytes\n`);
  }
}
