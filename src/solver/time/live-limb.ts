/**
 * Values of one limb followed frame by frame with a fixed look-ahead: the live counterpart of solve-adaptive.ts over the same tracks.
 *
 * Each new frame starts from the prediction of the frames so far, is fitted to its own points with the prediction as a prior, and is
 * appended to the banded equations; solving back over the look-ahead gives the frame that is due. Storage is a ring: no allocation per
 * frame. Frames are numbered from 0 since the limb was found.
 */
import { solveSymmetric } from '../../math/cholesky.ts';
import {
  addInformation,
  addSmoothness,
  type BandSmoother,
  clearFrame,
  createBandSmoother,
  factorFrames,
  solveFrames,
} from './band-smoother.ts';
import type { Track } from './track.ts';

/** What a limb's values are. */
export interface LimbKind<Values> {
  create(): Values;
  copy(from: Values, to: Values): void;
  /** dst = last + share * (last - before), along each angle's shortest way. */
  extrapolate(before: Values, last: Values, share: number, dst: Values): void;
  /** Whether what a frame shows by itself cannot be where the limb was expected: a jump no limb makes. */
  apart(expected: Values, shown: Values): boolean;
  /** Tracks over a storage of values; later tracks may build on earlier ones. */
  createTracks(values: (frame: number) => Values): readonly Track[];
  /** Prior of a new frame against its prediction, 1 / (unit)^2, per track. */
  predictionWeight(track: number): number;
}

export interface LiveLimb<Values> {
  readonly kind: LimbKind<Values>;
  readonly lookahead: number;
  /** Values at which frames were linearised, by frame modulo length. */
  readonly linearised: readonly Values[];
  /** Best estimates of the newest two frames, newest first. */
  readonly newest: readonly [Values, Values];
  readonly tracks: readonly Track[];
  readonly smoothers: readonly BandSmoother[];
  /** Tracks that write to `slot[0]` instead of the ring. */
  readonly slot: [Values];
  readonly slotTracks: readonly Track[];
  /** Frames since the limb was found. */
  frames: number;
}

/** Motion goes on for a frame, but less and less surely. */
const MOMENTUM = 0.8;
const FIT_ROUNDS = 2;

export function createLiveLimb<Values>(kind: LimbKind<Values>, lookahead: number): LiveLimb<Values> {
  const capacity = lookahead + 4;
  const linearised = Array.from({ length: capacity }, () => kind.create());
  const tracks = kind.createTracks((frame) => linearised[frame % capacity]);
  const slot: [Values] = [kind.create()];
  return {
    kind,
    lookahead,
    linearised,
    newest: [kind.create(), kind.create()],
    tracks,
    smoothers: tracks.map(({ size }) => createBandSmoother(size, capacity)),
    slot,
    slotTracks: kind.createTracks(() => slot[0]),
    frames: 0,
  };
}

/** Forgets everything: the limb was lost. */
export function resetLimb(limb: LiveLimb<unknown>): void {
  limb.frames = 0;
}

/** Where the next frame is expected, or null for the first two frames of a run. */
export function predictLimb<Values>(limb: LiveLimb<Values>): Values | null {
  if (limb.frames < 2) return null;
  const next = limb.linearised[limb.frames % limb.linearised.length];
  limb.kind.extrapolate(limb.newest[1], limb.newest[0], MOMENTUM, next);
  return next;
}

/** Storage of the next frame's start value, when there is no prediction. */
export const nextValues = <Values>(limb: LiveLimb<Values>): Values =>
  limb.linearised[limb.frames % limb.linearised.length];

/** Appends the frame whose start value stands in nextValues. */
export function pushLimb<Values>(limb: LiveLimb<Values>): void {
  const t = limb.frames;
  const predicted = t >= 2;
  for (let i = 0; i < limb.tracks.length; i++) {
    const track = limb.tracks[i];
    const scratch = scratchFor(track.size);
    fitFrame(track, t, predicted ? limb.kind.predictionWeight(i) : 0, scratch);
    const smoother = limb.smoothers[i];
    scratch.information.fill(0);
    scratch.vector.fill(0);
    track.linearize(t, scratch.information, scratch.vector);
    clearFrame(smoother, t);
    addInformation(smoother, t, scratch.information, scratch.vector);
    if (t >= 2) {
      track.weights(t - 1, scratch.weights);
      track.curvature(t - 1, scratch.curvature);
      addSmoothness(smoother, t - 1, scratch.weights, scratch.curvature);
    }
    factorFrames(smoother, Math.max(0, t - 2), t);
    solveFrames(smoother, Math.max(0, t - Math.max(limb.lookahead, 1)), t);
  }
  limb.frames++;
  readLimb(limb, t, limb.newest[0]);
  if (t > 0) readLimb(limb, t - 1, limb.newest[1]);
}

/** The present estimate of a frame, at most max(look-ahead, 1) frames old. */
export function readLimb<Values>(limb: LiveLimb<Values>, frame: number, dst: Values): void {
  const capacity = limb.linearised.length;
  limb.kind.copy(limb.linearised[frame % capacity], dst);
  limb.slot[0] = dst;
  for (let i = 0; i < limb.slotTracks.length; i++) {
    const track = limb.slotTracks[i];
    track.update(frame, limb.smoothers[i].solution, (frame % capacity) * track.size);
  }
}

interface Scratch {
  readonly information: Float64Array;
  readonly vector: Float64Array;
  readonly weights: Float64Array;
  readonly curvature: Float64Array;
  readonly moved: Float64Array;
}

/** Gauss-Newton on one frame alone, drawn to where it started. */
function fitFrame(track: Track, frame: number, prior: number, { information, vector, moved }: Scratch): void {
  const n = track.size;
  moved.fill(0);
  for (let round = 0; round < FIT_ROUNDS; round++) {
    information.fill(0);
    vector.fill(0);
    track.linearize(frame, information, vector);
    for (let k = 0; k < n; k++) {
      information[k * n + k] += prior;
      vector[k] -= prior * moved[k];
    }
    solveSymmetric(n, information, vector);
    for (let k = 0; k < n; k++) moved[k] += vector[k];
    track.update(frame, vector, 0);
  }
}

const scratches: Scratch[] = [];
function scratchFor(size: number): Scratch {
  scratches[size] ??= {
    information: new Float64Array(size * size),
    vector: new Float64Array(size),
    weights: new Float64Array(size),
    curvature: new Float64Array(size),
    moved: new Float64Array(size),
  };
  return scratches[size];
}
