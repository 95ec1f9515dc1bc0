import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTrackerNoise } from '../../samples/generate/tracker-noise.ts';
import type { LandmarkClip, LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import {
  FACE_POINT_COUNT,
  LANDMARK_COUNT,
  type LandmarkPartName,
  landmarkPart,
} from '../../src/landmarks/schema.ts';
import { rotateVec3 } from '../../src/math/quat.ts';
import { DEGREES, quantile } from '../../src/math/scalar.ts';
import { angleVec3, crossVec3, dotVec3, type Numbers, subtractVec3 } from '../../src/math/vec3.ts';
import { type ActorJoint, actorJoint } from '../../src/skeleton/actor/joints.ts';
import { solveClipLive } from '../../src/solver/live/solve-clip-live.ts';
import { solveClip } from '../../src/solver/solve-clip.ts';
import { type Motion, poseAt } from '../support/compare-motion.ts';
import { losePart } from '../support/edit-recording.ts';
import { filmMotion } from '../support/film-motion.ts';
import { createRandomSigner } from '../support/random-signer.ts';

const SCRIPT = fileURLToPath(new URL('../../bench/predict.mjs', import.meta.url));
const FRAMES = 14;
const SIDES = ['Left', 'Right'] as const;
const FINGERS = ['Thumb', 'Index', 'Middle', 'Ring', 'Little'] as const;
const SEGMENTS = ['Proximal', 'Intermediate', 'Distal'] as const;

interface Prediction {
  readonly dir: Record<string, number[]>;
  readonly sec: Record<string, number[]>;
  readonly flex: Record<string, number>;
}

/** Two people, noisy, one of them without a left hand for some frames. */
const recordings: LandmarkRecording[] = [4, 5].map((seed) => {
  const { actor, clip } = createRandomSigner({ seed, frameCount: FRAMES });
  return addTrackerNoise(filmMotion(actor, clip), seed);
});
recordings[1] = losePart(recordings[1], 'leftHand', 3, 6);

/** The benchmark's lines: MediaPipe's axes, y down and z away. */
function lines(recording: LandmarkRecording, clip: number): string[] {
  const { image, world, imageSize } = recording;
  const points = (source: LandmarkClip, part: LandmarkPartName, f: number, count: number, sign: 1 | -1) => {
    const first = f * LANDMARK_COUNT + landmarkPart(part).offset;
    if (source.confidences[first] === 0) return null;
    return Array.from({ length: count }, (_, i) => {
      const [x, y, z] = source.positions.subarray((first + i) * 3, (first + i) * 3 + 3);
      return [x, sign * y, sign * z, source.confidences[first + i]];
    });
  };
  return Array.from({ length: FRAMES }, (_, f) =>
    JSON.stringify({
      clip,
      frame: f,
      t: f / 25,
      ...imageSize,
      pose: points(image!, 'pose', f, 33, 1),
      poseWorld: points(world!, 'pose', f, 33, -1),
      hands: { Left: points(image!, 'leftHand', f, 21, 1), Right: points(image!, 'rightHand', f, 21, 1) },
      handsWorld: {
        Left: points(world!, 'leftHand', f, 21, -1),
        Right: points(world!, 'rightHand', f, 21, -1),
      },
      face: points(image!, 'face', f, FACE_POINT_COUNT, 1),
    }),
  );
}

let folder: string;
const results: Record<string, Prediction[]> = {};

function predict(...flags: string[]): Promise<{ code: number; stderr: string; out: string }> {
  const out = join(folder, `${flags.join('-') || 'default'}.jsonl`);
  const words = [SCRIPT, '--landmarks', join(folder, 'in.jsonl'), '--out', out, ...flags];
  return new Promise((resolve) => {
    execFile(process.execPath, words, (error, _, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stderr, out }),
    );
  });
}

