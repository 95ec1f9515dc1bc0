/**
 * One frame of a lifted clip and its picture -> evidence in camera space. The network gives depth along the line of sight, the picture
 * the place across it; so what is found reprojects onto the landmarks. The person stands where the lifted points fit their own picture
 * best (placement.ts). Units: metres. Limit: the person's size is that of the proportions at hand; a lift does not know it.
 */
import type { LandmarkFrame } from '../../../landmarks/landmark-frame.ts';
import { LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET } from '../../../landmarks/schema.ts';
import type { ActorProportions } from '../../../skeleton/actor/proportions.ts';
import { type Camera, unproject } from '../../../space/camera.ts';
import type { EvidencePoints } from '../evidence.ts';
import { type LiftState, SHOULDERS } from '../lift-state.ts';
import { IMAGE_NOISE } from '../noise.ts';
import { addPlacedPoint, resetPlacement, solvePlacement } from '../placement.ts';
import {
  LIFTED_BODY,
  LIFTED_LEFT_HAND,
  LIFTED_POINTS,
  LIFTED_RIGHT_HAND,
  type LiftedClip,
} from './lifted-clip.ts';
import { comparePictureDepth, weighPictureDepth } from './picture-depth.ts';

/** Shoulder width + upper arm + forearm of the canonical person, metres: 1.70 m after Drillis & Contini. */
const CANONICAL_SPAN = (2 * 0.108 + 0.186 + 0.15) * 1.7;

/** Metres per metre of the canonical person. */
const canonicalSize = ({ shoulderHalfWidth, upperArm, lowerArm }: ActorProportions): number =>
  (2 * shoulderHalfWidth + upperArm + lowerArm) / CANONICAL_SPAN;

/**
 * Standard deviation along the line of sight per expected distance from the truth: nearly all of a lifted point's error is depth.
 * Found best on made-up signers through wide and narrow lenses (25 to 78 degrees); the result changes little from half to twice of it.
 */
const DEPTH_SHARE = { body: 1, hand: 0.75 } as const;

/**
 * Stands the lifted body of a frame where it fits its picture best.
 * @returns distance of mid-shoulder, metres; 0 when the picture does not say
 */
function standBody(
  { placement, camera, point, proportions }: LiftState,
  { positions, deviations }: LiftedClip,
  f: number,
  image: Float32Array,
  imageConfidences: Float32Array,
): number {
  const size = canonicalSize(proportions);
  const first = f * LIFTED_POINTS.length;
  resetPlacement(placement);
  for (let i = 0; i < LIFTED_BODY.length; i++) {
    const landmark = LIFTED_BODY[i];
    if (!(imageConfidences[landmark] > 0)) continue;
    for (let k = 0; k < 3; k++) point[k] = size * positions[(first + i) * 3 + k];
    const weight = (imageConfidences[landmark] / (size * deviations[first + i])) ** 2;
    addPlacedPoint(placement, camera, image[landmark * 3], image[landmark * 3 + 1], point, weight);
  }
  return solvePlacement(placement, camera) ? -placement.translation[2] : 0;
}

/** False when the frame's picture does not say where the person stands; dst is then untouched. */
export function placeLiftedBody(
  state: LiftState,
  lifted: LiftedClip,
  f: number,
  { image, imageConfidences }: LandmarkFrame,
  dst: EvidencePoints,
): boolean {
  if (!image || !imageConfidences) return false;
  const middle = standBody(state, lifted, f, image, imageConfidences);
  if (!(middle > 0)) return false;
  const { camera } = state;
  const size = canonicalSize(state.proportions);
  const first = f * LIFTED_POINTS.length;
  const { positions, deviations } = lifted;
  for (let landmark = 0; landmark < dst.positions.length; landmark++) {
    const i = first + NEAREST[landmark];
    dst.confidences[landmark] = imageConfidences[landmark];
    const depth = Math.max(middle - size * positions[i * 3 + 2], NEAR);
    unproject(camera, image[landmark * 3], image[landmark * 3 + 1], depth, dst.positions[landmark]);
    dst.lateralVariance[landmark] = lateralVariance(state, IMAGE_NOISE.body, depth);
    dst.depthVariance[landmark] = (DEPTH_SHARE.body * size * deviations[i]) ** 2;
  }
  return true;
}

