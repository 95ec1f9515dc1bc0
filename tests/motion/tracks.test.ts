import { describe, expect, it } from 'vitest';
import { angleQuat } from '../../src/math/quat.ts';
import { DEGREES } from '../../src/math/scalar.ts';
import { applyTracks } from '../../src/motion/apply-tracks.ts';
import { ARKIT_CURVES } from '../../src/motion/arkit-curves.ts';
import { assertMotionClip, type MotionClip, PART_NAMES } from '../../src/motion/motion-clip.ts';
import { parseTrackSettings } from '../../src/motion/track-settings.ts';
import { trackOfCurve } from '../../src/motion/tracks.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import { createRandomMotion } from '../support/random-motion.ts';

const NAMES = ['browInnerUp', 'eyeBlinkLeft', 'eyeLookInLeft', 'jawOpen', 'mouthSmileLeft', 'noseSneerLeft'];

/** A clip on the actor with the given curves, [F][C]. */
function clipOf(curveNames: readonly string[], rows: readonly (readonly number[])[]): MotionClip {
  const frameCount = rows.length;
  return {
    ...createRandomMotion(createActor(), { seed: 3, frameCount, curveNames: [] }),
    curveNames,
    curves: Float32Array.from(rows.flat()),
    partNames: PART_NAMES,
    provenance: new Uint8Array(frameCount * PART_NAMES.length),
  };
}

