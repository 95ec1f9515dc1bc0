// One 75-frame clip from bytes to bytes (.pose in, glb out), and KalidoKit solving the same frames: frames per second and the ratio.
//
//   node bench/clip.mjs [--runs 30]
//
// The two do not do the same job: KalidoKit yields some 50 Euler angles a frame for one avatar, tegn reads, lifts, fits joint angles
// through time, retargets 64 bones and writes a file. The ratio says what that costs. Read medians; single runs are the machine's.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { frameObjects, solveWithKalidokit } from './support/kalidokit.mjs';
import { loadTegn } from './support/tegn.mjs';

const FRAMES = 75;
const { values } = parseArgs({ options: { runs: { type: 'string', default: '30' } } });
const tegn = await loadTegn();

const sample = await tegn.readLandmarks(
  readFileSync(new URL('../samples/five-handshapes.pose', import.meta.url)),
  'five-handshapes.pose',
);
const recording = { ...sample, image: firstFrames(sample.image), world: firstFrames(sample.world) };
const bytes = tegn.writePose(recording);
const exporter = tegn.exporterFor('glb');

const steps = { read: [], solve: [], retarget: [], write: [], whole: [], kalidokit: [] };
for (let run = 0; run < Number(values.runs) + 3; run++) {
  const times = run < 3 ? null : steps;
  const time = async (name, work) => {
    const start = performance.now();
    const result = await work();
    times?.[name].push(performance.now() - start);
    return result;
  };
  const read = await time('read', () => tegn.readLandmarks(bytes, 'clip.pose'));
  const solved = await time('solve', () => tegn.solveClip(read));
  const rig = tegn.createMetahuman();
  await time('retarget', () => tegn.retargetClip(solved.actor, solved.clip, rig));
  await time('whole', async () => {
    const { clip, rig: target, metadata } = await tegn.makeClip(bytes, 'clip.pose');
    const start = performance.now();
    await exporter.exportClip({ clip, rig: target, metadata }, 'clip');
    times?.write.push(performance.now() - start);
  });
  // objects as a tracker hands them over, anew for every run: the face's are changed by the solver
  const objects = Array.from({ length: FRAMES }, (_, f) => frameObjects(recording, f));
  await time('kalidokit', () =>
    objects.reduce((sum, frame) => sum + solveWithKalidokit(frame, recording), 0),
  );
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const rate = (name) => (FRAMES / median(steps[name])) * 1000;
console.log('| step | ms per 75-frame clip | frames/s | against KalidoKit |\n| --- | --- | --- | --- |');
for (const name of Object.keys(steps)) {
  const row = [
    median(steps[name]).toFixed(2),
    rate(name).toFixed(0),
    (rate(name) / rate('kalidokit')).toFixed(3),
  ];
  console.log(`| ${name} | ${row.join(' | ')} |`);
}

function firstFrames(clip) {
  const points = clip.schema.names.length;
  return {
    ...clip,
    frameCount: FRAMES,
    positions: clip.positions.slice(0, FRAMES * points * 3),
    confidences: clip.confidences.slice(0, FRAMES * points),
  };
}
