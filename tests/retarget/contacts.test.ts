import { describe, expect, it } from 'vitest';
import {
  type ContactSign,
  createContactSign,
  SIGN_NAMES,
  type SignName,
} from '../../bench/support/contact-signs.ts';
import { resizeRig } from '../../bench/support/resize-rig.ts';
import { createTally, measureSign } from '../../bench/support/retarget-measures.ts';
import { angleQuat } from '../../src/math/quat.ts';
import { DEGREES } from '../../src/math/scalar.ts';
import { assertMotionClip, frameRotations, frameTranslation } from '../../src/motion/motion-clip.ts';
import { retargetClip, retargetWithReport } from '../../src/retarget/retarget.ts';
import { createRetargetState, retargetFrame } from '../../src/retarget/state.ts';
import type { Rig } from '../../src/skeleton/rig.ts';
import { targetNamed } from '../../src/skeleton/targets.ts';

const metahuman = targetNamed('metahuman').rig();
const TARGETS: readonly Rig[] = [
  metahuman,
  resizeRig(metahuman, 'tall', 1.1, 1.05, 1.05, 0.97),
  resizeRig(metahuman, 'short', 0.88, 0.95, 0.95, 1.06),
  targetNamed('manny').rig(),
  targetNamed('vrm').rig(),
  targetNamed('mixamo').rig(),
];

const signOf = (name: SignName, seed: number): ContactSign => {
  const sign = createContactSign(name, seed);
  if (!sign) throw new Error(`no ${name} of seed ${seed}`);
  return sign;
};

const SIGNS = [
  signOf('point-face', 31),
  signOf('tips-face', 32),
  signOf('palm-chest', 33),
  signOf('point-palm', 34),
  signOf('five-fingers', 35),
  signOf('f-face', 38),
];

describe.each(TARGETS)('signs with known contacts on $name', (target) => {
  const tally = createTally();
  const plain = createTally();
  for (const sign of SIGNS) {
    const clip = retargetClip(sign.actor, sign.clip, target);
    assertMotionClip(clip);
    measureSign(sign, clip, target, tally);
    measureSign(sign, retargetClip(sign.actor, sign.clip, target, { places: false }), target, plain);
  }
  const share = ([kept, all]: readonly [number, number]) => kept / all;

  it('are within 10 mm of where they belong in nine of ten contact frames, copied rotations in none', () => {
    expect(share(tally.single)).toBeGreaterThanOrEqual(0.9);
    expect(share(tally.several)).toBeGreaterThanOrEqual(0.9);
    expect(share(tally.pinch)).toBeGreaterThanOrEqual(0.95);
    expect(share(plain.single)).toBeLessThan(0.2);
  });

  it('stand within 0.08 face heights of their place on average, copied rotations beyond 0.2', () => {
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;
    expect(mean(tally.places)).toBeLessThan(0.08);
    expect(mean(plain.places)).toBeGreaterThan(0.2);
  });

  it('leave fingers outside contacts as they are to 1e-4 rad, and within them to 10 degrees', () => {
    expect(tally.fingerOutside).toBeLessThan(1e-4);
    expect(Math.max(...tally.fingersInside) * DEGREES).toBeLessThan(10.1);
  });

  it('keep the palm as the signer has it', () => {
    expect(Math.max(tally.palmOutside, tally.palmInside) * DEGREES).toBeLessThan(0.05);
  });
});

it('a clip without contacts near the body comes back from the MetaHuman within 0.05 degrees, by rotations', () => {
  const { actor, clip } = signOf('f-free', 40);
  const there = retargetClip(actor, clip, metahuman, { places: false });
  const back = retargetClip(metahuman, there, actor, { places: false });
  let worst = 0;
  for (let f = 0; f < clip.frameCount; f++) {
    const [a, b] = [frameRotations(clip, f), frameRotations(back, f)];
    for (let j = 0; j < a.length; j += 4)
      worst = Math.max(worst, angleQuat(a.subarray(j, j + 4), b.subarray(j, j + 4)));
  }
  expect(worst * DEGREES).toBeLessThan(0.05);
});

it.each(SIGN_NAMES.filter((name) => name !== 'palms'))(
  'onto a copy of the actor %s is the identity, contacts and all',
  (name) => {
    const { actor, clip } = signOf(name, name === 'f-face' ? 38 : name === 'fist-chest' ? 57 : 31);
    const copy = retargetClip(actor, clip, actor);
    const worst = Math.max(...clip.rotations.map((x, i) => Math.abs(x - copy.rotations[i])));
    expect(worst).toBeLessThan(2e-4);
  },
);

