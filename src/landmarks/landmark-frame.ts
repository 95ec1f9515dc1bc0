/** One instant of landmarks: what live input delivers and what a clip yields frame by frame. */
import { type LandmarkClip, type LandmarkRecording, primaryClip } from './landmark-clip.ts';

export interface LandmarkFrame {
  /** [L x 3] as in LandmarkClip, or null when the tracker gives none of that kind. */
  image: Float32Array | null;
  /** [L] */
  imageConfidences: Float32Array | null;
  world: Float32Array | null;
  worldConfidences: Float32Array | null;
}

export const createLandmarkFrame = (): LandmarkFrame => ({
  image: null,
  imageConfidences: null,
  world: null,
  worldConfidences: null,
});

/** Views of one frame of a recording, 0 <= frame < frameCount. */
export function landmarkFrame(
  recording: LandmarkRecording,
  frame: number,
  dst: LandmarkFrame = createLandmarkFrame(),
): LandmarkFrame {
  const points = primaryClip(recording).schema.names.length;
  const positions = (clip: LandmarkClip | null) =>
    clip === null ? null : clip.positions.subarray(frame * points * 3, (frame + 1) * points * 3);
  const confidences = (clip: LandmarkClip | null) =>
    clip === null ? null : clip.confidences.subarray(frame * points, (frame + 1) * points);
  dst.image = positions(recording.image);
  dst.imageConfidences = confidences(recording.image);
  dst.world = positions(recording.world);
  dst.worldConfidences = confidences(recording.world);
  return dst;
}
