/**
 * One frame of landmarks -> metric evidence in camera space (evidence.ts).
 *
 * World landmarks are placed before the camera by their own picture (placement.ts); picture points are unprojected at the depth
 * their z gives; where both exist they are averaged by variance, along and across the line of sight. Without world landmarks a
 * network's lift gives the depth where one was asked, with z beside it (network/place-lifted.ts); else the shoulder width is the
 * ruler and the depth comes from z, or from bone lengths where there is none (closed-form.ts). Units: metres.
 */

import type { LandmarkFrame } from '../../landmarks/landmark-frame.ts';
import { LEFT_HAND_OFFSET, POSE_OFFSET, RIGHT_HAND_OFFSET } from '../../landmarks/schema.ts';
import { unproject } from '../../space/camera.ts';
import { liftBodyWithoutDepth, liftHandWithoutDepth } from './closed-form.ts';
import { type EvidencePoints, type FrameEvidence, isHandSeen } from './evidence.ts';
import { flatHandSize, standHandByItsSize } from './hand-ruler.ts';
import { liftHead } from './head.ts';
import { BODY_WRISTS, FIRST_HIP, type LiftState, SHOULDERS } from './lift-state.ts';
import { placeLiftedBody, placeLiftedHand } from './network/place-lifted.ts';
import { IMAGE_NOISE, WORLD_NOISE } from './noise.ts';
import { placePart } from './place-part.ts';

/** Distance to the person when neither picture nor ruler tells, metres. */
const DEFAULT_DISTANCE = 1.5;

const BEFORE_CAMERA = Float64Array.of(0, 0, -DEFAULT_DISTANCE);

/** @param f which frame of state.lifted this is */
export function liftFrame(state: LiftState, frame: LandmarkFrame, dst: FrameEvidence, f = 0): void {
  liftBody(state, frame, f, dst.body);
  liftHand(state, frame, f, LEFT_HAND_OFFSET, dst.body, BODY_WRISTS[0], dst.leftHand);
  liftHand(state, frame, f, RIGHT_HAND_OFFSET, dst.body, BODY_WRISTS[1], dst.rightHand);
  dropTwin(dst);
  liftHead(state.headFit, state.camera, frame, state.depth !== 'none', dst);
}

function liftBody(state: LiftState, frame: LandmarkFrame, f: number, dst: EvidencePoints): void {
  const { image, imageConfidences, world } = frame;
  const count = dst.positions.length;
  dst.confidences.fill(0);
  if (world && state.depth === 'world') {
    const { translation } = state.placement;
    if (!placePart(state, frame, POSE_OFFSET, count)) translation.set(BEFORE_CAMERA);
    state.originDepth = -translation[2];
    mergePart(state, frame, POSE_OFFSET, translation, BODY, dst);
    return;
  }
  if (!image || !imageConfidences) return;
  if (state.lifted && placeLiftedBody(state, state.lifted, f, frame, dst)) return;
  const depth = rulerDepth(state);
  if (state.depth === 'none') {
    liftBodyWithoutDepth(state.camera, state.proportions, image, imageConfidences, depth, dst);
    return;
  }
  state.originDepth = depth;
  mergePart(state, frame, POSE_OFFSET, null, BODY, dst);
  // a body that leans all the time is one whose tracker puts the unseen hips at the wrong depth
  const lean =
    state.lean.frames > 0 ? (state.lean.sum / state.lean.frames) * metresPerDepth(state, depth, BODY) : 0;
  for (let i = FIRST_HIP; i < count; i++) dst.positions[i][2] -= lean;
}

/** Metres along the line of sight per unit of a picture landmark's z, at a distance. */
const metresPerDepth = ({ camera, depthScale }: LiftState, distance: number, { part }: PartLevels): number =>
  ((camera.width * distance) / camera.focal) * depthScale[part].value;