const two = clipOf(NAMES, [
  [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
  [0.25, 0, 1, 0.75, 0.125, 0],
]);

const column = (clip: MotionClip, name: string): number[] =>
  Array.from(
    { length: clip.frameCount },
    (_, f) => clip.curves[f * clip.curveNames.length + clip.curveNames.indexOf(name)],
  );

/** Of one joint through a clip, quaternions. */
const turnsOf = (clip: MotionClip, name: string): Float32Array[] => {
  const count = clip.skeleton.jointNames.length;
  const j = clip.skeleton.jointNames.indexOf(name);
  return Array.from({ length: clip.frameCount }, (_, f) =>
    clip.rotations.subarray((f * count + j) * 4, (f * count + j) * 4 + 4),
  );
};
const angles = (clip: MotionClip, name: string): number[] =>
  turnsOf(clip, name).map((q) => angleQuat(q, [0, 0, 0, 1]) * DEGREES);

describe('tracks', () => {
  it('share out all curves of ARKit, each to one', () => {
    expect(ARKIT_CURVES.filter((name) => trackOfCurve(name) === undefined)).toEqual([]);
  });

  it('are turned up and down by name, within 0 to 1, and the others stay as they are', () => {
    const { curves } = applyTracks(two, { brows: { gain: 3 }, mouth: { gain: 0.5 } });
    expect(Array.from(curves)).toEqual([1, 0.5, 0.5, 0.25, 0.25, 0.5, 0.75, 0, 1, 0.375, 0.0625, 0]);
  });

  it('are muted by 0, and a track goes before its group', () => {
    const { curves } = applyTracks(two, {
      face: { gain: 0 },
      mouth: { gain: 0.5 },
      mouthGestures: { gain: 1 },
    });
    expect(Array.from(curves)).toEqual([0, 0, 0, 0.25, 0.5, 0, 0, 0, 0, 0.375, 0.125, 0]);
  });

  it('leave the source alone, and give it back where nothing is asked', () => {
    const before = two.curves.slice();
    applyTracks(two, { brows: { gain: 2 } });
    expect(two.curves).toEqual(before);
    expect(applyTracks(two, {})).toBe(two);
  });

  it('are offset against what they are opposed to first', () => {
    const clip = clipOf(
      ['browOuterUpLeft', 'browDownLeft', 'browInnerUp'],
      [
        [0, 0.25, 0.5],
        [0.25, 0, 0.9375],
      ],
    );
    const { curves } = applyTracks(clip, { brows: { offset: 0.5 } });
    expect(Array.from(curves)).toEqual([0.25, 0, 1, 0.75, 0, 1]);
    expect(Array.from(applyTracks(clip, { brows: { offset: -0.5 } }).curves)).toEqual([
      0, 0.75, 0, 0, 0.25, 0.4375,
    ]);
  });

  it('open a mouth by an offset only where the lips do not meet', () => {
    const clip = clipOf(
      ['jawOpen', 'mouthClose'],
      [
        [0.25, 0.25],
        [0.5, 0],
      ],
    );
    expect(Array.from(applyTracks(clip, { mouthing: { offset: 0.25 } }).curves)).toEqual([0.5, 0.5, 0.75, 0]);
  });

  it('are shifted by whole frames, the ends held', () => {
    const clip = clipOf(
      ['browInnerUp', 'jawOpen'],
      [
        [0, 0],
        [1, 0.5],
        [0, 1],
      ],
    );
    const frame = clip.timing.rate.denominator / clip.timing.rate.numerator;
    expect(column(applyTracks(clip, { brows: { shift: frame } }), 'browInnerUp')).toEqual([0, 0, 1]);
    expect(column(applyTracks(clip, { brows: { shift: -frame } }), 'browInnerUp')).toEqual([1, 0, 0]);
    expect(column(applyTracks(clip, { brows: { shift: frame } }), 'jawOpen')).toEqual([0, 0.5, 1]);
  });

  it('are smoothed, but a shut eye stays shut and the frames beside it open', () => {
    const wide = Array.from({ length: 21 }, (_, f) => (f % 2 ? 0.3 : 0.1));
    const rows = wide.map((value, f) => [f === 10 ? 1 : 0, value]);
    const smooth = applyTracks(clipOf(['eyeBlinkLeft', 'eyeWideLeft'], rows), { lids: { smoothing: 0.1 } });
    expect(column(smooth, 'eyeBlinkLeft')).toEqual(rows.map(([blink]) => blink));
    const middle = column(smooth, 'eyeWideLeft').slice(6, 15);
    expect(Math.max(...middle) - Math.min(...middle)).toBeLessThan(0.02);
  });

  it('keep lips that meet for a moment together when mouthing is smoothed', () => {
    const rows = Array.from({ length: 25 }, (_, f) => [f < 3 || f > 21 || f === 12 ? 0 : 0.6]);
    const jaw = column(applyTracks(clipOf(['jawOpen'], rows), { mouthing: { smoothing: 0.1 } }), 'jawOpen');
    expect(jaw[12]).toBe(0);
    expect(jaw[11]).toBeGreaterThan(0.55);
    expect(jaw[2]).toBeGreaterThan(0.05);
  });
});

describe('tracks of joints', () => {
  const clip = clipOf(
    [],
    Array.from({ length: 12 }, () => []),
  );

  it('are scaled about rest, muted and left alone apart', () => {
    const half = applyTracks(clip, { head: { gain: 0.5 } });
    assertMotionClip(half);
    angles(half, 'neck1').forEach((angle, f) => {
      expect(angle).toBeCloseTo(angles(clip, 'neck1')[f] / 2, 3);
    });
    expect(angles(half, 'spine3')).toEqual(angles(clip, 'spine3'));
    expect(Math.max(...angles(applyTracks(clip, { torso: { gain: 0 } }), 'spine3'))).toBeLessThan(1e-4);
  });

  it('bow by an offset in degrees, shared by their joints', () => {
    const still = applyTracks(clip, { head: { gain: 0, offset: 9 } });
    for (const name of ['neck1', 'neck2', 'head']) expect(angles(still, name)[5]).toBeCloseTo(3, 3);
    expect(turnsOf(still, 'head')[5][0]).toBeGreaterThan(0);
  });

  it('turn calmer when smoothed', () => {
    const travel = (c: MotionClip) =>
      turnsOf(c, 'head')
        .slice(1)
        .reduce((sum, q, f) => sum + angleQuat(q, turnsOf(c, 'head')[f]), 0);
    expect(travel(applyTracks(clip, { head: { smoothing: 0.1 } }))).toBeLessThan(0.7 * travel(clip));
  });

  it('are refused on another skeleton', () => {
    const other = { ...clip, skeleton: createMetahuman().skeleton };
    expect(() => applyTracks(other, { head: { gain: 0.5 } })).toThrow(
      expect.objectContaining({ code: 'E_OPTION' }),
    );
  });
});

describe('settings in words', () => {
  it('are read', () => {
    expect(parseTrackSettings('brows=1.2, mouth=0.8')).toEqual({
      brows: { gain: 1.2 },
      mouth: { gain: 0.8 },
    });
    expect(parseTrackSettings('gaze=0')).toEqual({ gaze: { gain: 0 } });
    expect(parseTrackSettings('brows=1.2+0.1~.05@-0.08,lids=-.2,head=~0.2,torso=+5,cheeks=@.1')).toEqual({
      brows: { gain: 1.2, offset: 0.1, smoothing: 0.05, shift: -0.08 },
      lids: { offset: -0.2 },
      head: { smoothing: 0.2 },
      torso: { offset: 5 },
      cheeks: { shift: 0.1 },
    });
  });

  it.each([
    'ears=1',
    'brows',
    'brows=',
    'brows=5',
    'brows=1=2',
    'brows=x',
    'brows=+2',
    'brows=~2',
    'head=+50',
    'brows=1,brows=2',
    '',
  ])('are refused when they make no sense: "%s"', (text) => {
    expect(() => parseTrackSettings(text)).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
  });
});
