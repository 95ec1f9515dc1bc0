/**
 * A local rotation of the actor as anatomical angles and back: q = twist about the bone, then swing seen from the twisted joint.
 * Angles in radians, about the joint's anatomical axes: flexion about the hinge (bone x flexor side), abduction about the flexor
 * side, twist about the bone; the last two are signed so that the mirrored pose of the other side has the same angles: abduction is
 * radial on both hands. The hand's axes are the forearm's, so that its twist is the forearm's: supination positive on both sides.
 */
import {
  expQuat,
  logQuat,
  multiplyQuat,
  quat,
  quatFromAxisAngle,
  relativeQuat,
  twistAngle,
  twistQuat,
} from '../math/quat.ts';
import { type Numbers, vec3 } from '../math/vec3.ts';
import { actorJoint, SIDES } from '../skeleton/actor/joints.ts';
import type { Rig } from '../skeleton/rig.ts';

export interface AnatomicalAngles {
  flexion: number;
  abduction: number;
  twist: number;
}

export interface Anatomy {
  /** Per joint [x y z] of bone, flexor side and hinge in the joint's rest frame. */
  readonly bone: readonly Float64Array[];
  readonly flexor: readonly Float64Array[];
  readonly hinge: readonly Float64Array[];
  /** +1 on the left, -1 elsewhere: turns a rotation about the flexor side into abduction; its opposite, one about the bone into twist. */
  readonly sideSign: Float64Array;
}

const HANDS = SIDES.map((side) => actorJoint(`${side}Hand`));
const FOREARMS = SIDES.map((side) => actorJoint(`${side}LowerArm`));

export function createAnatomy({ skeleton, anatomicalAxes }: Rig): Anatomy {
  const count = skeleton.jointNames.length;
  const matrix = (j: number) => axesOf(anatomicalAxes.subarray(j * 4, j * 4 + 4));
  const columns = Array.from({ length: count }, (_, j) => matrix(j));
  for (const side of [0, 1]) columns[HANDS[side]] = wristAxes(matrix(FOREARMS[side]), matrix(HANDS[side]));
  return {
    bone: columns.map(([bone]) => bone),
    flexor: columns.map(([, flexor]) => flexor),
    hinge: columns.map(([, , hinge]) => hinge),
    sideSign: Float64Array.from(skeleton.jointNames, (name) => (name.startsWith('left') ? 1 : -1)),
  };
}

type Axes = [bone: Float64Array, flexor: Float64Array, hinge: Float64Array];

function axesOf([x, y, z, w]: Float32Array): Axes {
  return [
    vec3(1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)),
    vec3(2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)),
    vec3(2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)),
  ];
}

/** Bone of the forearm; flexor side and hinge of the palm, to the nearest axis of the T-pose. */
function wristAxes([bone]: Axes, [, flexor]: Axes): Axes {
  const side = Math.abs(flexor[1]) > 0.5 ? vec3(0, Math.sign(flexor[1]), 0) : flexor;
  return [
    bone,
    side,
    vec3(
      bone[1] * side[2] - bone[2] * side[1],
      bone[2] * side[0] - bone[0] * side[2],
      bone[0] * side[1] - bone[1] * side[0],
    ),
  ];
}

export function anglesFromRotation(
  anatomy: Anatomy,
  joint: number,
  rotation: Numbers,
  dst: AnatomicalAngles,
): AnatomicalAngles {
  const bone = anatomy.bone[joint];
  const flexor = anatomy.flexor[joint];
  const hinge = anatomy.hinge[joint];
  const sign = anatomy.sideSign[joint];
  dst.twist = -sign * twistAngle(rotation, bone);
  twistQuat(rotation, bone, twist);
  logQuat(relativeQuat(twist, rotation, swing), vector);
  dst.flexion = vector[0] * hinge[0] + vector[1] * hinge[1] + vector[2] * hinge[2];
  dst.abduction = sign * (vector[0] * flexor[0] + vector[1] * flexor[1] + vector[2] * flexor[2]);
  return dst;
}

export function rotationFromAngles(
  anatomy: Anatomy,
  joint: number,
  angles: AnatomicalAngles,
  dst: Numbers,
): Numbers {
  const bone = anatomy.bone[joint];
  const flexor = anatomy.flexor[joint];
  const hinge = anatomy.hinge[joint];
  const sign = anatomy.sideSign[joint];
  const abduction = sign * angles.abduction;
  for (let i = 0; i < 3; i++) vector[i] = hinge[i] * angles.flexion + flexor[i] * abduction;
  expQuat(vector, swing);
  quatFromAxisAngle(bone, -sign * angles.twist, twist);
  return multiplyQuat(twist, swing, dst);
}

const twist = quat();
const swing = quat();
const vector = vec3();