function liftHand(
  state: LiftState,
  frame: LandmarkFrame,
  f: number,
  offset: number,
  body: EvidencePoints,
  bodyWrist: number,
  dst: EvidencePoints,
): void {
  const { image, imageConfidences, world } = frame;
  const count = dst.positions.length;
  dst.confidences.fill(0);
  const wristDepth = body.confidences[bodyWrist] > 0 ? -body.positions[bodyWrist][2] : bodyDepth(state, body);
  if (world && !image) placeAtWrist(state, world, offset, body, bodyWrist);
  if (world && state.depth === 'world' && (!image || placePart(state, frame, offset, count))) {
    const { translation } = state.placement;
    // the picture's z counts from the wrist
    const wrist = -translation[2] - world[offset * 3 + 2];
    state.originDepth = wrist > 0 ? wrist : -translation[2];
    mergePart(state, frame, offset, translation, HAND, dst);
    return;
  }
  if (!image || !imageConfidences || !(imageConfidences[offset] > 0)) return;
  const isAlone = !(body.confidences[bodyWrist] > 0 || body.confidences[SHOULDERS[0]] > 0);
  if (state.lifted && !isAlone) {
    placeLiftedHand(state, state.lifted, f, frame, offset, wristDepth, dst);
    return;
  }
  if (state.depth === 'none') {
    let depth = wristDepth;
    if (isAlone) {
      for (let i = 0; i < count; i++)
        unproject(
          state.camera,
          image[(offset + i) * 3],
          image[(offset + i) * 3 + 1],
          depth,
          dst.positions[i],
        );
      depth /= Math.max(flatHandSize(dst, state.proportions.hand), LEAST_SIZE);
    }
    liftHandWithoutDepth(state.camera, state.proportions, image, imageConfidences, offset, depth, dst);
    return;
  }
  state.originDepth = wristDepth > 0 ? wristDepth : DEFAULT_DISTANCE;
  mergePart(state, frame, offset, null, HAND, dst);
  if (isAlone) standHandByItsSize(dst, state.proportions.hand);
  if (!isHandSeen(dst)) dst.confidences.fill(0);
}

/** A hand is not taken for further away than this share of its size says: points that fall together have no size. */
const LEAST_SIZE = 0.1;

/** Half the distance between hands that come without picture and body: enough not to be taken for one. */
const HANDS_APART = 0.2;

/** Without a picture a hand stands where the body's wrist is, or to its side before the camera. */
function placeAtWrist(
  { placement: { translation } }: LiftState,
  world: Float32Array,
  offset: number,
  body: EvidencePoints,
  bodyWrist: number,
): void {
  const side = bodyWrist === BODY_WRISTS[0] ? HANDS_APART : -HANDS_APART;
  translation.set(body.confidences[bodyWrist] > 0 ? body.positions[bodyWrist] : [side, 0, -DEFAULT_DISTANCE]);
  for (let k = 0; k < 3; k++) translation[k] -= world[offset * 3 + k];
}

/** A point outside the picture is the tracker's guess, whatever it says of itself. */
const EXTRAPOLATED = 0.3;

const isOutside = (image: Float32Array, point: number): boolean =>
  !(image[point * 3] > 0 && image[point * 3] < 1 && image[point * 3 + 1] > 0 && image[point * 3 + 1] < 1);

/** Mean distance of the 21 points under which two hands are one hand found twice, metres. */
const TWIN_DISTANCE = 0.05;

/**
 * Distance of a hand from its own wrist of the body from which it may be the other one, metres: body wrists lag by up to 0.08, and
 * palms that are pressed together are two hands.
 */
const OWN_WRIST = 0.12;

/** A tracker may find one hand twice: the one that is further from its own wrist of the body is none. */
function dropTwin({ body, leftHand, rightHand }: FrameEvidence): void {
  if (!isHandSeen(leftHand) || !isHandSeen(rightHand)) return;
  let apart = 0;
  const count = leftHand.positions.length;
  for (let i = 0; i < count; i++) apart += pictureGap(leftHand.positions[i], rightHand.positions[i]) / count;
  if (apart > TWIN_DISTANCE) return;
  const left = pictureGap(leftHand.positions[0], body.positions[BODY_WRISTS[0]]);
  const right = pictureGap(rightHand.positions[0], body.positions[BODY_WRISTS[1]]);
  if (Math.max(left, right) < OWN_WRIST) return;
  const none = left > right ? leftHand : rightHand;
  none.confidences.fill(0);
}

/** Distance of two points across the line of sight. */
function pictureGap(a: Float64Array, b: Float64Array): number {
  const dx = a[0] - b[0];
  const dy = a[1] - b[1];
  return Math.sqrt(dx * dx + dy * dy);
}

