/**
 * Spreads the twist of an arm over the joints that are there for it: a share of the hand's pronation on each twist joint of the forearm, and
 * on the upper arm what takes the shoulder's twist back towards the shoulder. Rigs without twist joints may give the forearm itself a
 * share. Model rotations, changed in place; radians. Twists are measured from the target's rest pose, where its skin lies untwisted.
 */
import {
  conjugateQuat,
  multiplyQuat,
  quat,
  quatFromAxisAngle,
  relativeQuat,
  twistAngle,
} from '../math/quat.ts';
import { normalizeVec3, vec3 } from '../math/vec3.ts';
import { SIDES } from '../skeleton/actor/joints.ts';
import type { ModelPose } from '../skeleton/forward-kinematics.ts';
import type { Rig } from '../skeleton/rig.ts';

export interface TwistPlan {
  readonly arms: readonly ArmTwist[];
}

interface ArmTwist {
  readonly upper: number;
  readonly upperParent: number;
  readonly lower: number;
  readonly hand: number;
  readonly upperAxis: Float64Array;
  readonly lowerAxis: Float64Array;
  readonly upperRestInverse: Float64Array;
  readonly handRestInverse: Float64Array;
  /** Share of the pronation that the forearm's joint takes. */
  readonly share: number;
  readonly joints: readonly { joint: number; onUpper: boolean; at: number; rest: Float64Array }[];
}

/** Null when there is nothing to spread, or the source has done it. */
export function planTwist(source: Rig, target: Rig): TwistPlan | null {
  const share = source.forearmTwist ? 0 : (target.forearmTwist ?? 0);
  const twists = target.twists ?? [];
  if (share === 0 && twists.length === 0) return null;
  const { skeleton, joints } = target;
  const rest = (j: number) => skeleton.restRotations.subarray(j * 4, j * 4 + 4);
  const along = (j: number) => {
    const end = target.endOffsets.subarray(j * 3, j * 3 + 3);
    return normalizeVec3(end, vec3()) as Float64Array;
  };
  const arms = SIDES.flatMap((side): ArmTwist[] => {
    const [upper, lower, hand] = (['UpperArm', 'LowerArm', 'Hand'] as const).map(
      (part) => joints[`${side}${part}`],
    );
    if (upper === undefined || lower === undefined || hand === undefined) return [];
    return [
      {
        upper,
        upperParent: skeleton.parents[upper],
        lower,
        hand,
        upperAxis: along(upper),
        lowerAxis: along(lower),
        upperRestInverse: conjugateQuat(rest(upper)) as Float64Array,
        handRestInverse: conjugateQuat(rest(hand)) as Float64Array,
        share,
        joints: twists
          .filter(({ of }) => of.startsWith(side))
          .map(({ joint, of, at }) => ({
            joint,
            onUpper: of.endsWith('UpperArm'),
            at,
            rest: Float64Array.from(rest(joint)),
          })),
      },
    ];
  });
  return { arms };
}

export function spreadTwist({ arms }: TwistPlan, { rotations }: ModelPose): void {
  for (const arm of arms) {
    relativeQuat(rotations[arm.lower], rotations[arm.hand], local);
    multiplyQuat(local, arm.handRestInverse, local);
    const pronation = twistAngle(local, arm.lowerAxis);
    if (arm.joints.length > 0) {
      relativeQuat(rotations[arm.upperParent], rotations[arm.upper], local);
      multiplyQuat(arm.upperRestInverse, local, local);
      const shoulder = twistAngle(local, arm.upperAxis);
      for (const { joint, onUpper, at, rest } of arm.joints) {
        quatFromAxisAngle(
          onUpper ? arm.upperAxis : arm.lowerAxis,
          onUpper ? (at - 1) * shoulder : at * pronation,
          turn,
        );
        multiplyQuat(turn, rest, local);
        multiplyQuat(rotations[onUpper ? arm.upper : arm.lower], local, rotations[joint]);
      }
    }
    if (arm.share > 0) {
      quatFromAxisAngle(arm.lowerAxis, arm.share * pronation, turn);
      multiplyQuat(rotations[arm.lower], turn, rotations[arm.lower]);
    }
  }
}

const local = quat();
const turn = quat();
