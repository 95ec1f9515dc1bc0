// A corpus of clips made by seed, through `tegn batch`: the whole of it once with several workers; and a part of it with one worker, with
// several, and through a bare loop over the same work, for what another worker brings and what store and scheduling cost. Wall and
// processor time, clips a second, and the memory at its highest.
//
//   node bench/batch.mjs [--clips 400] [--flat] [--part 900] [--runs 3] [--workers 2] [--keep FOLDER]
//
// --flat: recordings without depth, which the lifting network gives them. Contacts are kept either way, as tegn batch does.
// 9,000 clips are what an archive has, and need 12 GB for as long as it runs. Times are only told; everything else ends it with 1: a clip
// too few or failed, bytes that differ between the ways, a second run that does work, more memory than MOST_MEGABYTES. Processor time is
// what the machine's other work disturbs least: where the machine is busy, read that. The bare loop reads, solves, measures, exports and
// writes like a worker, one clip after the other, and knows no database.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '400' },
    flat: { type: 'boolean', default: false },
    part: { type: 'string', default: '900' },
    runs: { type: 'string', default: '3' },
    workers: { type: 'string', default: '2' },
    keep: { type: 'string' },
    bare: { type: 'string' },
  },
});

/** What a batch may hold at its highest. */
const MOST_MEGABYTES = 1536;

/** Told by a program at its end. The peak is the kernel's where it tells one: what Node tells holds its parent's as well. */
const TELL = `
const { isMainThread } = require('node:worker_threads');
const { readFileSync, writeSync } = require('node:fs');
if (isMainThread) process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  let kilobytes = maxRSS;
  try { kilobytes = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]); } catch {}
  const told = { processor: (userCPUTime + systemCPUTime) / 1e6, megabytes: kilobytes / 1024, busy: performance.eventLoopUtilization().active / 1000 };
  writeSync(2, '@' + JSON.stringify(told));
});
`;

const programs = join(root, 'out/bench/batch');
if (values.bare !== undefined) {
  await bareLoop(values.bare, `${values.bare}-bare`);
  process.exit(0);
}
await buildPrograms();

