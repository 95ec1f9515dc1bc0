/**
 * Moves a touch point of a finger by a small way: damped least squares over the finger's own joints, each within a budget. Model space,
 * metres, radians.
 * Method: knuckle (thumb: saddle joint) flexion and abduction, flexion of the two joints after it; J^T (J J^T + d^2)^-1, a few rounds.
 */
import { multiplyQuat, quat, quatAxisY, quatAxisZ, quatFromAxisAngle, rotateVec3 } from '../math/quat.ts';
import { addVec3, crossVec3, type Numbers, subtractVec3, vec3 } from '../math/vec3.ts';
import type { ModelPose } from '../skeleton/forward-kinematics.ts';
import type { Rig } from '../skeleton/rig.ts';

export interface Finger {
  /** From the knuckle to the last joint. */
  readonly joints: readonly number[];
  readonly axes: readonly Float32Array[];
  /** Offsets of each joint after the first in the joint before it. */
  readonly offsets: readonly Float64Array[];
  /** How far each degree of freedom was turned in this frame. */
  readonly spent: Float64Array;
}

/** Damping, metres: below this a joint would turn far for little. */
const DAMPING = 0.004;

/** What a finger may give in a frame, radians per degree of freedom; the whole of a joint stays below 10 degrees. */
export const FINGER_BUDGET = (8 * Math.PI) / 180;
const SPREAD_BUDGET = (5.5 * Math.PI) / 180;

export function createFinger(rig: Rig, joints: readonly number[]): Finger {
  const { restTranslations } = rig.skeleton;
  return {
    joints,
    axes: joints.map((j) => rig.anatomicalAxes.subarray(j * 4, j * 4 + 4)),
    offsets: joints.map((j) => Float64Array.from(restTranslations.subarray(j * 3, j * 3 + 3))),
    spent: new Float64Array(joints.length + 1),
  };
}

/**
 * @param last index in `joints` of the joint that the point is on
 * @param point the touch point, moved along; @param way how far it is to go
 */
export function moveFinger(
  finger: Finger,
  pose: ModelPose,
  last: number,
  point: Float64Array,
  way: Numbers,
): void {
  const { joints, axes, spent } = finger;
  // columns: flexion of every joint up to the point's own, then the spread of the first
  const freedoms = last + 2;
  for (let k = 0; k < freedoms; k++) {
    const i = k <= last ? k : 0;
    multiplyQuat(pose.rotations[joints[i]], axes[i], frame);
    if (k <= last) quatAxisZ(frame, directions[k]);
    else quatAxisY(frame, directions[k]);
    subtractVec3(point, pose.positions[joints[i]], arm);
    crossVec3(directions[k], arm, columns[k]);
  }
  let xx = DAMPING * DAMPING;
  let yy = xx;
  let zz = xx;
  let xy = 0;
  let xz = 0;
  let yz = 0;
  for (let k = 0; k < freedoms; k++) {
    const x = columns[k][0];
    const y = columns[k][1];
    const z = columns[k][2];
    xx += x * x;
    yy += y * y;
    zz += z * z;
    xy += x * y;
    xz += x * z;
    yz += y * z;
  }
  const c0 = yy * zz - yz * yz;
  const c1 = xz * yz - xy * zz;
  const c2 = xy * yz - xz * yy;
  const inverse = 1 / (xx * c0 + xy * c1 + xz * c2);
  const wx = way[0];
  const wy = way[1];
  const wz = way[2];
  const sx = (c0 * wx + c1 * wy + c2 * wz) * inverse;
  const sy = (c1 * wx + (xx * zz - xz * xz) * wy + (xy * xz - xx * yz) * wz) * inverse;
  const sz = (c2 * wx + (xy * xz - xx * yz) * wy + (xx * yy - xy * xy) * wz) * inverse;
  for (let k = 0; k < freedoms; k++) {
    const spreads = k > last;
    const at = spreads ? joints.length : k;
    const budget = spreads ? SPREAD_BUDGET : k === 0 ? SHARED_BUDGET : FINGER_BUDGET;
    const wish = columns[k][0] * sx + columns[k][1] * sy + columns[k][2] * sz;
    const angle = Math.min(budget, Math.max(-budget, spent[at] + wish)) - spent[at];
    spent[at] += angle;
    quatFromAxisAngle(directions[k], angle, turn);
    turnChain(finger, pose, spreads ? 0 : k);
    const joint = joints[spreads ? 0 : k];
    subtractVec3(point, pose.positions[joint], arm);
    addVec3(pose.positions[joint], rotateVec3(turn, arm, arm), point);
  }
}

/** Flexion of the first joint, which also spreads. */
const SHARED_BUDGET = (8 * Math.PI) / 180;

/** Turns a joint and what hangs on it by `turn`. */
function turnChain({ joints, offsets }: Finger, pose: ModelPose, from: number): void {
  for (let i = from; i < joints.length; i++) {
    const j = joints[i];
    multiplyQuat(turn, pose.rotations[j], pose.rotations[j]);
    if (i === from) continue;
    rotateVec3(pose.rotations[joints[i - 1]], offsets[i], pose.positions[j]);
    addVec3(pose.positions[j], pose.positions[joints[i - 1]], pose.positions[j]);
  }
}

const frame = quat();
const turn = quat();
const arm = vec3();
const columns = Array.from({ length: 5 }, () => vec3());
const directions = Array.from({ length: 5 }, () => vec3());
