/**
 * A cupped palm: the metacarpals of the ring and little finger flex at the wrist, the others do not (CMC joints: some 10 and 25 degrees).
 * One angle, radians, that of the little finger's metacarpal; the ring finger's takes half of it. Hand frame, metres.
 */
import { quat, quatAxisZ, quatFromAxisAngle, rotateVec3 } from '../../math/quat.ts';
import { addVec3, copyVec3, subtractVec3, vec3 } from '../../math/vec3.ts';
import type { HandModel } from './hand-model.ts';

/** Share of the angle per chain, thumb to little finger. */
const SHARES = [0, 0, 0, 0.5, 1] as const;

/** Palm points in the order of PALM_POINTS, when the palm is cupped by `angle`. */
export function cupPalm({ palm, chains }: HandModel, angle: number, dst: readonly Float64Array[]): void {
  for (let i = 0; i < palm.length; i++) copyVec3(palm[i], dst[i]);
  if (angle === 0) return;
  for (let c = 0; c < chains.length; c++) {
    if (SHARES[c] === 0) continue;
    const { base, pivot } = chains[c];
    rotateVec3(cupRotation(chains[c].rest, SHARES[c] * angle, turn), subtractVec3(base, pivot, arm), arm);
    // the wrist comes first
    addVec3(pivot, arm, dst[c + 1]);
  }
}

/** Rotation of a chain's metacarpal in the hand's frame. */
export const metacarpalRotation = ({ chains }: HandModel, chain: number, angle: number, dst: Float64Array) =>
  cupRotation(chains[chain].rest, SHARES[chain] * angle, dst);

function cupRotation(rest: Float64Array, angle: number, dst: Float64Array): Float64Array {
  quatFromAxisAngle(quatAxisZ(rest, axis), angle, dst);
  return dst;
}

const turn = quat();
const arm = vec3();
const axis = vec3();
