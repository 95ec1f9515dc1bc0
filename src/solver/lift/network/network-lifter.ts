/** A trained network and a runtime for it -> lifter. Windows are lifted in one batch; where they overlap, the middle of each counts most. */

import { holdLengths } from './hold-lengths.ts';
import { LIFTED_POINTS, type LiftedClip, type Lifter } from './lifted-clip.ts';
import { CONTEXT_VALUES, createLiftWindows, type LiftWindows, WINDOW_FRAMES } from './windows.ts';

/** The part of onnxruntime-node and onnxruntime-web that is used. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    create(
      model: Uint8Array,
      options?: { executionProviders?: string[]; intraOpNumThreads?: number },
    ): Promise<OnnxSession>;
  };
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => unknown;
}
interface OnnxSession {
  // biome-ignore lint/suspicious/noExplicitAny: tensors of two packages with one shape
  run(feeds: Record<string, any>): Promise<Record<string, { readonly data: unknown }>>;
}

export interface NetworkLifterOptions {
  /** Where the network runs, first choice first, in the runtime's own names. */
  readonly executionProviders?: readonly string[];
}

const POINTS = LIFTED_POINTS.length;

/** Windows of one batch: bounds the memory that a long recording takes. */
const BATCH = 32;

/** @param model bytes of models/lifter.onnx */
export async function createNetworkLifter(
  runtime: OnnxRuntime,
  model: Uint8Array,
  { executionProviders }: NetworkLifterOptions = {},
): Promise<Lifter> {
  const session = await runtime.InferenceSession.create(model, {
    ...(executionProviders && { executionProviders: [...executionProviders] }),
    intraOpNumThreads: 1,
  });
  return {
    async lift(recording) {
      const windows = createLiftWindows(recording);
      if (windows === null) return null;
      const blend = createBlend(recording.image!.frameCount);
      for (let first = 0; first < windows.starts.length; first += BATCH) {
        const count = Math.min(BATCH, windows.starts.length - first);
        const { positions, deviations } = await session.run(feeds(runtime, windows, first, count));
        for (let n = 0; n < count; n++) {
          addWindow(
            blend,
            windows.starts[first + n],
            (positions.data as Float32Array).subarray(n * WINDOW_FRAMES * POINTS * 3),
            (deviations.data as Float32Array).subarray(n * WINDOW_FRAMES * POINTS),
          );
        }
      }
      return finishBlend(blend);
    },
  };
}

function feeds(
  { Tensor }: OnnxRuntime,
  windows: LiftWindows,
  first: number,
  count: number,
): Record<string, unknown> {
  const part = (values: Float32Array, ...dims: number[]): unknown => {
    const size = dims.reduce((product, dim) => product * dim, WINDOW_FRAMES);
    return new Tensor('float32', values.slice(first * size, (first + count) * size), [
      count,
      WINDOW_FRAMES,
      ...dims,
    ]);
  };
  return {
    xy: part(windows.xy, POINTS, 2),
    confidence: part(windows.confidence, POINTS),
    depth: part(windows.depth, POINTS),
    context: part(windows.context, CONTEXT_VALUES),
  };
}

interface Blend extends LiftedClip {
  readonly weights: Float32Array;
}

const createBlend = (frameCount: number): Blend => ({
  frameCount,
  positions: new Float32Array(frameCount * POINTS * 3),
  deviations: new Float32Array(frameCount * POINTS),
  weights: new Float32Array(frameCount),
});

/** Camera axes (y down, z away) become solve axes here. */
function addWindow(blend: Blend, start: number, positions: Float32Array, deviations: Float32Array): void {
  const frames = Math.min(WINDOW_FRAMES, blend.frameCount - start);
  for (let k = 0; k < frames; k++) {
    const weight = Math.min(k + 1, WINDOW_FRAMES - k);
    const f = start + k;
    blend.weights[f] += weight;
    for (let p = 0; p < POINTS; p++) {
      const from = k * POINTS + p;
      const to = f * POINTS + p;
      blend.positions[to * 3] += weight * positions[from * 3];
      blend.positions[to * 3 + 1] -= weight * positions[from * 3 + 1];
      blend.positions[to * 3 + 2] -= weight * positions[from * 3 + 2];
      blend.deviations[to] += weight * deviations[from];
    }
  }
}

function finishBlend({ frameCount, positions, deviations, weights }: Blend): LiftedClip {
  for (let f = 0; f < frameCount; f++) {
    for (let i = f * POINTS; i < (f + 1) * POINTS; i++) {
      deviations[i] /= weights[f];
      for (let k = 0; k < 3; k++) positions[i * 3 + k] /= weights[f];
    }
  }
  holdLengths(positions);
  return { frameCount, positions, deviations };
}
