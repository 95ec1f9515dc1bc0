/**
 * Which hand signs, from image landmarks.
 *
 * A hand that is seen while the other never is signs. Else the body's wrists tell: a hand that is held higher by a fifth of the
 * shoulder width signs alone, else one that moves twice as far, else both do. Hand landmarks are not used for the movement: they
 * jump from one hand to the other when the hands touch. Agrees with the three recordings whose active hand is known.
 */
import { median } from '../math/scalar.ts';
import type { LandmarkClip } from './landmark-clip.ts';
import { LEFT_HAND_OFFSET, POSE_NAMES, RIGHT_HAND_OFFSET } from './schema.ts';

export type ActiveHand = 'left' | 'right' | 'both' | null;

/** Shoulder widths. */
const HIGHER = 0.2;

/** Times the way of the other hand. */
const FARTHER = 2;

/** `aspect` is the width of the picture by its height. null: no hand is seen. */
export function activeHand(clip: LandmarkClip, aspect: number): ActiveHand {
  const left = wristMotion(clip, LEFT_HAND_OFFSET, LEFT_WRIST, aspect);
  const right = wristMotion(clip, RIGHT_HAND_OFFSET, RIGHT_WRIST, aspect);
  if (!left.isHandSeen && !right.isHandSeen) return null;
  if (!left.isHandSeen) return 'right';
  if (!right.isHandSeen) return 'left';
  if (right.depth - left.depth > HIGHER) return 'left';
  if (left.depth - right.depth > HIGHER) return 'right';
  if (left.way > FARTHER * right.way) return 'left';
  if (right.way > FARTHER * left.way) return 'right';
  return 'both';
}

/** depth: mean distance below the shoulders, NaN without a body; way: length of the path. Both in shoulder widths. */
function wristMotion(clip: LandmarkClip, hand: number, wrist: number, aspect: number) {
  const { positions, confidences, frameCount } = clip;
  const stride = clip.schema.names.length;
  const distance = (a: number, b: number) =>
    Math.hypot((positions[a * 3] - positions[b * 3]) * aspect, positions[a * 3 + 1] - positions[b * 3 + 1]);
  const widths: number[] = [];
  let isHandSeen = false;
  let depth = 0;
  let frames = 0;
  let way = 0;
  for (let frame = 0; frame < frameCount; frame++) {
    const first = frame * stride;
    isHandSeen ||= confidences[first + hand] > 0;
    const [left, right, at] = [first + LEFT_SHOULDER, first + RIGHT_SHOULDER, first + wrist];
    if (!(confidences[left] > 0 && confidences[right] > 0 && confidences[at] > 0)) continue;
    widths.push(distance(left, right));
    depth += positions[at * 3 + 1] - (positions[left * 3 + 1] + positions[right * 3 + 1]) / 2;
    frames++;
    const before = at - stride;
    if (frame > 0 && confidences[before] > 0) way += distance(at, before);
  }
  const width = median(widths);
  return { isHandSeen, depth: depth / frames / width, way: way / width };
}

const landmark = (name: (typeof POSE_NAMES)[number]) => POSE_NAMES.indexOf(name);
const LEFT_WRIST = landmark('leftWrist');
const RIGHT_WRIST = landmark('rightWrist');
const LEFT_SHOULDER = landmark('leftShoulder');
const RIGHT_SHOULDER = landmark('rightShoulder');
