import { describe, expect, it } from 'vitest';
import type { CurveClip } from '../../src/motion/curve-clip.ts';
import { layerTracks, parseLayerTracks } from '../../src/motion/layer-tracks.ts';
import { assertMotionClip, type MotionClip, PART_NAMES, PROVENANCE } from '../../src/motion/motion-clip.ts';
import { sampleCurves } from '../../src/motion/sample-curves.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { createRandomMotion } from '../support/random-motion.ts';

const FPS = 25;

function curvesOf(
  fps: number,
  curveNames: readonly string[],
  rows: readonly (readonly number[])[],
): CurveClip {
  return {
    name: 'layer',
    timing: { rate: { numerator: fps, denominator: 1 }, startFrame: 0 },
    frameCount: rows.length,
    curveNames,
    curves: Float32Array.from(rows.flat()),
  };
}

const repeat = (count: number, row: readonly number[]): (readonly number[])[] =>
  Array.from({ length: count }, () => row);

const motion = (seed: number, frameCount: number): MotionClip => ({
  ...createRandomMotion(createActor(), { seed, frameCount, curveNames: [] }),
  timing: { rate: { numerator: FPS, denominator: 1 }, startFrame: 0 },
  curveNames: ['browInnerUp', 'jawOpen'],
  curves: new Float32Array(frameCount * 2).fill(0.25),
  partNames: PART_NAMES,
  provenance: new Uint8Array(frameCount * PART_NAMES.length).fill(PROVENANCE.repaired),
});

const column = (clip: CurveClip, name: string): number[] =>
  Array.from(
    { length: clip.frameCount },
    (_, f) => clip.curves[f * clip.curveNames.length + clip.curveNames.indexOf(name)],
  );

describe('a layer', () => {
  const phone = curvesOf(50, ['BrowInnerUp', 'JawOpen', 'TongueOut'], repeat(59, [0.75, 1, 0.5]));

  it('replaces the tracks it is asked for, and no others', () => {
    const { clip, issues } = layerTracks(motion(1, 30), { source: phone, tracks: { brows: 1 } });
    assertMotionClip(clip);
    expect(clip.curveNames).toEqual(['browInnerUp', 'jawOpen']);
    expect(column(clip, 'browInnerUp')).toEqual(new Array(30).fill(0.75));
    expect(column(clip, 'jawOpen')).toEqual(new Array(30).fill(0.25));
    expect(clip.provenance).toEqual(motion(1, 30).provenance);
    expect(issues).toEqual([]);
  });

  it('goes halfway at half weight, and brings curves the clip did not have', () => {
    const { clip } = layerTracks(motion(1, 30), { source: phone, tracks: { mouth: 0.5 } });
    expect(column(clip, 'jawOpen')[7]).toBe(0.625);
    expect(column(clip, 'tongueOut')[7]).toBe(0.25);
    expect(column(clip, 'browInnerUp')[7]).toBe(0.25);
  });

  it('takes the marks off a face that is the layer’s altogether', () => {
    const { clip } = layerTracks(motion(1, 30), { source: phone, tracks: { face: 1 } });
    const face = PART_NAMES.indexOf('face');
    expect(clip.provenance[face]).toBe(0);
    expect(clip.provenance[face - 1]).toBe(PROVENANCE.repaired);
  });

  it('that is shorter is eased in and out, and told', () => {
    const short = curvesOf(25, ['browInnerUp'], repeat(11, [1]));
    const { clip, issues } = layerTracks(motion(1, 30), { source: short, tracks: { brows: 1 }, offset: 0.4 });
    const brows = column(clip, 'browInnerUp');
    expect(brows.slice(0, 10)).toEqual(new Array(10).fill(0.25));
    expect(brows.slice(14, 17)).toEqual([1, 1, 1]);
    expect(brows.slice(21)).toEqual(new Array(9).fill(0.25));
    expect(Math.max(...brows.slice(1).map((value, f) => Math.abs(value - brows[f])))).toBeLessThan(0.4);
    expect(issues).toMatchObject([{ code: 'W_LAYER_SHORT', frame: 10, lastFrame: 20 }]);
  });

  it('that lies outside the clip is refused, as is a track that it lacks', () => {
    const layer = (options: object) => () =>
      layerTracks(motion(1, 30), { source: phone, tracks: { brows: 1 }, ...options });
    for (const options of [{ offset: 60 }, { offset: -60 }, { tracks: { gaze: 1 } }, { tracks: { head: 1 } }])
      expect(layer(options)).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
  });

  it('of another motion brings head and torso', () => {
    const [own, other] = [motion(1, 20), motion(2, 20)];
    const { clip } = layerTracks(own, { source: other, tracks: { head: 1 } });
    assertMotionClip(clip);
    const count = clip.skeleton.jointNames.length * 4;
    const part = (from: MotionClip, name: string): number[] => {
      const at = 7 * count + clip.skeleton.jointNames.indexOf(name) * 4;
      return Array.from(from.rotations.subarray(at, at + 4), Math.abs);
    };
    part(clip, 'neck2').forEach((x, k) => {
      expect(x).toBeCloseTo(part(other, 'neck2')[k], 6);
    });
    expect(part(clip, 'spine2')).toEqual(part(own, 'spine2'));
    expect(part(clip, 'leftHand')).toEqual(part(own, 'leftHand'));
  });
});

describe('sampling at half the rate', () => {
  it('keeps a blink of one frame and lips that meet in one frame, and is linear else', () => {
    const rows = Array.from({ length: 21 }, (_, f) => [f === 7 ? 1 : 0, f === 11 ? 0 : 0.5, f / 20]);
    const source = curvesOf(50, ['eyeBlinkLeft', 'jawOpen', 'browInnerUp'], rows);
    const times = Float64Array.from({ length: 10 }, (_, f) => 2 * f + 0.25);
    const out = sampleCurves(source, times, 2);
    const at = (c: number) => Array.from({ length: 10 }, (_, f) => out[f * 3 + c]);
    expect(Math.max(...at(0))).toBe(1);
    expect(at(0).filter((value) => value > 0.5)).toHaveLength(1);
    expect(Math.min(...at(1))).toBe(0);
    at(2).forEach((value, f) => {
      expect(value).toBeCloseTo(times[f] / 20, 6);
    });
  });
});

describe('tracks of a layer in words', () => {
  it('are read, with weights', () => {
    expect(parseLayerTracks('brows,mouth:0.5')).toEqual({ brows: 1, mouth: 0.5 });
  });
  it.each(['ears', 'brows:2', 'brows:0', 'brows:1:1', 'C:/face', ''])('are no tracks: "%s"', (text) => {
    expect(parseLayerTracks(text)).toBeNull();
  });
});
