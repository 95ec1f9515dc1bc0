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
import { addScaledVec3, scaleVec3, subtractVec3, vec3 } from '../../math/vec3.ts';
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
  if (fitBody(head.fit, dst.body, dst.head)) dst.headConfidence = BODY_HEAD_CONFIDENCE;
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
  { fit, rotation: dst, scale, modelCentre, seenCentre: targetCentre }: HeadFit,
  camera: Camera,
  image: Float32Array,
  confidences: Float32Array,
  points: readonly HeadPoint[],
  enough: number,
  hasDepth: boolean,
): boolean {
  let seen = 0;
  for (const { point } of points) if (confidences[point] > 0) seen++;
  if (seen < enough) return false;
  identityQuat(dst);
  scale[0] = 0;
  for (let round = 0; round < POSIT_ROUNDS; round++) {
    targetCentre.fill(0);
    modelCentre.fill(0);
    let total = 0;
    for (const { point, model, weight } of points) {
      const w = weight * confidences[point];
      if (!(w > 0)) continue;
      rayPoint(camera, image, point, hasDepth, model, scale, dst, target);
      addScaledVec3(targetCentre, target, w, targetCentre);
      addScaledVec3(modelCentre, model, w, modelCentre);
      total += w;
    }
    const share = 1 / total;
    for (let k = 0; k < 3; k++) {
      targetCentre[k] *= share;
      modelCentre[k] *= share;
    }
    resetRotationFit(fit);
    for (const { point, model, weight } of points) {
      const w = weight * confidences[point];
      if (!(w > 0)) continue;
      rayPoint(camera, image, point, hasDepth, model, scale, dst, target);
      subtractVec3(target, targetCentre, target);
      subtractVec3(model, modelCentre, source);
      addRotationPair(fit, source, target, w);
    }
    solveRotationFit(fit, turned);
    solveFitScale(fit, scale);
    if (hasDepth || (round > 0 && angleQuat(dst, turned) < SETTLED)) break;
    copyQuat(turned, dst);
  }
  copyQuat(turned, dst);
  return true;
}

/** Point on its viewing ray at distance 1 plus its own depth: the tracker's z, or the model's at `scale` and `rotation`. */
function rayPoint(
  camera: Camera,
  image: Float32Array,
  point: number,
  hasDepth: boolean,
  model: Float64Array,
  scale: Float64Array,
  rotation: Float64Array,
  dst: Float64Array,
): void {
  const relative = hasDepth
    ? (image[point * 3 + 2] * camera.width) / camera.focal
    : -scale[0] * rotateVec3(rotation, model, source)[2];
  unproject(camera, image[point * 3], image[point * 3 + 1], 1 + relative, dst);
}

function fitBody(fit: RotationFit, body: EvidencePoints, dst: Float64Array): boolean {
  targetCentre.fill(0);
  modelCentre.fill(0);
  let total = 0;
  let seen = 0;
  for (const { point, model } of BODY_POINTS) {
    const w = body.confidences[point];
    if (!(w > 0)) continue;
    addScaledVec3(targetCentre, body.positions[point], w, targetCentre);
    addScaledVec3(modelCentre, model, w, modelCentre);
    total += w;
    seen++;
  }
  if (seen < ENOUGH.body) return false;
  scaleVec3(targetCentre, 1 / total, targetCentre);
  scaleVec3(modelCentre, 1 / total, modelCentre);
  resetRotationFit(fit);
  for (const { point, model } of BODY_POINTS) {
    subtractVec3(model, modelCentre, source);
    subtractVec3(body.positions[point], targetCentre, target);
    addRotationPair(fit, source, target, body.confidences[point]);
  }
  solveRotationFit(fit, dst);
  return true;
}

const target = vec3();
const source = vec3();
const targetCentre = vec3();
const modelCentre = vec3();
const turned = quat();
