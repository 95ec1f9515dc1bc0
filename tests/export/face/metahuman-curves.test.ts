import { describe, expect, it } from 'vitest';
import { METAHUMAN_CONTROLS, METAHUMAN_OTHER_CURVES } from '../../../src/export/face/metahuman-controls.ts';
import { metahumanCurves } from '../../../src/export/face/metahuman-curves.ts';
import { METAHUMAN_WEIGHTS } from '../../../src/export/face/metahuman-weights.ts';
import { ARKIT_CURVES, LIVE_LINK_TURNS, liveLinkSpelling } from '../../../src/motion/arkit-curves.ts';
import { assertMotionClip, type MotionClip } from '../../../src/motion/motion-clip.ts';
import { createMetahuman } from '../../../src/skeleton/metahuman/metahuman.ts';
import { createRandomMotion } from '../../support/random-motion.ts';

/** One frame with the given curves. */
function clipOf(values: Readonly<Record<string, number>>): MotionClip {
  const clip = createRandomMotion(createMetahuman(), { seed: 1, frameCount: 1, curveNames: [] });
  return { ...clip, curveNames: Object.keys(values), curves: Float32Array.from(Object.values(values)) };
}

/** Controls of one frame that are not 0, without their prefix. */
function controls(values: Readonly<Record<string, number>>): Record<string, number> {
  const { curveNames, curves } = metahumanCurves(clipOf(values));
  return Object.fromEntries(
    curveNames.flatMap((name, c) =>
      curves[c] === 0 ? [] : [[name.replace('CTRL_expressions_', ''), curves[c]]],
    ),
  );
}

const known = new Set([
  ...METAHUMAN_CONTROLS.map((name) => `CTRL_expressions_${name}`),
  ...METAHUMAN_OTHER_CURVES,
]);

describe("a MetaHuman's controls", () => {
  it('are 251 by name, and the weights name no others', () => {
    expect(new Set(METAHUMAN_CONTROLS).size).toBe(251);
    const targets = Object.values(METAHUMAN_WEIGHTS).flatMap(Object.keys);
    expect(targets.filter((name) => !METAHUMAN_CONTROLS.includes(name))).toEqual([]);
  });

  it.each([
    ['ARKit’s spelling', (name: string) => name],
    ['Live Link’s spelling', liveLinkSpelling],
  ])('are all that is written for all 61 channels, in %s', (_, spelled) => {
    const all = Object.fromEntries([...ARKIT_CURVES, ...LIVE_LINK_TURNS].map((name) => [spelled(name), 0.5]));
    const clip = metahumanCurves(clipOf(all));
    assertMotionClip(clip);
    expect(clip.curveNames.filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(clip.curveNames).size).toBe(clip.curveNames.length);
  });

  it('make compound poses of some curves', () => {
    expect(controls({ browInnerUp: 0.5 })).toEqual({
      browLateralL: 0.5,
      browLateralR: 0.5,
      browRaiseInL: 0.5,
      browRaiseInR: 0.5,
    });
    expect(controls({ browOuterUpLeft: 0.5 })).toEqual({ browRaiseInL: 0.5, browRaiseOuterL: 0.5 });
    const puckered = controls({ mouthPucker: 1 });
    for (const corner of ['UL', 'UR', 'DL', 'DR']) {
      expect(puckered[`mouthLipsPurse${corner}`]).toBe(1);
      expect(puckered[`mouthFunnel${corner}`]).toBeCloseTo(0.752, 6);
      expect(puckered[`mouthLipsTowards${corner}`]).toBeCloseTo(0.412, 6);
    }
  });

  it('add up where curves share them, and stay within 1', () => {
    expect(controls({ browInnerUp: 0.5, browOuterUpLeft: 0.25 })['browRaiseInL']).toBeCloseTo(0.75, 6);
    expect(controls({ browInnerUp: 0.75, browOuterUpLeft: 0.75 })['browRaiseInL']).toBe(1);
  });

  it('look to the side of the signer, not of the eye', () => {
    // both eyes to the signer's left
    expect(controls({ eyeLookOutLeft: 0.5, eyeLookInRight: 0.5 })).toEqual({
      eyeLookLeftL: 0.5,
      eyeLookLeftR: 0.5,
    });
    expect(controls({ eyeLookInLeft: 0.5, eyeLookOutRight: 0.5 })).toEqual({
      eyeLookRightL: 0.5,
      eyeLookRightR: 0.5,
    });
  });

  it.each([
    [0.5, 0.5, 1],
    [0.5, 0.25, 0.5],
    [0.25, 0.5, 1],
    [0, 0.5, 0],
  ])(
    'bring the lips together by what mouthClose takes back of jawOpen: %s, %s -> %s',
    (jawOpen, mouthClose, met) => {
      for (const corner of ['UL', 'UR', 'DL', 'DR'])
        expect(controls({ jawOpen, mouthClose })[`mouthLipsTogether${corner}`] ?? 0).toBe(met);
    },
  );

  it('switch the stock Blueprint to pass-through, and leave the head to the body', () => {
    const { curveNames, curves } = metahumanCurves(clipOf({ jawOpen: 1 }));
    expect(curves[curveNames.indexOf('CTRL_expressions_mouthUp')]).toBe(0);
    expect(curves[curveNames.indexOf('HeadControlSwitch')]).toBe(0);
  });

  it('turn the head in degrees where the face owns it', () => {
    expect(controls({ headYaw: 0.2, headPitch: 0.1, headRoll: -0.25 })).toEqual({
      HeadControlSwitch: 1,
      HeadRoll: 10,
      HeadPitch: -12.5,
      HeadYaw: -5,
    });
  });

  it('are left as they are, as are curves of other names', () => {
    const raw = metahumanCurves(
      clipOf({ jawOpen: 1, headYaw: 0.2, headPitch: 0.1, headRoll: -0.3, mine: 0.5 }),
    );
    expect(metahumanCurves(raw)).toBe(raw);
    expect(raw.curves[raw.curveNames.indexOf('mine')]).toBe(0.5);
    const other = clipOf({ mine: 0.5 });
    expect(metahumanCurves(other)).toBe(other);
  });
});