const home = values.keep ?? mkdtempSync(join(tmpdir(), 'tegn-bench-'));
if (!values.keep) process.on('exit', () => rmSync(home, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const clips = Number(values.clips);
const several = Number(values.workers);
const kind = values.flat ? 'flat' : 'deep';
const signs = join(home, `${kind}-signs`);
const part = join(home, `${kind}-part`);
await makeCorpus();
const partClips = readdirSync(part).length;
const megabytes = readdirSync(signs).reduce((sum, name) => sum + statSync(join(signs, name)).size, 0) / 1e6;
console.log(
  `${clips} clips${values.flat ? ' without depth' : ''}, ${megabytes.toFixed(0)} MB, ${cpus().length} cores (${cpus()[0].model}), load ${loadavg()[0].toFixed(1)}, Node ${process.version}`,
);

console.log(
  '| way | clips | wall s | clips/s | processor s | processor ms per clip | memory MB |\n| --- | --- | --- | --- | --- | --- | --- |',
);
rmSync(clipsOf(signs), { recursive: true, force: true });
const whole = batch(signs, several);
row(`${several} workers`, clips, whole);
const bytes = hashes(clipsOf(signs));
assertAll(signs, clips);
// everything is up to date
const again = batch(signs, several);
row('second run, nothing to do', clips, again);
assert.match(again.stdout, new RegExp(`^0 done, ${clips} kept, 0 failed`), 'the second run did work');
rmSync(clipsOf(signs), { recursive: true });

const ways = {
  'bare loop': () => measure([fileURLToPath(import.meta.url), '--bare', part]),
  '1 worker': () => batch(part, 1),
  [`${several} workers`]: () => batch(part, several),
};
const results = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (let run = 0; run < Number(values.runs); run++) {
  for (const [name, work] of Object.entries(ways)) {
    for (const folder of [`${part}-bare`, clipsOf(part)]) rmSync(folder, { recursive: true, force: true });
    results[name].push(work());
    const isBare = name === 'bare loop';
    if (!isBare) assertAll(part, partClips);
    const made = Object.entries(hashes(isBare ? `${part}-bare` : clipsOf(part)));
    assert.equal(made.length, partClips, `${name} made another number of clips`);
    for (const [clip, hash] of made) assert.equal(hash, bytes[clip], `${name} made other bytes of ${clip}`);
  }
}

const middle = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const of = (name, field) => middle(results[name].map((result) => result[field]));
const fields = ['wall', 'processor', 'megabytes'];
for (const name of Object.keys(ways)) {
  row(
    `${name}, median of ${values.runs}`,
    partClips,
    Object.fromEntries(fields.map((field) => [field, of(name, field)])),
  );
}
const busy = (name) => `${((100 * of(name, 'busy')) / of(name, 'wall')).toFixed(1)} % with ${name}`;
console.log(
  `busy in the first thread, with store, schedule and reports: ${Object.keys(ways).slice(1).map(busy).join(', ')}`,
);
const efficiency = of('1 worker', 'wall') / (several * of(`${several} workers`, 'wall'));
console.log(`scaling efficiency, 1 to ${several} workers: ${efficiency.toFixed(2)}`);
const cost = (field) => `${(100 * (of('1 worker', field) / of('bare loop', field) - 1)).toFixed(1)} %`;
console.log(
  `store and scheduling against the bare loop: ${cost('wall')} of wall time, ${cost('processor')} of processor time`,
);
console.log('the same bytes in every way; none failed');

function row(name, count, { wall, processor, megabytes: memory }) {
  const cells = [
    count,
    wall.toFixed(1),
    (count / wall).toFixed(1),
    processor.toFixed(1),
    ((1000 * processor) / count).toFixed(1),
    memory.toFixed(0),
  ];
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}

function clipsOf(folder) {
  return `${folder}-clips`;
}

function batch(folder, workers) {
  const words = ['batch', folder, '-o', clipsOf(folder), '--workers', String(workers)];
  const result = measure([join(programs, 'dist/cli.js'), ...words]);
  assert(result.megabytes <= MOST_MEGABYTES, `held ${result.megabytes.toFixed(0)} MB`);
  return result;
}

/** Every clip is done, and the network was asked where there is no depth and nowhere else. */
function assertAll(folder, count) {
  const { clips: told } = JSON.parse(readFileSync(join(clipsOf(folder), 'report.json'), 'utf8'));
  assert.equal(told.length, count, 'the report has another number of clips');
  for (const { input, status, issues, outputs } of told) {
    assert.equal(status, 'done', `${input} is ${status}`);
    assert.equal(outputs.length, 1, `${input} has ${outputs.length} clips`);
    const isLifted = issues.some(({ code }) => code === 'W_LIFTED');
    assert.equal(isLifted, values.flat, `${input} was ${isLifted ? '' : 'not '}lifted`);
  }
}

/** Of every clip below a folder, by its name. */
function hashes(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.glb'));
  const hash = (name) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return Object.fromEntries(names.map((name) => [name, hash(name)]));
}

/** Wall and processor seconds, the highest memory, how long the first thread was busy, and the words of a program and its threads. */
function measure(words) {
  const preload = join(programs, 'tell.cjs');
  writeFileSync(preload, TELL);
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', preload, ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  assert.equal(status, 0, `${words.join(' ')} ended with ${status}: ${stderr}`);
  const wall = (performance.now() - started) / 1000;
  return { wall, stdout, ...JSON.parse(stderr.slice(stderr.lastIndexOf('@') + 1)) };
}

async function buildPrograms() {
  const input = {
    cli: 'src/cli/main.ts',
    'batch-worker': 'src/batch/work/thread-worker.node.ts',
    bench: 'bench/support/batch.ts',
  };
  const outDir = join(programs, 'dist');
  const output = { entryFileNames: '[name].js' };
  const options = { ssr: true, target: 'node20', outDir, rollupOptions: { input, output } };
  await build({ root, configFile: false, logLevel: 'error', build: options });
  rmSync(join(programs, 'models'), { recursive: true, force: true });
  symlinkSync(join(root, 'models'), join(programs, 'models'));
}

async function makeCorpus() {
  const nameOf = (i) => `clip-${String(i).padStart(5, '0')}.pose`;
  mkdirSync(signs, { recursive: true });
  if (readdirSync(signs).length !== clips) {
    const { createCorpus } = await import(join(programs, 'dist/bench.js'));
    const corpus = createCorpus({ seed: 1, flat: values.flat });
    for (let i = 0; i < clips; i++) writeFileSync(join(signs, nameOf(i)), corpus(i));
  }
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part);
  for (let i = 0; i < Math.min(clips, Number(values.part)); i++)
    linkSync(join(signs, nameOf(i)), join(part, nameOf(i)));
}

async function bareLoop(folder, output) {
  const { createWorkshop, doTask, folderStorage } = await import(join(programs, 'dist/bench.js'));
  const recipe = { clip: {}, lift: true, write: {}, metahumanFace: false };
  const workshop = createWorkshop(recipe, folderStorage(output));
  mkdirSync(output, { recursive: true });
  for (const name of readdirSync(folder)) {
    const stem = name.replace('.pose', '');
    const made = [{ jobId: name, filename: name, stem, formats: ['glb'] }];
    const { error } = await doTask({ id: name, path: join(folder, name), clips: made }, workshop);
    if (error) throw new Error(error.message);
  }
}