interface PartLevels {
  readonly part: 'body' | 'hand';
  readonly image: { readonly x: number; readonly y: number; readonly z: number };
  readonly world: { readonly lateral: number; readonly depth: number };
}
const BODY: PartLevels = { part: 'body', image: IMAGE_NOISE.body, world: WORLD_NOISE.body };
const HAND: PartLevels = { part: 'hand', image: IMAGE_NOISE.hand, world: WORLD_NOISE.hand };

/**
 * The frame's points from `offset` on into dst. World points plus `translation` (null: none), picture points at state.originDepth plus
 * their own z.
 */
function mergePart(
  state: LiftState,
  frame: LandmarkFrame,
  offset: number,
  translation: Float64Array | null,
  levels: PartLevels,
  dst: EvidencePoints,
): void {
  for (let i = 0; i < dst.positions.length; i++)
    mergePoint(state, frame, offset + i, i, translation, levels, dst);
}

function mergePoint(
  state: LiftState,
  frame: LandmarkFrame,
  from: number,
  to: number,
  translation: Float64Array | null,
  noise: PartLevels,
  dst: EvidencePoints,
): void {
  const { camera, point, originDepth } = state;
  const { image, imageConfidences, world, worldConfidences } = frame;
  const out = dst.positions[to];
  const hasWorld =
    translation !== null && world !== null && worldConfidences !== null && worldConfidences[from] > 0;
  const hasImage = image !== null && imageConfidences !== null && imageConfidences[from] > 0;
  dst.confidences[to] = Math.max(
    hasWorld ? worldConfidences[from] : 0,
    hasImage ? imageConfidences[from] : 0,
  );
  if (hasImage && isOutside(image, from)) dst.confidences[to] *= EXTRAPOLATED;
  let lateral = Number.POSITIVE_INFINITY;
  let depth = Number.POSITIVE_INFINITY;
  if (hasWorld) {
    out[0] = world[from * 3] + translation[0];
    out[1] = world[from * 3 + 1] + translation[1];
    out[2] = world[from * 3 + 2] + translation[2];
    lateral = noise.world.lateral ** 2;
    depth = noise.world.depth ** 2;
  }
  if (hasImage) {
    const scale = metresPerDepth(state, originDepth, noise);
    const imageDepth = originDepth + image[from * 3 + 2] * scale;
    const imageDepthVariance = (noise.image.z * scale) ** 2;
    const depthWeight = hasWorld ? depth / (depth + imageDepthVariance) : 1;
    const mergedDepth = hasWorld ? -out[2] + (imageDepth + out[2]) * depthWeight : imageDepth;
    depth = hasWorld ? depth * (1 - depthWeight) : imageDepthVariance;
    unproject(camera, image[from * 3], image[from * 3 + 1], Math.max(mergedDepth, 0.05), point);
    const metresPerPixel = mergedDepth / camera.focal;
    const imageLateral =
      ((noise.image.x * camera.width) ** 2 + (noise.image.y * camera.height) ** 2) *
      0.5 *
      metresPerPixel ** 2;
    const weight = hasWorld ? lateral / (lateral + imageLateral) : 1;
    out[0] = hasWorld ? out[0] + (point[0] - out[0]) * weight : point[0];
    out[1] = hasWorld ? out[1] + (point[1] - out[1]) * weight : point[1];
    out[2] = point[2];
    lateral = hasWorld ? lateral * (1 - weight) : imageLateral;
  }
  dst.lateralVariance[to] = lateral;
  dst.depthVariance[to] = depth;
}

/** Distance of the person by the shoulder ruler, metres. */
function rulerDepth(state: LiftState): number {
  if (!(state.shoulderPixels > 0)) return DEFAULT_DISTANCE;
  return (state.camera.focal * 2 * state.proportions.shoulderHalfWidth) / state.shoulderPixels;
}

/** Depth of the shoulders, or by the ruler. */
function bodyDepth(state: LiftState, body: EvidencePoints): number {
  const [l, r] = SHOULDERS;
  if (body.confidences[l] > 0 && body.confidences[r] > 0)
    return -(body.positions[l][2] + body.positions[r][2]) / 2;
  return rulerDepth(state);
}
