/**
 * Values of one limb followed frame by frame with a fixed look-ahead: the live counterpart of solve-adaptive.ts over the same tracks.
 *
 * Each new frame starts from the prediction of the frames so far, is fitted to its own points with the prediction as a prior, and is
 * appended to the banded equations. Solving back over the look-ahead shows how lively the limb is, sets how firmly small accelerations
 * are expected there, and, solved once more, gives the frame that is due. Storage is a ring: no allocation per frame. Frames are
 * numbered from 0 since the limb was found.
 */
import { solveSymmetric } from '../../math/cholesky.ts';
import type { ActivityOptions } from './activity.ts';
import {
  addSmoothness,
  type BandSmoother,
  createBandSmoother,
  factorFrames,
  setInformation,
  solveFrames,
} from './band-smoother.ts';
import type { Track } from './track.ts';

/** What a limb's values are, and what a frame says of them. */
export interface LimbKind<Values, Input> {
  create(): Values;
  createInput(): Input;
  /** Takes away what a frame says. */
  clearInput(input: Input): void;
  /** Looks up anew what an input takes from other limbs, which know more by now. */
  refreshInput?(input: Input): void;
  copy(from: Values, to: Values): void;
  /** dst = last + share * (last - before), along each angle's shortest way. */
  extrapolate(before: Values, last: Values, share: number, dst: Values): void;
  /** Whether what a frame shows by itself cannot be where the limb was expected: a jump no limb makes. */
  apart(expected: Values, shown: Values, input: Input): boolean;
  /** Tracks over a storage of values; later tracks may build on earlier ones. */
  createTracks(values: (frame: number) => Values, input: (frame: number) => Input): readonly Track[];
  /** Tracks of one group are lively together: group of each track, from 0. */
  readonly groups: readonly number[];
  /** Expected acceleration per group, unit per second^2. */
  readonly acceleration: readonly LiveAcceleration[];
  /** Takes over the part of the values that a track is about. */
  copyTrack(track: number, from: Values, to: Values): void;
}

export interface LiveAcceleration extends ActivityOptions {
  /** Before anything is known of a frame. */
  readonly base: number;
}

export interface LiveLimb<Values, Input> {
  readonly kind: LimbKind<Values, Input>;
  readonly lookahead: number;
  readonly fps: number;
  /** Values at which frames were linearised, by frame modulo length. */
  readonly linearised: readonly Values[];
  /** What frames say, by frame modulo length. */
  readonly inputs: Input[];
  /** Best estimates of the newest two frames, newest first. */
  readonly newest: readonly [Values, Values];
  readonly followed: readonly FollowedTrack[];
  /** [groups][ring] expected acceleration about a frame, unit per frame^2. */
  readonly expected: readonly Float64Array[];
  readonly bend: Values;
  /** Tracks that write to `slot[0]` instead of the ring. */
  readonly slot: [Values];
  readonly slotTracks: readonly Track[];
  /** Frames since the limb was found. */
  frames: number;
}

interface FollowedTrack {
  readonly track: Track;
  readonly smoother: BandSmoother;
  /** What each frame of the ring knows, and the second difference about it. */
  readonly information: readonly Float64Array[];
  readonly vectors: readonly Float64Array[];
  readonly curvatures: readonly Float64Array[];
  readonly weights: Float64Array;
  readonly matrix: Float64Array;
  readonly step: Float64Array;
}

/** Motion goes on for a frame, but less and less surely. */
const MOMENTUM = 0.8;

/** A prediction is off by this many frames' worth of expected acceleration. */
const PREDICTION_ERROR = 3;

export function createLiveLimb<Values, Input>(
  kind: LimbKind<Values, Input>,
  lookahead: number,
  fps: number,
): LiveLimb<Values, Input> {
  // the frames that may still change, and as many before them as the band reaches
  const capacity = lookahead + 7;
  const linearised = Array.from({ length: capacity }, () => kind.create());
  const inputs = Array.from({ length: capacity }, () => kind.createInput());
  const input = (frame: number) => inputs[frame % capacity];
  const slot: [Values] = [kind.create()];
  return {
    kind,
    lookahead,
    fps,
    linearised,
    inputs,
    newest: [kind.create(), kind.create()],
    followed: kind
      .createTracks((frame) => linearised[frame % capacity], input)
      .map((track) => ({
        track,
        smoother: createBandSmoother(track.size, capacity),
        information: Array.from({ length: capacity }, () => new Float64Array(track.size * track.size)),
        vectors: Array.from({ length: capacity }, () => new Float64Array(track.size)),
        curvatures: Array.from({ length: capacity }, () => new Float64Array(track.size)),
        weights: new Float64Array(track.size),
        matrix: new Float64Array(track.size * track.size),
        step: new Float64Array(track.size),
      })),
    expected: kind.acceleration.map(() => new Float64Array(capacity)),
    bend: kind.create(),
    slot,
    slotTracks: kind.createTracks(() => slot[0], input),
    frames: 0,
  };
}

