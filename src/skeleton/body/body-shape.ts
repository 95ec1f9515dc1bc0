/**
 * How thick an average adult is around the joints, as shares of lengths that every rig shows. Set by eye and shared by all that draws or
 * measures a body.
 */
import type { Finger } from '../actor/joints.ts';

/** Radius at knuckle (thumb: wrist), the next two joints, and tip; shares of wrist to middle knuckle. */
export const FINGER_RADII: Readonly<Record<Finger | 'Thumb', readonly [number, number, number, number]>> = {
  Thumb: [0.165, 0.14, 0.122, 0.1],
  Index: [0.116, 0.104, 0.094, 0.08],
  Middle: [0.118, 0.106, 0.095, 0.081],
  Ring: [0.112, 0.1, 0.09, 0.077],
  Pinky: [0.098, 0.087, 0.079, 0.069],
};

/** Half the thickness of the palm, share of wrist to middle knuckle. */
export const PALM_THICKNESS = 0.15;

/** Radius of upper arm, and of the forearm at elbow and wrist; shares of half the distance between the shoulder joints. */
export const UPPER_ARM_RADIUS = 0.25;
export const FOREARM_RADII = [0.23, 0.172] as const;
export const NECK_RADIUS = 0.3;

/** Centre and half axes, [up, front, left]. */
export type EllipsoidRow = readonly [
  center: readonly [number, number, number],
  radii: readonly [number, number, number],
];

/** Skull, jaw, chin and nose; unit: middle of the head between the ears to the crown, origin there. */
export const HEAD_ELLIPSOIDS: readonly EllipsoidRow[] = [
  [
    [0.3, 0.035, 0],
    [0.7, 0.75, 0.6],
  ],
  [
    [-0.18, 0.34, 0],
    [0.46, 0.44, 0.47],
  ],
  [
    [-0.52, 0.6, 0],
    [0.16, 0.18, 0.2],
  ],
  [
    [-0.08, 0.87, 0],
    [0.1, 0.1, 0.11],
  ],
];

/** Chest and belly; units: hip line to shoulder line upwards, half the shoulders' distance across, origin between the hips. */
export const TORSO_ELLIPSOIDS: readonly EllipsoidRow[] = [
  [
    [0.66, 0.04, 0],
    [0.4, 0.62, 0.9],
  ],
  [
    [0.2, -0.02, 0],
    [0.5, 0.58, 0.95],
  ],
];

/** Places on the head that signs are made at, [up, front, left] in head units; those with a side stand on the left. */
export const HEAD_SITES: Readonly<Record<string, readonly [number, number, number]>> = {
  chin: [-0.58, 0.76, 0],
  mouth: [-0.39, 0.79, 0],
  nose: [-0.08, 0.97, 0],
  eye: [0.15, 0.74, 0.245],
  cheek: [-0.15, 0.66, 0.33],
  ear: [0.06, -0.03, 0.6],
  temple: [0.28, 0.45, 0.52],
  forehead: [0.5, 0.76, 0],
  crown: [1, 0.03, 0],
  throat: [-0.75, 0.3, 0],
};

/** Chin to hairline in head units: the measure in which errors of place are told. */
export const FACE_HEIGHT = 1.28;
