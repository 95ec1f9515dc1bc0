/** What each frame of an observation is worth, as a person would judge it by looking: how sure the tracker was, and how badly a skeleton fits. */
import { lengthVec3, subtractVec3, vec3 } from '../math/vec3.ts';
import { LENGTHS } from './lengths.ts';
import type { Observation } from './observe-recording.ts';
import type { SkeletonEstimate } from './skeleton-estimate.ts';

export interface FrameMeasures {
  /** Mean confidence of shoulders, elbows and wrists, 0..1. */
  readonly confidence: number;
  /**
   * By how much landmarks are further apart than the skeleton allows in any pose, at worst, as a share of the shoulder width: what is left in
   * the picture when the skeleton is laid over it as well as can be.
   */
  readonly reprojection: number;
}

const ARM_POINTS = [11, 12, 13, 14, 15, 16] as const;
const BODY_LENGTHS = LENGTHS.filter(
  ({ part, between }) => part === 'body' && between.every(([from, to]) => from.length + to.length === 2),
);
const HAND_LENGTHS = LENGTHS.filter(({ part }) => part === 'hand');

/** @param scale metres of the estimate per metre of the observation @returns [F] */
export function measureFrames(
  { frames }: Observation,
  { lengths }: SkeletonEstimate,
  scale: number,
): FrameMeasures[] {
  return frames.map(({ body, leftHand, rightHand }) => {
    const confidence = ARM_POINTS.reduce((sum, i) => sum + body.confidences[i], 0) / ARM_POINTS.length;
    let excess = 0;
    for (const [wanted, sets] of [
      [BODY_LENGTHS, [body]],
      [HAND_LENGTHS, [leftHand, rightHand]],
    ] as const) {
      for (const { name, between } of wanted) {
        for (const { positions, confidences } of sets) {
          for (const [[from], [to]] of between) {
            if (!(confidences[from] > 0 && confidences[to] > 0)) continue;
            const along = lengthVec3(positions[from]) - lengthVec3(positions[to]);
            const whole = lengthVec3(subtractVec3(positions[from], positions[to], difference));
            const across = Math.sqrt(Math.max(0, whole * whole - along * along));
            excess = Math.max(excess, across * scale - lengths[name].metres);
          }
        }
      }
    }
    return { confidence, reprojection: excess / lengths['shoulderWidth'].metres };
  });
}

const difference = vec3();
