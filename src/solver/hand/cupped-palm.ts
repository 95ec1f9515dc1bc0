/**
 * A cupped palm: the metacarpals of the ring and little finger flex at the wrist, the others do not (CMC joints: some 10 and 25 degrees).
 * One angle, radians, that of the little finger's metacarpal; the ring finger's takes half of it. Hand frame, metres.
 */
import { quat, quatAxisZ, rotateVec3 } from '../../math/quat.ts';
import { addVec3, copyVec3, subtractVec3, vec3 } from '../../math/vec3.ts';
import type { HandModel } from './hand-model.ts';

/** Share of the angle per chain, thumb to little finger. */
const SHARES = [0, 0, 0, 0.5, 1] as const;

/** Palm points in the order of PALM_POINTS, when the palm is cupped by cup[0]. */
export function cupPalm(model: HandModel, cup: Float64Array, dst: readonly Float64Array[]): void {
  const { palm, chains } = model;
  for (let i = 0; i < palm.length; i++) copyVec3(palm[i], dst[i]);
  if (cup[0] === 0) return;
  for (let c = 0; c < chains.length; c++) {
    if (SHARES[c] === 0) continue;
    const { base, pivot } = chains[c];
    rotateVec3(metacarpalRotation(model, c, cup, turn), subtractVec3(base, pivot, arm), arm);
    // the wrist comes first
    addVec3(pivot, arm, dst[c + 1]);
  }
}

/** Rotation of a chain's metacarpal in the hand's frame, when the palm is cupped by cup[0]: about the hinge of the resting chain. */
export function metacarpalRotation(
  { chains }: HandModel,
  chain: number,
  cup: Float64Array,
  dst: Float64Array,
): Float64Array {
  quatAxisZ(chains[chain].rest, axis);
  const half = (SHARES[chain] * cup[0]) / 2;
  const sine = Math.sin(half);
  for (let k = 0; k < 3; k++) dst[k] = axis[k] * sine;
  dst[3] = Math.cos(half);
  return dst;
}

const turn = quat();
const arm = vec3();
const axis = vec3();
