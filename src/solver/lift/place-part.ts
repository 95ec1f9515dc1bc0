/** Where the world landmarks of a part stand before the camera, by their own picture. */
import type { LandmarkFrame } from '../../landmarks/landmark-frame.ts';
import type { LiftState } from './lift-state.ts';
import { addPlacedPoint, resetPlacement, solvePlacement } from './placement.ts';

/** Leaves the translation in state.placement; false when the picture does not determine it. */
export function placePart(state: LiftState, frame: LandmarkFrame, offset: number, count: number): boolean {
  const { placement, camera, point } = state;
  const { image, imageConfidences, world, worldConfidences } = frame;
  resetPlacement(placement);
  if (!image || !imageConfidences || !world || !worldConfidences) return false;
  for (let i = offset; i < offset + count; i++) {
    const confidence = Math.min(imageConfidences[i], worldConfidences[i]);
    if (!(confidence > 0)) continue;
    point[0] = world[i * 3];
    point[1] = world[i * 3 + 1];
    point[2] = world[i * 3 + 2];
    addPlacedPoint(placement, camera, image[i * 3], image[i * 3 + 1], point, confidence * confidence);
  }
  return solvePlacement(placement, camera);
}
