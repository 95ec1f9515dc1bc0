/**
 * Face points -> rotation of the head against the camera's axes (solve space).
 *
 * Weighted Procrustes of the canonical face onto the seen one, along the viewing rays: a point at picture (x, y) with relative depth z
 * stands at ray(x, y) (1 + z width / focal), whatever the distance, so a face at the picture's edge is not taken for a turned one.
 * Without z, depths are taken from the model itself and the fit is repeated until it settles (POSIT; DeMenthon & Davis 1995).
 * Fallback: the body's nose, eyes, ears and mouth. Limit: a face seen from the side by more than 60 degrees is guessed by the tracker.
 */

import { CANONICAL_FACE, PROCRUSTES_BASIS } from '../../landmarks/face/canonical-face.ts';
import type { LandmarkFrame } from '../../landmarks/landmark-frame.ts';
import { FACE_OFFSET, POSE_OFFSET } from '../../landmarks/schema.ts';
import {
  addRotationPair,
  createRotationFit,
  type RotationFit,
  resetRotationFit,
  solveFitScale,
  solveRotationFit,
} from '../../math/procrustes.ts';
import { angleQuat, copyQuat, identityQuat, quat, rotateVec3 } from '../../math/quat.ts';
import { copyVec3, subtractVec3, vec3 } from '../../math/vec3.ts';
import { type Camera, unproject } from '../../space/camera.ts';
import type { EvidencePoints, FrameEvidence } from './evidence.ts';

interface HeadPoint {
  readonly point: number;
  readonly model: Float64Array;
  readonly weight: number;
}

/** Where the canonical face was found: a model point p is seen at seenCentre + scale R (p - modelCentre), mean depth 1. */
export interface HeadFit {
  readonly fit: RotationFit;
  readonly rotation: Float64Array;
  readonly scale: Float64Array;
  readonly modelCentre: Float64Array;
  readonly seenCentre: Float64Array;
}

export const createHeadFit = (): HeadFit => ({
  fit: createRotationFit(),
  rotation: quat(),
  scale: new Float64Array(1),
  modelCentre: vec3(),
  seenCentre: vec3(),
});

const facePoint = (index: number): Float64Array =>
  Float64Array.from(CANONICAL_FACE.subarray(index * 3, index * 3 + 3));

const FACE_POINTS: readonly HeadPoint[] = PROCRUSTES_BASIS.map(({ point, weight }) => ({
  point: FACE_OFFSET + point,
  model: facePoint(point),
  weight,
}));

/** Where the body's head points sit on the canonical face; ears after anthropometry (canonical-face.ts), to about 1 cm. */
const BODY_POINTS: readonly HeadPoint[] = [
  [0, facePoint(1)],
  [2, facePoint(473)],
  [5, facePoint(468)],
  [7, vec3(0.075, 0.005, -0.044)],
  [8, vec3(-0.075, 0.005, -0.044)],
  [9, facePoint(291)],
  [10, facePoint(61)],
].map(([point, model]) => ({
  point: POSE_OFFSET + (point as number),
  model: model as Float64Array,
  weight: 1,
}));

/** Fewest points of a set that make it worth fitting. */
const ENOUGH = { face: 12, body: 4 } as const;

/** Without depth every round leaves about three quarters of the error of the one before; radians at which that has settled. */
const POSIT_ROUNDS = 32;
const SETTLED = 1e-4;

/** A head told by seven noisy body points is worth half of one told by the face. */
const BODY_HEAD_CONFIDENCE = 0.5;

export function liftHead(
  head: HeadFit,
  camera: Camera,
  frame: LandmarkFrame,
  hasDepth: boolean,
  dst: FrameEvidence,
): void {
  const { image, imageConfidences } = frame;
  dst.headConfidence = 0;
  if (image && imageConfidences) {
    if (fitFace(head, camera, image, imageConfidences, hasDepth)) {
      dst.head.set(head.rotation);
      dst.headConfidence = 1;
      return;
    }
    if (!hasDepth) {
      if (fitPicture(head, camera, image, imageConfidences, BODY_POINTS, ENOUGH.body, false)) {
        dst.head.set(head.rotation);
        dst.headConfidence = BODY_HEAD_CONFIDENCE;
      }
      return;
    }
  }
  if (fitBody(head, dst.body, dst.head)) dst.headConfidence = BODY_HEAD_CONFIDENCE;
}

