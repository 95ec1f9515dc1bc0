// Fingerspelled letters told apart by what the solver makes of a hand, and by the landmarks themselves: how much of a handshape is kept.
//
//   node bench/letters.mjs NAME=FOLDER NAME=FOLDER ... [--confusions]
//
// A folder holds one folder per letter with one file per still hand, or an index.csv with the columns path and words. Every set is learnt
// and tested on every other, both ways, on the letters they share, and by itself leaving one hand out at a time.
//
// Both kinds of features go through the same classifier: nearest centroid, every feature divided by its spread within letters (pooled
// over letters, not below a third of its spread over all hands: a set of one signer knows too little of how people differ).
//   landmarks   21 points from the wrist, largest distance 1; x and y by the picture's shape
//   solved      flexion of all finger joints, spread of the fingers, direction and flexion of the thumb, palm direction and normal, by forward
//               kinematics of the solved clip
// A set's samples may be few: every share comes with its 95 % interval (Wilson), and the difference with that of a paired bootstrap.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeFrames } from './support/directions.mjs';
import { loadTegn } from './support/tegn.mjs';

const FINGERS = ['Index', 'Middle', 'Ring', 'Little'];
const LEAST_SPREAD = 1 / 3;
const RESAMPLES = 2000;

const { values, positionals } = parseArgs({
  options: { confusions: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (positionals.length < 1 || !positionals.every((argument) => argument.includes('='))) {
  console.error('usage: node bench/letters.mjs NAME=FOLDER [NAME=FOLDER ...] [--confusions]');
  process.exit(2);
}
const tegn = await loadTegn();
const sets = [];
for (const argument of positionals) {
  const [name, folder] = argument.split('=');
  sets.push({ name, samples: await readSet(folder) });
}

console.log(
  '| learnt on | tested on | hands | landmarks | solved | difference |\n| --- | --- | --- | --- | --- | --- |',
);
for (const train of sets) {
  for (const test of sets) {
    const letters = new Set(train.samples.map(({ letter }) => letter));
    const known = test.samples.filter(({ letter }) => letters.has(letter));
    const shared = new Set(known.map(({ letter }) => letter));
    const learnt = train.samples.filter(({ letter }) => train !== test || shared.has(letter));
    if (train === test && learnt.length < 2 * letters.size) continue;
    const right = ['landmarks', 'solved'].map((kind) =>
      known.map((sample) => {
        const found = classify(
          learnt.filter((other) => other !== sample),
          sample,
          kind,
        );
        if (values.confusions && kind === 'solved' && found !== sample.letter)
          console.error(`${train.name} > ${test.name}: ${sample.letter} taken for ${found}  ${sample.path}`);
        return found === sample.letter ? 1 : 0;
      }),
    );
    const row = [
      train.name,
      train === test ? 'itself, one out' : test.name,
      `${known.length} (${shared.size} letters)`,
      share(right[0]),
      share(right[1]),
      difference(right[0], right[1]),
    ];
    console.log(`| ${row.join(' | ')} |`);
  }
}

async function readSet(folder) {
  const samples = [];
  for (const { letter, path } of listSet(folder)) {
    const recording = await tegn.readLandmarks(readFileSync(path), path);
    const { actor, clip } = tegn.solveClip(recording);
    const hand = steadyHand(recording);
    if (hand === null) continue;
    const frame = [...describeFrames(tegn, actor, clip)][hand.frame];
    samples.push({ letter, path, landmarks: hand.points, solved: solvedFeatures(frame, hand.side) });
  }
  return samples;
}

function listSet(folder) {
  const index = `${folder}/index.csv`;
  if (existsSync(index)) {
    const [head, ...rows] = readFileSync(index, 'utf8').trim().split(/\r?\n/);
    const [path, words] = ['path', 'words'].map((name) => head.split(',').indexOf(name));
    return rows
      .map((row) => row.split(','))
      .filter((row) => /^[A-Z]$/.test(row[words]) && existsSync(`${folder}/${row[path]}`))
      .map((row) => ({ letter: row[words], path: `${folder}/${row[path]}` }));
  }
  return readdirSync(folder)
    .filter((name) => /^[A-Z]$/.test(name) && statSync(`${folder}/${name}`).isDirectory())
    .flatMap((letter) =>
      readdirSync(`${folder}/${letter}`)
        .sort()
        .map((file) => ({ letter, path: `${folder}/${letter}/${file}` })),
    );
}

/** The frame in which the hand that is seen most moves least, a letter's hold, and its points from the wrist. */
function steadyHand(recording) {
  const clip = tegn.primaryClip(recording);
  const { width, height } = recording.imageSize;
  const count = clip.schema.names.length;
  const at = (part, f, i) => f * count + tegn.landmarkPart(part).offset + i;
  const seen = (part) =>
    [...Array(clip.frameCount).keys()].filter((f) => clip.confidences[at(part, f, 0)] > 0);
  const [left, right] = [seen('leftHand'), seen('rightHand')];
  const [part, frames] = left.length > right.length ? ['leftHand', left] : ['rightHand', right];
  if (frames.length === 0) return null;
  const points = (f) => {
    const [first, ...rest] = Array.from({ length: 21 }, (_, i) => {
      const [x, y, z] = clip.positions.subarray(at(part, f, i) * 3, at(part, f, i) * 3 + 3);
      return [x * width, y * height, z * width];
    });
    const from = rest.map((point) => point.map((value, k) => value - first[k]));
    const size = Math.max(...from.map((point) => Math.hypot(...point)));
    // a left hand is the mirror image of a right one
    return from.flatMap(([x, y, z]) => [(part === 'leftHand' ? -x : x) / size, y / size, z / size]);
  };
  const moved = (f) =>
    Math.min(
      ...[f - 1, f + 1].filter((g) => frames.includes(g)).map((g) => distance(points(f), points(g), null)),
      Number.POSITIVE_INFINITY,
    );
  const frame = frames.reduce((best, f) => (moved(f) < moved(best) ? f : best), frames[0]);
  return { frame, side: part === 'leftHand' ? 'Left' : 'Right', points: points(frame) };
}

function solvedFeatures({ dir, sec, flex }, side) {
  const mirror = side === 'Left' ? -1 : 1;
  const along = dir[`${side}Hand`];
  const normal = sec[`${side}Hand`];
  const across = cross(along, normal);
  const inHand = (v) => [dot(v, along), dot(v, normal), dot(v, across) * mirror];
  const spread = (finger) => {
    const [x, , z] = inHand(dir[`${side}${finger}Proximal`]);
    const flexion = (flex[`${side}${finger}Proximal`] * Math.PI) / 180;
    // a bent finger hides its spread
    return Math.atan2(z, Math.max(Math.abs(x), 1e-6)) * Math.cos(Math.min(Math.abs(flexion), Math.PI / 2));
  };
  const bends = FINGERS.flatMap((finger) =>
    ['Proximal', 'Intermediate', 'Distal'].map((segment) => flex[`${side}${finger}${segment}`]),
  );
  return [
    ...bends,
    ...FINGERS.map(spread),
    ...['Proximal', 'Intermediate', 'Distal'].flatMap((segment) => inHand(dir[`${side}Thumb${segment}`])),
    flex[`${side}ThumbIntermediate`],
    flex[`${side}ThumbDistal`],
    along[0] * mirror,
    along[1],
    along[2],
    normal[0] * mirror,
    normal[1],
    normal[2],
  ];
}

function classify(learnt, sample, kind) {
  const size = sample[kind].length;
  const groups = Map.groupBy
    ? Map.groupBy(learnt, ({ letter }) => letter)
    : learnt.reduce((map, one) => map.set(one.letter, [...(map.get(one.letter) ?? []), one]), new Map());
  const centroids = new Map(
    [...groups].map(([letter, list]) => [letter, average(list.map((one) => one[kind]))]),
  );
  const middle = average(learnt.map((one) => one[kind]));
  const weights = Array.from({ length: size }, (_, k) => {
    const square = (centre) => learnt.reduce((sum, one) => sum + (one[kind][k] - centre(one)) ** 2, 0);
    const within =
      square(({ letter }) => centroids.get(letter)[k]) / Math.max(learnt.length - groups.size, 1);
    const overall = square(() => middle[k]) / learnt.length;
    return 1 / Math.max(within, LEAST_SPREAD ** 2 * overall, 1e-12);
  });
  let best = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [letter, centroid] of centroids) {
    const far = distance(centroid, sample[kind], weights);
    if (far < least) {
      least = far;
      best = letter;
    }
  }
  return best;
}

function average(list) {
  return list[0].map((_, k) => list.reduce((sum, one) => sum + one[k], 0) / list.length);
}

function distance(a, b, weights) {
  return a.reduce((sum, x, k) => sum + (weights?.[k] ?? 1) * (x - b[k]) ** 2, 0);
}

function dot(a, b) {
  return a.reduce((sum, x, k) => sum + x * b[k], 0);
}

function cross(a, b) {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Share of hits with its Wilson interval, percent. */
function share(hits) {
  const n = hits.length;
  const p = hits.reduce((sum, x) => sum + x, 0) / n;
  const z = 1.96;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  return `${percent(p)} (${percent(middle - half)}-${percent(middle + half)})`;
}

/** Solved minus landmarks on the same hands, with the interval of a seeded bootstrap. */
function difference(landmarks, solved) {
  const each = solved.map((hit, i) => hit - landmarks[i]);
  let state = 1;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let i = 0; i < each.length; i++) sum += each[Math.floor(random() * each.length)];
    return sum / each.length;
  }).sort((a, b) => a - b);
  const mean = each.reduce((sum, x) => sum + x, 0) / each.length;
  const signed = (x) => `${x < 0 ? '' : '+'}${percent(x)}`;
  return `${signed(mean)} (${signed(means[Math.floor(RESAMPLES * 0.025)])} to ${signed(means[Math.floor(RESAMPLES * 0.975)])})`;
}

function percent(x) {
  return (100 * x).toFixed(0);
}
