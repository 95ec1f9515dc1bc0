import { describe, expect, it } from 'vitest';
import { angleQuat, slerpQuat } from '../../src/math/quat.ts';
import { DEGREES } from '../../src/math/scalar.ts';
import {
  assertMotionClip,
  frameRotations,
  type MotionClip,
  PART_NAMES,
  PROVENANCE,
} from '../../src/motion/motion-clip.ts';
import { resampleClip } from '../../src/motion/resample.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { type FrameRate, frameTime } from '../../src/space/timing.ts';
import { createRandomMotion } from '../support/random-motion.ts';

const NTSC: FrameRate = { numerator: 30000, denominator: 1001 };
const rateOf = (numerator: number, denominator = 1): FrameRate => ({ numerator, denominator });

const source = (rate: FrameRate, frameCount = 31, startFrame = 0): MotionClip => ({
  ...createRandomMotion(createActor(), { seed: 3, frameCount, rate, curveNames: ['blink', 'smile'] }),
  timing: { rate, startFrame },
  partNames: PART_NAMES,
  provenance: new Uint8Array(frameCount * PART_NAMES.length),
});

const rotationOf = (clip: MotionClip, frame: number, joint: number): Float32Array =>
  frameRotations(clip, frame).subarray(joint * 4, joint * 4 + 4);

describe('a clip at another rate', () => {
  it('is the clip itself when the rate is the same, in whatever terms', () => {
    const clip = source(rateOf(25));
    expect(resampleClip(clip, rateOf(25))).toBe(clip);
    expect(resampleClip(clip, rateOf(50, 2))).toBe(clip);
  });

  it('holds every frame of the source exactly at a multiple of its rate', () => {
    const clip = source(rateOf(25));
    const fast = resampleClip(clip, rateOf(75));
    assertMotionClip(fast);
    expect(fast.frameCount).toBe(91);
    for (let f = 0; f < clip.frameCount; f++) {
      expect(fast.translations.subarray(f * 9, f * 9 + 3)).toEqual(
        clip.translations.subarray(f * 3, f * 3 + 3),
      );
      expect(fast.curves.subarray(f * 6, f * 6 + 2)).toEqual(clip.curves.subarray(f * 2, f * 2 + 2));
      for (let j = 0; j < 64; j++) {
        expect(angleQuat(rotationOf(fast, f * 3, j), rotationOf(clip, f, j))).toBeLessThan(1e-6);
      }
    }
  });

  it('comes back as it was from twice the rate', () => {
    const clip = source(rateOf(30));
    const back = resampleClip(resampleClip(clip, rateOf(60)), rateOf(30));
    expect(back.frameCount).toBe(clip.frameCount);
    for (const [i, x] of back.rotations.entries()) expect(Math.abs(x - clip.rotations[i])).toBeLessThan(1e-6);
    expect(back.translations).toEqual(clip.translations);
  });

  it.each([
    ['25 to 30', rateOf(25), rateOf(30)],
    ['29.97 to 25', NTSC, rateOf(25)],
    ['30 to 29.97', rateOf(30), NTSC],
    ['22.392 to 60', rateOf(2799, 125), rateOf(60)],
    ['23.976 to 59.94', rateOf(24000, 1001), rateOf(60000, 1001)],
  ])('lies on the way between the neighbours at its own time, %s', (_, from, to) => {
    const clip = source(from);
    const out = resampleClip(clip, to);
    assertMotionClip(out);
    expect(out.timing.rate).toEqual(to);
    const last = frameTime(from, clip.frameCount - 1);
    expect(frameTime(to, out.frameCount - 1)).toBeLessThanOrEqual(last + 1e-9);
    expect(frameTime(to, out.frameCount)).toBeGreaterThan(last);
    for (let f = 0; f < out.frameCount; f++) {
      const at = (frameTime(to, f) * from.numerator) / from.denominator;
      const low = Math.min(Math.floor(at + 1e-9), clip.frameCount - 1);
      const high = Math.min(low + 1, clip.frameCount - 1);
      const share = at - low;
      for (const j of [1, 9, 30, 63]) {
        const expected = slerpQuat(rotationOf(clip, low, j), rotationOf(clip, high, j), share);
        expect(angleQuat(rotationOf(out, f, j), expected) * DEGREES).toBeLessThan(1e-3);
      }
      for (let k = 0; k < 3; k++) {
        const [a, b] = [clip.translations[low * 3 + k], clip.translations[high * 3 + k]];
        expect(out.translations[f * 3 + k]).toBeCloseTo(a + (b - a) * share, 6);
      }
      for (let c = 0; c < 2; c++) {
        const [a, b] = [clip.curves[low * 2 + c], clip.curves[high * 2 + c]];
        expect(out.curves[f * 2 + c]).toBeCloseTo(a + (b - a) * share, 6);
      }
    }
  });

  it('keeps its place on the clock: 48 s of 29.97 stay 48 s', () => {
    const clip = source(NTSC, 2, 1438);
    expect(resampleClip(clip, rateOf(25)).timing).toEqual({ rate: rateOf(25), startFrame: 1200 });
  });

  it('joins the provenance of both neighbours, and takes that of one where it falls onto it', () => {
    const clip = source(rateOf(10), 3);
    clip.provenance[0] = PROVENANCE.repaired;
    clip.provenance[7] = PROVENANCE.invented;
    const out = resampleClip(clip, rateOf(20));
    const trunk = Array.from({ length: out.frameCount }, (_, f) => out.provenance[f * 7]);
    const both = PROVENANCE.repaired | PROVENANCE.invented;
    expect(trunk).toEqual([PROVENANCE.repaired, both, PROVENANCE.invented, PROVENANCE.invented, 0]);
  });

  it('has one frame when the source has one', () => {
    const out = resampleClip(source(rateOf(25), 1), rateOf(60));
    expect(out.frameCount).toBe(1);
    assertMotionClip(out);
  });

  it('keeps one hemisphere through fast turns', () => {
    const rig = createActor();
    const clip = createRandomMotion(rig, { seed: 8, frameCount: 40, kind: 'wild' });
    assertMotionClip(resampleClip(clip, rateOf(7)));
    assertMotionClip(resampleClip(clip, rateOf(90)));
  });
});
