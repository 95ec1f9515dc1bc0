/**
 * The lifting network in the browser: WebAssembly beside the page, the model where `tegn view` serves it. Fetched when the first recording
 * without depth asks for it; where it is not there, depth is guessed from bone lengths and the clip says so.
 */
import { createNetworkLifter, LIFTER_MODEL, type Lifter, sha256, TegnError } from '../../../src/index.ts';

let network: Promise<Lifter> | null = null;

/** Throws E_MODEL_MISSING or E_MODEL_HASH. */
export const lifter: Lifter = {
  async lift(recording) {
    network ??= loadLifter();
    return (await network).lift(recording);
  },
};

async function loadLifter(): Promise<Lifter> {
  const place = `models/${LIFTER_MODEL.file}`;
  const response = await fetch(new URL(`../${place}`, self.location.href));
  if (!response.ok) {
    throw new TegnError('E_MODEL_MISSING', `The lifting network "${place}" is not beside the page.`);
  }
  const model = new Uint8Array(await response.arrayBuffer());
  const found = await sha256(model);
  if (found !== LIFTER_MODEL.sha256) {
    throw new TegnError(
      'E_MODEL_HASH',
      `The lifting network "${place}" is not the one this version was made with: expected sha256 ${LIFTER_MODEL.sha256}, found ${found}.`,
      { path: place, expected: LIFTER_MODEL.sha256, found },
    );
  }
  const [runtime, { default: wasm }] = await Promise.all([
    import('onnxruntime-web/wasm'),
    import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url'),
  ]);
  // one thread needs no shared memory, and with it no special headers of the server
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.wasmPaths = { wasm: new URL(wasm, self.location.href).href };
  return createNetworkLifter(runtime as never, model);
}
