/**
 * A clip on any rig -> the same motion of VRM's humanoid bones, as turns away from a T-pose. Model space, metres.
 * Method: W(f) T^-1 per bone, where T is the joint's model rotation in T-pose, then relative to the bone above. T puts arms, hands and fingers
 * where VRM's own T-pose has them, by anatomical axes; trunk, head and legs rest as the rig rests. Joints that VRM lacks (further spine
 * and neck joints, metacarpals, twists) are folded into the bone below them.
 * Limits: folding keeps every bone's direction exactly; places shift by millimetres where a folded joint bends.
 */
import { conjugateQuat, multiplyQuat, quat, relativeQuat } from '../../math/quat.ts';
import { subtractVec3, vec3 } from '../../math/vec3.ts';
import { frameRotations, frameTranslation, type MotionClip } from '../../motion/motion-clip.ts';
import type { ActorJoint } from '../../skeleton/actor/joints.ts';
import { computeModelPose, computeRestPose } from '../../skeleton/forward-kinematics.ts';
import type { Rig } from '../../skeleton/rig.ts';
import { createVrm, vrmBoneName } from '../../skeleton/vrm/vrm.ts';

export interface VrmBone {
  /** VRM's name, such as leftUpperArm. */
  readonly name: string;
  /** Index of the bone above in the list, -1 for the hips. */
  readonly parent: number;
  /** [3] in T-pose, from the bone above, model axes; the hips' own place. */
  readonly offset: readonly number[];
  /** [F x 4] turn away from the T-pose, relative to the bone above. */
  readonly rotations: Float32Array;
}

export interface VrmMotion {
  /** Hips first, parents before children. */
  readonly bones: readonly VrmBone[];
  /** [F x 3] place of the hips, model space. */
  readonly hips: Float32Array;
}

/** Where a rig has more joints than VRM, the lowest of them is the bone. */
const SPINE: readonly (readonly [name: string, roles: readonly ActorJoint[]])[] = [
  ['spine', ['spine1', 'spine2']],
  ['chest', ['spine3']],
  ['upperChest', ['spine5', 'spine4']],
];

export function vrmMotion(rig: Rig, clip: MotionClip): VrmMotion {
  const { skeleton, frameCount } = clip;
  const tPose = tPoseOf(rig);
  const mapped = vrmJoints(rig);
  const joints = [...mapped.keys()].sort((a, b) => a - b);
  const bones = joints.map((joint) => {
    const above = joints.indexOf(boneAbove(skeleton.parents, joint, mapped));
    const from = above < 0 ? [0, 0, 0] : tPose.positions[joints[above]];
    return {
      name: mapped.get(joint)!,
      parent: above,
      offset: Array.from(subtractVec3(tPose.positions[joint], from, vec3()) as Float64Array),
      rotations: new Float32Array(frameCount * 4),
    };
  });
  const inverses = joints.map((joint) => conjugateQuat(tPose.rotations[joint]));
  const turns = joints.map(() => quat());
  const hips = new Float32Array(frameCount * 3);
  for (let f = 0; f < frameCount; f++) {
    const pose = computeModelPose(skeleton, frameRotations(clip, f), frameTranslation(clip, f));
    hips.set(pose.positions[joints[0]], f * 3);
    bones.forEach(({ parent, rotations }, b) => {
      multiplyQuat(pose.rotations[joints[b]], inverses[b], turns[b]);
      const local = parent < 0 ? turns[b] : relativeQuat(turns[parent], turns[b]);
      rotations.set(local as Float64Array, f * 4);
      if (f > 0) keepHemisphere(rotations, f);
    });
  }
  return { bones, hips };
}

/** VRM bone by joint of the rig. */
function vrmJoints(rig: Rig): Map<number, string> {
  const names = new Map<number, string>();
  for (const [role, joint] of Object.entries(rig.joints) as [ActorJoint, number | undefined][]) {
    if (joint === undefined) continue;
    if (!/^(spine|neck2|root)|Metacarpal$/.test(role)) names.set(joint, vrmBoneName(role));
  }
  for (const [name, roles] of SPINE) {
    const role = roles.find((candidate) => rig.joints[candidate] !== undefined);
    if (role) names.set(rig.joints[role]!, name);
  }
  return names;
}

function boneAbove(parents: Int16Array, joint: number, mapped: ReadonlyMap<number, string>): number {
  let above = parents[joint];
  while (above >= 0 && !mapped.has(above)) above = parents[above];
  return above;
}

const LIMB = /^(left|right)(?!Clavicle|Thigh|Calf|Foot|Ball)/;

/** Model pose of the rig's own skeleton, stretched out as VRM's T-pose is. */
function tPoseOf(rig: Rig) {
  const { skeleton } = rig;
  const vrm = createVrm();
  const rest = computeRestPose(skeleton).rotations;
  const roles = new Map(Object.entries(rig.joints).map(([role, joint]) => [joint, role as ActorJoint]));
  const model: Float64Array[] = [];
  const local = new Float64Array(skeleton.jointNames.length * 4);
  skeleton.jointNames.forEach((_, j) => {
    const parent = skeleton.parents[j];
    const role = roles.get(j);
    const like = role && LIMB.test(role) ? vrm.joints[role] : undefined;
    const rotation = quat();
    if (like !== undefined) {
      const own = conjugateQuat(rig.anatomicalAxes.subarray(j * 4, j * 4 + 4));
      multiplyQuat(vrm.anatomicalAxes.subarray(like * 4, like * 4 + 4), own, rotation);
    } else if (role && !role.endsWith('Metacarpal')) {
      rotation.set(rest[j]);
    } else {
      const own = skeleton.restRotations.subarray(j * 4, j * 4 + 4);
      if (parent < 0) rotation.set(own);
      else multiplyQuat(model[parent], own, rotation);
    }
    model.push(rotation);
    local.set((parent < 0 ? rotation : relativeQuat(model[parent], rotation)) as Float64Array, j * 4);
  });
  return computeModelPose(skeleton, local, null);
}

function keepHemisphere(rotations: Float32Array, frame: number): void {
  const at = frame * 4;
  let dot = 0;
  for (let i = 0; i < 4; i++) dot += rotations[at + i] * rotations[at + i - 4];
  if (dot < 0) for (let i = 0; i < 4; i++) rotations[at + i] = -rotations[at + i];
}