/** Forgets all but what stands in nextInput: the limb was lost. */
export function resetLimb<Input>(limb: LiveLimb<unknown, Input>): void {
  const { inputs, frames } = limb;
  const next = frames % inputs.length;
  [inputs[0], inputs[next]] = [inputs[next], inputs[0]];
  limb.frames = 0;
}

/** Where the next frame is expected, or null for the first two frames of a run. */
export function predictLimb<Values>(limb: LiveLimb<Values, unknown>): Values | null {
  if (limb.frames < 2) return null;
  const next = nextValues(limb);
  limb.kind.extrapolate(limb.newest[1], limb.newest[0], MOMENTUM, next);
  return next;
}

/** Storage of the next frame's start value. */
export const nextValues = <Values>(limb: LiveLimb<Values, unknown>): Values =>
  limb.linearised[limb.frames % limb.linearised.length];

/** Storage of what the next frame says. */
export const nextInput = <Input>(limb: LiveLimb<unknown, Input>): Input =>
  limb.inputs[limb.frames % limb.inputs.length];

/**
 * Appends the frame whose start value stands in nextValues and whose evidence stands in nextInput.
 * @param shown what the frame shows by itself, for tracks that are caught in the wrong place; null when it shows nothing
 * @param surprising whether the start value is `shown` rather than the prediction
 */
export function pushLimb<Values>(
  limb: LiveLimb<Values, unknown>,
  shown: Values | null,
  surprising: boolean,
): void {
  const t = limb.frames;
  const { kind, followed, expected, fps } = limb;
  const capacity = limb.linearised.length;
  for (let g = 0; g < expected.length; g++)
    expected[g][t % capacity] = kind.acceleration[g].base / (fps * fps);
  for (let i = 0; i < followed.length; i++) {
    const f = followed[i];
    const error = (PREDICTION_ERROR * kind.acceleration[kind.groups[i]].base) / (fps * fps);
    fitFrame(f, t, t >= 2 && !surprising ? 1 / (error * error) : 0);
    if (shown !== null && t >= 2 && f.track.isCaught(t)) {
      kind.copyTrack(i, shown, nextValues(limb));
      fitFrame(f, t, 0);
    }
    linearize(f, t);
    if (t >= 2) f.track.curvature(t - 1, f.curvatures[(t - 1) % capacity]);
  }
  limb.frames++;
  // an expectation that changes is taken out of and put into the equations of all three frames that it joins
  const first = Math.max(0, Math.min(firstOpen(limb) - 2, t - ADAPTED - 1));
  // a surprise may have laid the frames before it anew
  if (surprising) solveWindow(limb, first, t);
  else extendWindow(limb, first, t);
  if (t >= 3) {
    adaptExpectations(limb, Math.max(1, t - ADAPTED), t - 1);
    reviseFrames(limb);
    solveWindow(limb, first, t);
  }
  readLimb(limb, t, limb.newest[0]);
  if (t > 0) readLimb(limb, t - 1, limb.newest[1]);
}

/** Oldest frame of the newest whose linearisation may still change: it stays fixed for the two frames that lean on eliminated ones. */
const firstOpen = ({ frames, lookahead }: LiveLimb<unknown, unknown>): number => frames - lookahead - 1;

function linearize({ track, information, vectors }: FollowedTrack, frame: number): void {
  const slot = frame % information.length;
  clear(information[slot]);
  clear(vectors[slot]);
  track.linearize(frame, information[slot], vectors[slot]);
}

/**
 * Lays the newest frames, which showed nothing, on the way from the last that did to `shown`, as far as they may still change.
 * @param missing number of those frames
 */
export function bendLimb<Values>(limb: LiveLimb<Values, unknown>, missing: number, shown: Values): void {
  const { frames, kind, linearised, followed } = limb;
  const capacity = linearised.length;
  const start = Math.max(0, frames - missing - 1, firstOpen(limb));
  if (start + 1 >= frames) return;
  readLimb(limb, start, limb.bend);
  for (let f = start + 1; f < frames; f++) {
    kind.extrapolate(shown, limb.bend, -(f - start) / (frames - start), linearised[f % capacity]);
  }
  for (let i = 0; i < followed.length; i++) {
    for (let f = start + 1; f < frames; f++) linearize(followed[i], f);
    for (let f = Math.max(1, start); f < frames - 1; f++)
      followed[i].track.curvature(f, followed[i].curvatures[f % capacity]);
  }
}

/** The present estimate of a frame, at most max(look-ahead, 1) frames old. */
export function readLimb<Values>(limb: LiveLimb<Values, unknown>, frame: number, dst: Values): void {
  const capacity = limb.linearised.length;
  limb.kind.copy(limb.linearised[frame % capacity], dst);
  limb.slot[0] = dst;
  for (let i = 0; i < limb.slotTracks.length; i++) {
    const { smoother, track } = limb.followed[i];
    limb.slotTracks[i].update(frame, smoother.solution, (frame % capacity) * track.size);
  }
}

