/** Frames of landmarks -> focal length and shoulder ruler of a recording. Offline over all frames before the lift, live frame by frame. */
import type { LandmarkFrame } from '../../landmarks/landmark-frame.ts';
import { POSE_OFFSET } from '../../landmarks/schema.ts';
import { RADIANS } from '../../math/scalar.ts';
import { type LiftState, SHOULDERS } from './lift-state.ts';
import { placePart } from './place-part.ts';
import { accumulateFocal, estimateFocal } from './placement.ts';

/** Plausible fields of view along the longer side, radians; the estimate is kept inside. */
const NARROWEST = 25 * RADIANS;
const WIDEST = 95 * RADIANS;

export function learnCamera(state: LiftState, frame: LandmarkFrame): void {
  const { image, imageConfidences, world, worldConfidences } = frame;
  if (!image || !imageConfidences) return;
  if (world && worldConfidences && state.depth === 'world') {
    placePart(state, frame, POSE_OFFSET, 33);
    accumulateFocal(state.placement, state.focalEvidence);
    const longer = Math.max(state.camera.width, state.camera.height) / 2;
    estimateFocal(state.focalEvidence);
    state.camera.focal = Math.min(
      Math.max(state.focalEvidence.focal, longer / Math.tan(WIDEST / 2)),
      longer / Math.tan(NARROWEST / 2),
    );
  }
  const [l, r] = SHOULDERS;
  if (Math.min(imageConfidences[l], imageConfidences[r]) > 0) {
    const dx = (image[l * 3] - image[r * 3]) * state.camera.width;
    const dy = (image[l * 3 + 1] - image[r * 3 + 1]) * state.camera.height;
    const scale = state.depth === 'none' ? 0 : state.depthScale.body.value;
    const dz = (image[l * 3 + 2] - image[r * 3 + 2]) * state.camera.width * scale;
    // Math.hypot allocates, but the widest so far grows ever more rarely
    if (dx * dx + dy * dy + dz * dz > state.shoulderPixels ** 2)
      state.shoulderPixels = Math.hypot(dx, dy, dz);
  }
}
