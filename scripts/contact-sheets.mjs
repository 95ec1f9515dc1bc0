// Draws, for each recording, one picture that lets a person judge whether the avatar signs what was recorded: chosen frames side by
// side, the landmarks above the avatar, the whole signer and each hand close up. Solves with the sources as they are: no build needed.
//   node scripts/contact-sheets.mjs FILE... -o DIR [--frames N] [--at F,F,...] [--raw] [--flat]
// --frames: how many frames to choose (8). --at: these frames instead. --raw: without the velocity limit.
// --flat: with depth hidden, as if the tracker gave x, y and confidence only.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { root } from './support.mjs';

const USAGE = 'node scripts/contact-sheets.mjs FILE... -o DIR [--frames N] [--at F,F,...] [--raw] [--flat]';

const { files, folder, options } = readArguments();
const { module } = await runnerImport('/scripts/contact-sheets/index.ts', {
  root,
  configFile: false,
  logLevel: 'error',
});
const { createNetworkLifter, createSheet, openSheetRenderer } = module;
// loaded here, not in the sources: Vite's runner does not take native modules
const lifter = await createNetworkLifter(
  await import('onnxruntime-node'),
  readFileSync(join(root, 'models/lifter.onnx')),
);

mkdirSync(folder, { recursive: true });
const renderer = await openSheetRenderer();
const taken = new Map();
for (const file of files) {
  try {
    const sheet = await createSheet(readFileSync(file), basename(file), { ...options, lifter });
    const png = await renderer.render(sheet);
    const to = join(folder, `${freeStem(basename(file, extname(file)))}.png`);
    writeFileSync(to, png);
    console.log(`${to}  ${sheet.agreement}`);
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    process.exitCode = 1;
  }
}
await renderer.close();

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o' },
        frames: { type: 'string', default: '8' },
        at: { type: 'string' },
        raw: { type: 'boolean', default: false },
        flat: { type: 'boolean', default: false },
      },
    });
    const count = Number(values.frames);
    const at = values.at?.split(',').map(Number);
    if (positionals.length === 0) throw new Error('Expected at least one file of landmarks.');
    if (!values.output) throw new Error('Expected a folder for the pictures after -o.');
    for (const number of [count, ...(at ?? [])]) {
      if (!Number.isInteger(number) || number < 0) throw new Error('Expected whole numbers for frames.');
    }
    return {
      files: positionals,
      folder: values.output,
      options: { count: Math.max(1, count), at, raw: values.raw, flat: values.flat },
    };
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}

/** Files of the same name from several folders get numbers. */
function freeStem(stem) {
  const count = (taken.get(stem) ?? 0) + 1;
  taken.set(stem, count);
  return count === 1 ? stem : `${stem}-${count}`;
}
