/** A recording -> the same as a tracker gives it that reports x, y and confidence only. */
import type { LandmarkRecording } from './landmark-clip.ts';

/** The recording itself where it has no picture: then there would be nothing left. */
export function withoutDepth(recording: LandmarkRecording): LandmarkRecording {
  const { image } = recording;
  if (image === null) return recording;
  const positions = image.positions.map((value, i) => (i % 3 === 2 ? 0 : value));
  return { ...recording, image: { ...image, positions }, world: null, depth: 'none' };
}