it('the report names contacts and what is left open of them', () => {
  const { actor, clip } = signOf('point-face', 31);
  const { report } = retargetWithReport(actor, clip, metahuman);
  const tips = report.contacts.filter(({ what, kind }) => kind === 'hand-head' && /IndexTip/.test(what));
  expect(tips.length).toBe(2);
  for (const { residualCm, first, last } of tips) {
    expect(residualCm).toBeLessThan(0.5);
    expect(last - first).toBeGreaterThan(4);
  }
});

it('the report tells places, turns, reach, penetration and jerk, and they are those of a good clip', () => {
  const { actor, clip } = signOf('point-face', 31);
  const { report } = retargetWithReport(actor, clip, metahuman);
  const { place, turns, reach, penetration, jerkRatio } = report;
  expect(place.frames).toBeGreaterThan(20);
  expect(place.mean).toBeGreaterThan(0);
  expect(place.mean).toBeLessThan(0.08);
  expect(turns.armMaxDeg).toBeGreaterThan(turns.armMeanDeg);
  expect(turns.fingerMaxDeg).toBeLessThan(10);
  expect(reach.frames).toBe(0);
  expect(penetration.deepestCm).toBeLessThan(0.5);
  expect(jerkRatio).toBeGreaterThan(0.8);
  expect(jerkRatio).toBeLessThan(1.3);
});

it('onto a copy of the actor the report tells nothing lost', () => {
  const { actor, clip } = signOf('point-face', 31);
  const { report } = retargetWithReport(actor, clip, actor);
  expect(report.place.max).toBeLessThan(0.002);
  expect(report.turns).toEqual({ armMeanDeg: 0, armMaxDeg: 0, fingerMaxDeg: 0 });
  expect(report.jerkRatio).toBe(1);
  expect(Math.max(...report.contacts.map(({ worstCm }) => worstCm))).toBeLessThan(0.05);
});

describe('a part of a clip', () => {
  const { actor, clip } = signOf('point-face', 31);
  const whole = retargetWithReport(actor, clip, metahuman);
  // within the first contact
  const [first, last] = [whole.report.contacts[0].first + 3, whole.report.contacts[0].last + 10];
  const part = retargetWithReport(actor, clip, metahuman, {}, [first, last]);

  it('is as it is in the whole', () => {
    const stride = metahuman.skeleton.jointNames.length * 4;
    expect(part.clip.frameCount).toBe(last - first + 1);
    expect(part.clip.timing.startFrame).toBe(clip.timing.startFrame + first);
    const [a, b] = [part.clip.rotations, whole.clip.rotations.subarray(first * stride, (last + 1) * stride)];
    const worst = Math.max(...a.map((x, i) => Math.min(Math.abs(x - b[i]), Math.abs(x + b[i]))));
    expect(worst).toBeLessThan(1e-6);
    assertMotionClip(part.clip);
  });

  it('is reported in its own frames, without what was cut away', () => {
    const within = whole.report.contacts.filter((contact) => contact.last >= first && contact.first <= last);
    expect(within.length).toBeLessThan(whole.report.contacts.length);
    expect(part.report.contacts.map(({ what }) => what).sort()).toEqual(
      within.map(({ what }) => what).sort(),
    );
    for (const contact of part.report.contacts) {
      expect(contact.first).toBeGreaterThanOrEqual(0);
      expect(contact.first).toBeLessThan(part.clip.frameCount);
    }
  });
});

it('live, frame by frame, holds a contact after the frames it takes it up in', () => {
  const sign = signOf('point-face', 31);
  const { actor, clip } = sign;
  const state = createRetargetState(actor, metahuman, 25);
  const joints = metahuman.skeleton.jointNames.length;
  const rotations = new Float32Array(clip.frameCount * joints * 4);
  const translations = new Float32Array(clip.frameCount * 3);
  for (let f = 0; f < clip.frameCount; f++) {
    retargetFrame(state, frameRotations(clip, f), frameTranslation(clip, f), {
      rotations: rotations.subarray(f * joints * 4, (f + 1) * joints * 4),
      translation: translations.subarray(f * 3, f * 3 + 3),
    });
  }
  const live = { ...clip, skeleton: metahuman.skeleton, rotations, translations };
  assertMotionClip(live);
  const late = {
    ...sign,
    contacts: sign.contacts.map((contact) => ({ ...contact, first: contact.first + 3 })),
  };
  const tally = createTally();
  measureSign(late, live, metahuman, tally);
  expect(tally.single[0]).toBe(tally.single[1]);
});
