/**
 * The axes an FBX file is written in, and what its settings say of them. Both are right-handed, centimetres, X the character's left.
 * unreal: Z up, facing -Y, what Unreal's importer converts to, so that nothing is left to convert. maya: Y up, facing +Z, which is
 * what Maya, MotionBuilder and Blender's defaults take for upright.
 */
import type { Numbers } from '../../math/vec3.ts';
import { fbxFromSolvePosition, fbxFromSolveRotation } from '../../space/spaces.ts';

export type FbxAxes = 'unreal' | 'maya';

export interface FbxSpace {
  /** Metres in solve space to centimetres; `dst` may be the argument. */
  position(v: Numbers, dst: Numbers): Numbers;
  rotation(q: Numbers, dst: Numbers): Numbers;
  /** Axis (0 x, 1 y, 2 z) and sign, in the format's own words. */
  readonly up: readonly [axis: number, sign: number];
  readonly front: readonly [axis: number, sign: number];
}

export const FBX_SPACES: Readonly<Record<FbxAxes, FbxSpace>> = {
  unreal: { position: fbxFromSolvePosition, rotation: fbxFromSolveRotation, up: [2, 1], front: [1, -1] },
  maya: { position: centimetres, rotation: same, up: [1, 1], front: [2, 1] },
};

/** Solve space is Maya's, but for the unit. */
function centimetres(v: Numbers, dst: Numbers): Numbers {
  for (let i = 0; i < 3; i++) dst[i] = v[i] * 100;
  return dst;
}

function same(q: Numbers, dst: Numbers): Numbers {
  for (let i = 0; i < 4; i++) dst[i] = q[i];
  return dst;
}
