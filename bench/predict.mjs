// Solves benchmark landmarks and writes what the solved skeleton does: bone directions, palm normals, flexion angles, all by forward
// kinematics of the clip that an export would hold. Nothing is read off the landmarks.
//
//   node bench/predict.mjs --landmarks IN.jsonl --out PRED.jsonl --mode offline|live [--lookahead N] [--input full|2dz|2d]
//     [--lift-lookahead N] [--smoothing fit|one-euro|ema|kalman|none] [--lifter FILE|none]
//
// 2d and 2dz input is lifted by models/lifter.onnx as the command line does, live frame by frame;
// --lifter none guesses depth from bone lengths. Live, frames wait for lookahead + lift-lookahead frames.
//
// IN: one frame per line { clip, frame, t, width, height, pose[33], poseWorld[33], hands, handsWorld, face[478] } in MediaPipe's axes;
// OUT: one line per frame { dir, sec, flex }, same axes (x right in the picture, y down, z away from the camera), VRM bone names.

import { once } from 'node:events';
import { createWriteStream, readFileSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readClips } from './support/clips.mjs';
import { describeFrames } from './support/directions.mjs';
import { recordingFromFrames } from './support/landmarks.mjs';
import { loadTegn } from './support/tegn.mjs';

const { values } = parseArgs({
  options: {
    landmarks: { type: 'string' },
    out: { type: 'string' },
    mode: { type: 'string', default: 'offline' },
    lookahead: { type: 'string', default: '2' },
    'lift-lookahead': { type: 'string', default: '0' },
    input: { type: 'string', default: 'full' },
    lifter: { type: 'string', default: fileURLToPath(new URL('../models/lifter.onnx', import.meta.url)) },
    smoothing: { type: 'string', default: 'fit' },
  },
});
if (
  !values.landmarks ||
  !values.out ||
  !['offline', 'live'].includes(values.mode) ||
  !['full', '2dz', '2d'].includes(values.input)
) {
  console.error(
    'usage: node bench/predict.mjs --landmarks IN.jsonl --out PRED.jsonl [--mode offline|live] [--lookahead N] [--lift-lookahead N] [--input full|2dz|2d] [--smoothing NAME] [--lifter FILE|none]',
  );
  process.exit(2);
}
const tegn = await loadTegn();
const lifter =
  values.input !== 'full' &&
  values.lifter !== 'none' &&
  (await tegn.createNetworkLifter(await import('onnxruntime-node'), readFileSync(values.lifter)));

async function solveOffline(recording) {
  const lifted = lifter ? await tegn.liftRecording(recording, lifter) : null;
  return tegn.solveClip(recording, { smoothing: values.smoothing, lifted });
}

async function solveLive(recording) {
  const lifted = lifter
    ? await tegn.liftRecordingLive(recording, lifter, Number(values['lift-lookahead']))
    : null;
  const options = { lookahead: Number(values.lookahead), smoothing: values.smoothing };
  return tegn.solveClipLive(recording, options, lifted);
}

const temporary = `${values.out}.part`;
const out = createWriteStream(temporary);
let count = 0;
let millis = 0;
for await (const frames of readClips(values.landmarks)) {
  const recording = recordingFromFrames(tegn, frames, values.input);
  const start = performance.now();
  const { actor, clip } = await (values.mode === 'live' ? solveLive : solveOffline)(recording);
  millis += performance.now() - start;
  tegn.assertMotionClip(clip);
  for (const prediction of describeFrames(tegn, actor, clip)) out.write(`${JSON.stringify(prediction)}\n`);
  count += frames.length;
}
out.end();
await once(out, 'finish');
renameSync(temporary, values.out);
console.error(
  `${count} frames, ${values.mode}, ${values.input}: ${((count / millis) * 1000).toFixed(0)} frames/s solved`,
);
