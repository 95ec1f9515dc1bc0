/**
 * Moves a wrist to a goal by its arm: the elbow opens or closes about its own hinge, then the arm swings to the goal the shortest way, which
 * keeps the elbow where the source had it. Model space, metres.
 * Method: law of cosines in the hinge's plane; beyond SOFT of the arm's length, or the distance it had, the goal is drawn in so that
 * the arm never straightens with a snap. The hand keeps its orientation: it is not turned here.
 */
import { multiplyQuat, quat, quatAxisZ, quatFromAxisAngle, quatFromTo, rotateVec3 } from '../math/quat.ts';
import { clamp } from '../math/scalar.ts';
import {
  addVec3,
  crossVec3,
  dotVec3,
  lengthVec3,
  type Numbers,
  normalizeVec3,
  rejectVec3,
  scaleVec3,
  subtractVec3,
  vec3,
} from '../math/vec3.ts';

/** Share of the arm's length from which on goals are drawn in, and the share that is never passed. */
const SOFT = 0.96;
const HARD = 0.999;

/** The arm must not fold to less than this share of its length. */
const FOLDED = 0.15;

export interface Arm {
  /** Model rotations and positions of the joints, changed in place. */
  readonly shoulder: Float64Array;
  readonly upper: Float64Array;
  readonly elbow: Float64Array;
  readonly lower: Float64Array;
  readonly wrist: Float64Array;
  /** Rotation of the lower arm's anatomical axes in its joint. */
  readonly lowerAxes: Float32Array;
}

/** Leaves in `wrist` where the hand came to be. */
export function reachWith(arm: Arm, goal: Numbers): void {
  const { shoulder, upper, elbow, lower, wrist, lowerAxes } = arm;
  subtractVec3(elbow, shoulder, e);
  subtractVec3(wrist, elbow, l);
  multiplyQuat(lower, lowerAxes, axes);
  quatAxisZ(axes, hinge);
  const ez = dotVec3(e, hinge);
  const lz = dotVec3(l, hinge);
  rejectVec3(e, hinge, ep);
  rejectVec3(l, hinge, lp);
  const a = lengthVec3(ep);
  const b = lengthVec3(lp);
  subtractVec3(goal, shoulder, towards);
  const had = Math.sqrt((e[0] + l[0]) ** 2 + (e[1] + l[1]) ** 2 + (e[2] + l[2]) ** 2);
  const distance = softened(lengthVec3(towards), a + b, had);
  const wanted = (distance * distance - a * a - b * b - (ez + lz) ** 2) / (2 * a * b);
  crossVec3(ep, lp, cross);
  const bend = Math.atan2(dotVec3(cross, hinge), dotVec3(ep, lp));
  const angle = Math.acos(clamp(wanted, -1, 1)) * (bend < 0 ? -1 : 1);
  quatFromAxisAngle(hinge, angle - bend, turn);
  rotateVec3(turn, l, l);
  multiplyQuat(turn, lower, lower);
  addVec3(e, l, reached);
  normalizeVec3(reached, reached);
  normalizeVec3(towards, towards);
  quatFromTo(reached, towards, turn);
  multiplyQuat(turn, upper, upper);
  multiplyQuat(turn, lower, lower);
  addVec3(shoulder, rotateVec3(turn, e, e), elbow);
  addVec3(elbow, rotateVec3(turn, l, l), wrist);
}

/** The distance that is reached when `distance` is asked for, for an arm of that length whose hand was at `had`. */
function softened(distance: number, length: number, had: number): number {
  const hard = HARD * length;
  const soft = Math.min(Math.max(SOFT * length, had), hard);
  if (distance <= soft) return Math.max(distance, FOLDED * length);
  const room = hard - soft;
  return room > 1e-9 ? soft + room * (1 - Math.exp((soft - distance) / room)) : soft;
}

/** Where the arm could be brought: the goal itself, or the nearest it comes to it. */
export function reachable(arm: Arm, goal: Numbers, dst: Numbers): Numbers {
  const { shoulder, elbow, wrist } = arm;
  subtractVec3(goal, shoulder, towards);
  const distance = lengthVec3(towards);
  subtractVec3(elbow, shoulder, e);
  subtractVec3(wrist, elbow, l);
  const had = Math.sqrt((e[0] + l[0]) ** 2 + (e[1] + l[1]) ** 2 + (e[2] + l[2]) ** 2);
  const reach = softened(distance, lengthVec3(e) + lengthVec3(l), had);
  scaleVec3(towards, reach / distance, dst);
  return addVec3(shoulder, dst, dst);
}

const e = vec3();
const l = vec3();
const ep = vec3();
const lp = vec3();
const hinge = vec3();
const cross = vec3();
const towards = vec3();
const reached = vec3();
const axes = quat();
const turn = quat();
