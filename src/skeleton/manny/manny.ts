/** The built-in Unreal 5 mannequin: the MetaHuman's driven bones by name, with twist bones that nobody else drives. Metres. */
import { SIDES } from '../actor/joints.ts';
import type { Rig } from '../rig.ts';
import { jointIndex } from '../skeleton.ts';
import { skeletonFromRows } from '../unreal/bone-rows.ts';
import { createUnrealRig } from '../unreal/unreal-rig.ts';
import { MANNY_BONES, MANNY_HEAD_CENTER_CM, MANNY_RIGHT_EXCEPTIONS, MANNY_TIPS_CM } from './bones.ts';

export function createManny(): Rig {
  const skeleton = skeletonFromRows(MANNY_BONES, MANNY_RIGHT_EXCEPTIONS);
  const rig = createUnrealRig({
    name: 'manny',
    skeleton,
    approximate: true,
    tipsCm: MANNY_TIPS_CM,
    headCenterCm: MANNY_HEAD_CENTER_CM,
  });
  const twists = SIDES.flatMap((side) =>
    TWISTS.map(([bone, of, at]) => ({
      joint: jointIndex(skeleton, `${bone}_${side[0]}`),
      of: `${side}${of}` as const,
      at,
    })),
  );
  return { ...rig, twists };
}

const TWISTS = [
  ['upperarm_twist_01', 'UpperArm', 1 / 3],
  ['upperarm_twist_02', 'UpperArm', 2 / 3],
  ['lowerarm_twist_02', 'LowerArm', 1 / 3],
  ['lowerarm_twist_01', 'LowerArm', 2 / 3],
] as const;
