/** One instant of landmarks on the wire, as a browser page or a script sends it (docs/protocol.md, "Text messages from a client"). */

/** [x, y, z] or [x, y, z, confidence] */
export type Point = readonly number[];

/** Lists of points and how many each may hold. */
export const LANDMARK_LISTS = {
  pose: [33],
  leftHand: [21],
  rightHand: [21],
  face: [478, 468],
  poseWorld: [33],
  leftHandWorld: [21],
  rightHandWorld: [21],
} as const;

export interface LandmarksMessage
  extends Readonly<Partial<Record<keyof typeof LANDMARK_LISTS, readonly Point[]>>> {
  readonly op: 'landmarks';
  /** When the picture was taken, seconds, on the tracker's own clock. */
  readonly time: number;
  /** Face curves by ARKit's names, 0..1, where the tracker gives them. */
  readonly curves?: Readonly<Record<string, number>>;
}
