/** MediaPipe's blendshape network and a runtime for it -> face network. */
import { TegnError } from '../../../issues/issues.ts';
import type { OnnxRuntime } from '../../lift/network/network-lifter.ts';
import type { FaceNetwork } from './face-network.ts';
import { FACE_NETWORK_FILE, NETWORK_CURVES, NETWORK_POINTS } from './network-points.ts';

/**
 * @param model bytes of face_blendshapes.onnx
 * Throws E_MODEL_SHAPE for a network of another kind.
 */
export async function createFaceNetwork(
  { InferenceSession, Tensor }: OnnxRuntime,
  model: Uint8Array,
): Promise<FaceNetwork> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 }).catch((cause: Error) => {
    throw new TegnError('E_MODEL_SHAPE', `The face network does not run here: ${cause.message}`, {}, cause);
  });
  const run = async (pixels: Float32Array): Promise<Float32Array> => {
    const feeds = { [INPUT]: new Tensor('float32', pixels, [1, NETWORK_POINTS.length, 2]) };
    const [output] = Object.values(await session.run(feeds));
    return output.data as Float32Array;
  };
  const probe = await run(new Float32Array(NETWORK_POINTS.length * 2)).catch(() => null);
  if (probe?.length !== NETWORK_CURVES.length) {
    throw new TegnError(
      'E_MODEL_SHAPE',
      `Expected a network from ${NETWORK_POINTS.length} points to ${NETWORK_CURVES.length} values.`,
    );
  }
  return { name: FACE_NETWORK_FILE, points: NETWORK_POINTS, curveNames: NETWORK_CURVES, run };
}

/** Name of the converted network's input. */
const INPUT = 'serving_default_input_points_0';
