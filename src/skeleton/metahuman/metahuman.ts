/**
 * The built-in MetaHuman rigs, medium bodies: the 64 bones that are driven, in solve space (metres). Bone axes are exact, rest rotations
 * approximate (bones.ts). Twist and corrective bones are left out: the MetaHuman's own rig drives them.
 */
import type { Rig } from '../rig.ts';
import { type BoneRow, skeletonFromRows } from '../unreal/bone-rows.ts';
import { createUnrealRig } from '../unreal/unreal-rig.ts';
import { METAHUMAN_BONES, METAHUMAN_HEAD_CENTER_CM, METAHUMAN_TIPS_CM, RIGHT_EXCEPTIONS } from './bones.ts';
import {
  FEMALE_CLAVICLE_R,
  FEMALE_FINGER_SCALE,
  FEMALE_LEG_SCALE,
  FEMALE_TRANSLATIONS_CM,
} from './female.ts';

export const createMetahuman = (): Rig =>
  createUnrealRig({
    name: 'metahuman',
    skeleton: skeletonFromRows(METAHUMAN_BONES, RIGHT_EXCEPTIONS),
    approximate: true,
    tipsCm: METAHUMAN_TIPS_CM,
    headCenterCm: METAHUMAN_HEAD_CENTER_CM,
  });

/** The male table with the female lengths that are known; hands and legs scaled. */
export function createFemaleMetahuman(): Rig {
  const scaled = Object.entries(METAHUMAN_TIPS_CM).map(([bone, length]): [string, number] => [
    bone,
    bone === 'head' ? length : length * FEMALE_FINGER_SCALE,
  ]);
  return createUnrealRig({
    name: 'metahuman-f',
    skeleton: skeletonFromRows(METAHUMAN_BONES.map(femaleRow), RIGHT_EXCEPTIONS.map(femaleRow)),
    approximate: true,
    tipsCm: Object.fromEntries(scaled),
    headCenterCm: METAHUMAN_HEAD_CENTER_CM,
  });
}

function femaleRow([name, parent, translation, rotator]: BoneRow): BoneRow {
  const known = name === 'clavicle_r' ? FEMALE_CLAVICLE_R : FEMALE_TRANSLATIONS_CM[name];
  if (known) return [name, parent, known, rotator];
  const scale = /^(index|middle|ring|pinky|thumb)_/.test(name)
    ? FEMALE_FINGER_SCALE
    : /^(thigh|calf|foot|ball)_/.test(name)
      ? FEMALE_LEG_SCALE
      : 1;
  const [x, y, z] = translation;
  return [name, parent, [x * scale, y * scale, z * scale], rotator];
}
