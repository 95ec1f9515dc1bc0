/**
 * One frame of landmarks -> metric evidence in camera space (evidence.ts).
 *
 * World landmarks are placed before the camera by their own picture (placement.ts); picture points are unprojected at the depth
 * their z gives; where both exist they are averaged by variance, along and across the line of sight. Without world landmarks the
 * shoulder width is the ruler; without z the depth comes from bone lengths (closed-form.ts). Units: metres.
 */

import type { DepthSource } from '../../landmarks/landmark-clip.ts';
import type { LandmarkFrame } from '../../landmarks/landmark-frame.ts';
import { LEFT_HAND_OFFSET, POSE_OFFSET, RIGHT_HAND_OFFSET } from '../../landmarks/schema.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../../skeleton/actor/proportions.ts';
import { type Camera, createCamera, unproject } from '../../space/camera.ts';
import { liftBodyWithoutDepth, liftHandWithoutDepth } from './closed-form.ts';
import { type EvidencePoints, type FrameEvidence, isHandSeen } from './evidence.ts';
import { createHeadFit, type HeadFit, liftHead } from './head.ts';
import { IMAGE_NOISE, WORLD_NOISE } from './noise.ts';
import {
  accumulateFocal,
  addPlacedPoint,
  createPlacement,
  estimateFocal,
  type Placement,
  resetPlacement,
  solvePlacement,
} from './placement.ts';

export interface LiftState {
  readonly camera: Camera;
  readonly depth: DepthSource;
  /** The signer's, as far as known: the ruler when there are no world landmarks. */
  proportions: ActorProportions;
  /** [frames, a, b, c], see placement.ts. */
  readonly focalEvidence: Float64Array;
  readonly assumedFocal: number;
  /** Widest distance between the shoulders so far, pixels: the ruler when there are no world landmarks. */
  shoulderPixels: number;
  readonly placement: Placement;
  readonly headFit: HeadFit;
  readonly point: Float64Array;
}

/** Distance to the person when neither picture nor ruler tells, metres. */
const DEFAULT_DISTANCE = 1.5;

/** Plausible fields of view along the longer side, radians; the estimate is kept inside. */
const FIELD_OF_VIEW_RANGE = [(25 * Math.PI) / 180, (95 * Math.PI) / 180] as const;

const SHOULDERS = [11, 12] as const;

export function createLiftState(
  imageSize: { width: number; height: number },
  depth: DepthSource,
  proportions: ActorProportions = AVERAGE_PROPORTIONS,
): LiftState {
  const camera = createCamera(imageSize.width, imageSize.height);
  return {
    camera,
    depth,
    proportions,
    focalEvidence: new Float64Array(4),
    assumedFocal: camera.focal,
    shoulderPixels: 0,
    placement: createPlacement(),
    headFit: createHeadFit(),
    point: new Float64Array(3),
  };
}

/** Learns the camera and the ruler from a frame; offline over the whole clip first, live frame by frame. */
export function learnCamera(state: LiftState, frame: LandmarkFrame): void {
  const { image, imageConfidences, world, worldConfidences } = frame;
  if (!image || !imageConfidences) return;
  if (world && worldConfidences && state.depth === 'world') {
    placePart(state, frame, POSE_OFFSET, 33);
    accumulateFocal(state.placement, state.focalEvidence);
    const longer = Math.max(state.camera.width, state.camera.height) / 2;
    const focal = estimateFocal(state.focalEvidence, state.assumedFocal);
    const [narrow, wide] = FIELD_OF_VIEW_RANGE;
    state.camera.focal = Math.min(
      Math.max(focal, longer / Math.tan(wide / 2)),
      longer / Math.tan(narrow / 2),
    );
  }
  const [l, r] = SHOULDERS;
  if (Math.min(imageConfidences[l], imageConfidences[r]) > 0) {
    const dx = (image[l * 3] - image[r * 3]) * state.camera.width;
    const dy = (image[l * 3 + 1] - image[r * 3 + 1]) * state.camera.height;
    const dz = state.depth === 'none' ? 0 : (image[l * 3 + 2] - image[r * 3 + 2]) * state.camera.width;
    state.shoulderPixels = Math.max(state.shoulderPixels, Math.hypot(dx, dy, dz));
  }
}

export function liftFrame(state: LiftState, frame: LandmarkFrame, dst: FrameEvidence): void {
  liftBody(state, frame, dst.body);
  const depth = bodyDepth(state, dst.body);
  liftHand(state, frame, LEFT_HAND_OFFSET, dst.body, 15, depth, dst.leftHand);
  liftHand(state, frame, RIGHT_HAND_OFFSET, dst.body, 16, depth, dst.rightHand);
  liftHead(state.headFit, state.camera, frame, state.depth !== 'none', dst);
}

