/**
 * The palm points of one frame -> how far the palm is cupped and how well that is known. Rotation and cupping are fitted together by
 * Gauss-Newton, points weighed by their variance across and along the line of sight: most of what cupping does to the knuckles is what a
 * turn of the hand does too, and the variance says so.
 */
import { solveSymmetric } from '../../math/cholesky.ts';
import { quat, rotateVec3 } from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import { scaleVec3, subtractVec3, vec3 } from '../../math/vec3.ts';
import { crossAxis } from '../chain-fit.ts';
import type { EvidencePoints } from '../lift/evidence.ts';
import { turnRotation } from '../time/rotation-steps.ts';
import { cupPalm } from './cupped-palm.ts';
import type { HandModel } from './hand-model.ts';
import { fitPalm } from './hand-values.ts';
import { createPalmCentre, PALM_POINTS, palmCentre } from './palm-fit.ts';

/** Rounds of Gauss-Newton: one tells whether a palm cups at all, some more how far. */
export const CUP_ROUNDS = { glance: 1, full: 4 } as const;

/** Change of the angle, radians, after which another round would change nothing that is seen. */
const SETTLED = 2e-4;

/** Step of the numeric derivative by the angle, radians: the knuckles' circle is smooth. */
const STEP = 1e-4;

/** Beyond it no metacarpal goes: the points are wrong. */
export const MOST_CUPPING = 30 * RADIANS;

/** @param dst [angle, standard deviation at noise scale 1], radians; an infinite one when the frame says nothing */
export function readCup(model: HandModel, points: EvidencePoints, rounds: number, dst: Float64Array): void {
  dst[0] = 0;
  fitPalm(model.palm, points, rotation);
  for (let round = 0; round < rounds; round++) {
    linearize(model, points, dst);
    for (let i = 0; i < 16; i++) factor[i] = information[i];
    solveSymmetric(4, factor, vector);
    turnRotation(rotation, vector, 0);
    dst[0] += vector[3];
    if (Math.abs(vector[3]) < SETTLED) break;
  }
  // the last row's pivot is the angle's information when the rotation is not known; solveSymmetric keeps it as an inverse root
  const known = factor[15] > 0 && Math.abs(dst[0]) < MOST_CUPPING;
  dst[1] = known ? factor[15] : Number.POSITIVE_INFINITY;
}

/** Normal equations for [small turn (3), change of the angle] at cup[0]. */
function linearize(model: HandModel, points: EvidencePoints, cup: Float64Array): void {
  information.fill(0);
  vector.fill(0);
  ahead[0] = cup[0] + STEP;
  cupPalm(model, cup, palm);
  cupPalm(model, ahead, moved);
  palmCentre(palm, points, centre);
  palmCentre(moved, points, movedCentre);
  for (let i = 0; i < PALM_POINTS.length; i++) {
    const landmark = PALM_POINTS[i][0];
    const weight = PALM_POINTS[i][1] * points.confidences[landmark];
    if (!(weight > 0)) continue;
    subtractVec3(palm[i], centre.model, place);
    subtractVec3(subtractVec3(moved[i], movedCentre.model, bent), place, bent);
    rotateVec3(rotation, place, place);
    rotateVec3(rotation, scaleVec3(bent, 1 / STEP, bent), columns[3]);
    for (let k = 0; k < 3; k++) crossAxis(k, place, columns[k]);
    subtractVec3(subtractVec3(points.positions[landmark], centre.seen, residual), place, residual);
    const lateral = weight / points.lateralVariance[landmark];
    const depth = weight / points.depthVariance[landmark];
    for (let r = 0; r < 4; r++) {
      const a = columns[r];
      vector[r] += lateral * (a[0] * residual[0] + a[1] * residual[1]) + depth * a[2] * residual[2];
      for (let c = 0; c <= r; c++) {
        const b = columns[c];
        information[r * 4 + c] += lateral * (a[0] * b[0] + a[1] * b[1]) + depth * a[2] * b[2];
      }
    }
  }
}

const rotation = quat();
const information = new Float64Array(16);
const factor = new Float64Array(16);
const vector = new Float64Array(4);
const ahead = new Float64Array(1);
const palm = PALM_POINTS.map(() => vec3());
const moved = PALM_POINTS.map(() => vec3());
const centre = createPalmCentre();
const movedCentre = createPalmCentre();
const place = vec3();
const bent = vec3();
const residual = vec3();
const columns = [vec3(), vec3(), vec3(), vec3()];
