// One 75-frame clip from bytes to bytes (.pose in, glb out), and KalidoKit solving the same frames: frames per second and the ratio.
//
//   node bench/clip.mjs [--runs 30]
//
// The two do not do the same job: KalidoKit yields some 50 Euler angles a frame for one avatar, tegn reads, lifts, fits joint angles
// through time, retargets 64 bones and writes a file. The ratio says what that costs. Read medians; single runs are the machine's.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { loadTegn } from './support/tegn.mjs';

const FRAMES = 75;
const { values } = parseArgs({ options: { runs: { type: 'string', default: '30' } } });
const tegn = await loadTegn();
const kalidokit = createRequire(import.meta.url)('kalidokit/dist/kalidokit.umd.js');

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
  await time('kalidokit', () => solveWithKalidokit(recording));
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

/** Pose, both hands and face of every frame, from objects as a tracker hands them over. */
function solveWithKalidokit({ image, world, imageSize }) {
  const options = { runtime: 'mediapipe', imageSize };
  const points = (clip, f, offset, count) =>
    Array.from({ length: count }, (_, i) => {
      const at = f * clip.schema.names.length + offset + i;
      const [x, y, z] = clip.positions.subarray(at * 3, at * 3 + 3);
      return { x, y, z, visibility: clip.confidences[at] };
    });
  let sum = 0;
  for (let f = 0; f < FRAMES; f++) {
    sum += kalidokit.Pose.solve(points(world, f, 0, 33), points(image, f, 0, 33), options).Spine.x;
    sum += kalidokit.Hand.solve(points(image, f, 33, 21), 'Right').RightWrist.x;
    sum += kalidokit.Hand.solve(points(image, f, 54, 21), 'Left').LeftWrist.x;
    sum += kalidokit.Face.solve(points(image, f, 75, 478), options).head.x;
  }
  return sum;
}
