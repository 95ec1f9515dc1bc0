/** Arms and hands as rulers for the scale of z: their bones, human proportions, and what MediaPipe's z is usually worth. */
import { AVERAGE_PROPORTIONS } from '../../skeleton/actor/proportions.ts';
import type { ScaledPart } from './depth-scale.ts';

/**
 * Usual scales of z: the four recordings with world landmarks in metres give 0.24-0.31 for MediaPipe's body, constant bone lengths of
 * thirty give 1.3-2.8 for its hands.
 */
const armPart = (side: 0 | 1): ScaledPart => {
  const { shoulderHalfWidth, upperArm, lowerArm } = AVERAGE_PROPORTIONS;
  return {
    bones: [
      [11, 12],
      [11 + side, 13 + side],
      [13 + side, 15 + side],
    ],
    lengths: [2 * shoulderHalfWidth, upperArm, lowerArm],
    usual: 0.28,
    spread: 0.5,
  };
};
export const ARM_PARTS = [armPart(0), armPart(1)] as const;
export const HAND_PART: ScaledPart = handPart();

/** Frames from which the scales are learnt. */
export const DEPTH_FRAMES = 96;

function handPart(): ScaledPart {
  const { knuckles, fingers, thumb, thumbBase } = AVERAGE_PROPORTIONS.hand;
  const bones: [number, number][] = [[0, 1]];
  const lengths = [Math.hypot(...thumbBase)];
  [thumb, ...fingers].forEach((segments, chain) => {
    const first = 1 + chain * 4;
    if (chain > 0) {
      bones.push([0, first]);
      lengths.push(Math.hypot(...knuckles[chain - 1]));
    }
    segments.forEach((length, k) => {
      bones.push([first + k, first + k + 1]);
      lengths.push(length);
    });
  });
  return { bones, lengths, usual: 2.1, spread: 0.5 };
}
