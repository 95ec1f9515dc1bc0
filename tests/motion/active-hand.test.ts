import { describe, expect, it } from 'vitest';
import { addTrackerNoise } from '../../samples/generate/tracker-noise.ts';
import { activeHandOfClip } from '../../src/motion/active-hand.ts';
import { type MotionClip, PART_NAMES, PROVENANCE } from '../../src/motion/motion-clip.ts';
import type { Side } from '../../src/skeleton/actor/joints.ts';
import { solveClip } from '../../src/solver/solve-clip.ts';
import { losePart } from '../support/edit-recording.ts';
import { filmMotion } from '../support/film-motion.ts';
import { posedMotion } from '../support/posed-motion.ts';

/** Degrees by which the arms hang and swing to and fro. */
const swinging = (arms: Record<Side, { down: number; swing: number }>): MotionClip =>
  posedMotion(40, (poser, f) => {
    for (const side of ['left', 'right'] as const) {
      const { down, swing } = arms[side];
      poser.raise(side, down, 40 + swing * Math.sin(f / 3));
      poser.set(`${side}LowerArm`, 80);
    }
  }).clip;

const lost = (clip: MotionClip, ...sides: Side[]): MotionClip => {
  const provenance = clip.provenance.slice();
  for (const side of sides) {
    const part = PART_NAMES.indexOf(`${side}Hand`);
    for (let f = 0; f < clip.frameCount; f++) provenance[f * PART_NAMES.length + part] |= PROVENANCE.invented;
  }
  return { ...clip, provenance };
};

describe('the hand that signs', () => {
  const both = swinging({ left: { down: 40, swing: 15 }, right: { down: 40, swing: 15 } });

  it('is the one that is held up', () => {
    expect(
      activeHandOfClip(swinging({ left: { down: 75, swing: 10 }, right: { down: 20, swing: 10 } })),
    ).toBe('right');
    expect(
      activeHandOfClip(swinging({ left: { down: 20, swing: 10 }, right: { down: 75, swing: 10 } })),
    ).toBe('left');
  });

  it('is the one that moves, of two at the same height', () => {
    expect(activeHandOfClip(swinging({ left: { down: 40, swing: 15 }, right: { down: 40, swing: 2 } }))).toBe(
      'left',
    );
  });

  it('is both when they share the work', () => {
    expect(activeHandOfClip(both)).toBe('both');
  });

  it('is the only one that was seen, and none when none was', () => {
    expect(activeHandOfClip(lost(both, 'right'))).toBe('left');
    expect(activeHandOfClip(lost(both, 'left', 'right'))).toBe(null);
  });

  it('is found in what the solver makes of noisy landmarks', () => {
    const truth = posedMotion(50, (poser, f) => {
      poser.raise('right', 30, 50 + 15 * Math.sin(f / 4));
      poser.set('rightLowerArm', 90);
      poser.raise('left', 78, 5);
      poser.set('leftLowerArm', 25);
    });
    const recording = addTrackerNoise(filmMotion(truth.actor, truth.clip), 3);
    expect(activeHandOfClip(solveClip(recording).clip)).toBe('right');
    expect(activeHandOfClip(solveClip(losePart(recording, 'leftHand')).clip)).toBe('right');
  });
});
