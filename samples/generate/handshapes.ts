/** Handshapes as joint angles, degrees. Chosen by eye inside the ranges of motion of the adult hand. */

/** Flexion of knuckle (MCP), middle (PIP) and end joint (DIP); negative is overstretched. */
export type FingerFlexion = readonly [number, number, number];

export interface Handshape {
  /** Index to pinky. */
  readonly fingersDeg: readonly [FingerFlexion, FingerFlexion, FingerFlexion, FingerFlexion];
  /** Sideways at the knuckle, index to pinky, to the thumb side. */
  readonly spreadDeg: readonly [number, number, number, number];
  readonly thumbDeg: {
    /** Saddle joint (CMC), from half-way to opposition: across the palm. */
    readonly flex: number;
    /** Saddle joint: away from the palm. */
    readonly abduct: number;
    readonly mcp: number;
    readonly ip: number;
  };
}

const STRAIGHT: FingerFlexion = [2, 4, 3];
const CURLED: FingerFlexion = [84, 100, 62];
const TOGETHER = [0, 0, 0, 0] as const;

export const HANDSHAPES = {
  relaxed: {
    fingersDeg: [
      [24, 30, 16],
      [28, 34, 18],
      [32, 36, 20],
      [34, 36, 20],
    ],
    spreadDeg: [2, 0, -2, -5],
    thumbDeg: { flex: 4, abduct: -6, mcp: 14, ip: 14 },
  },
  flat: {
    fingersDeg: [STRAIGHT, STRAIGHT, STRAIGHT, STRAIGHT],
    spreadDeg: TOGETHER,
    thumbDeg: { flex: 4, abduct: -24, mcp: 6, ip: 4 },
  },
  spread: {
    fingersDeg: [
      [-4, 4, 2],
      [-4, 4, 2],
      [-4, 4, 2],
      [-2, 4, 2],
    ],
    spreadDeg: [13, 1, -10, -19],
    thumbDeg: { flex: -22, abduct: 4, mcp: -4, ip: -6 },
  },
  fist: {
    fingersDeg: [CURLED, [86, 100, 64], CURLED, [82, 98, 60]],
    spreadDeg: TOGETHER,
    thumbDeg: { flex: 13, abduct: -13, mcp: 43, ip: 55 },
  },
  index: {
    fingersDeg: [[4, 6, 4], CURLED, CURLED, CURLED],
    spreadDeg: TOGETHER,
    thumbDeg: { flex: 17, abduct: -17, mcp: 43, ip: 42 },
  },
  vee: {
    fingersDeg: [[2, 4, 3], [2, 4, 3], CURLED, CURLED],
    spreadDeg: [13, -8, 0, 0],
    thumbDeg: { flex: 21, abduct: -23, mcp: 48, ip: 48 },
  },
  ell: {
    fingersDeg: [[2, 4, 3], CURLED, CURLED, CURLED],
    spreadDeg: TOGETHER,
    thumbDeg: { flex: -30, abduct: 10, mcp: -9, ip: -14 },
  },
  oh: {
    fingersDeg: [
      [50, 53, 29],
      [52, 58, 34],
      [56, 58, 34],
      [60, 58, 34],
    ],
    spreadDeg: TOGETHER,
    thumbDeg: { flex: 14, abduct: -4, mcp: 25, ip: 27 },
  },
} as const satisfies Record<string, Handshape>;
