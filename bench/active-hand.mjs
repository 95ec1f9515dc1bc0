// Which hand signs, from the solved clip: the answer for every file, and whether it is the known one.
//
//   node bench/active-hand.mjs FILE=left|right|both [FILE ...]
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { loadTegn } from './support/tegn.mjs';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: node bench/active-hand.mjs FILE=left|right|both [FILE ...]');
  process.exit(2);
}
const tegn = await loadTegn();
console.log(
  '| recording | landmarks say | the solved clip says | known | solved live |\n| --- | --- | --- | --- | --- |',
);
for (const argument of files) {
  const [path, known = ''] = argument.split('=');
  const recording = await tegn.readLandmarks(readFileSync(path), path);
  const answers = [
    tegn.inspectRecording(recording).activeHand,
    tegn.activeHandOfClip(tegn.solveClip(recording).clip),
    known,
    tegn.activeHandOfClip(tegn.solveClipLive(recording).clip),
  ];
  console.log(`| ${basename(path)} | ${answers.join(' | ')} |`);
}