/** Ages at which frames are linearised anew. */
const REVISED = [1, 2, 4, 8, 16];

/** Frames before the newest about which the expected acceleration still follows what the solution shows. */
const ADAPTED = 2;

function reviseFrames(limb: LiveLimb<unknown, unknown>): void {
  const capacity = limb.linearised.length;
  const open = Math.max(2, firstOpen(limb));
  const newest = limb.frames - 1;
  if (limb.kind.refreshInput) {
    for (let r = 0; r < REVISED.length && newest - REVISED[r] >= open; r++)
      limb.kind.refreshInput(limb.inputs[(newest - REVISED[r]) % capacity]);
  }
  for (let i = 0; i < limb.followed.length; i++) {
    const followed = limb.followed[i];
    const { track, smoother, curvatures } = followed;
    let oldest = newest;
    for (let r = 0; r < REVISED.length && newest - REVISED[r] >= open; r++) {
      oldest = newest - REVISED[r];
      track.update(oldest, smoother.solution, (oldest % capacity) * track.size);
      linearize(followed, oldest);
    }
    for (let c = oldest - 1; c < newest; c++) track.curvature(c, curvatures[c % capacity]);
  }
}

/** Adds the equations of the newest frame to those of the frames before, and solves frames first..last. */
function extendWindow(
  { kind, followed, expected }: LiveLimb<unknown, unknown>,
  first: number,
  last: number,
): void {
  for (let i = 0; i < followed.length; i++) {
    const f = followed[i];
    addFrame(f, last);
    if (last >= 2) addExpectation(f, expected[kind.groups[i]], last - 1, 0);
    factorFrames(f.smoother, Math.max(0, last - 2), last);
    solveFrames(f.smoother, first, last);
  }
}

function addFrame({ smoother, information, vectors }: FollowedTrack, frame: number): void {
  const slot = frame % information.length;
  setInformation(smoother, frame, information[slot], vectors[slot]);
}

function addExpectation(
  { smoother, curvatures, weights }: FollowedTrack,
  expected: Float64Array,
  centre: number,
  first: number,
): void {
  const slot = centre % curvatures.length;
  for (let k = 0; k < weights.length; k++) weights[k] = 1 / (expected[slot] * expected[slot]);
  addSmoothness(smoother, centre, weights, curvatures[slot], first);
}

/** Sets up the equations of frames first..last anew, with expectations as they stand, and solves them. */
function solveWindow(
  { kind, followed, expected }: LiveLimb<unknown, unknown>,
  first: number,
  last: number,
): void {
  for (let i = 0; i < followed.length; i++) {
    const f = followed[i];
    const expectation = expected[kind.groups[i]];
    for (let t = first; t <= last; t++) addFrame(f, t);
    for (let centre = Math.max(1, first - 1); centre < last; centre++)
      addExpectation(f, expectation, centre, first);
    factorFrames(f.smoother, first, last);
    solveFrames(f.smoother, first, last);
  }
}

/** Expects about frames first..last the acceleration that the present solution shows there, over all tracks of a group. */
function adaptExpectations(limb: LiveLimb<unknown, unknown>, first: number, last: number): void {
  const { kind, followed, expected, fps } = limb;
  const capacity = limb.linearised.length;
  for (let g = 0; g < expected.length; g++) {
    const { floor, gain } = kind.acceleration[g];
    const least = floor / (fps * fps);
    for (let centre = first; centre <= last; centre++) {
      let sum = 0;
      let count = 0;
      for (let i = 0; i < followed.length; i++) {
        if (kind.groups[i] !== g) continue;
        const { track, smoother, curvatures } = followed[i];
        const { solution } = smoother;
        const n = track.size;
        const before = ((centre - 1) % capacity) * n;
        const here = (centre % capacity) * n;
        const after = ((centre + 1) % capacity) * n;
        for (let k = 0; k < n; k++) {
          const shown =
            curvatures[centre % capacity][k] +
            solution[before + k] -
            2 * solution[here + k] +
            solution[after + k];
          sum += shown * shown;
        }
        count += n;
      }
      expected[g][centre % capacity] = Math.sqrt(least * least + (gain * gain * sum) / count);
    }
  }
}

/** For a few numbers a loop is faster than fill. */
function clear(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = 0;
}

/** A Gauss-Newton step on one frame alone, drawn to where it started. */
function fitFrame({ track, matrix, step }: FollowedTrack, frame: number, prior: number): void {
  const n = track.size;
  clear(matrix);
  clear(step);
  track.linearize(frame, matrix, step);
  for (let k = 0; k < n; k++) matrix[k * n + k] += prior;
  solveSymmetric(n, matrix, step);
  track.update(frame, step, 0);
}