/** Finds the canonical face in a picture; false when too little of it is seen. */
export const fitFace = (
  head: HeadFit,
  camera: Camera,
  image: Float32Array,
  confidences: Float32Array,
  hasDepth: boolean,
): boolean => fitPicture(head, camera, image, confidences, FACE_POINTS, ENOUGH.face, hasDepth);

function fitPicture(
  head: HeadFit,
  camera: Camera,
  image: Float32Array,
  confidences: Float32Array,
  points: readonly HeadPoint[],
  enough: number,
  hasDepth: boolean,
): boolean {
  const { fit, rotation, scale } = head;
  let seen = 0;
  for (let i = 0; i < points.length; i++) {
    const confidence = confidences[points[i].point];
    weights[i] = confidence > 0 ? points[i].weight * confidence : 0;
    if (confidence > 0) seen++;
  }
  if (seen < enough) return false;
  identityQuat(rotation);
  scale[0] = 0;
  for (let round = 0; round < POSIT_ROUNDS; round++) {
    for (let i = 0; i < points.length; i++)
      if (weights[i] > 0) rayPoint(camera, image, points[i], hasDepth, head, places[i]);
    fitPoints(head, points, turned);
    solveFitScale(fit, scale);
    if (hasDepth || (round > 0 && angleQuat(rotation, turned) < SETTLED)) break;
    copyQuat(turned, rotation);
  }
  copyQuat(turned, rotation);
  return true;
}

/** Rotation that turns the points' models onto `places`, weighted by `weights`, about their middles, which are left in the fit. */
function fitPoints(
  { fit, modelCentre, seenCentre }: HeadFit,
  points: readonly HeadPoint[],
  dst: Float64Array,
): void {
  modelCentre.fill(0);
  seenCentre.fill(0);
  let total = 0;
  for (let i = 0; i < points.length; i++) {
    for (let k = 0; k < 3; k++) {
      modelCentre[k] += points[i].model[k] * weights[i];
      seenCentre[k] += places[i][k] * weights[i];
    }
    total += weights[i];
  }
  const share = 1 / total;
  for (let k = 0; k < 3; k++) {
    modelCentre[k] *= share;
    seenCentre[k] *= share;
  }
  resetRotationFit(fit);
  for (let i = 0; i < points.length; i++) {
    subtractVec3(points[i].model, modelCentre, source);
    subtractVec3(places[i], seenCentre, target);
    addRotationPair(fit, source, target, weights, i);
  }
  solveRotationFit(fit, dst);
}

/** Point on its viewing ray at distance 1 plus its own depth: the tracker's z, or the model's as the head was found so far. */
function rayPoint(
  camera: Camera,
  image: Float32Array,
  { point, model }: HeadPoint,
  hasDepth: boolean,
  { rotation, scale }: HeadFit,
  dst: Float64Array,
): void {
  const relative = hasDepth
    ? (image[point * 3 + 2] * camera.width) / camera.focal
    : -scale[0] * rotateVec3(rotation, model, source)[2];
  unproject(camera, image[point * 3], image[point * 3 + 1], 1 + relative, dst);
}

function fitBody(head: HeadFit, body: EvidencePoints, dst: Float64Array): boolean {
  let seen = 0;
  for (let i = 0; i < BODY_POINTS.length; i++) {
    const { point } = BODY_POINTS[i];
    weights[i] = body.confidences[point];
    copyVec3(body.positions[point], places[i]);
    if (weights[i] > 0) seen++;
  }
  if (seen < ENOUGH.body) return false;
  fitPoints(head, BODY_POINTS, dst);
  return true;
}

/** Per point of the set at hand, where it was seen and what it weighs; 0 where it was not. */
const places = FACE_POINTS.map(() => vec3());
const weights = new Float64Array(FACE_POINTS.length);
const target = vec3();
const source = vec3();
const turned = quat();