/** A hand from its wrist: the lift's depth and the picture's z, by what each is worth. */
export function placeLiftedHand(
  state: LiftState,
  lifted: LiftedClip,
  f: number,
  { image, imageConfidences }: LandmarkFrame,
  offset: number,
  wristDepth: number,
  dst: EvidencePoints,
): void {
  if (!image || !imageConfidences) return;
  const { camera, handDepth } = state;
  const first = firstOfHand(f, offset);
  const perPicture = handDepth.gain * metresPerPicture(camera, wristDepth);
  for (let p = 0; p < dst.positions.length; p++) {
    dst.confidences[p] = imageConfidences[offset + p];
    const variance = handVariance(state, lifted, first + p);
    const share = variance / (variance + handDepth.variance);
    const away = awayFromWrist(state, lifted, first, p);
    const z = perPicture * (image[(offset + p) * 3 + 2] - image[offset * 3 + 2]);
    const depth = Math.max(wristDepth + away + share * (z - away), NEAR);
    unproject(camera, image[(offset + p) * 3], image[(offset + p) * 3 + 1], depth, dst.positions[p]);
    dst.lateralVariance[p] = lateralVariance(state, IMAGE_NOISE.hand, depth);
    dst.depthVariance[p] = variance * (1 - share);
  }
}

/**
 * A frame's z of hands held against their lift (picture-depth.ts). The arms' z is not used beside a lift: through tracker's noise it made
 * forearms worse (7.6 against 6.4 degrees), since it does not keep to bone lengths, as a lift does.
 */
export function learnHandDepth(
  state: LiftState,
  f: number,
  { image, imageConfidences }: LandmarkFrame,
): void {
  const { lifted, handDepth, depth, camera } = state;
  if (depth !== 'image' || !lifted || !image || !imageConfidences) return;
  const middle = standBody(state, lifted, f, image, imageConfidences);
  if (!(middle > 0)) return;
  const size = canonicalSize(state.proportions);
  for (let side = 0; side < HAND_OFFSETS.length; side++) {
    const offset = HAND_OFFSETS[side];
    const first = firstOfHand(f, offset);
    const perPicture = metresPerPicture(camera, middle - size * lifted.positions[first * 3 + 2]);
    for (let p = 1; p < HAND_POINTS; p++) {
      const z = perPicture * (image[(offset + p) * 3 + 2] - image[offset * 3 + 2]);
      const away = awayFromWrist(state, lifted, first, p);
      const variance = handVariance(state, lifted, first + p);
      comparePictureDepth(handDepth, z, away, variance, imageConfidences[offset + p]);
    }
  }
  weighPictureDepth(handDepth);
}

/** Nearer than this nothing is seen, metres. */
const NEAR = 0.05;

const HAND_OFFSETS = [LEFT_HAND_OFFSET, RIGHT_HAND_OFFSET] as const;
const HAND_POINTS = 21;

const firstOfHand = (f: number, offset: number): number =>
  f * LIFTED_POINTS.length + (offset === LEFT_HAND_OFFSET ? LIFTED_LEFT_HAND : LIFTED_RIGHT_HAND);

/** Depth of a hand's point beyond its wrist's, metres. */
const awayFromWrist = (
  { proportions }: LiftState,
  { positions }: LiftedClip,
  first: number,
  p: number,
): number => canonicalSize(proportions) * (positions[first * 3 + 2] - positions[(first + p) * 3 + 2]);

const handVariance = ({ proportions }: LiftState, { deviations }: LiftedClip, i: number): number =>
  (DEPTH_SHARE.hand * canonicalSize(proportions) * Math.max(deviations[i], LEAST_DEVIATION)) ** 2;

/** What a picture's width is at a distance, metres. */
const metresPerPicture = ({ width, focal }: Camera, distance: number): number => (width * distance) / focal;

/** The wrist is the hand's own origin, where its deviation is none, metres. */
const LEAST_DEVIATION = 0.002;

const lateralVariance = (
  { camera }: LiftState,
  noise: { readonly x: number; readonly y: number },
  depth: number,
): number =>
  ((noise.x * camera.width) ** 2 + (noise.y * camera.height) ** 2) * 0.5 * (depth / camera.focal) ** 2;

/** For every landmark of the body the lifted point whose depth it shares: mouth with nose, fingers with their wrist, legs with their hip. */
const NEAREST: readonly number[] = Array.from({ length: 33 }, (_, landmark) => {
  const lifted = (landmarkOf: number): number => (LIFTED_BODY as readonly number[]).indexOf(landmarkOf);
  const [left] = SHOULDERS;
  if (lifted(landmark) >= 0) return lifted(landmark);
  if (landmark < left) return lifted(landmark <= 3 ? 2 : landmark <= 6 ? 5 : 0);
  if (landmark < 23) return lifted(landmark % 2 === 1 ? 15 : 16);
  return lifted(landmark % 2 === 1 ? 23 : 24);
});
