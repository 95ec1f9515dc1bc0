/** A folder of models that the user has -> its face network, on onnxruntime-node, loaded when it is first asked. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TegnError } from '../../../issues/issues.ts';
import type { OnnxRuntime } from '../../lift/network/network-lifter.ts';
import type { FaceNetwork } from './face-network.ts';
import { FACE_NETWORK_FILE, NETWORK_CURVES, NETWORK_POINTS } from './network-points.ts';
import { createFaceNetwork } from './onnx-face-network.ts';

/** Throws E_MODEL_MISSING, E_MODEL_SHAPE or E_RUNTIME_MISSING. */
export async function loadFaceNetwork(folder: string): Promise<FaceNetwork> {
  const path = join(folder, FACE_NETWORK_FILE);
  const bytes = await readFile(path).catch((cause) => {
    throw new TegnError('E_MODEL_MISSING', `The face network "${path}" cannot be read.`, { path }, cause);
  });
  const runtime = await import('onnxruntime-node').catch((cause) => {
    throw new TegnError(
      'E_RUNTIME_MISSING',
      'onnxruntime-node is not installed or does not run here; --models needs it ("npm install onnxruntime-node").',
      {},
      cause,
    );
  });
  return createFaceNetwork(runtime as unknown as OnnxRuntime, bytes);
}

export function createLazyFaceNetwork(folder: string): FaceNetwork {
  let loaded: Promise<FaceNetwork> | null = null;
  return {
    name: FACE_NETWORK_FILE,
    points: NETWORK_POINTS,
    curveNames: NETWORK_CURVES,
    async run(pixels) {
      loaded ??= loadFaceNetwork(folder);
      return (await loaded).run(pixels);
    },
  };
}
