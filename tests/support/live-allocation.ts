/**
 * Prints the least heap growth per frame that the live solver came down to, in bytes: to be bundled and run by a bare Node with the
 * collector exposed and a young generation that is not emptied meanwhile (allocation.test.ts), since a test runner's modules are not
 * compiled as an application's are.
 */
import { addTrackerNoise } from '../../samples/generate/tracker-noise.ts';
import { createLandmarkFrame, landmarkFrame } from '../../src/landmarks/landmark-frame.ts';
import { solveFrame } from '../../src/solver/live/solve-frame.ts';
import { createLiveFrame, createSolverState } from '../../src/solver/live/solver-state.ts';
import { createRandomSigner } from './random-signer.ts';

const FRAMES = 400;

/** Passes there and back through the recording, at most; how many of them are warm-up is up to the machine. */
const PASSES = 40;

/** What asking for the heap's size costs, and now and then a joint at the end of its range, is some 4 bytes per frame. */
const NOTHING = 8;

const { recording } = createRandomSigner({ seed: 5, frameCount: FRAMES });
const noisy = addTrackerNoise(recording, 5);
const landmarks = Array.from({ length: FRAMES }, (_, f) => landmarkFrame(noisy, f, createLandmarkFrame()));
const state = createSolverState({ imageSize: noisy.imageSize, depth: noisy.depth, fps: 25 });
const out = createLiveFrame();

function bytesPerFrame(): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let f = 0; f < FRAMES; f++) solveFrame(state, landmarks[f], out);
  for (let f = FRAMES - 1; f >= 0; f--) solveFrame(state, landmarks[f], out);
  return (process.memoryUsage().heapUsed - before) / (2 * FRAMES);
}

let least = Number.POSITIVE_INFINITY;
for (let pass = 0; pass < PASSES && least > NOTHING; pass++) least = Math.min(least, bytesPerFrame());
console.log(least);
