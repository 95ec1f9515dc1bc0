/** How surely a frame shows each part, 0..1: the confidence of the points that carry it. */
import { PART_NAMES } from '../../motion/motion-clip.ts';
import { type FrameEvidence, isHandSeen } from '../lift/evidence.ts';
import { partIndex } from '../parts.ts';

/** @param dst [P] in the order of PART_NAMES; parts that are not solved stay 0 */
export function partConfidences(
  { body, leftHand, rightHand, headConfidence }: FrameEvidence,
  dst: Float64Array = new Float64Array(PART_NAMES.length),
): Float64Array {
  const left = isHandSeen(leftHand) ? leftHand.confidences[0] : 0;
  const right = isHandSeen(rightHand) ? rightHand.confidences[0] : 0;
  dst[TRUNK] = Math.min(body.confidences[SHOULDERS[0]], body.confidences[SHOULDERS[1]]);
  dst[HEAD] = headConfidence;
  dst[LEFT_HAND] = left;
  dst[RIGHT_HAND] = right;
  // a seen hand carries the wrist
  dst[LEFT_ARM] = left || body.confidences[WRISTS[0]];
  dst[RIGHT_ARM] = right || body.confidences[WRISTS[1]];
  return dst;
}

/** Body landmarks, left and right. */
const SHOULDERS = [11, 12] as const;
const WRISTS = [15, 16] as const;
const TRUNK = partIndex('trunk');
const HEAD = partIndex('head');
const LEFT_ARM = partIndex('leftArm');
const RIGHT_ARM = partIndex('rightArm');
const LEFT_HAND = partIndex('leftHand');
const RIGHT_HAND = partIndex('rightHand');
