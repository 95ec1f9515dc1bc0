import { describe, expect, it } from 'vitest';
import { angleQuat, quat, quatFromAxisAngle } from '../../src/math/quat.ts';
import { DEGREES, RADIANS } from '../../src/math/scalar.ts';
import { fillGaps, GAP_DEFAULTS } from '../../src/solver/gaps.ts';

const about = (degrees: number): Float64Array =>
  quatFromAxisAngle([0, 1, 0], degrees * RADIANS) as Float64Array;

/** Angles in degrees of a joint that is 80 where known, relaxed at 0, after filling. A second joint is not of the part. */
function filled(known: readonly number[], fps = 25, lowered?: Uint8Array): number[] {
  const frames = known.map((yes) => [about(yes ? 80 : 33), about(33)]);
  fillGaps(frames, Uint8Array.from(known), [0], [quat(), quat()], fps, lowered);
  for (const [, other] of frames) expect(angleQuat(other, about(33))).toBeLessThan(1e-12);
  return frames.map(([q]) => angleQuat(quat(), q) * DEGREES);
}

const run = (frames: number, known: number): number[] => new Array(frames).fill(known);

describe('a part that is lost', () => {
  it('is left alone where it is known', () => {
    expect(filled(run(10, 1)).map(Math.round)).toEqual(run(10, 80));
  });

  it('rests when it is never seen', () => {
    expect(filled(run(10, 0))).toEqual(run(10, 0));
  });

  it('holds, eases to rest, waits there and eases back before it returns', () => {
    const angles = filled([...run(3, 1), ...run(60, 0), ...run(3, 1)]);
    const gap = angles.slice(3, 63);
    const hold = Math.floor(GAP_DEFAULTS.hold * 25);
    for (const angle of gap.slice(0, hold)) expect(angle).toBeCloseTo(80, 6);
    const away = Math.ceil((GAP_DEFAULTS.hold + GAP_DEFAULTS.ease) * 25);
    const back = Math.ceil(GAP_DEFAULTS.ease * 25);
    for (const angle of gap.slice(away, 60 - back)) expect(angle).toBeCloseTo(0, 6);
    for (let i = 1; i < away; i++) expect(gap[i]).toBeLessThanOrEqual(gap[i - 1] + 1e-9);
    for (let i = 60 - back + 1; i < 60; i++) expect(gap[i]).toBeGreaterThanOrEqual(gap[i - 1] - 1e-9);
  });

  it('goes on to rest at once when it was lowered', () => {
    const known = [...run(3, 1), ...run(30, 0)];
    const ease = Math.ceil(GAP_DEFAULTS.ease * 25);
    const angles = filled(known, 25, new Uint8Array(33).fill(1));
    for (let f = 3; f < 3 + ease; f++) expect(angles[f]).toBeLessThan(angles[f - 1]);
    expect(angles[3 + ease]).toBeCloseTo(0, 6);
  });

  it('never jumps: steps stay below 11 degrees per frame for a gap of any length', () => {
    for (let length = 1; length < 50; length++) {
      const angles = filled([...run(2, 1), ...run(length, 0), ...run(2, 1)]);
      for (let f = 1; f < angles.length; f++) {
        expect(Math.abs(angles[f] - angles[f - 1]), `gap of ${length}`).toBeLessThan(11);
      }
    }
  });

  it('comes out of rest at the start of a clip and goes back to it at the end', () => {
    const angles = filled([...run(30, 0), 1, ...run(30, 0)]);
    expect(angles[0]).toBeCloseTo(0, 6);
    expect(angles[30]).toBeCloseTo(80, 6);
    expect(angles[60]).toBeCloseTo(0, 6);
    expect(angles[29]).toBeGreaterThan(70);
  });

  it('takes the same time at every frame rate', () => {
    const at = (fps: number, seconds: number) =>
      filled([1, ...run(fps * 2, 0)], fps)[Math.round(fps * seconds)];
    for (const seconds of [0.2, 0.4, 0.48, 0.8]) expect(at(100, seconds)).toBeCloseTo(at(25, seconds), 6);
  });
});
