/** Mutation fuzzing of every reader. TEGN_FUZZ_RUNS sets the number of mutants each. */
import { readFileSync } from 'node:fs';
import { gzipSync, zipSync } from 'fflate';
import { describe, it } from 'vitest';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { writeTrackerJsonl } from '../../src/landmarks/writers/tracker-jsonl.ts';
import { FUZZ_RUNS, fuzzReader } from './support/fuzz.ts';
import { float64Npy } from './support/npy-file.ts';
import { HAND_POINTS, poseFileBytes } from './support/pose-file.ts';
import { signerParts, signerRecording } from './support/signer.ts';

const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const { pose, leftHand, rightHand, face } = signerParts(1, 0);
const hand = (count: number) =>
  Array.from({ length: count }, () => [rightHand.map(([x, y, z]) => [x * 640, y * 480, z, 1])]);
const right = { name: 'RIGHT_HAND_LANDMARKS', points: HAND_POINTS };
const result = {
  poseLandmarks: pose,
  leftHandLandmarks: leftHand,
  faceLandmarks: face,
  worldLandmarks: [pose],
};
const landmarks = rightHand.map(([x, y, z]) => `landmark { x: ${x} y: ${y} z: ${z} }`).join('\n');

const INPUTS: readonly [string, () => Uint8Array][] = [
  ['v00.pose', () => poseFileBytes({ version: 0, components: [right], frames: [...hand(2), []] })],
  ['v01.pose', () => poseFileBytes({ version: 0.1, components: [right], frames: hand(2) })],
  ['v02.pose', () => poseFileBytes({ version: 0.2, components: [right], frames: hand(2) })],
  [
    'people.pose',
    () =>
      poseFileBytes({ version: 0.2, components: [right], frames: hand(2).map((one) => [...one, ...one]) }),
  ],
  ['holistic.pose', () => writePose(signerRecording({ frameCount: 2, hasWorld: true }))],
  [
    'tracker.jsonl',
    () => writeTrackerJsonl(signerRecording({ frameCount: 3, isMissing: (_, i) => i > 100 })),
  ],
  ['tracker.jsonl.gz', () => gzipSync(writeTrackerJsonl(signerRecording({ frameCount: 3 })), { mtime: 0 })],
  [
    'tracker.parquet',
    () => readFileSync(new URL('../fixtures/landmarks/tracker-pyarrow.parquet', import.meta.url)),
  ],
  ['result.json', () => text({ frames: [result, result], fps: 25, width: 640, height: 480 })],
  [
    'hands.json',
    () => text({ landmarks: [leftHand, rightHand], handedness: [[{ categoryName: 'Left' }], ['Right']] }),
  ],
  ['letter.json', () => text(rightHand.map(([x, y, z]) => ({ x, y, z })))],
  [
    'hand.pbtxt',
    () =>
      new TextEncoder().encode(
        `classifications { classification { label: "Right" } } landmarks { ${landmarks} }`,
      ),
  ],
  [
    'keypoints.npy',
    () =>
      float64Npy(
        [2, 63],
        [...rightHand, ...rightHand].flatMap((point) => point.slice(0, 3)),
      ),
  ],
  [
    'move.npz',
    () =>
      zipSync(
        {
          'xy.npy': float64Npy(
            [1, 33, 2],
            pose.flatMap((point) => point.slice(0, 2)),
          ),
          'conf.npy': float64Npy(
            [1, 33],
            pose.map((point) => point[3]),
          ),
        },
        { mtime: '2020-01-01' },
      ),
  ],
];

describe('hostile bytes', () => {
  it.each(INPUTS.map(([name, make], i) => ({ name, make, seed: 100 + i })))(
    `give a coded error or a valid recording: $name`,
    async ({ name, make, seed }) => {
      await fuzzReader(Uint8Array.from(make()), name, seed);
    },
    60_000 + FUZZ_RUNS * 100,
  );
});
