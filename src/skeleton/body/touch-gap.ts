/** How far the surface about a touch point is from the surface of a part of a posed body; metres, negative inside. */
import type { Body } from './body.ts';
import { type Gap, measureGap } from './gap.ts';
import type { BodyPose } from './pose-body.ts';

/**
 * @param touch slot of the touch point; @param part slot of the part; both of the body
 * @param dst the gap from the touch point itself, without what is about it
 */
export function touchGap(
  { parts, touches }: Body,
  pose: BodyPose,
  touch: number,
  part: number,
  dst: Gap,
): number {
  measureGap(parts[part]!, pose.rotations[part], pose.origins[part], pose.touches[touch], dst);
  return dst.distance - touches[touch]!.radius;
}
