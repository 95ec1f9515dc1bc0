// A corpus of clips made by seed, through `tegn batch` with one worker and with several, and through a bare loop over the same work: wall and
// processor time, what another worker brings, what store and scheduling cost, and the memory at its highest.
//
//   node bench/batch.mjs [--clips 400] [--runs 3] [--workers 2] [--keep FOLDER]
//
// 9,000 clips are what an archive has: node bench/batch.mjs --clips 9000 --runs 1. Processor time is what the machine's other work disturbs
// least: where the machine is busy, read that. The bare loop reads, solves, measures, exports and writes like a worker, one clip after the
// other, and knows no database.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '400' },
    runs: { type: 'string', default: '3' },
    workers: { type: 'string', default: '2' },
    keep: { type: 'string' },
    bare: { type: 'string' },
  },
});

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
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: true,
    target: 'node20',
    outDir: join(programs, 'dist'),
    rollupOptions: {
      input: {
        cli: 'src/cli/main.ts',
        'batch-worker': 'src/batch/work/thread-worker.node.ts',
        bench: 'bench/support/batch.ts',
      },
      output: { entryFileNames: '[name].js' },
    },
  },
});

const home = values.keep ?? mkdtempSync(join(tmpdir(), 'tegn-bench-'));
const signs = join(home, 'signs');
const { createCorpus } = await import(join(programs, 'dist/bench.js'));
const clips = Number(values.clips);
makeCorpus();
const megabytes = readdirSync(signs).reduce((sum, name) => sum + statSync(join(signs, name)).size, 0) / 1e6;
console.log(
  `${clips} clips, ${megabytes.toFixed(0)} MB, ${cpus().length} cores (${cpus()[0].model}), load ${loadavg()[0].toFixed(1)}, Node ${process.version}`,
);

const several = Number(values.workers);
const ways = {
  'bare loop': () => measure([fileURLToPath(import.meta.url), '--bare', signs]),
  '1 worker': () => measure(batch(1)),
  [`${several} workers`]: () => measure(batch(several)),
};
const results = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (let run = 0; run < Number(values.runs); run++) {
  for (const [name, work] of Object.entries(ways)) {
    rmSync(`${signs}-bare`, { recursive: true, force: true });
    rmSync(join(home, 'clips'), { recursive: true, force: true });
    results[name].push(work());
  }
}
// a second run over the same folder: everything is up to date
const again = measure(batch(several));

const middle = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const of = (name, field) => middle(results[name].map((result) => result[field]));
console.log(
  '| way | wall s | clips/s | processor s | processor ms per clip | memory MB |\n| --- | --- | --- | --- | --- | --- |',
);
for (const name of Object.keys(ways))
  row(name, of(name, 'wall'), of(name, 'processor'), of(name, 'megabytes'));
row('second run, nothing to do', again.wall, again.processor, again.megabytes);
const efficiency = of('1 worker', 'wall') / (several * of(`${several} workers`, 'wall'));
const cost = (field) => `${(100 * (of('1 worker', field) / of('bare loop', field) - 1)).toFixed(1)} %`;
const busy = (name) => `${((100 * of(name, 'busy')) / of(name, 'wall')).toFixed(1)} % with ${name}`;
console.log(
  `busy in the first thread, with store, schedule and reports: ${Object.keys(ways).slice(1).map(busy).join(', ')}`,
);
console.log(`scaling efficiency, 1 to ${several} workers: ${efficiency.toFixed(2)}`);
console.log(
  `store and scheduling against the bare loop: ${cost('wall')} of wall time, ${cost('processor')} of processor time`,
);
if (!values.keep) rmSync(home, { recursive: true });

function row(name, wall, processor, memory) {
  const cells = [
    wall.toFixed(1),
    (clips / wall).toFixed(1),
    processor.toFixed(1),
    ((1000 * processor) / clips).toFixed(1),
    memory.toFixed(0),
  ];
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}

function batch(workers) {
  return [
    join(programs, 'dist/cli.js'),
    'batch',
    signs,
    '-o',
    join(home, 'clips'),
    '--workers',
    String(workers),
  ];
}

/** Wall and processor seconds, the highest memory, and how long the first thread was busy, of a program and its threads. */
function measure(words) {
  const preload = join(programs, 'tell.cjs');
  writeFileSync(preload, TELL);
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--require', preload, ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
  const wall = (performance.now() - started) / 1000;
  return { wall, ...JSON.parse(stderr.slice(stderr.lastIndexOf('@') + 1)) };
}

function makeCorpus() {
  rmSync(join(programs, 'models'), { recursive: true, force: true });
  symlinkSync(join(root, 'models'), join(programs, 'models'));
  mkdirSync(signs, { recursive: true });
  if (readdirSync(signs).length === clips) return;
  const corpus = createCorpus({ seed: 1 });
  for (let i = 0; i < clips; i++)
    writeFileSync(join(signs, `clip-${String(i).padStart(5, '0')}.pose`), corpus(i));
}

async function bareLoop(folder, output) {
  const { createWorkshop, doTask, folderStorage } = await import(join(programs, 'dist/bench.js'));
  const recipe = { clip: {}, lift: true, write: {}, metahumanFace: false };
  const workshop = createWorkshop(recipe, folderStorage(output));
  mkdirSync(output, { recursive: true });
  for (const name of readdirSync(folder)) {
    const stem = name.replace('.pose', '');
    const clips = [{ jobId: name, filename: name, stem, formats: ['glb'] }];
    const { error } = await doTask({ id: name, path: join(folder, name), clips }, workshop);
    if (error) throw new Error(error.message);
  }
}
