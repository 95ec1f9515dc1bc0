import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import {
  addSmoothness,
  type BandSmoother,
  createBandSmoother,
  factorFrames,
  setInformation,
  solveFrames,
} from '../../src/solver/time/band-smoother.ts';

interface Problem {
  readonly size: number;
  readonly frames: number;
  readonly information: Float64Array[];
  readonly vectors: Float64Array[];
  readonly weights: Float64Array[];
  readonly offsets: Float64Array[];
}

function randomProblem(seed: number, size: number, frames: number): Problem {
  const random = createRandom(seed);
  const numbers = (count: number, draw: () => number) => Float64Array.from({ length: count }, draw);
  const information = Array.from({ length: frames }, (_, t) => {
    const root = numbers(size * size, random.gauss);
    const known = t % 5 === 3 ? 0 : 1;
    return Float64Array.from({ length: size * size }, (_, at) => {
      const [i, j] = [Math.floor(at / size), at % size];
      let sum = i === j ? 0.1 : 0;
      for (let k = 0; k < size; k++) sum += root[i * size + k] * root[j * size + k];
      return sum * known;
    });
  });
  return {
    size,
    frames,
    information,
    vectors: information.map((matrix) => numbers(size, () => (matrix[0] === 0 ? 0 : random.gauss()))),
    weights: information.map(() => numbers(size, () => random.range(0.1, 3))),
    offsets: information.map(() => numbers(size, random.gauss)),
  };
}

/** The same minimum by dense linear algebra that is not ours. */
function denseSolution({ size, frames, information, vectors, weights, offsets }: Problem): number[] {
  const matrix = Matrix.zeros(frames * size, frames * size);
  const right = Matrix.zeros(frames * size, 1);
  for (let t = 0; t < frames; t++) {
    for (let i = 0; i < size; i++) {
      right.set(t * size + i, 0, right.get(t * size + i, 0) + vectors[t][i]);
      for (let j = 0; j < size; j++) {
        const [r, c] = [t * size + i, t * size + j];
        matrix.set(r, c, matrix.get(r, c) + information[t][i * size + j]);
      }
    }
  }
  for (let t = 1; t < frames - 1; t++) {
    for (let k = 0; k < size; k++) {
      const terms: [number, number][] = [
        [t - 1, 1],
        [t, -2],
        [t + 1, 1],
      ];
      for (const [a, ca] of terms) {
        right.set(a * size + k, 0, right.get(a * size + k, 0) - weights[t][k] * ca * offsets[t][k]);
        for (const [b, cb] of terms) {
          const [r, c] = [a * size + k, b * size + k];
          matrix.set(r, c, matrix.get(r, c) + weights[t][k] * ca * cb);
        }
      }
    }
  }
  return solve(matrix, right).to1DArray();
}

function load(smoother: BandSmoother, { frames, information, vectors, weights, offsets }: Problem): void {
  for (let t = 0; t < frames; t++) {
    setInformation(smoother, t, information[t], vectors[t]);
  }
  for (let t = 1; t < frames - 1; t++) addSmoothness(smoother, t, weights[t], offsets[t]);
}

describe('the band smoother', () => {
  it.each([1, 3, 5])('finds the same minimum as a dense solver for blocks of %i', (size) => {
    const problem = randomProblem(size, size, 17);
    const smoother = createBandSmoother(size, problem.frames);
    load(smoother, problem);
    factorFrames(smoother, 0, problem.frames - 1);
    solveFrames(smoother, 0, problem.frames - 1);
    denseSolution(problem).forEach((x, i) => {
      expect(smoother.solution[i]).toBeCloseTo(x, 9);
    });
  });

  it('gives, frame by frame in a short ring, what a dense solver gives for the frames so far', () => {
    const size = 3;
    const problem = randomProblem(11, size, 23);
    const smoother = createBandSmoother(size, 6);
    const lookahead = 2;
    for (let t = 0; t < problem.frames; t++) {
      setInformation(smoother, t, problem.information[t], problem.vectors[t]);
      if (t >= 2) addSmoothness(smoother, t - 1, problem.weights[t - 1], problem.offsets[t - 1]);
      factorFrames(smoother, Math.max(0, t - 2), t);
      if (t < lookahead) continue;
      solveFrames(smoother, t - lookahead, t);
      const soFar = denseSolution({ ...problem, frames: t + 1 });
      for (let k = 0; k < size; k++) {
        const row = ((t - lookahead) % smoother.capacity) * size + k;
        expect(smoother.solution[row]).toBeCloseTo(soFar[(t - lookahead) * size + k], 8);
      }
    }
  });

  it('leaves unknowns at their linearisation when nothing determines them', () => {
    const smoother = createBandSmoother(2, 4);
    for (let t = 0; t < 4; t++) setInformation(smoother, t, new Float64Array(4), new Float64Array(2));
    factorFrames(smoother, 0, 3);
    solveFrames(smoother, 0, 3);
    expect(Array.from(smoother.solution)).toEqual(new Array(8).fill(0));
  });
});
