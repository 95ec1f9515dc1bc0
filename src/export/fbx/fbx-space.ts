/**
 * Solve space -> the FBX scene that Unreal itself writes: right-handed, Z up, facing -Y, X the person's left, centimetres.
 * Method: by way of Unreal's space, with its Y reversed: Unreal's importer reverses Y again and lands on its own axes.
 * Local transforms convert like world transforms, because every joint's axes turn along.
 */
import type { Numbers } from '../../math/vec3.ts';
import { unrealFromSolvePosition, unrealFromSolveRotation } from '../../space/spaces.ts';

/** Metres -> centimetres. `dst` may be `v`. */
export function fbxFromSolvePosition(v: Numbers, dst: Numbers): Numbers {
  unrealFromSolvePosition(v, dst);
  dst[1] = -dst[1];
  return dst;
}

/** xyzw. `dst` may be `q`. */
export function fbxFromSolveRotation(q: Numbers, dst: Numbers): Numbers {
  unrealFromSolveRotation(q, dst);
  dst[0] = -dst[0];
  dst[2] = -dst[2];
  return dst;
}
