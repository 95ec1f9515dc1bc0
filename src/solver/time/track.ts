/**
 * A quantity followed through time: what its frames know, joined by the expectation of small acceleration, solved by Gauss-Newton.
 * Offline over a run of frames at once; live frame by frame with look-ahead over the same functions.
 */
import {
  addSmoothness,
  type BandSmoother,
  createBandSmoother,
  factorFrames,
  setInformation,
  solveFrames,
} from './band-smoother.ts';

/** Mean squared residual of a frame's points (in standard deviations) from which a fit counts as caught in the wrong place. */
export const CAUGHT = 9;

/** Frames are indices into whatever storage the track has. */
export interface Track {
  /** Unknowns per frame. */
  readonly size: number;
  /** Information matrix [n x n] and vector [n] of a frame at its present value; zero when the frame was not seen. */
  linearize(frame: number, information: Float64Array, vector: Float64Array): void;
  /** Whether a frame's own points lie so far from its present value (CAUGHT) that the fit is caught in the wrong place. */
  isCaught(frame: number): boolean;
  /** Second difference of the present values about a frame, [n]. */
  curvature(frame: number, dst: Float64Array): void;
  /** Weight of a small acceleration about a frame, [n], 1 / (unit per frame^2)^2. */
  weights(frame: number, dst: Float64Array): void;
  /** Changes a frame's value by the increment at increments[offset ...]. */
  update(frame: number, increments: Float64Array, offset: number): void;
}

/** Rounds of Gauss-Newton: start values come from closed forms and are near. */
const ROUNDS = 2;

/** Solves frames first..last at once; their present values are the start. */
export function solveTrack(track: Track, first: number, last: number, rounds = ROUNDS): void {
  const frames = last - first + 1;
  const smoother = createBandSmoother(track.size, frames);
  for (let round = 0; round < rounds; round++) {
    for (let t = 0; t < frames; t++) pushFrame(smoother, track, t, first + t);
    for (let t = 1; t < frames - 1; t++) pushSmoothness(smoother, track, t, first + t);
    factorFrames(smoother, 0, frames - 1);
    solveFrames(smoother, 0, frames - 1);
    for (let t = 0; t < frames; t++) track.update(first + t, smoother.solution, t * track.size);
  }
}

function pushFrame(smoother: BandSmoother, track: Track, slot: number, frame: number): void {
  const { information, vector } = scratchFor(track.size);
  information.fill(0);
  vector.fill(0);
  track.linearize(frame, information, vector);
  setInformation(smoother, slot, information, vector);
}

function pushSmoothness(smoother: BandSmoother, track: Track, slot: number, frame: number): void {
  const { weights, curvature } = scratchFor(track.size);
  track.weights(frame, weights);
  track.curvature(frame, curvature);
  addSmoothness(smoother, slot, weights, curvature);
}

interface Scratch {
  readonly information: Float64Array;
  readonly vector: Float64Array;
  readonly weights: Float64Array;
  readonly curvature: Float64Array;
}

const scratches: Scratch[] = [];
function scratchFor(size: number): Scratch {
  scratches[size] ??= {
    information: new Float64Array(size * size),
    vector: new Float64Array(size),
    weights: new Float64Array(size),
    curvature: new Float64Array(size),
  };
  return scratches[size];
}
