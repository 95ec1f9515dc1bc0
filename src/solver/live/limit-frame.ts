/** The last step of a live frame: ranges and speeds of joints, against the frame put out before. */
import { copyQuat } from '../../math/quat.ts';
import { PROVENANCE } from '../../motion/motion-clip.ts';
import { limitJoints } from '../limits.ts';
import { JOINT_PARTS } from '../parts.ts';
import { limitVelocity } from '../velocity-limit.ts';
import type { LiveFrame, SolverState } from './solver-state.ts';

export function limitFrame(state: SolverState, f: number, dst: LiveFrame): void {
  const { anatomy, rotations, previous, outside, excess } = state;
  outside.fill(0);
  limitJoints(anatomy, rotations, outside, f > 0 ? previous : null);
  excess.fill(0);
  if (f > 0) limitVelocity(anatomy, state.velocitySteps, previous, rotations, excess);
  for (let j = 0; j < rotations.length; j++) {
    if (outside[j]) dst.provenance[JOINT_PARTS[j]] |= PROVENANCE.outOfLimit;
    if (excess[j] > 0) dst.provenance[JOINT_PARTS[j]] |= PROVENANCE.clamped;
    copyQuat(rotations[j], previous[j]);
    copyQuat(rotations[j], dst.rotations[j]);
  }
}
