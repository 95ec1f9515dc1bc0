/** One instant of landmarks on the wire as JSON, as a browser page or a script sends it (docs/protocol.md, "Text messages from a client"). */

/** [x, y, z] or [x, y, z, confidence] */
export type Point = readonly number[];

/** Lists of points and how many each may hold; the order is that of their bits and their bytes in the binary message. */
export const LANDMARK_LISTS = {
  pose: [33],
  leftHand: [21],
  rightHand: [21],
  face: [478, 468],
  poseWorld: [33],
  leftHandWorld: [21],
  rightHandWorld: [21],
} as const;

export type LandmarkListName = keyof typeof LANDMARK_LISTS;
export const LANDMARK_LIST_NAMES = Object.keys(LANDMARK_LISTS) as readonly LandmarkListName[];

export interface LandmarksMessage extends Readonly<Partial<Record<LandmarkListName, readonly Point[]>>> {
  readonly op: 'landmarks';
  /** When the picture was taken, seconds, on the tracker's own clock. */
  readonly time: number;
  /** Face curves by ARKit's names, 0..1, where the tracker gives them. */
  readonly curves?: Readonly<Record<string, number>>;
}