function liftBody(state: LiftState, frame: LandmarkFrame, dst: EvidencePoints): void {
  const { image, imageConfidences, world } = frame;
  const count = dst.positions.length;
  dst.confidences.fill(0);
  if (world && state.depth === 'world') {
    if (!placePart(state, frame, POSE_OFFSET, count))
      state.placement.translation.set([0, 0, -DEFAULT_DISTANCE]);
    for (let i = 0; i < count; i++) mergePoint(state, frame, i, i, state.placement.translation, BODY, 0, dst);
    return;
  }
  if (!image || !imageConfidences) return;
  const depth = rulerDepth(state);
  if (state.depth === 'none') {
    liftBodyWithoutDepth(state.camera, state.proportions, image, imageConfidences, depth, dst);
    return;
  }
  for (let i = 0; i < count; i++) mergePoint(state, frame, i, i, null, BODY, depth, dst);
}

function liftHand(
  state: LiftState,
  frame: LandmarkFrame,
  offset: number,
  body: EvidencePoints,
  bodyWrist: number,
  bodyDistance: number,
  dst: EvidencePoints,
): void {
  const { image, imageConfidences, world } = frame;
  const count = dst.positions.length;
  dst.confidences.fill(0);
  const wristDepth = body.confidences[bodyWrist] > 0 ? -body.positions[bodyWrist][2] : bodyDistance;
  if (world && state.depth === 'world' && placePart(state, frame, offset, count)) {
    const { translation } = state.placement;
    // the picture's z counts from the wrist
    const wrist = -translation[2] - world[offset * 3 + 2];
    for (let i = 0; i < count; i++) mergePoint(state, frame, offset + i, i, translation, HAND, wrist, dst);
    return;
  }
  if (!image || !imageConfidences || !(imageConfidences[offset] > 0)) return;
  if (state.depth === 'none') {
    liftHandWithoutDepth(state.camera, state.proportions, image, imageConfidences, offset, wristDepth, dst);
    return;
  }
  for (let i = 0; i < count; i++) mergePoint(state, frame, offset + i, i, null, HAND, wristDepth, dst);
  if (!isHandSeen(dst)) dst.confidences.fill(0);
}

interface NoiseLevels {
  readonly image: { readonly x: number; readonly y: number; readonly z: number };
  readonly world: { readonly lateral: number; readonly depth: number };
}
const BODY: NoiseLevels = { image: IMAGE_NOISE.body, world: WORLD_NOISE.body };
const HAND: NoiseLevels = { image: IMAGE_NOISE.hand, world: WORLD_NOISE.hand };

/**
 * Point `from` of the frame into point `to` of dst. World point plus `translation` (null: none), picture point at
 * `originDepth` (0: the depth of the translation) plus its own z.
 */
function mergePoint(
  state: LiftState,
  frame: LandmarkFrame,
  from: number,
  to: number,
  translation: Float64Array | null,
  noise: NoiseLevels,
  originDepth: number,
  dst: EvidencePoints,
): void {
  const { camera, point } = state;
  const { image, imageConfidences, world, worldConfidences } = frame;
  const out = dst.positions[to];
  const hasWorld =
    translation !== null && world !== null && worldConfidences !== null && worldConfidences[from] > 0;
  const hasImage = image !== null && imageConfidences !== null && imageConfidences[from] > 0;
  dst.confidences[to] = Math.max(
    hasWorld ? worldConfidences[from] : 0,
    hasImage ? imageConfidences[from] : 0,
  );
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
    const origin = originDepth > 0 ? originDepth : translation ? -translation[2] : DEFAULT_DISTANCE;
    const scale = (camera.width * origin) / camera.focal;
    const imageDepth = origin + image[from * 3 + 2] * scale;
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

/** Fits the translation of a part of the world landmarks; false when the picture does not determine it. */
function placePart(state: LiftState, frame: LandmarkFrame, offset: number, count: number): boolean {
  const { placement, camera, point } = state;
  const { image, imageConfidences, world, worldConfidences } = frame;
  resetPlacement(placement);
  if (!image || !imageConfidences || !world || !worldConfidences) return false;
  for (let i = offset; i < offset + count; i++) {
    const confidence = Math.min(imageConfidences[i], worldConfidences[i]);
    if (!(confidence > 0)) continue;
    point[0] = world[i * 3];
    point[1] = world[i * 3 + 1];
    point[2] = world[i * 3 + 2];
    addPlacedPoint(placement, camera, image[i * 3], image[i * 3 + 1], point, confidence * confidence);
  }
  return solvePlacement(placement, camera);
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
