/** A rotation moved a share of the way to another in its own tangent: q exp(share log(q^-1 target)). Radians. */
import { expQuat, logQuat, multiplyQuat, normalizeQuat, quat, relativeQuat } from '../../math/quat.ts';
import { vec3 } from '../../math/vec3.ts';

/** An object, since a number passed as an argument would be boxed. */
export const towards = { share: 0 };

/** @param rotation changed in place, by `towards.share` */
export function moveTowards(rotation: Float64Array, target: Float64Array): void {
  logQuat(relativeQuat(rotation, target, turn), way);
  for (let k = 0; k < 3; k++) way[k] *= towards.share;
  multiplyQuat(rotation, expQuat(way, turn), rotation);
  normalizeQuat(rotation, rotation);
}

const turn = quat();
const way = vec3();
