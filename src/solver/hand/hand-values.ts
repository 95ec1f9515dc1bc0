/** The angles of one hand in one frame, and how they are read off 21 exact points: the start of every fit. */
import {
  addRotationPair,
  createRotationFit,
  type RotationFit,
  resetRotationFit,
  solveRotationFit,
} from '../../math/procrustes.ts';
import {
  quat,
  quatAxisX,
  quatAxisY,
  quatFromAlongAndSide,
  quatFromTo,
  rotateVec3,
  unrotateVec3,
} from '../../math/quat.ts';
import { addScaledVec3, crossVec3, normalizeVec3, rejectVec3, subtractVec3, vec3 } from '../../math/vec3.ts';
import type { EvidencePoints } from '../lift/evidence.ts';
import type { HandChain, HandModel } from './hand-model.ts';
import { createPalmCentre, PALM_POINTS, palmCentre } from './palm-fit.ts';

export interface HandValues {
  /** Rotation of the hand joint, camera axes. */
  readonly palm: Float64Array;
  /** How far the palm is cupped (cupped-palm.ts), radians. */
  readonly cup: Float64Array;
  /** Per chain, rotation of its first bone in the hand's frame: +X along the bone, +Y to the flexor side. */
  readonly roots: readonly Float64Array[];
  /** Per chain, flexion of the second and third joint, radians. */
  readonly hinges: readonly Float64Array[];
}

export const createHandValues = (): HandValues => ({
  palm: quat(),
  cup: new Float64Array(1),
  roots: Array.from({ length: 5 }, () => quat()),
  hinges: Array.from({ length: 5 }, () => new Float64Array(2)),
});

/**
 * Closed form. Palm: least-squares rotation of the signer's own palm, cupped as told, onto the observed one. Chains: each bone takes the observed
 * direction; the three share one hinge axis, the normal of their plane, or the anatomical one where they are straight and the
 * plane is unknown. So the second and third joint are pure signed hinges and the first carries flexion, spread and twist.
 * @param palm palm points in the hand's frame, in the order of PALM_POINTS
 */
export function readHand(
  model: HandModel,
  points: EvidencePoints,
  palm: readonly Float64Array[],
  dst: HandValues,
): void {
  fitPalm(palm, points, dst.palm);
  for (let c = 0; c < model.chains.length; c++) readChain(model.chains[c], points, dst, c);
}

/** Rotation of the hand joint from the palm points. */
export function fitPalm(palm: readonly Float64Array[], points: EvidencePoints, dst: Float64Array): void {
  resetRotationFit(fit);
  palmCentre(palm, points, centre);
  for (let i = 0; i < PALM_POINTS.length; i++) {
    const point = PALM_POINTS[i][0];
    weights[i] = PALM_POINTS[i][1] * points.confidences[point];
    subtractVec3(palm[i], centre.model, source);
    subtractVec3(points.positions[point], centre.seen, target);
    addRotationPair(fit, source, target, weights, i);
  }
  solveRotationFit(fit, dst);
}

/**
 * Sum of sines of a chain's bends at which its own plane and the anatomical one count the same: about half a degree, below which the
 * plane is rounding noise.
 */
const PLANE_UNKNOWN = 0.02;

/** Hinge angle, radians, halfway round the circle from the middle of a finger joint's range. */
const BENT_BACK = -2.3;

function readChain(
  chain: HandChain,
  points: EvidencePoints,
  { palm, roots, hinges }: HandValues,
  index: number,
): void {
  for (let k = 0; k < 3; k++) {
    subtractVec3(points.positions[chain.point + k + 1], points.positions[chain.point + k], bones[k]);
    unrotateVec3(palm, bones[k], bones[k]);
    normalizeVec3(bones[k], bones[k]);
  }
  quatAxisX(chain.rest, straight);
  quatAxisY(chain.rest, flexor);
  rotateVec3(quatFromTo(straight, bones[0], swing), flexor, flexor);
  crossVec3(bones[0], flexor, anatomical);
  // normal of the chain's plane: long when bent, whatever the size of the hand
  crossVec3(bones[0], bones[1], normal);
  addScaledVec3(normal, crossVec3(bones[1], bones[2], part), 1, normal);
  addScaledVec3(normal, crossVec3(bones[0], bones[2], part), 1, normal);
  const side = normal[0] * anatomical[0] + normal[1] * anatomical[1] + normal[2] * anatomical[2];
  const length = Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
  const weight = side < 0 ? -length : length;
  for (let k = 0; k < 3; k++) hinge[k] = normal[k] * weight + anatomical[k] * (PLANE_UNKNOWN * PLANE_UNKNOWN);
  rejectVec3(hinge, bones[0], hinge);
  normalizeVec3(hinge, hinge);
  quatFromAlongAndSide(bones[0], crossVec3(hinge, bones[0], flexor), roots[index]);
  for (let k = 0; k < 2; k++) {
    crossVec3(bones[k], bones[k + 1], part);
    const turn = part[0] * hinge[0] + part[1] * hinge[1] + part[2] * hinge[2];
    rejectVec3(bones[k], hinge, part);
    rejectVec3(bones[k + 1], hinge, normal);
    const angle = Math.atan2(turn, part[0] * normal[0] + part[1] * normal[1] + part[2] * normal[2]);
    // a finger that is folded onto itself looks bent back: more than BENT_BACK can only be the other way round
    hinges[index][k] = angle < BENT_BACK ? angle + 2 * Math.PI : angle;
  }
}

const fit: RotationFit = createRotationFit();
const centre = createPalmCentre();
const weights = new Float64Array(PALM_POINTS.length);
const source = vec3();
const target = vec3();
const bones = [vec3(), vec3(), vec3()];
const straight = vec3();
const flexor = vec3();
const anatomical = vec3();
const normal = vec3();
const part = vec3();
const hinge = vec3();
const swing = quat();
