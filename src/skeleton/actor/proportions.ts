/**
 * Proportions of a person, metres: measured from landmarks or this average adult.
 *
 * Average: stature 1.70 m; limb lengths after Drillis & Contini 1966 (as in Winter, Biomechanics and Motor Control);
 * finger segments as fractions of hand length after Buchholz et al. 1992. Rounded to millimetres. Priors, not measurements.
 */

/** One hand; the other is its mirror image. Palm coordinates: [distal, radial, palmar] from the wrist, metres. */
export interface HandProportions {
  /** Where the four knuckles (MCP joints) sit, index to pinky. */
  readonly knuckles: readonly [PalmPoint, PalmPoint, PalmPoint, PalmPoint];
  /** Where the thumb's saddle joint (CMC) sits. */
  readonly thumbBase: PalmPoint;
  /** Proximal, intermediate, distal segment per finger, index to pinky. */
  readonly fingers: readonly [Segments, Segments, Segments, Segments];
  /** Metacarpal, proximal, distal segment. */
  readonly thumb: Segments;
}

export type PalmPoint = readonly [distal: number, radial: number, palmar: number];
export type Segments = readonly [number, number, number];

export interface ActorProportions {
  /** Half the distance between the hip joints. */
  readonly hipHalfWidth: number;
  /** Mid-hip to mid-shoulder. */
  readonly torsoLength: number;
  /** Half the distance between the shoulder joints. */
  readonly shoulderHalfWidth: number;
  readonly upperArm: number;
  readonly lowerArm: number;
  /** Shoulder line to the head joint (between the ears, about). */
  readonly neckLength: number;
  /** Head joint to crown. */
  readonly headLength: number;
  readonly thigh: number;
  readonly calf: number;
  /** Ankle to the ball of the foot. */
  readonly footLength: number;
  /** Ankle above the ground. */
  readonly ankleHeight: number;
  readonly hand: HandProportions;
}

export const AVERAGE_PROPORTIONS: ActorProportions = {
  hipHalfWidth: 0.09,
  torsoLength: 0.47,
  shoulderHalfWidth: 0.175,
  upperArm: 0.3,
  lowerArm: 0.25,
  neckLength: 0.19,
  headLength: 0.13,
  thigh: 0.42,
  calf: 0.41,
  footLength: 0.13,
  ankleHeight: 0.08,
  hand: {
    knuckles: [
      [0.088, 0.024, 0],
      [0.09, 0.002, 0],
      [0.083, -0.017, 0.001],
      [0.074, -0.034, 0.004],
    ],
    thumbBase: [0.022, 0.022, 0.01],
    fingers: [
      [0.043, 0.025, 0.021],
      [0.047, 0.029, 0.022],
      [0.043, 0.028, 0.022],
      [0.035, 0.02, 0.02],
    ],
    thumb: [0.045, 0.034, 0.027],
  },
};
