// How well the curves of a made-up face come back: other people's proportions (+-8 %), amplitudes (+-25 %), pushes that the solver's table was
// not made from, the head turning by 35 and nodding by 20 degrees, jitter of .3 % of the distance between the pupils.
//
//   node bench/face.mjs [--first 9000] [--faces 20] [--models DIR]
//
// With --models, MediaPipe's network (face_blendshapes.onnx) is asked beside the formulas.
//
//   error    mean distance of the curve that moves from the truth, over the whole clip
//   rank     rank correlation with the truth while it moves
//   peak     the curve where the truth is above .9
//   others   the largest mean of a curve that does not move, while this one does
//   still    the largest curve in clips in which only the head moves
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadFaces } from './support/tegn.mjs';

const { values } = parseArgs({
  options: {
    first: { type: 'string', default: '9000' },
    faces: { type: 'string', default: '20' },
    models: { type: 'string' },
  },
});
const {
  faceRecording,
  solveFaceClip,
  createCamera,
  withoutFacePoints,
  CONTOUR_POINTS,
  createFaceNetwork,
  EXPRESSIVE_CURVES,
  readNetworkFace,
} = await loadFaces();
const network = values.models
  ? await createFaceNetwork(
      await import('onnxruntime-node'),
      new Uint8Array(readFileSync(join(values.models, 'face_blendshapes.onnx'))),
    )
  : null;

const FRAMES = 100;
const LAYOUTS = [
  ['478 points with z', true, null],
  ['478 points, x and y', false, null],
  ['128 contour points with z', true, CONTOUR_POINTS],
  ['128 contour points, x and y', false, CONTOUR_POINTS],
];

const turn = (f) => ({
  yaw: (35 * Math.PI * Math.sin((2 * Math.PI * f) / 37)) / 180,
  pitch: (20 * Math.PI * Math.sin((2 * Math.PI * f) / 23)) / 180,
});
const rise = (f) => (f < 25 || f > 80 ? 0 : Math.sin((Math.PI * (f - 25)) / 55) ** 2);
const high = (list) => [...list].sort((a, b) => a - b)[Math.floor(0.95 * list.length)];
const mean = (list) => list.reduce((sum, x) => sum + x, 0) / list.length;

function ranks(list) {
  const order = list.map((value, i) => [value, i]).sort((a, b) => a[0] - b[0]);
  const out = new Array(list.length);
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && order[j][0] === order[i][0]) j++;
    for (let k = i; k < j; k++) out[order[k][1]] = (i + j - 1) / 2;
    i = j;
  }
  return out;
}
function rankCorrelation(a, b) {
  const [p, q] = [ranks(a), ranks(b)];
  const middle = (a.length - 1) / 2;
  const dot = (u, v) => u.reduce((sum, x, i) => sum + (x - middle) * (v[i] - middle), 0);
  return dot(p, q) / Math.sqrt(dot(p, p) * dot(q, q) || 1);
}

async function solve(frames, seed, depth, points) {
  const made = faceRecording(frames, { seed, jitter: 0.003, depth });
  const seen = points ? withoutFacePoints(made, points) : made;
  const networkFace = network ? await readNetworkFace(network, seen) : null;
  const { curveNames, curves } = solveFaceClip(seen, createCamera(1280, 960), { networkFace });
  const column = (name) => frames.map((_, f) => curves[f * curveNames.length + curveNames.indexOf(name)]);
  return { curveNames, column };
}

for (const [layout, depth, points] of LAYOUTS) {
  console.log(`\n${layout}`);
  console.log(`${'curve'.padEnd(18)}error   rank   peak   others`);
  for (const name of EXPRESSIVE_CURVES) {
    const truth = Array.from({ length: FRAMES }, (_, f) => rise(f));
    const active = truth.flatMap((value, f) => (value > 0 ? [f] : []));
    const rows = [];
    for (let n = 0; n < Number(values.faces); n++) {
      const frames = truth.map((value, f) => ({ ...turn(f), curves: { [name]: value } }));
      const { curveNames, column } = await solve(frames, Number(values.first) + n, depth, points);
      const found = column(name);
      rows.push({
        error: mean(found.map((value, f) => Math.abs(value - truth[f]))),
        rank: rankCorrelation(
          active.map((f) => found[f]),
          active.map((f) => truth[f]),
        ),
        peak: mean(active.filter((f) => truth[f] > 0.9).map((f) => found[f])),
        others: new Map(
          curveNames
            .filter((other) => other !== name && !other.startsWith('eyeLook'))
            .map((other) => [other, mean(active.map((f) => column(other)[f]))]),
        ),
      });
    }
    const others = [...rows[0].others.keys()].map((other) => [
      mean(rows.map((row) => row.others.get(other))),
      other,
    ]);
    const [most, other] = others.sort((a, b) => b[0] - a[0])[0];
    const figures = ['error', 'rank', 'peak'].map((key) =>
      mean(rows.map((row) => row[key]))
        .toFixed(3)
        .padEnd(6),
    );
    console.log(`${name.padEnd(18)}${figures.join(' ')} ${most.toFixed(3)} ${other}`);
  }
  const still = new Map();
  const gaze = [];
  for (let n = 0; n < Number(values.faces); n++) {
    const seed = Number(values.first) + n;
    const { curveNames, column } = await solve(
      Array.from({ length: FRAMES }, (_, f) => turn(f)),
      seed,
      depth,
      points,
    );
    for (const name of curveNames.filter((own) => !own.startsWith('eyeLook')))
      still.set(name, [...(still.get(name) ?? []), ...column(name)]);
    const eyes = Array.from({ length: FRAMES }, (_, f) => [
      (25 * Math.PI * Math.sin(f / 7)) / 180,
      (15 * Math.PI * Math.sin(f / 5)) / 180,
    ]);
    const looking = await solve(
      eyes.map((one, f) => ({ yaw: 0.17 * Math.sin(f / 9), gaze: one })),
      seed,
      depth,
      points,
    );
    const [out, into, up, down] = ['Out', 'In', 'Up', 'Down'].map((way) =>
      looking.column(`eyeLook${way}Left`),
    );
    gaze.push([
      mean(eyes.map(([yaw], f) => Math.abs(30 * (out[f] - into[f]) - (yaw * 180) / Math.PI))),
      mean(eyes.map(([, pitch], f) => Math.abs(30 * (up[f] - down[f]) - (pitch * 180) / Math.PI))),
    ]);
  }
  const [mostMean, mostHigh] = [mean, high].map((of) => {
    const [name, list] = [...still].sort((a, b) => of(b[1]) - of(a[1]))[0];
    return `${of(list).toFixed(3)} (${name})`;
  });
  console.log(`still: mean ${mostMean}, 95 % of frames below ${mostHigh}`);
  if (!points)
    console.log(
      `gaze: ${[0, 1].map((k) => mean(gaze.map((row) => row[k])).toFixed(1)).join(' and ')} degrees off, sideways and up`,
    );
}