const read = (path: string): Prediction[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tegn-bench-'));
  writeFileSync(
    join(folder, 'in.jsonl'),
    `${recordings.flatMap((recording, i) => lines(recording, i)).join('\n')}\n`,
  );
  const runs: [string, string[]][] = [
    ['full', ['--mode', 'offline']],
    ['live', ['--mode', 'live', '--lookahead', '1']],
    ['2dz', ['--input', '2dz']],
    ['2d', ['--input', '2d']],
  ];
  // the first builds the library, the rest find it built
  for (const batch of [runs.slice(0, 1), runs.slice(1)]) {
    await Promise.all(
      batch.map(async ([name, flags]) => {
        const { code, stderr, out } = await predict(...flags);
        if (code !== 0) throw new Error(stderr);
        results[name] = read(out);
      }),
    );
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const BONES = [
  'Spine',
  'Head',
  ...SIDES.flatMap((side) => [
    ...['UpperArm', 'LowerArm', 'Hand'].map((bone) => `${side}${bone}`),
    ...FINGERS.flatMap((finger) => SEGMENTS.map((segment) => `${side}${finger}${segment}`)),
  ]),
].sort();

describe.each(['full', 'live', '2dz', '2d'])('predictions from %s', (name) => {
  it('have a line for every frame of every clip, every bone in it, directions of unit length', () => {
    const predictions = results[name];
    expect(predictions).toHaveLength(2 * FRAMES);
    for (const { dir, sec, flex } of predictions) {
      expect(Object.keys(dir).sort()).toEqual(BONES);
      expect(Object.keys(sec).sort()).toEqual(['Head', 'LeftHand', 'RightHand']);
      for (const v of [...Object.values(dir), ...Object.values(sec)])
        expect(Math.hypot(...v)).toBeCloseTo(1, 5);
      for (const angle of Object.values(flex)) expect(Math.abs(angle)).toBeLessThanOrEqual(180);
      for (const side of SIDES) expect(dotVec3(sec[`${side}Hand`], dir[`${side}Hand`])).toBeCloseTo(0, 6);
    }
  });

  it('come from a skeleton: second and third joints of fingers are hinges, so a finger lies in one plane', () => {
    for (const { dir, flex } of results[name]) {
      for (const side of SIDES) {
        for (const finger of FINGERS.slice(1)) {
          const [a, b, c] = SEGMENTS.map((segment) => dir[`${side}${finger}${segment}`]);
          expect(Math.abs(dotVec3(crossVec3(a, b), c))).toBeLessThan(1e-4);
          expect(Math.abs(flex[`${side}${finger}Intermediate`])).toBeCloseTo(angleVec3(a, b) * DEGREES, 3);
          expect(Math.abs(flex[`${side}${finger}Distal`])).toBeCloseTo(angleVec3(b, c) * DEGREES, 3);
        }
        const elbow = angleVec3(dir[`${side}UpperArm`], dir[`${side}LowerArm`]) * DEGREES;
        expect(flex[`${side}LowerArm`]).toBeCloseTo(elbow, 3);
      }
    }
  });
});

describe('predictions', () => {
  it('are forward kinematics of the solved clip, to 0.01 degrees', () => {
    for (const [name, solve] of [
      ['full', (recording: LandmarkRecording): Motion => solveClip(recording)],
      ['live', (recording: LandmarkRecording): Motion => solveClipLive(recording, { lookahead: 1 })],
    ] as const) {
      recordings.forEach((recording, i) => {
        const motion = solve(recording);
        for (let f = 0; f < FRAMES; f++) {
          const { dir } = results[name][i * FRAMES + f];
          const pose = poseAt(motion, f);
          const at = (joint: ActorJoint) => pose.positions[actorJoint(joint)];
          const end = (joint: ActorJoint) => {
            const j = actorJoint(joint);
            return rotateVec3(pose.rotations[j], motion.actor.endOffsets.subarray(j * 3, j * 3 + 3));
          };
          const expected: [string, Numbers][] = [
            ['LeftUpperArm', subtractVec3(at('leftLowerArm'), at('leftUpperArm'))],
            ['RightLowerArm', subtractVec3(at('rightHand'), at('rightLowerArm'))],
            ['LeftHand', subtractVec3(at('leftMiddle1'), at('leftHand'))],
            ['RightIndexProximal', subtractVec3(at('rightIndex2'), at('rightIndex1'))],
            ['LeftLittleDistal', end('leftPinky3')],
            ['RightThumbDistal', end('rightThumb3')],
          ];
          for (const [bone, [x, y, z]] of expected as [string, Float64Array][]) {
            expect(angleVec3(dir[bone], [x, -y, -z]) * DEGREES, `${name} ${i}/${f} ${bone}`).toBeLessThan(
              0.01,
            );
          }
        }
      });
    }
  });

  it('are not those of the landmarks: bones in the noisy picture differ by degrees', () => {
    const { world } = recordings[0];
    const apart: number[] = [];
    for (let f = 0; f < FRAMES; f++) {
      const first = (f * LANDMARK_COUNT + landmarkPart('rightHand').offset) * 3;
      const point = (i: number) => world!.positions.subarray(first + i * 3, first + i * 3 + 3);
      const [x, y, z] = subtractVec3(point(8), point(7)) as Float64Array;
      apart.push(angleVec3(results.full[f].dir.RightIndexDistal, [x, -y, -z]) * DEGREES);
    }
    expect(quantile(apart, 0.5)).toBeGreaterThan(2);
  });

  it('go through a lost hand', () => {
    for (const name of ['full', 'live']) {
      const steps = Array.from({ length: FRAMES - 1 }, (_, f) => {
        const [a, b] = [results[name][FRAMES + f], results[name][FRAMES + f + 1]];
        return angleVec3(a.dir.LeftHand, b.dir.LeftHand) * DEGREES;
      });
      for (const step of steps) expect(step).toBeLessThan((750 * 3) / 25);
    }
  });
});

describe('the command', () => {
  it('leaves no partial file and refuses what it does not know with exit 2', async () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    const runs = await Promise.all([predict('--mode', 'guess'), predict('--input', '3d')]);
    for (const { code, stderr } of runs) {
      expect(code).toBe(2);
      expect(stderr).toContain('usage');
    }
  });
});
