import { describe, expect, it } from 'vitest';
import { createFrameEvidence, type FrameEvidence } from '../../../src/solver/lift/evidence.ts';
import { findLoweredHand } from '../../../src/solver/repair/lowered-hands.ts';

const TORSO = 0.5;

/** Shoulders at height 0.4; the body's left wrist and the hand at the given heights, null where not seen. */
function frame(wrist: number | null, hand: number | null): FrameEvidence {
  const evidence = createFrameEvidence();
  const { body, leftHand } = evidence;
  for (const shoulder of [11, 12]) {
    body.positions[shoulder][1] = 0.4;
    body.confidences[shoulder] = 1;
  }
  body.positions[15][1] = wrist ?? 0;
  body.confidences[15] = wrist === null ? 0 : 0.05;
  leftHand.confidences.fill(hand === null ? 0 : 1);
  for (const point of leftHand.positions) point[1] = hand ?? 0;
  return evidence;
}
const lowered = (frames: readonly FrameEvidence[]) => [...findLoweredHand(frames, 'left', TORSO)].join('');

describe('a hand that is not seen', () => {
  it('rests when the wrist of the body goes down to the hips, however faintly that is seen', () => {
    expect(lowered([frame(0.2, 0.2), frame(-0.05, null), frame(-0.1, null), frame(0.2, 0.2)])).toBe('0110');
  });

  it('is lost when the wrist stays up', () => {
    expect(lowered([frame(0.2, 0.2), frame(0.25, null), frame(0.1, null), frame(0.2, 0.2)])).toBe('0000');
  });

  it('is judged by its own last place when the wrist is not seen at all', () => {
    expect(lowered([frame(null, -0.05), frame(null, null)])).toBe('01');
    expect(lowered([frame(null, 0.2), frame(null, null)])).toBe('00');
    expect(lowered([frame(null, null), frame(null, -0.1)])).toBe('00');
  });
});
