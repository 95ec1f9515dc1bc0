/**
 * A skeleton with Unreal's bone names -> a rig, by Unreal's conventions. Solve space, metres. Bone axes: +X runs down the bone on the
 * trunk, the left arm and the right leg, -X on the right arm and the left leg; the flexor side is local Y, towards -Y for left fingers.
 * The conventions are exact whatever the rest pose is.
 */
import { quatFromAlongAndSide, rotateVec3 } from '../../math/quat.ts';
import { addVec3, type Numbers, vec3 } from '../../math/vec3.ts';
import { palmAxes } from '../actor/actor.ts';
import { ACTOR_JOINTS, type ActorJoint, SIDES, type Side } from '../actor/joints.ts';
import type { Rig } from '../rig.ts';
import { jointIndex, type Skeleton } from '../skeleton.ts';

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

export interface UnrealRigOptions {
  readonly name: string;
  readonly skeleton: Skeleton;
  readonly approximate: boolean;
  /** Length of the last bone of thumb, fingers and toes (left), and of the head; centimetres. */
  readonly tipsCm: Readonly<Record<string, number>>;
  /** Head joint to the middle of the head, up the bone; centimetres. */
  readonly headCenterCm: number;
}

/** Throws E_SKELETON when one of the driven bones is missing. */
export function createUnrealRig(options: UnrealRigOptions): Rig {
  const { name, skeleton, approximate } = options;
  const count = skeleton.jointNames.length;
  const joints: Partial<Record<ActorJoint, number>> = {};
  for (const role of ACTOR_JOINTS) joints[role] = jointIndex(skeleton, unrealBoneName(role));
  const anatomicalAxes = new Float32Array(count * 4);
  for (let j = 0; j < count; j++) anatomicalAxes[j * 4 + 3] = 1;
  const endOffsets = new Float32Array(count * 3);
  for (const role of ACTOR_JOINTS) {
    const j = joints[role]!;
    const [along, flexor] = boneAxes(role);
    anatomicalAxes.set(Array.from(quatFromAlongAndSide(along, flexor) as Float64Array), j * 4);
    endOffsets.set(boneEnd(options, joints, role, along), j * 3);
  }
  for (const side of SIDES) {
    const j = joints[`${side}Hand`]!;
    const knuckles = (['Index', 'Middle', 'Pinky'] as const).map((finger) =>
      knuckle(skeleton, joints, `${side}${finger}`),
    );
    const [along, normal] = palmAxes(side, knuckles[0], knuckles[1], knuckles[2]);
    anatomicalAxes.set(Array.from(quatFromAlongAndSide(along, normal) as Float64Array), j * 4);
    endOffsets.set(knuckles[1] as Float64Array, j * 3);
  }
  const headCenter = Float32Array.of(options.headCenterCm / 100, 0, 0);
  return { name, skeleton, joints, anatomicalAxes, endOffsets, approximate, headCenter };
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

function boneEnd(
  { skeleton, tipsCm }: UnrealRigOptions,
  joints: Rig['joints'],
  role: ActorJoint,
  along: Numbers,
): ArrayLike<number> {
  const tip = tipsCm[unrealBoneName(role).replace(/_r$/, '_l')];
  if (tip !== undefined) return [along[0] * (tip / 100), along[1] * (tip / 100), along[2] * (tip / 100)];
  const child = nextOf(role, joints);
  return child === undefined ? [0, 0, 0] : skeleton.restTranslations.subarray(child * 3, child * 3 + 3);
}

/** The joint at which a bone ends. */
function nextOf(role: ActorJoint, joints: Rig['joints']): number | undefined {
  const at = ACTOR_JOINTS.indexOf(role);
  return role === 'spine5' ? joints.neck1 : joints[ACTOR_JOINTS[at + 1]];
}

/** Position of a knuckle relative to the wrist at rest, in the hand's frame. */
function knuckle(
  skeleton: Skeleton,
  joints: Rig['joints'],
  finger: `${Side}${'Index' | 'Middle' | 'Pinky'}`,
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
