/**
 * Motion clip -> BVH text for Blender, MotionBuilder and research code. Y up, facing +Z, centimetres, degrees.
 * The format has no rest rotations: at zero every joint is aligned with the model, so channels hold turns away from the rest pose,
 * D_parent^-1 D with D = W(f) W_rest^-1. Order Z X Y (R = Rz Rx Ry), unrolled from frame to frame. The file begins at the joint that moves
 * (the pelvis) with its place in the model; what stands above it, which stays at the origin, is left out: position channels
 * below the first joint are read differently by every program.
 * Source: the format as its users describe it. Limits: no curves, no metadata, no timecode; names are words (bvhJoints).
 */
import {
  conjugateQuat,
  multiplyQuat,
  normalizeQuat,
  quat,
  relativeQuat,
  rotateVec3,
} from '../../math/quat.ts';
import { type Numbers, subtractVec3, vec3 } from '../../math/vec3.ts';
import {
  assertMotionClip,
  frameRotations,
  frameTranslation,
  type MotionClip,
} from '../../motion/motion-clip.ts';
import { computeModelPose, computeRestPose, createModelPose } from '../../skeleton/forward-kinematics.ts';
import type { Rig } from '../../skeleton/rig.ts';
import type { Skeleton } from '../../skeleton/skeleton.ts';
import { eulerXyzDegFromQuat } from '../euler-xyz.ts';
import type { Exporter } from '../exporter.ts';

const CENTIMETRES = 100;

/** Throws E_MOTION for a clip that breaks a validity rule. */
export const bvhExporter: Exporter = {
  extension: 'bvh',
  description: 'BVH: joints from the pelvis on, turns away from the rest pose; centimetres, Y up; no face',
  async exportClip({ clip, rig }, stem) {
    assertMotionClip(clip);
    const joints = bvhJoints(clip.skeleton);
    const lines = [...hierarchy(clip, rig, joints), ...motion(clip, [...joints.values()])];
    return [{ name: `${stem}.bvh`, bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) }];
  },
};

/**
 * Joints from the one that moves on, depth first, by the name they have in the file. White space and braces would end a name;
 * colons, slashes and brackets keep three.js from finding the joint that a track moves, Mixamo's included.
 */
export function bvhJoints({ jointNames, parents, translatedJoint }: Skeleton): Map<string, number> {
  const named = new Map<string, number>();
  const add = (joint: number): void => {
    const word = jointNames[joint].replace(/[\s{}[\]:/]+/g, '_');
    let free = word;
    for (let n = 2; named.has(free); n++) free = `${word}_${n}`;
    named.set(free, joint);
    parents.forEach((parent, child) => {
      if (parent === joint) add(child);
    });
  };
  add(translatedJoint);
  return named;
}

function hierarchy({ skeleton }: MotionClip, rig: Rig, named: ReadonlyMap<string, number>): string[] {
  const rest = computeRestPose(skeleton);
  const joints = [...named.values()];
  const names = [...named.keys()];
  const lines = ['HIERARCHY'];
  const offset = (v: Numbers) => `OFFSET ${[0, 1, 2].map((i) => decimal(v[i] * CENTIMETRES)).join(' ')}`;
  const add = (joint: number, indent: string): void => {
    const parent = skeleton.parents[joint];
    const isFirst = joint === joints[0];
    // some programs add the first joint's offset to its place, others replace it: without one they agree
    const from = rest.positions[isFirst ? joint : parent];
    lines.push(`${indent}${isFirst ? 'ROOT' : 'JOINT'} ${names[joints.indexOf(joint)]}`, `${indent}{`);
    const inner = `${indent}\t`;
    lines.push(inner + offset(subtractVec3(rest.positions[joint], from, vec3())));
    lines.push(
      `${inner}CHANNELS ${isFirst ? '6 Xposition Yposition Zposition' : '3'} Zrotation Xrotation Yrotation`,
    );
    const children = joints.filter((child) => skeleton.parents[child] === joint);
    for (const child of children) add(child, inner);
    if (children.length === 0) {
      const end = rotateVec3(rest.rotations[joint], rig.endOffsets.subarray(joint * 3, joint * 3 + 3));
      lines.push(`${inner}End Site`, `${inner}{`, `${inner}\t${offset(end)}`, `${inner}}`);
    }
    lines.push(`${indent}}`);
  };
  add(joints[0], '');
  return lines;
}

function motion(clip: MotionClip, joints: readonly number[]): string[] {
  const { skeleton, frameCount, timing } = clip;
  const lines = [
    'MOTION',
    `Frames: ${frameCount}`,
    `Frame Time: ${(timing.rate.denominator / timing.rate.numerator).toFixed(10)}`,
  ];
  const backs = computeRestPose(skeleton).rotations.map((rotation) => conjugateQuat(rotation));
  const pose = createModelPose(skeleton.jointNames.length);
  const turns = skeleton.jointNames.map(() => quat());
  const eulers = joints.map(() => [0, 0, 0]);
  const local = quat();
  for (let f = 0; f < frameCount; f++) {
    computeModelPose(skeleton, frameRotations(clip, f), frameTranslation(clip, f), pose);
    const values = Array.from(pose.positions[joints[0]], (value) => decimal(value * CENTIMETRES));
    joints.forEach((joint, i) => {
      multiplyQuat(pose.rotations[joint], backs[joint], turns[joint]);
      normalizeQuat(turns[joint], turns[joint]);
      if (i === 0) local.set(turns[joint]);
      else relativeQuat(turns[skeleton.parents[joint]], turns[joint], local);
      const [y, x, z] = eulerYxzDeg(local, eulers[i]);
      values.push(decimal(z), decimal(x), decimal(y));
    });
    lines.push(values.join(' '));
  }
  return lines;
}

/**
 * Angles about y, x, z of q = qz qx qy, the triple nearest to the one in `last`, which is replaced. With x and y exchanged, which mirrors
 * space and so turns every angle round, this is the order that FBX has.
 */
function eulerYxzDeg(q: Numbers, last: number[]): number[] {
  eulerXyzDegFromQuat([-q[1], -q[0], -q[2], q[3]], last, last);
  return last.map((angle) => -angle);
}

/** A millionth of a centimetre or degree; never -0, never with an exponent. */
const decimal = (value: number): string => {
  const rounded = Math.round(value * 1e6) / 1e6 + 0;
  return Math.abs(rounded) < 1e-5 && rounded !== 0 ? rounded.toFixed(6) : String(rounded);
};
