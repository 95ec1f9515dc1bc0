/**
 * A recording as a real tracker would blur it: white noise on every point found, the same for the same seed.
 * Levels are the jitter measured on MediaPipe Holistic tracks of signing (residual to a smooth curve, median): a face nearly still,
 * hands about 2 mm, body points 4 mm, depth two to three times worse. Real errors also drift; this noise does not.
 */
import type { LandmarkClip, LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import type { LandmarkPartName } from '../../src/landmarks/schema.ts';
import { createRandom, type Random } from '../../src/math/random.ts';

/** Standard deviation across and along the line of sight: image in pixels, world in metres. */
const IMAGE_NOISE: Record<LandmarkPartName, readonly [number, number]> = {
  pose: [2, 6],
  leftHand: [1.5, 4],
  rightHand: [1.5, 4],
  face: [0.5, 1.5],
};
const WORLD_NOISE: Record<LandmarkPartName, readonly [number, number]> = {
  pose: [0.004, 0.01],
  leftHand: [0.002, 0.004],
  rightHand: [0.002, 0.004],
  face: [0, 0],
};

export function addTrackerNoise(recording: LandmarkRecording, seed: number): LandmarkRecording {
  const random = createRandom(seed);
  const { width, height } = recording.imageSize;
  return {
    ...recording,
    image: recording.image && blur(recording.image, IMAGE_NOISE, [1 / width, 1 / height, 1 / width], random),
    world: recording.world && blur(recording.world, WORLD_NOISE, [1, 1, 1], random),
  };
}

/** @param unit size of one unit of the levels along each axis */
function blur(
  clip: LandmarkClip,
  levels: typeof IMAGE_NOISE,
  unit: readonly [number, number, number],
  random: Random,
): LandmarkClip {
  const positions = clip.positions.slice();
  const points = clip.schema.names.length;
  for (let frame = 0; frame < clip.frameCount; frame++) {
    for (const { name, offset, count } of clip.schema.parts) {
      const [across, along] = levels[name];
      for (let at = frame * points + offset; at < frame * points + offset + count; at++) {
        if (clip.confidences[at] === 0) continue;
        positions[at * 3] += across * unit[0] * random.gauss();
        positions[at * 3 + 1] += across * unit[1] * random.gauss();
        positions[at * 3 + 2] += along * unit[2] * random.gauss();
      }
    }
  }
  return { ...clip, positions };
}
