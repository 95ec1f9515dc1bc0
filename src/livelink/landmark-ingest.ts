/** What takes landmarks that arrive live: the pipeline solves them, the server only passes them on. */
import type { TrackerRequest } from './protocol/requests.ts';
import type { TrackedLandmarks } from './tracked-landmarks.ts';

export interface LandmarkIngest {
  /** A tracker begins, or describes itself anew. */
  tracker(request: TrackerRequest): void;
  /** @param arrival clock seconds at which the message came in */
  landmarks(landmarks: TrackedLandmarks, arrival: number): void;
  /** The tracker is gone. */
  leave(): void;
}
