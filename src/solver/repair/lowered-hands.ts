/**
 * Whether a hand that is not seen has been lowered, to the lap or out of the picture, or is lost in the middle of signing. Camera space.
 *
 * The body's wrist tells, however faintly it is seen: trackers carry the arm on below the picture's edge. Without it the hand's own last
 * place before the gap tells.
 */
import { type FrameEvidence, isHandSeen } from '../lift/evidence.ts';
import { BODY_WRISTS, SHOULDERS } from '../lift/lift-state.ts';

/** Of the length of the trunk, how far below the shoulders signing ends: elbows hang at three quarters. */
const LOW = 0.8;

/** @returns [F] 1 where the hand is not seen and low; a gap is one or the other as a whole */
export function findLoweredHand(
  frames: readonly FrameEvidence[],
  side: 'left' | 'right',
  torsoLength: number,
): Uint8Array {
  const wrist = BODY_WRISTS[side === 'left' ? 0 : 1];
  const isLow = ({ body }: FrameEvidence, height: number): boolean =>
    (body.positions[SHOULDERS[0]][1] + body.positions[SHOULDERS[1]][1]) / 2 - height > LOW * torsoLength;
  const isSeen = (f: number) => isHandSeen(frames[f][`${side}Hand`]);
  const lowered = new Uint8Array(frames.length);
  for (let first = 0; first < frames.length; first++) {
    if (isSeen(first)) continue;
    let end = first;
    while (end < frames.length && !isSeen(end)) end++;
    const gap = frames.slice(first, end);
    const told = gap.filter(
      ({ body }) => Math.min(body.confidences[wrist], ...SHOULDERS.map((i) => body.confidences[i])) > 0,
    );
    const low = told.filter((frame) => isLow(frame, frame.body.positions[wrist][1])).length;
    const before = first > 0 ? frames[first - 1] : null;
    const isLowered =
      told.length > 0
        ? low * 2 > told.length
        : before !== null &&
          before.body.confidences[SHOULDERS[0]] > 0 &&
          isLow(before, before[`${side}Hand`].positions[0][1]);
    if (isLowered) lowered.fill(1, first, end);
    first = end;
  }
  return lowered;
}
