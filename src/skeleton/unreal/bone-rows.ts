/**
 * Rows of a table in Unreal's terms -> a skeleton in solve space. Rows: parent-relative, centimetres, left-handed, Z up; rotators
 * [pitch, yaw, roll] in degrees. Tables hold the left side; right-hand bones have the same rotation and the opposite translation,
 * except those that branch sideways off the trunk, which stand in a table of their own.
 */
import {
  quatFromUnrealRotator,
  solveFromUnrealPosition,
  solveFromUnrealRotation,
} from '../../space/spaces.ts';
import type { Skeleton } from '../skeleton.ts';

export type BoneRow = readonly [
  name: string,
  parent: string | null,
  translationCm: readonly [number, number, number],
  rotatorDeg: readonly [pitch: number, yaw: number, roll: number],
];

/** Left-side rows become both sides. */
export function skeletonFromRows(left: readonly BoneRow[], exceptions: readonly BoneRow[]): Skeleton {
  const rows = [...left, ...left.filter(isLeft).map((row) => rightRow(row, exceptions))];
  const names = rows.map(([name]) => name);
  const restTranslations = new Float32Array(rows.length * 3);
  const restRotations = new Float32Array(rows.length * 4);
  rows.forEach(([, , translation, rotator], j) => {
    restTranslations.set(solveFromUnrealPosition(translation, [0, 0, 0]) as number[], j * 3);
    const rotation = quatFromUnrealRotator(...rotator);
    restRotations.set(solveFromUnrealRotation(rotation, [0, 0, 0, 1]) as number[], j * 4);
  });
  return {
    jointNames: names,
    parents: Int16Array.from(rows, ([, parent]) => (parent === null ? -1 : names.indexOf(parent))),
    restTranslations,
    restRotations,
    translatedJoint: names.indexOf('pelvis'),
  };
}

const isLeft = ([name]: BoneRow): boolean => name.endsWith('_l');

function rightRow([name, parent, [x, y, z], rotator]: BoneRow, exceptions: readonly BoneRow[]): BoneRow {
  const right = (bone: string): string => bone.replace(/_l$/, '_r');
  const exception = exceptions.find(([other]) => other === right(name));
  return exception ?? [right(name), parent && right(parent), [-x, -y, -z], rotator];
}
