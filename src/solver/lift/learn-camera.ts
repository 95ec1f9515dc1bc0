/** Frames of landmarks -> focal length and shoulder ruler of a recording. Offline over all frames before the lift, live frame by frame. */
import type { LandmarkFrame } from '../../landmarks/landmark-frame.ts';
import { POSE_OFFSET } from '../../landmarks/schema.ts';
import { type LiftState, SHOULDERS } from './lift-state.ts';
import { placePart } from './place-part.ts';
import { accumulateFocal, estimateFocal } from './placement.ts';

/** Plausible fields of view along the longer side, radians; the estimate is kept inside. */
const FIELD_OF_VIEW_RANGE = [(25 * Math.PI) / 180, (95 * Math.PI) / 180] as const;

export function learnCamera(state: LiftState, frame: LandmarkFrame): void {
  const { image, imageConfidences, world, worldConfidences } = frame;
  if (!image || !imageConfidences) return;
  if (world && worldConfidences && state.depth === 'world') {
    placePart(state, frame, POSE_OFFSET, 33);
    accumulateFocal(state.placement, state.focalEvidence);
    const longer = Math.max(state.camera.width, state.camera.height) / 2;
    const focal = estimateFocal(state.focalEvidence, state.assumedFocal);
    const [narrow, wide] = FIELD_OF_VIEW_RANGE;
    state.camera.focal = Math.min(
      Math.max(focal, longer / Math.tan(wide / 2)),
      longer / Math.tan(narrow / 2),
    );
  }
  const [l, r] = SHOULDERS;
  if (Math.min(imageConfidences[l], imageConfidences[r]) > 0) {
    const dx = (image[l * 3] - image[r * 3]) * state.camera.width;
    const dy = (image[l * 3 + 1] - image[r * 3 + 1]) * state.camera.height;
    const dz = (image[l * 3 + 2] - image[r * 3 + 2]) * state.camera.width * state.depthScale.body;
    state.shoulderPixels = Math.max(
      state.shoulderPixels,
      Math.hypot(dx, dy, state.depth === 'none' ? 0 : dz),
    );
  }
}
