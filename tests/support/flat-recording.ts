/** Recordings as trackers give them that report x, y and confidence only. */
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';

export function withoutDepth(recording: LandmarkRecording): LandmarkRecording {
  const image = recording.image!;
  const positions = image.positions.map((value, i) => (i % 3 === 2 ? 0 : value));
  return { ...recording, image: { ...image, positions }, world: null, depth: 'none' };
}
