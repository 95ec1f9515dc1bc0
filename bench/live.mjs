// The live solver frame by frame, and KalidoKit on the same frames in the same run: frames per second on one core, the ratio, the slowest
// frames, and bytes allocated per frame after warm-up.
//
//   node bench/live.mjs [--lookahead 2] [--frames 5000] [--smoothing fit]
//
// Frames are a seeded signer's with a tracker's noise: body, both hands and face, with world landmarks. The two take turns on batches of
// 64 frames; read medians. KalidoKit gets its frames as objects, ready-made. Bytes are counted in a process of its own, with the collector
// exposed and a young generation that nothing empties meanwhile: medians of passes of 500 frames, since now and then the engine compiles
// a function anew and runs it slowly for a while.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { frameObjects, solveWithKalidokit } from './support/kalidokit.mjs';
import { loadSigners, loadTegn } from './support/tegn.mjs';

const { values } = parseArgs({
  options: {
    lookahead: { type: 'string', default: '2' },
    frames: { type: 'string', default: '5000' },
    smoothing: { type: 'string', default: 'fit' },
    count: { type: 'boolean', default: false },
  },
});
const CLIP = 1000;
const BATCH = 64;
const PASS = 500;
const tegn = await loadTegn();
const { createRandomSigner, addTrackerNoise } = await loadSigners();
const recording = addTrackerNoise(createRandomSigner({ seed: 5, frameCount: CLIP }).recording, 5);
const landmarks = Array.from({ length: CLIP }, (_, f) =>
  tegn.landmarkFrame(recording, f, tegn.createLandmarkFrame()),
);
const live = tegn.createSolverState({
  imageSize: recording.imageSize,
  depth: recording.depth,
  fps: 25,
  lookahead: Number(values.lookahead),
  smoothing: values.smoothing,
});
const out = tegn.createLiveFrame();
let next = 0;
/** There and back, so that the signer never jumps. */
const nextLandmarks = () => {
  const at = next++ % (2 * CLIP);
  return landmarks[at < CLIP ? at : 2 * CLIP - 1 - at];
};

const total = Number(values.frames);
const at = (list, share) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))];

if (values.count) console.log(countBytes());
else compare();

function compare() {
  const batches = Math.ceil(total / BATCH);
  const times = { tegn: [], kalidokit: [] };
  const single = [];
  let checksum = 0;
  for (let batch = -Math.ceil(batches / 4); batch < batches; batch++) {
    const objects = Array.from({ length: BATCH }, (_, i) =>
      frameObjects(recording, (Math.abs(batch) * BATCH + i) % CLIP),
    );
    const start = performance.now();
    for (let i = 0; i < BATCH; i++) tegn.solveFrame(live, nextLandmarks(), out);
    const middle = performance.now();
    for (let i = 0; i < BATCH; i++) checksum += solveWithKalidokit(objects[i], recording);
    const end = performance.now();
    if (batch < 0) continue;
    times.tegn.push((middle - start) / BATCH);
    times.kalidokit.push((end - middle) / BATCH);
  }
  for (let i = 0; i < total; i++) {
    const start = performance.now();
    tegn.solveFrame(live, nextLandmarks(), out);
    single.push(performance.now() - start);
  }
  const bytes = Number(
    spawnSync(
      process.execPath,
      [
        '--expose-gc',
        '--min-semi-space-size=256',
        '--max-semi-space-size=256',
        fileURLToPath(import.meta.url),
        ...process.argv.slice(2),
        '--count',
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    ).stdout,
  );
  const rate = (list) => 1000 / at(list, 0.5);
  console.log('| | frames/s | against KalidoKit | 99 of 100 frames within | slowest | bytes per frame |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  console.log(
    `| tegn live, ${values.lookahead} ahead, ${values.smoothing} | ${rate(times.tegn).toFixed(0)} | ${(rate(times.tegn) / rate(times.kalidokit)).toFixed(3)} | ${at(single, 0.99).toFixed(2)} ms | ${at(single, 1).toFixed(2)} ms | ${bytes.toFixed(1)} |`,
  );
  console.log(`| KalidoKit | ${rate(times.kalidokit).toFixed(0)} | 1 | | | |`);
  if (!Number.isFinite(checksum)) console.error('KalidoKit gave values that are no numbers');
}

/** Heap growth per frame without a collection in between, less what asking costs. */
function countBytes() {
  const grown = (count) => {
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < count; i++) tegn.solveFrame(live, nextLandmarks(), out);
    return process.memoryUsage().heapUsed - before;
  };
  const passes = Array.from({ length: Math.ceil((2 * total) / PASS) }, () => (grown(PASS) - grown(0)) / PASS);
  return Math.max(0, at(passes.slice(passes.length / 2), 0.5));
}
