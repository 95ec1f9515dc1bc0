/**
 * A stick from every joint to each of its children, for skeletons whose joints have no known roles.
 * Limits: 1300 joints, the most that 16-bit vertex numbers hold.
 */
import { distanceVec3 } from '../../math/vec3.ts';
import { computeRestPose } from '../../skeleton/forward-kinematics.ts';
import type { Skeleton } from '../../skeleton/skeleton.ts';
import { addCapsule } from './capsule.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import { PALETTE } from './palette.ts';

/** Radius as a share of the stick's length, up to 2 cm. */
const THICKNESS = 0.09;

export function addSticks(builder: MeshBuilder, skeleton: Skeleton): void {
  const { positions } = computeRestPose(skeleton);
  skeleton.parents.forEach((parent, child) => {
    if (parent < 0) return;
    const [from, to] = [positions[parent], positions[child]];
    const length = distanceVec3(from, to);
    const radius = Math.min(THICKNESS * length, 0.02);
    const upright = Math.abs(to[1] - from[1]) > 0.9 * length;
    addCapsule(builder, {
      from,
      to,
      flexor: upright ? [0, 0, 1] : [0, 1, 0],
      radii: [radius, radius * 0.6],
      sides: 8,
      round: 'both',
      joint: parent,
      color: () => PALETTE.skin,
    });
  });
}
