/**
 * A second source of face curves beside the formulas: a network that reads them off the landmarks of one frame. What it says of a recording
 * is asked for once, before solving, which itself needs no runtime.
 */
import { type LandmarkRecording, primaryClip } from '../../../landmarks/landmark-clip.ts';
import { FACE_OFFSET, LANDMARK_COUNT } from '../../../landmarks/schema.ts';

export interface FaceNetwork {
  /** For the clip's metadata, such as a file name. */
  readonly name: string;
  /** Face landmarks it needs. */
  readonly points: readonly number[];
  /** Its values, by ARKit's names. */
  readonly curveNames: readonly string[];
  /** @param pixels [P x 2] x and y of the points in the picture; @returns [C] 0..1 */
  run(pixels: Float32Array): Promise<Float32Array>;
}

/** What a network says of a recording. */
export interface NetworkFace {
  readonly curveNames: readonly string[];
  /** [F x C] 0..1 */
  readonly curves: Float32Array;
  /** [F] 1 where every point was there. */
  readonly known: Uint8Array;
}

/** Null where no frame has all the points, as in layouts without irises. */
export async function readNetworkFace(
  { run, points, curveNames }: FaceNetwork,
  recording: LandmarkRecording,
): Promise<NetworkFace | null> {
  const { image, imageSize } = recording;
  if (image === null) return null;
  const { frameCount } = primaryClip(recording);
  const curves = new Float32Array(frameCount * curveNames.length);
  const known = new Uint8Array(frameCount);
  const pixels = new Float32Array(points.length * 2);
  for (let f = 0; f < frameCount; f++) {
    const at = f * LANDMARK_COUNT + FACE_OFFSET;
    if (!points.every((point) => image.confidences[at + point] > 0)) continue;
    points.forEach((point, i) => {
      pixels[i * 2] = image.positions[(at + point) * 3] * imageSize.width;
      pixels[i * 2 + 1] = image.positions[(at + point) * 3 + 1] * imageSize.height;
    });
    curves.set(await run(pixels), f * curveNames.length);
    known[f] = 1;
  }
  return known.includes(1) ? { curveNames, curves, known } : null;
}
