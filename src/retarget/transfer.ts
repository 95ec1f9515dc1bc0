/**
 * Rotations on one rig -> rotations on another, by anatomical axes. Model-space rotations in and out, xyzw.
 *
 * Arms, hands and fingers: the target's bone takes the direction and the flexor side of the source's, in model space, built in the
 * target's own bone axes. The target's rest pose has no say, so straight fingers come out straight on a hand that rests curled, and a
 * rest pose known only to degrees does no harm. Trunk, neck, head and clavicles: the source's turn away from its rest is applied to
 * the target's rest, which keeps the target's own posture; of joints that one of the rigs lacks, the next one up the chain takes the
 * turn. Metacarpals: the source's cupping on the target's rest. Legs and joints without a counterpart rest.
 * Source: rest-pose-normalised copy of model-space rotations, as Unreal's IK Retargeter does in FK; axes as rig.ts defines them.
 */
import { conjugateQuat, copyQuat, multiplyQuat, quat, relativeQuat } from '../math/quat.ts';
import { type ActorJoint, SIDES } from '../skeleton/actor/joints.ts';
import { computeRestPose, type ModelPose } from '../skeleton/forward-kinematics.ts';
import type { Rig } from '../skeleton/rig.ts';

export interface TransferPlan {
  readonly target: Rig;
  /** By target joint. */
  readonly transfers: readonly Transfer[];
  readonly restRotations: readonly Float64Array[];
  readonly restTranslations: readonly Float64Array[];
}

/** How a target joint gets its rotation. */
interface Transfer {
  readonly kind: 'rest' | 'model' | 'cupping';
  readonly source: number;
  readonly sourceParent: number;
  /** model: what follows the source's model rotation. cupping: palm axes, source to target. */
  readonly constant: Float64Array;
  /** cupping: inverse rest of the source; target rest seen in palm axes. */
  readonly before: Float64Array;
  readonly after: Float64Array;
}

export function planTransfer(source: Rig, target: Rig): TransferPlan {
  const roles = new Map(Object.entries(target.joints).map(([role, joint]) => [joint, role as ActorJoint]));
  const sourceRest = computeRestPose(source.skeleton).rotations;
  const targetRest = computeRestPose(target.skeleton).rotations;
  const { restRotations, restTranslations, jointNames } = target.skeleton;
  const transfers = jointNames.map((_, joint): Transfer => {
    const role = roles.get(joint);
    const from = role && source.joints[sourceRole(role, source, target)];
    const plan = {
      source: from ?? -1,
      sourceParent: from === undefined ? -1 : source.skeleton.parents[from],
      constant: quat(),
      before: quat(),
      after: quat(),
    };
    const kind = role === undefined || from === undefined ? 'rest' : transferKind(role);
    if (from === undefined || kind === 'rest') return { ...plan, kind: 'rest' };
    const local = restRotations.subarray(joint * 4, joint * 4 + 4);
    if (kind === 'axes') {
      multiplyQuat(axesOf(source, from), conjugateQuat(axesOf(target, joint)), plan.constant);
    } else if (kind === 'rest-turn') {
      relativeQuat(sourceRest[from], targetRest[joint], plan.constant);
    } else {
      const targetHand = target.skeleton.parents[joint];
      multiplyQuat(
        axesOf(target, targetHand),
        conjugateQuat(axesOf(source, plan.sourceParent)),
        plan.constant,
      );
      conjugateQuat(source.skeleton.restRotations.subarray(from * 4, from * 4 + 4), plan.before);
      relativeQuat(plan.constant, local, plan.after);
    }
    return { ...plan, kind: kind === 'cupping' ? 'cupping' : 'model' };
  });
  return {
    target,
    transfers,
    restRotations: jointNames.map((_, j) => Float64Array.from(restRotations.subarray(j * 4, j * 4 + 4))),
    restTranslations: jointNames.map((_, j) =>
      Float64Array.from(restTranslations.subarray(j * 3, j * 3 + 3)),
    ),
  };
}

/** Fills the model rotations of the target from those of the source. */
export function transferRotations(plan: TransferPlan, source: ModelPose, dst: ModelPose): void {
  const { transfers, restRotations, target } = plan;
  const { parents } = target.skeleton;
  for (let j = 0; j < transfers.length; j++) {
    const transfer = transfers[j];
    const out = dst.rotations[j];
    if (transfer.kind === 'model') {
      multiplyQuat(source.rotations[transfer.source], transfer.constant, out);
      continue;
    }
    if (transfer.kind === 'cupping') {
      // the source's turn away from its rest, seen in palm axes, on the target's rest
      relativeQuat(source.rotations[transfer.sourceParent], source.rotations[transfer.source], out);
      multiplyQuat(out, transfer.before, out);
      multiplyQuat(transfer.constant, out, out);
      multiplyQuat(out, transfer.after, out);
    } else {
      copyQuat(restRotations[j], out);
    }
    if (parents[j] >= 0) multiplyQuat(dst.rotations[parents[j]], out, out);
  }
}

/** The role that feeds a target joint: its own, or the last of the neck for a rig with one neck joint. */
function sourceRole(role: ActorJoint, source: Rig, target: Rig): ActorJoint {
  const single = role === 'neck1' && target.joints.neck2 === undefined;
  return single && source.joints.neck2 !== undefined ? 'neck2' : role;
}

function transferKind(role: ActorJoint): 'rest' | 'axes' | 'rest-turn' | 'cupping' {
  if (/(Thigh|Calf|Foot|Ball)$|^root$/.test(role)) return 'rest';
  if (/Metacarpal$/.test(role)) return 'cupping';
  if (SIDES.some((side) => role.startsWith(side)) && !role.endsWith('Clavicle')) return 'axes';
  return 'rest-turn';
}

const axesOf = (rig: Rig, joint: number): Float32Array =>
  rig.anatomicalAxes.subarray(joint * 4, joint * 4 + 4);
