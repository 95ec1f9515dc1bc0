import { describe, expect, it } from 'vitest';
import type { LandmarkRecording } from '../../../src/landmarks/landmark-clip.ts';
import { LANDMARK_COUNT, RIGHT_HAND_OFFSET } from '../../../src/landmarks/schema.ts';
import { DEGREES, RADIANS } from '../../../src/math/scalar.ts';
import { PROVENANCE } from '../../../src/motion/motion-clip.ts';
import { type SolvedFace, solveFaceClip } from '../../../src/solver/face/solve-face.ts';
import { createCamera } from '../../../src/space/camera.ts';
import { EXPRESSIVE_CURVES } from '../../support/expressive-curves.ts';
import { type FaceFrame, faceRecording } from '../../support/face-signer.ts';

const solve = (recording: LandmarkRecording): SolvedFace =>
  solveFaceClip(recording, createCamera(recording.imageSize.width, recording.imageSize.height))!;

const curve = ({ curveNames, curves }: SolvedFace, name: string): number[] => {
  const c = curveNames.indexOf(name);
  expect(c, name).toBeGreaterThanOrEqual(0);
  return Array.from(
    { length: curves.length / curveNames.length },
    (_, f) => curves[f * curveNames.length + c],
  );
};

/** One rise and fall within a share of the clip, at rest before and after. */
const hump = (f: number, from: number, to: number): number =>
  f < from || f > to ? 0 : Math.sin((Math.PI * (f - from)) / (to - from)) ** 2;

const meanError = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + Math.abs(x - b[i]), 0) / a.length;

/** Spearman's. */
function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const ranks = (values: readonly number[]) => {
    const order = values.map((value, i) => [value, i]).sort((p, q) => p[0] - q[0]);
    const out = new Array<number>(values.length);
    for (let i = 0; i < order.length; ) {
      let j = i;
      while (j < order.length && order[j][0] === order[i][0]) j++;
      for (let k = i; k < j; k++) out[order[k][1]] = (i + j - 1) / 2;
      i = j;
    }
    return out;
  };
  const [p, q] = [ranks(a), ranks(b)];
  const middle = (a.length - 1) / 2;
  const dot = (u: number[], v: number[]) => u.reduce((sum, x, i) => sum + (x - middle) * (v[i] - middle), 0);
  return dot(p, q) / Math.sqrt(dot(p, p) * dot(q, q));
}

const FRAMES = 100;

/** The head looks about while one curve after the other is done. */
const looking = (f: number): Pick<FaceFrame, 'yaw' | 'pitch'> => ({
  yaw: 35 * RADIANS * Math.sin((2 * Math.PI * f) / 37),
  pitch: 20 * RADIANS * Math.sin((2 * Math.PI * f) / 23),
});

// without z a turned head is flattened onto the average person's: less is asked
describe.each([
  [true, 0.1, 0.03, 0.9],
  [false, 0.12, 0.07, 0.85],
])('a face that does one thing (with z: %s)', (depth, error, leak, order) => {
  it.each(EXPRESSIVE_CURVES)(
    `%s comes back within ${error} and in its order, whatever the head does`,
    (name) => {
      for (const seed of [1, 2, 3]) {
        const wanted = Array.from({ length: FRAMES }, (_, f) => hump(f, 25, 80));
        const solved = solve(
          faceRecording(
            wanted.map((value, f) => ({ ...looking(f), curves: { [name]: value } })),
            { seed, jitter: 0.003, depth },
          ),
        );
        const found = curve(solved, name);
        expect(meanError(found, wanted), `seed ${seed}`).toBeLessThan(error);
        const active = wanted.flatMap((value, f) => (value > 0 ? [f] : []));
        expect(
          rankCorrelation(
            active.map((f) => found[f]),
            active.map((f) => wanted[f]),
          ),
          `seed ${seed}`,
        ).toBeGreaterThan(order);
      }
    },
  );

  it(`keeps still while only the head turns: no curve above ${leak} in the mean`, () => {
    for (const seed of [1, 2, 3]) {
      const solved = solve(
        faceRecording(
          Array.from({ length: FRAMES }, (_, f) => looking(f)),
          { seed, jitter: 0.003, depth },
        ),
      );
      for (const name of solved.curveNames) {
        if (/^eyeLook/.test(name)) continue;
        const values = curve(solved, name);
        expect(values.reduce((sum, x) => sum + x, 0) / FRAMES, `${name}, seed ${seed}`).toBeLessThan(leak);
      }
    }
  });

  it('looks where it looks, within 4 degrees', () => {
    const frames = Array.from(
      { length: FRAMES },
      (_, f): FaceFrame => ({
        yaw: 10 * RADIANS * Math.sin(f / 9),
        gaze: [25 * RADIANS * Math.sin(f / 7), 15 * RADIANS * Math.sin(f / 5)],
      }),
    );
    const solved = solve(faceRecording(frames, { seed: 2, jitter: 0.003, depth }));
    const [out, into, up, down] = ['Out', 'In', 'Up', 'Down'].map((way) =>
      curve(solved, `eyeLook${way}Left`),
    );
    const yaw = meanError(
      out.map((value, f) => 30 * (value - into[f])),
      frames.map(({ gaze }) => gaze![0] * DEGREES),
    );
    const pitch = meanError(
      up.map((value, f) => 30 * (value - down[f])),
      frames.map(({ gaze }) => gaze![1] * DEGREES),
    );
    expect(yaw).toBeLessThan(4);
    expect(pitch).toBeLessThan(4);
  });
});

