/**
 * Motion on one rig -> the same motion on another: rotation transfer by anatomical axes. Local rotations in and out, xyzw.
 *
 * Arms, hands and fingers: the target's bone takes the direction and the flexor side of the source's, in model space, built in the
 * target's own bone axes. The target's rest pose has no say, so straight fingers come out straight on a hand that rests curled, and a
 * rest pose known only to degrees does no harm. Trunk, neck, head and clavicles: the source's turn away from its rest is applied to
 * the target's rest, which keeps the target's own posture. Metacarpals: the source's cupping on the target's rest. Legs and joints
 * without a counterpart rest. The root stays at the origin and the pelvis at its rest height.
 * Source: rest-pose-normalised copy of model-space rotations, as Unreal's IK Retargeter does in FK; axes as rig.ts defines them.
 */
import { alignQuatSign, copyQuat, multiplyQuat, normalizeQuat, quat, relativeQuat } from '../math/quat.ts';
import { frameRotations, frameTranslation, type MotionClip } from '../motion/motion-clip.ts';
import type { ActorJoint } from '../skeleton/actor/joints.ts';
import { computeModelPose, computeRestPose, createModelPose } from '../skeleton/forward-kinematics.ts';
import type { Rig } from '../skeleton/rig.ts';

/** How a target joint gets its rotation. */
interface Transfer {
  readonly kind: 'rest' | 'axes' | 'rest-turn' | 'cupping';
  readonly source: number;
  /** axes: source axes * inverse target axes. rest-turn: inverse source rest * target rest. cupping: palm axes, source to target. */
  readonly constant: Float64Array;
}

export function retargetClip(source: Rig, clip: MotionClip, target: Rig): MotionClip {
  const transfers = planTransfers(source, target);
  const { skeleton } = target;
  const joints = skeleton.jointNames.length;
  const sourcePose = createModelPose(source.skeleton.jointNames.length);
  const rotations = new Float32Array(clip.frameCount * joints * 4);
  const translations = new Float32Array(clip.frameCount * 3);
  const rest = skeleton.restTranslations.subarray(
    skeleton.translatedJoint * 3,
    skeleton.translatedJoint * 3 + 3,
  );
  const model = Array.from({ length: joints }, () => quat());
  const local = quat();
  for (let f = 0; f < clip.frameCount; f++) {
    computeModelPose(source.skeleton, frameRotations(clip, f), frameTranslation(clip, f), sourcePose);
    translations.set(rest, f * 3);
    for (let j = 0; j < joints; j++) {
      const parent = skeleton.parents[j];
      transferJoint(
        transfers[j],
        source,
        skeleton.restRotations.subarray(j * 4, j * 4 + 4),
        sourcePose.rotations,
        local,
      );
      if (transfers[j].kind === 'axes' || transfers[j].kind === 'rest-turn') {
        copyQuat(local, model[j]);
        if (parent >= 0) relativeQuat(model[parent], model[j], local);
      } else if (parent >= 0) {
        multiplyQuat(model[parent], local, model[j]);
      } else {
        copyQuat(local, model[j]);
      }
      normalizeQuat(local, local);
      const at = (f * joints + j) * 4;
      if (f > 0) alignQuatSign(local, rotations.subarray(at - joints * 4, at - joints * 4 + 4));
      rotations.set(local, at);
    }
  }
  return { ...clip, skeleton, rotations, translations };
}

/** Model-space rotation of the target joint ("axes", "rest-turn") or its local one ("rest", "cupping"). */
function transferJoint(
  { kind, source, constant }: Transfer,
  { skeleton }: Rig,
  rest: Float32Array,
  model: readonly Float64Array[],
  dst: Float64Array,
): void {
  if (kind === 'rest') {
    copyQuat(rest, dst);
  } else if (kind === 'cupping') {
    // the source's turn away from its rest, seen in palm axes, on the target's rest
    relativeQuat(model[skeleton.parents[source]], model[source], dst);
    multiplyQuat(dst, conjugate(skeleton.restRotations.subarray(source * 4, source * 4 + 4)), dst);
    multiplyQuat(constant, dst, dst);
    relativeQuat(constant, rest, turn);
    multiplyQuat(dst, turn, dst);
  } else {
    multiplyQuat(model[source], constant, dst);
  }
}

function planTransfers(source: Rig, target: Rig): Transfer[] {
  const roles = new Map(Object.entries(target.joints).map(([role, joint]) => [joint, role as ActorJoint]));
  const sourceRest = computeRestPose(source.skeleton).rotations;
  const targetRest = computeRestPose(target.skeleton).rotations;
  return target.skeleton.jointNames.map((_, joint): Transfer => {
    const role = roles.get(joint);
    const from = role && source.joints[role];
    if (role === undefined || from === undefined) return { kind: 'rest', source: -1, constant: quat() };
    const kind = transferKind(role);
    const constant = quat();
    if (kind === 'axes') {
      multiplyQuat(axesOf(source, from), conjugate(axesOf(target, joint)), constant);
    } else if (kind === 'rest-turn') {
      relativeQuat(sourceRest[from], targetRest[joint], constant);
    } else if (kind === 'cupping') {
      const sourceHand = source.skeleton.parents[from];
      const targetHand = target.skeleton.parents[joint];
      multiplyQuat(axesOf(target, targetHand), conjugate(axesOf(source, sourceHand)), constant);
    }
    return { kind, source: from, constant };
  });
}

function transferKind(role: ActorJoint): Transfer['kind'] {
  if (/(Thigh|Calf|Foot|Ball)$|^root$/.test(role)) return 'rest';
  if (/Metacarpal$/.test(role)) return 'cupping';
  if (/^(left|right)/.test(role) && !role.endsWith('Clavicle')) return 'axes';
  return 'rest-turn';
}

const axesOf = (rig: Rig, joint: number): Float32Array =>
  rig.anatomicalAxes.subarray(joint * 4, joint * 4 + 4);
const conjugate = (q: ArrayLike<number>): Float64Array => Float64Array.of(-q[0], -q[1], -q[2], q[3]);
const turn = quat();
