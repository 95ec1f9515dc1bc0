/**
 * The built-in MetaHuman rig: Unreal's bone names and axes, in solve space (metres). Bone axes: +X runs down the bone on the trunk,
 * the left arm and the right leg, -X on the right arm and the left leg; the flexor side is local Y, towards -Y for left fingers.
 * Axes are exact, rest rotations approximate (bones.ts).
 */

import { quatFromAlongAndSide, rotateVec3 } from '../../math/quat.ts';
import { addVec3, type Numbers, vec3 } from '../../math/vec3.ts';
import {
  quatFromUnrealRotator,
  solveFromUnrealPosition,
  solveFromUnrealRotation,
} from '../../space/spaces.ts';
import { palmAxes } from '../actor/actor.ts';
import { ACTOR_JOINTS, type ActorJoint, SIDES } from '../actor/joints.ts';
import type { Rig } from '../rig.ts';
import { jointIndex, type Skeleton } from '../skeleton.ts';
import { type BoneRow, METAHUMAN_BONES, METAHUMAN_TIPS_CM, RIGHT_EXCEPTIONS } from './bones.ts';

/** Unreal's name of a joint: leftIndex1 -> index_01_l, spine3 -> spine_03. */
export function unrealBoneName(joint: ActorJoint): string {
  const [, side, rest] = /^(left|right)?(.*)$/.exec(joint)!;
  const name = rest
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase())
    .replace(/([a-z])Metacarpal$/, '$1_metacarpal')
    .replace(/^(spine|neck|thumb|index|middle|ring|pinky)([1-5])$/, '$1_0$2');
  const suffix = side === 'left' ? '_l' : side === 'right' ? '_r' : '';
  return unrealWord(name) + suffix;
}

const unrealWord = (name: string): string =>
  name === 'upperArm' || name === 'lowerArm' ? name.toLowerCase() : name;

export function createMetahuman(): Rig {
  const rows = [...METAHUMAN_BONES, ...METAHUMAN_BONES.filter(isLeft).map(rightRow)];
  const names = rows.map(([name]) => name);
  const restTranslations = new Float32Array(rows.length * 3);
  const restRotations = new Float32Array(rows.length * 4);
  rows.forEach(([, , translation, rotator], j) => {
    restTranslations.set(solveFromUnrealPosition(translation, [0, 0, 0]) as number[], j * 3);
    const rotation = quatFromUnrealRotator(...rotator);
    restRotations.set(solveFromUnrealRotation(rotation, [0, 0, 0, 1]) as number[], j * 4);
  });
  const skeleton: Skeleton = {
    jointNames: names,
    parents: Int16Array.from(rows, ([, parent]) => (parent === null ? -1 : names.indexOf(parent))),
    restTranslations,
    restRotations,
    translatedJoint: names.indexOf('pelvis'),
  };
  const joints: Partial<Record<ActorJoint, number>> = {};
  for (const role of ACTOR_JOINTS) joints[role] = jointIndex(skeleton, unrealBoneName(role));
  const anatomicalAxes = new Float32Array(rows.length * 4);
  const endOffsets = new Float32Array(rows.length * 3);
  for (const role of ACTOR_JOINTS) {
    const j = joints[role]!;
    const [along, flexor] = boneAxes(role);
    anatomicalAxes.set(Array.from(quatFromAlongAndSide(along, flexor) as Float64Array), j * 4);
    endOffsets.set(boneEnd(skeleton, j, along), j * 3);
  }
  for (const side of SIDES) {
    const j = joints[`${side}Hand`]!;
    const [along, normal] = palmAxes(
      side,
      knuckle(skeleton, joints, `${side}Index`),
      knuckle(skeleton, joints, `${side}Middle`),
      knuckle(skeleton, joints, `${side}Pinky`),
    );
    anatomicalAxes.set(Array.from(quatFromAlongAndSide(along, normal) as Float64Array), j * 4);
    endOffsets.set(knuckle(skeleton, joints, `${side}Middle`) as Float64Array, j * 3);
  }
  return { name: 'metahuman', skeleton, joints, anatomicalAxes, endOffsets, approximate: true };
}

const isLeft = ([name]: BoneRow): boolean => name.endsWith('_l');

function rightRow([name, parent, [x, y, z], rotator]: BoneRow): BoneRow {
  const right = (bone: string): string => bone.replace(/_l$/, '_r');
  const exception = RIGHT_EXCEPTIONS.find(([other]) => other === right(name));
  return exception ?? [right(name), parent && right(parent), [-x, -y, -z], rotator];
}

/** Direction of the bone and flexor side in the bone's own frame, solve-space axes (Unreal's local Y is our local Z). */
function boneAxes(role: ActorJoint): [Numbers, Numbers] {
  const s = role.startsWith('right') ? -1 : 1;
  if (/Foot$/.test(role))
    return [
      [0, 0, s],
      [s, 0, 0],
    ];
  if (/Ball$/.test(role))
    return [
      [s, 0, 0],
      [0, 0, -s],
    ];
  if (/(Thigh|Calf)$/.test(role))
    return [
      [-s, 0, 0],
      [0, 0, s],
    ];
  if (/(Clavicle|UpperArm|LowerArm)$/.test(role))
    return [
      [s, 0, 0],
      [0, 0, s],
    ];
  if (/^(left|right)/.test(role))
    return [
      [s, 0, 0],
      [0, 0, -s],
    ];
  return [
    [1, 0, 0],
    [0, 0, 1],
  ];
}

function boneEnd(skeleton: Skeleton, joint: number, along: Numbers): ArrayLike<number> {
  const name = skeleton.jointNames[joint];
  const tip = METAHUMAN_TIPS_CM[name] ?? METAHUMAN_TIPS_CM[name.replace(/_r$/, '_l')];
  if (tip !== undefined) return [along[0] * (tip / 100), along[1] * (tip / 100), along[2] * (tip / 100)];
  const child =
    name === 'spine_05' ? skeleton.jointNames.indexOf('neck_01') : skeleton.parents.indexOf(joint);
  return skeleton.restTranslations.subarray(child * 3, child * 3 + 3);
}

/** Position of a knuckle relative to the wrist at rest, in the hand's frame. */
function knuckle(
  skeleton: Skeleton,
  joints: Partial<Record<ActorJoint, number>>,
  finger: `${'left' | 'right'}${'Index' | 'Middle' | 'Pinky'}`,
): Numbers {
  const base = joints[`${finger}Metacarpal`]!;
  const first = joints[`${finger}1`]!;
  const { restTranslations, restRotations } = skeleton;
  const out = vec3();
  rotateVec3(
    restRotations.subarray(base * 4, base * 4 + 4),
    restTranslations.subarray(first * 3, first * 3 + 3),
    out,
  );
  return addVec3(out, restTranslations.subarray(base * 3, base * 3 + 3), out);
}