describe('a face', () => {
  it('blinks sharply: two closed frames at 25 per second are found as such', () => {
    const frames = Array.from(
      { length: 40 },
      (_, f): FaceFrame => ({
        curves: f === 20 || f === 21 ? { eyeBlinkLeft: 1, eyeBlinkRight: 1 } : {},
      }),
    );
    const blink = curve(solve(faceRecording(frames, { jitter: 0.003 })), 'eyeBlinkRight');
    expect(Math.min(blink[20], blink[21])).toBeGreaterThan(0.9);
    expect(Math.max(blink[18], blink[23])).toBeLessThan(0.1);
  });

  it('is symmetric at rest', () => {
    const solved = solve(faceRecording(new Array<FaceFrame>(30).fill({}), { seed: 4, jitter: 0.003 }));
    for (const name of solved.curveNames.filter(
      (name) => name.endsWith('Left') && !name.startsWith('eyeLook'),
    )) {
      const [left, right] = [curve(solved, name), curve(solved, name.replace(/Left$/, 'Right'))];
      expect(meanError(left, right), name).toBeLessThan(0.1);
    }
  });

  it('keeps what a hand covers, marks it, and goes over to what is seen again without a jump', () => {
    const wanted = Array.from({ length: 60 }, (_, f) => hump(f, 10, 50));
    const recording = faceRecording(
      wanted.map((value) => ({ curves: { jawOpen: value, browInnerUp: value } })),
    );
    const { positions, confidences } = recording.image!;
    for (let f = 20; f <= 30; f++) {
      for (let i = 0; i < 21; i++) {
        const point = f * LANDMARK_COUNT + RIGHT_HAND_OFFSET + i;
        const mouth = f * LANDMARK_COUNT + 75 + 14;
        positions.set(positions.subarray(mouth * 3, mouth * 3 + 2), point * 3);
        confidences[point] = 1;
      }
    }
    const solved = solve(recording);
    const jaw = curve(solved, 'jawOpen');
    for (let f = 20; f <= 30; f++) expect(jaw[f]).toBe(jaw[19]);
    expect(Math.max(...jaw.slice(31).map((value, f) => Math.abs(value - jaw[30 + f])))).toBeLessThan(0.3);
    expect(meanError(curve(solved, 'browInnerUp'), wanted)).toBeLessThan(0.1);
    expect(Array.from(solved.provenance, (flag) => flag & PROVENANCE.repaired)).toEqual(
      wanted.map((_, f) => (f >= 20 && f <= 30 ? PROVENANCE.repaired : 0)),
    );
  });

  it('shakes its brows by no more than a tenth a frame above a covered mouth, and catches up after', () => {
    const wanted = Array.from({ length: 60 }, (_, f) => (f >= 24 && f < 42 ? 0.9 : 0));
    const recording = faceRecording(wanted.map((value) => ({ curves: { browInnerUp: value } })));
    const { positions, confidences } = recording.image!;
    for (let f = 20; f <= 30; f++) {
      const point = f * LANDMARK_COUNT + RIGHT_HAND_OFFSET + 8;
      const mouth = f * LANDMARK_COUNT + 75 + 14;
      positions.set(positions.subarray(mouth * 3, mouth * 3 + 2), point * 3);
      confidences[point] = 1;
    }
    const brow = curve(solve(recording), 'browInnerUp');
    for (let f = 20; f <= 30; f++) expect(Math.abs(brow[f] - brow[f - 1])).toBeLessThan(0.1001);
    expect(brow[40]).toBeGreaterThan(0.6);
  });

  it('that goes away keeps its expression for a moment and comes to rest', () => {
    const recording = faceRecording(
      Array.from({ length: 60 }, (_, f) => ({ curves: { mouthPucker: hump(f, 10, 50) } })),
    );
    recording.image!.confidences.fill(0, 30 * LANDMARK_COUNT);
    const solved = solve(recording);
    const pucker = curve(solved, 'mouthPucker');
    expect(pucker[36]).toBe(pucker[29]);
    expect(pucker[59]).toBe(0);
    expect(solved.provenance[29]).toBe(0);
    expect(solved.provenance[30]).toBe(PROVENANCE.invented);
  });

  it('that is never seen gives no curves', () => {
    const recording = faceRecording([{}, {}]);
    recording.image!.confidences.fill(0);
    expect(solveFaceClip(recording, createCamera(1280, 960))).toBeNull();
  });
});
