/** One instant of a tracker's landmarks, whichever message brought it: the lists as numbers in a row. */
import {
  LANDMARK_LIST_NAMES,
  type LandmarkListName,
  type LandmarksMessage,
  type Point,
} from './protocol/landmarks-message.ts';

export interface TrackedLandmarks {
  /** When the picture was taken, seconds, on the tracker's own clock. */
  readonly time: number;
  /** [N x 4] x, y, z, confidence of each list that was seen. */
  readonly lists: Readonly<Partial<Record<LandmarkListName, Float32Array>>>;
  /** Face curves by ARKit's names, null where the tracker gives none. */
  readonly curves: Readonly<Record<string, number>> | null;
}

export function trackedLandmarks(message: LandmarksMessage): TrackedLandmarks {
  const lists: Partial<Record<LandmarkListName, Float32Array>> = {};
  for (const name of LANDMARK_LIST_NAMES) {
    const points = message[name];
    if (points) lists[name] = inARow(points);
  }
  return { time: message.time, lists, curves: message.curves ?? null };
}

function inARow(points: readonly Point[]): Float32Array {
  const row = new Float32Array(points.length * 4);
  for (let i = 0; i < points.length; i++) {
    const point = points[i];
    row[i * 4] = point[0];
    row[i * 4 + 1] = point[1];
    row[i * 4 + 2] = point[2];
    row[i * 4 + 3] = point.length > 3 ? point[3] : 1;
  }
  return row;
}
