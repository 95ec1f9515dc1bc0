// What every way of smoothing costs and gains, offline and live: error, error in holds and in fast moves, lag, jitter, peaks.
//
//   node bench/smoothing.mjs [--clips 20] [--lookahead 2] [--landmarks IN.jsonl --truth TRUTH.json]
//
// Without files: seeded signers with a tracker's white noise. With files: frames as bench/predict.mjs reads them, and per frame
// { dir, sec, flex, vis }. Arms = directions of both arm bones and palm normals; fingers = flexion of their second joint. Degrees.
//   holds, fast   mean error where the person moves slower than 10 or faster than 150 degrees per second
//   lag           frames by which the motion trails: peak of the cross-correlation of velocities
//   jitter        second differences against the person's own; 1 = as smooth
//   peaks         height of the speed peaks of moves (above half the clip's fastest) against the person's own, frames two apart
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readClips } from './support/clips.mjs';
import { describeFrames } from './support/directions.mjs';
import { recordingFromFrames } from './support/landmarks.mjs';
import { loadSigners, loadTegn } from './support/tegn.mjs';

const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '20' },
    lookahead: { type: 'string', default: '2' },
    landmarks: { type: 'string' },
    truth: { type: 'string' },
  },
});
const HOLD = 10;
const FAST = 150;
const SHIFTS = 8;
const SIDES = ['Left', 'Right'];
const FINGERS = ['Index', 'Middle', 'Ring', 'Little'];

const minus = (a, b) => a.map((x, i) => x - b[i]);
const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);
const distance = (a, b) => Math.hypot(...minus(a, b));
const bendAt = (s, f) => Math.hypot(...s[f].map((x, i) => s[f - 1][i] - 2 * x + s[f + 1][i]));
const mean = (list) => list.reduce((sum, x) => sum + x, 0) / list.length;

const tegn = await loadTegn();
const set = values.landmarks
  ? await setFromFiles(values.landmarks, values.truth)
  : await generateSet(Number(values.clips));
const lookahead = Number(values.lookahead);
const modes = [
  ['offline', (recording, smoothing) => tegn.solveClip(recording, { smoothing, clamp: 'off' })],
  [
    `live, ${lookahead} ahead`,
    (recording, smoothing) => tegn.solveClipLive(recording, { smoothing, lookahead, clamp: 'off' }),
  ],
];
console.log('| | smoothing | error | holds | fast | lag | jitter | peaks |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const [mode, solve] of modes) {
  for (const smoothing of Object.keys(tegn.SMOOTHINGS)) {
    const sums = { arms: createSums(), fingers: createSums() };
    for (const { recording, truth, fps } of set) {
      const { actor, clip } = solve(recording, smoothing);
      compare(signalsOf(truth), signalsOf([...describeFrames(tegn, actor, clip)]), truth, fps, sums);
    }
    const both = (measure, digits) =>
      `${measure(sums.arms).toFixed(digits)} / ${measure(sums.fingers).toFixed(digits)}`;
    const row = [
      both(({ error }) => mean(error), 1),
      both(({ hold }) => mean(hold), 1),
      both(({ fast }) => mean(fast), 1),
      both(lagOf, 2),
      both(({ bend, trueBend }) => bend / trueBend, 2),
      both(({ peaks }) => mean(peaks), 2),
    ];
    console.log(`| ${mode} | ${smoothing} | ${row.join(' | ')} |`);
  }
}

async function generateSet(count) {
  const { createRandomSigner, addTrackerNoise } = await loadSigners();
  return Array.from({ length: count }, (_, i) => {
    const { actor, clip, recording } = createRandomSigner({ seed: 900 + i, frameCount: 75 });
    return {
      recording: addTrackerNoise(recording, 900 + i),
      truth: [...describeFrames(tegn, actor, clip)],
      fps: 25,
    };
  });
}

async function setFromFiles(landmarks, truthFile) {
  const { frames: truth } = JSON.parse(readFileSync(truthFile, 'utf8'));
  const clips = [];
  let first = 0;
  for await (const frames of readClips(landmarks)) {
    clips.push({
      recording: recordingFromFrames(tegn, frames, 'full'),
      truth: truth.slice(first, first + frames.length),
      fps: (frames.length - 1) / (frames.at(-1).t - frames[0].t),
    });
    first += frames.length;
  }
  return clips;
}

/** Per group, signals of [frame][component] in degrees, with the side they belong to. */
function signalsOf(frames) {
  const direction = (side, read) => ({
    side,
    at: frames.map((frame) => read(frame).map((x) => (x * 180) / Math.PI)),
  });
  return {
    arms: SIDES.flatMap((side) => [
      direction(side, ({ dir }) => dir[`${side}UpperArm`]),
      direction(side, ({ dir }) => dir[`${side}LowerArm`]),
      direction(side, ({ sec }) => sec[`${side}Hand`]),
    ]),
    fingers: SIDES.flatMap((side) =>
      FINGERS.map((finger) => ({
        side,
        at: frames.map(({ flex }) => [flex[`${side}${finger}Intermediate`]]),
      })),
    ),
  };
}

function createSums() {
  return {
    error: [],
    hold: [],
    fast: [],
    peaks: [],
    bend: 0,
    trueBend: 0,
    correlation: new Float64Array(2 * SHIFTS + 1),
  };
}

function compare(truth, found, frames, fps, sums) {
  for (const group in sums) {
    const sum = sums[group];
    truth[group].forEach(({ side, at: t }, i) => {
      const p = found[group][i].at;
      const visible = (f) => f >= 0 && f < t.length && frames[f].vis?.[side] !== false;
      const speeds = t.map((_, f) =>
        visible(f - 1) && visible(f) && visible(f + 1) ? (distance(t[f + 1], t[f - 1]) * fps) / 2 : -1,
      );
      const fastest = Math.max(...speeds);
      t.forEach((_, f) => {
        if (!visible(f)) return;
        const error = distance(t[f], p[f]);
        sum.error.push(error);
        if (speeds[f] < 0) return;
        if (speeds[f] < HOLD) sum.hold.push(error);
        if (speeds[f] > FAST) sum.fast.push(error);
        sum.bend += bendAt(p, f);
        sum.trueBend += bendAt(t, f);
        for (let s = -SHIFTS; s <= SHIFTS; s++) {
          if (visible(f - 1 + s) && visible(f + 1 + s))
            sum.correlation[s + SHIFTS] += dot(minus(t[f + 1], t[f - 1]), minus(p[f + 1 + s], p[f - 1 + s]));
        }
        const isPeak =
          speeds[f] > Math.max(FAST, fastest / 2) && speeds[f] >= speeds[f - 1] && speeds[f] > speeds[f + 1];
        if (!isPeak || f < 5 || f > t.length - 6) return;
        const near = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map(
          (k) => (distance(p[f + k + 1], p[f + k - 1]) * fps) / 2,
        );
        sum.peaks.push(Math.max(...near) / speeds[f]);
      });
    });
  }
}

/** Shift of the best correlation, between frames by a parabola through its neighbours. */
function lagOf({ correlation: c }) {
  let best = 1;
  for (let i = 1; i < c.length - 1; i++) if (c[i] > c[best]) best = i;
  const [a, b, d] = [c[best - 1], c[best], c[best + 1]];
  return best - SHIFTS + (0.5 * (a - d)) / (a - 2 * b + d);
}
