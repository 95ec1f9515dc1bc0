/**
 * Depth from bone lengths alone: the fallback for input without any z. Picture points -> camera-space points, metres.
 *
 * Method: a child joint lies on its own ray at bone length from its parent; of the two crossings the arms take the nearer one
 * (hands before the body), the palm the nearer one, and finger segments the one on the palm side, which the winding of the knuckles in
 * the picture tells. Source: C. J. Taylor, Reconstruction of articulated objects from point correspondences, 2000, with these signs.
 * Limits: a guess. Arms are some 20 degrees off, palms 40 and more, and a foreshortened hand may face the wrong way; every point
 * carries a depth variance that says so.
 */

import { LEFT_HAND_OFFSET } from '../../landmarks/schema.ts';
import type { ActorProportions } from '../../skeleton/actor/proportions.ts';
import type { Camera } from '../../space/camera.ts';
import { unproject } from '../../space/camera.ts';
import type { EvidencePoints } from './evidence.ts';
import { IMAGE_NOISE } from './noise.ts';

/** Standard deviation of a guessed depth, metres. */
const BODY_DEPTH_SIGMA = 0.1;
const HAND_DEPTH_SIGMA = 0.02;

/** The face lies this far before the shoulders, metres: nose and mouth of an upright sitter. */
const FACE_FORWARD = 0.08;

const NEAR = -1;
const FAR = 1;

export function liftBodyWithoutDepth(
  camera: Camera,
  proportions: ActorProportions,
  image: Float32Array,
  confidences: Float32Array,
  depth: number,
  dst: EvidencePoints,
): void {
  for (let i = 0; i < dst.positions.length; i++) {
    dst.confidences[i] = confidences[i];
    const at = i <= 10 ? depth - FACE_FORWARD : depth;
    unproject(camera, image[i * 3], image[i * 3 + 1], at, dst.positions[i]);
    setVariance(camera, depth, IMAGE_NOISE.body, BODY_DEPTH_SIGMA, dst, i);
  }
  for (const side of [0, 1]) {
    const shoulder = 11 + side;
    const elbow = 13 + side;
    const wrist = 15 + side;
    const p = dst.positions;
    placeAtDistance(p[shoulder], p[elbow], proportions.upperArm, NEAR);
    // the wrist's ray is the same; only its depth follows the elbow
    placeAtDistance(p[elbow], p[wrist], proportions.lowerArm, NEAR);
  }
}

export function liftHandWithoutDepth(
  camera: Camera,
  { hand }: ActorProportions,
  image: Float32Array,
  confidences: Float32Array,
  offset: number,
  wristDepth: number,
  dst: EvidencePoints,
): void {
  for (let i = 0; i < dst.positions.length; i++) {
    const from = offset + i;
    dst.confidences[i] = confidences[from];
    unproject(camera, image[from * 3], image[from * 3 + 1], wristDepth, dst.positions[i]);
    setVariance(camera, wristDepth, IMAGE_NOISE.hand, HAND_DEPTH_SIGMA, dst, i);
  }
  const p = dst.positions;
  const palmSide = facesCamera(p, offset === LEFT_HAND_OFFSET) ? NEAR : FAR;
  for (let f = 0; f < 4; f++) {
    const knuckle = 5 + f * 4;
    placeAtDistance(p[0], p[knuckle], Math.hypot(...hand.knuckles[f]), NEAR);
    for (let k = 0; k < 3; k++)
      placeAtDistance(p[knuckle + k], p[knuckle + k + 1], hand.fingers[f][k], palmSide);
  }
  placeAtDistance(p[0], p[1], Math.hypot(...hand.thumbBase), NEAR);
  for (let k = 0; k < 3; k++) placeAtDistance(p[1 + k], p[2 + k], hand.thumb[k], palmSide);
}

/** Moves `child` along its ray from the camera to `distance` from `parent`, or as near to that as the ray comes. */
function placeAtDistance(parent: Float64Array, child: Float64Array, distance: number, sign: number): void {
  const depth = -child[2];
  const rx = child[0] / depth;
  const ry = child[1] / depth;
  const along = rx * parent[0] + ry * parent[1] - parent[2];
  const rr = rx * rx + ry * ry + 1;
  const pp = parent[0] * parent[0] + parent[1] * parent[1] + parent[2] * parent[2];
  const discriminant = along * along - rr * (pp - distance * distance);
  const t = (along + sign * Math.sqrt(Math.max(0, discriminant))) / rr;
  child[0] = rx * t;
  child[1] = ry * t;
  child[2] = -t;
}

/** Whether the palm is turned to the camera: seen so, the left hand's knuckles run clockwise from index to pinky about the wrist. */
function facesCamera(p: readonly Float64Array[], isLeft: boolean): boolean {
  const cross = (p[5][0] - p[0][0]) * (p[17][1] - p[0][1]) - (p[5][1] - p[0][1]) * (p[17][0] - p[0][0]);
  return isLeft ? cross < 0 : cross > 0;
}

function setVariance(
  camera: Camera,
  depth: number,
  noise: { readonly x: number; readonly y: number },
  depthSigma: number,
  dst: EvidencePoints,
  i: number,
): void {
  const metresPerPixel = depth / camera.focal;
  dst.lateralVariance[i] =
    ((noise.x * camera.width) ** 2 + (noise.y * camera.height) ** 2) * 0.5 * metresPerPixel ** 2;
  dst.depthVariance[i] = depthSigma ** 2;
}
