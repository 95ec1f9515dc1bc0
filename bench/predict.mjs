// Solves benchmark landmarks and writes what the solved skeleton does: bone directions, palm normals, flexion angles, all by forward
// kinematics of the clip that an export would hold. Nothing is read off the landmarks.
//
//   node bench/predict.mjs --landmarks IN.jsonl --out PRED.jsonl --mode offline|live [--lookahead N] [--input full|2dz|2d]
//
// IN: one frame per line { clip, frame, t, width, height, pose[33], poseWorld[33], hands, handsWorld, face[478] } in MediaPipe's axes;
// OUT: one line per frame { dir, sec, flex }, same axes (x right in the picture, y down, z away from the camera), VRM bone names.

import { once } from 'node:events';
import { createReadStream, createWriteStream, renameSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { describeFrames } from './support/directions.mjs';
import { recordingFromFrames } from './support/landmarks.mjs';
import { loadTegn } from './support/tegn.mjs';

const { values } = parseArgs({
  options: {
    landmarks: { type: 'string' },
    out: { type: 'string' },
    mode: { type: 'string', default: 'offline' },
    lookahead: { type: 'string', default: '2' },
    input: { type: 'string', default: 'full' },
  },
});
if (
  !values.landmarks ||
  !values.out ||
  !['offline', 'live'].includes(values.mode) ||
  !['full', '2dz', '2d'].includes(values.input)
) {
  console.error(
    'usage: node bench/predict.mjs --landmarks IN.jsonl --out PRED.jsonl [--mode offline|live] [--lookahead N] [--input full|2dz|2d]',
  );
  process.exit(2);
}
const tegn = await loadTegn();

async function* clips(path) {
  let frames = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (!line) continue;
    const frame = JSON.parse(line);
    if (frames.length > 0 && frames[0].clip !== frame.clip) {
      yield frames;
      frames = [];
    }
    frames.push(frame);
  }
  if (frames.length > 0) yield frames;
}

const temporary = `${values.out}.part`;
const out = createWriteStream(temporary);
let count = 0;
let millis = 0;
for await (const frames of clips(values.landmarks)) {
  const recording = recordingFromFrames(tegn, frames, values.input);
  const start = performance.now();
  const { actor, clip } =
    values.mode === 'live'
      ? tegn.solveClipLive(recording, { lookahead: Number(values.lookahead) })
      : tegn.solveClip(recording);
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
