import { describe, expect, it } from 'vitest';
import { HANDSHAPES } from '../../samples/generate/handshapes.ts';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { key } from '../../samples/generate/track.ts';
import type { LandmarkRecording } from '../../src/landmarks/landmark-clip.ts';
import { LANDMARK_COUNT } from '../../src/landmarks/schema.ts';
import { quantile } from '../../src/math/scalar.ts';
import {
  assertMotionClip,
  type MotionClip,
  PART_NAMES,
  type PartName,
} from '../../src/motion/motion-clip.ts';
import { ACTOR_JOINTS, actorJoint } from '../../src/skeleton/actor/joints.ts';
import { AVERAGE_PROPORTIONS } from '../../src/skeleton/actor/proportions.ts';
import { createAnatomy } from '../../src/solver/anatomy.ts';
import { relaxedPose } from '../../src/solver/relaxed-pose.ts';
import { solveClip } from '../../src/solver/solve-clip.ts';
import { VELOCITY_CLASSES, VELOCITY_LIMITS } from '../../src/solver/velocity-limit.ts';
import { boneDirection, directionErrors } from '../support/compare-motion.ts';
import {
  cutRecording,
  editRecording,
  losePart,
  losePoints,
  onlyParts,
  withoutDepth,
  withoutImage,
  withoutWorld,
} from '../support/edit-recording.ts';
import { fastestTurns } from '../support/motion-steps.ts';
import { provenanceOf } from '../support/provenance.ts';
import { createRandomSigner } from '../support/random-signer.ts';

const FRAMES = 50;
const signer = createRandomSigner({ seed: 1, frameCount: FRAMES });
const { recording } = signer;
const SOLVED: readonly PartName[] = PART_NAMES.filter((part) => part !== 'face');
const [ELBOWS, WRISTS, HIPS] = [
  [13, 14],
  [15, 16],
  [23, 24],
];

const run = (marks: readonly [string, number][]): string =>
  marks.map(([mark, count]) => mark.repeat(count)).join('');
const always = (mark: string): string => mark.repeat(FRAMES);

function allProvenance(clip: MotionClip): Partial<Record<PartName, string>> {
  return Object.fromEntries(SOLVED.map((part) => [part, provenanceOf(clip, part)]));
}

const lowConfidence = editRecording(recording, ({ confidences }) => {
  confidences.forEach((confidence, i) => {
    confidences[i] = Math.min(confidence, 0.05);
  });
});

const ODD: Record<string, LandmarkRecording> = {
  'one frame': cutRecording(recording, 7, 7),
  'two frames': cutRecording(recording, 7, 8),
  'hands alone': onlyParts(recording, 'leftHand', 'rightHand'),
  'one hand alone': onlyParts(recording, 'rightHand'),
  'a body without hands': losePart(losePart(recording, 'leftHand'), 'rightHand'),
  'no face': losePart(recording, 'face'),
  'a face alone': onlyParts(recording, 'face'),
  'nothing at all': onlyParts(recording),
  'confidences of 0.05 throughout': lowConfidence,
  'no hips': losePoints(recording, HIPS),
  'no elbows': losePoints(recording, ELBOWS),
  'a hand for a single frame': losePart(losePart(recording, 'rightHand', 0, 19), 'rightHand', 21),
  'a hand that comes and goes': [3, 8, 9, 20, 33].reduce<LandmarkRecording>(
    (rest, first) => losePart(rest, 'rightHand', first, first + 2),
    recording,
  ),
  'a body that is lost for a second, hands that stay': losePart(recording, 'pose', 12, 36),
  'a person who leaves the picture': [...PARTS()].reduce(
    (rest, part) => losePart(rest, part, 15, 40),
    recording,
  ),
  'no depth': withoutDepth(recording),
  'hands alone without depth': withoutDepth(onlyParts(recording, 'leftHand', 'rightHand')),
  'no world landmarks': withoutWorld(recording),
  'world landmarks alone': withoutImage(recording),
  'world landmarks of hands alone': withoutImage(onlyParts(recording, 'leftHand', 'rightHand')),
  'all points in one place': editRecording(recording, ({ positions }) => positions.fill(0.5)),
};

function PARTS() {
  return ['pose', 'leftHand', 'rightHand', 'face'] as const;
}

describe.each(Object.entries(ODD))('%s', (_, odd) => {
  const solved = solveClip(odd);

  it('gives a valid clip with as many frames', () => {
    assertMotionClip(solved.clip);
    expect(solved.clip.frameCount).toBe((odd.image ?? odd.world)!.frameCount);
    expect(solved.clip.partNames).toEqual(PART_NAMES);
  });

  it('never turns a joint faster than the limit of its class', () => {
    const fastest = fastestTurns(solved.clip);
    for (const name of VELOCITY_CLASSES) {
      expect(fastest[name], name).toBeLessThan(VELOCITY_LIMITS.default[name] * 1.001);
    }
  });

  it('has shares of frames between 0 and 1 that tell the same as the flags', () => {
    for (const part of SOLVED) {
      const report = solved.report.parts[part]!;
      const marks = [...provenanceOf(solved.clip, part)];
      const share = (pattern: RegExp) => marks.filter((mark) => pattern.test(mark)).length / marks.length;
      expect(report.measured).toBeCloseTo(share(/\./), 9);
      expect(report.repaired).toBeCloseTo(share(/[r!]/), 9);
      expect(report.invented).toBeCloseTo(share(/[i!]/), 9);
    }
  });
});

describe('provenance', () => {
  it('is measured everywhere when everything is seen', () => {
    for (const marks of Object.values(allProvenance(solveClip(recording).clip)))
      expect(marks).toBe(always('.'));
  });

  it('of a hand: gaps up to a third of a second are repaired, longer ones invented, the ends of a clip invented', () => {
    let gaps = losePart(recording, 'rightHand', 0, 1);
    gaps = losePart(gaps, 'rightHand', 10, 12);
    gaps = losePart(gaps, 'rightHand', 16, 23);
    gaps = losePart(gaps, 'rightHand', 28, 36);
    gaps = losePart(gaps, 'rightHand', 47, 49);
    const { clip, issues } = solveClip(gaps);
    expect(provenanceOf(clip, 'rightHand')).toBe(
      run([
        ['i', 2],
        ['.', 8],
        ['r', 3],
        ['.', 3],
        ['r', 8],
        ['.', 4],
        ['i', 9],
        ['.', 10],
        ['i', 3],
      ]),
    );
    for (const part of SOLVED.filter((name) => name !== 'rightHand')) {
      expect(provenanceOf(clip, part), part).toBe(always('.'));
    }
    const told = (code: string) =>
      issues
        .filter((issue) => issue.code === code)
        .map(({ frame, lastFrame, joint }) => [joint, frame, lastFrame]);
    expect(told('W_HAND_MISSING')).toEqual([
      ['rightHand', 0, 1],
      ['rightHand', 28, 36],
      ['rightHand', 47, 49],
    ]);
    expect(told('W_REPAIRED')).toEqual([
      ['rightHand', 10, 12],
      ['rightHand', 16, 23],
    ]);
  });

  it('of arms that are bridged is repaired, not invented', () => {
    const { clip } = solveClip(losePart(recording, 'pose', 10, 12));
    const bridged = run([
      ['.', 10],
      ['r', 3],
      ['.', 37],
    ]);
    expect(allProvenance(clip)).toMatchObject({ trunk: bridged, leftArm: bridged, rightArm: bridged });
    expect(provenanceOf(clip, 'leftHand')).toBe(always('.'));
    expect(provenanceOf(clip, 'head')).toBe(always('.'));
  });

  it('of arms whose elbow is never seen is invented, since the elbow hangs by rule', () => {
    const { clip } = solveClip(losePoints(recording, [ELBOWS[0]]));
    expect(provenanceOf(clip, 'leftArm')).toBe(always('i'));
    expect(provenanceOf(clip, 'rightArm')).toBe(always('.'));
    expect(provenanceOf(clip, 'leftHand')).toBe(always('.'));
  });

  it('of hands alone: hands measured, all that carries them invented', () => {
    const { clip } = solveClip(ODD['hands alone']);
    expect(allProvenance(clip)).toEqual({
      trunk: always('i'),
      head: always('i'),
      leftArm: always('i'),
      leftHand: always('.'),
      rightArm: always('i'),
      rightHand: always('.'),
    });
  });

  it('of a face alone: the head measured, everything else invented', () => {
    const { clip } = solveClip(ODD['a face alone']);
    expect(provenanceOf(clip, 'head')).toBe(always('.'));
    for (const part of SOLVED.filter((name) => name !== 'head'))
      expect(provenanceOf(clip, part)).toBe(always('i'));
  });

  it('of world landmarks alone: body and hands measured', () => {
    const { clip } = solveClip(ODD['world landmarks alone']);
    for (const part of SOLVED) expect(provenanceOf(clip, part), part).toBe(always('.'));
    const hands = solveClip(ODD['world landmarks of hands alone']).clip;
    expect(provenanceOf(hands, 'leftHand')).toBe(always('.'));
    expect(provenanceOf(hands, 'trunk')).toBe(always('i'));
  });

  it('of nothing at all is invented, and the clip is the relaxed pose', () => {
    const { clip, actor } = solveClip(ODD['nothing at all']);
    for (const part of SOLVED) expect(provenanceOf(clip, part)).toBe(always('i'));
    const relaxed = relaxedPose(createAnatomy(actor));
    for (const joint of ['leftUpperArm', 'rightIndex2', 'head', 'spine3'] as const) {
      const j = actorJoint(joint);
      for (let k = 0; k < 4; k++) expect(clip.rotations[j * 4 + k]).toBeCloseTo(relaxed[j][k], 6);
    }
  });
});

describe('what was noticed', () => {
  const codes = (odd: LandmarkRecording) => new Set(solveClip(odd).issues.map(({ code }) => code));

  it('is nothing for a complete recording', () => {
    expect([...codes(recording)]).toEqual([]);
  });

  it('names missing depth and depth from the picture', () => {
    expect([...codes(withoutDepth(recording))]).toContain('W_NO_DEPTH');
    expect([...codes(withoutWorld(recording))]).toContain('W_IMAGE_DEPTH');
    expect([...codes(recording)]).not.toContain('W_IMAGE_DEPTH');
  });

  it('names hands that are never seen once each, without frames in the sentence', () => {
    const { issues } = solveClip(ODD['a body without hands']);
    const missing = issues.filter(({ code }) => code === 'W_HAND_MISSING');
    expect(missing.map(({ joint, frame, lastFrame }) => [joint, frame, lastFrame])).toEqual([
      ['leftHand', 0, FRAMES - 1],
      ['rightHand', 0, FRAMES - 1],
    ]);
    for (const { message, severity } of missing) {
      expect(severity).toBe('warning');
      expect(message).toMatch(/left hand|right hand/);
      expect(message).not.toMatch(/frames? \d/);
    }
  });
});

describe('what is seen', () => {
  const RIGHT = ACTOR_JOINTS.filter((name) =>
    /^right(UpperArm|LowerArm|Thumb|(Index|Middle|Ring|Pinky)\d)/.test(name),
  );
  const errors = (odd: LandmarkRecording) =>
    RIGHT.flatMap((bone) =>
      directionErrors(signer, solveClip(odd), (motion, pose) => boneDirection(motion, pose, bone)),
    );

  it('does not suffer from what is not: without face or left hand the right arm stays within 0.3 degrees', () => {
    expect(quantile(errors(losePart(recording, 'face')), 0.95)).toBeLessThan(0.3);
    expect(quantile(errors(losePart(recording, 'leftHand')), 0.95)).toBeLessThan(0.3);
  });

  it('is solved from world landmarks alone within 1 degree', () => {
    expect(quantile(errors(withoutImage(recording)), 0.95)).toBeLessThan(1);
  });

  it('is solved from exact picture landmarks with depth within 10 degrees in nine of ten cases', () => {
    expect(quantile(errors(withoutWorld(recording)), 0.9)).toBeLessThan(10);
  });

  it('follows the body’s wrist when a hand is lost', () => {
    const odd = losePart(recording, 'rightHand');
    const arm = directionErrors(signer, solveClip(odd), (motion, pose) =>
      boneDirection(motion, pose, 'rightLowerArm'),
    );
    expect(quantile(arm, 0.95)).toBeLessThan(1);
    const noWrist = solveClip(losePoints(odd, [WRISTS[1]]));
    expect(provenanceOf(noWrist.clip, 'rightArm')).toBe(always('i'));
  });
});

describe('two hands in one place', () => {
  /** Palms that face each other before the chest, the skin of both at the middle. */
  function pressed(outward: number): LandmarkRecording {
    const arm = {
      ...chinForward.right,
      place: [key(0, 9, { point: 'palm', at: { joint: 'spine5', offset: [outward, -0.02, 0.25] } } as const)],
      orientation: [key(0, 9, { palm: [-1, 0, 0], fingers: [0, 1, 0.1] } as const)],
      shape: [key(0, 9, HANDSHAPES.flat)],
    };
    const framing = { bottom: -0.3, top: 0.95 };
    return createSample({ ...chinForward, frameCount: 10, left: arm, right: arm, framing }).recording;
  }

  it('stay two hands when they are pressed together', () => {
    for (const outward of [0, 0.01, 0.02]) {
      const { clip } = solveClip(pressed(outward));
      expect(provenanceOf(clip, 'leftHand')).toBe('..........');
      expect(provenanceOf(clip, 'rightHand')).toBe('..........');
    }
  });

  it('are one hand when the other wrist of the body is somewhere else: the tracker has found it twice', () => {
    const twice = editRecording(recording, ({ positions, confidences }) => {
      for (let f = 0; f < FRAMES; f++) {
        const [left, right] = [33, 54].map((point) => f * LANDMARK_COUNT + point);
        positions.copyWithin(left * 3, right * 3, (right + 21) * 3);
        confidences.copyWithin(left, right, right + 21);
      }
    });
    const { clip } = solveClip(twice);
    expect(provenanceOf(clip, 'rightHand')).toBe(always('.'));
    expect(provenanceOf(clip, 'leftHand')).toBe(always('i'));
  });
});

describe('options', () => {
  it('take the signer’s proportions as they are given', () => {
    const { actor } = solveClip(recording, { proportions: AVERAGE_PROPORTIONS });
    const lower = actorJoint('leftHand') * 3;
    expect(Math.hypot(...actor.skeleton.restTranslations.subarray(lower, lower + 3))).toBeCloseTo(
      AVERAGE_PROPORTIONS.lowerArm,
      6,
    );
  });

  it('slow the motion down under "strict" and leave it alone when "off"', () => {
    const jumpy = losePart(recording, 'pose', 12, 36);
    const strict = solveClip(jumpy, { clamp: 'strict' });
    for (const turns of Object.values(fastestTurns(strict.clip))) expect(turns).toBeLessThan(450 * 1.001);
    expect(strict.report.clamp.frames).toBeGreaterThan(0);
    expect(strict.report.clamp.maxJoint).not.toBeNull();
    expect(strict.issues.some(({ code }) => code === 'W_CLAMPED')).toBe(true);
    const off = solveClip(jumpy, { clamp: 'off' });
    expect(off.report.clamp).toEqual({ frames: 0, p99Deg: 0, maxDeg: 0, maxJoint: null });
    expect(Math.max(...Object.values(fastestTurns(off.clip)))).toBeGreaterThan(500);
  });

  it('leave the recording as it was', () => {
    const { recording: fresh } = createRandomSigner({ seed: 1, frameCount: FRAMES });
    solveClip(recording);
    expect(recording.image!.positions).toEqual(fresh.image!.positions);
    expect(recording.world!.confidences).toEqual(fresh.world!.confidences);
  });

  it('give the same clip twice', () => {
    expect(solveClip(recording).clip.rotations).toEqual(solveClip(recording).clip.rotations);
  });
});

describe('the clip', () => {
  it('is named after the file and keeps its timing', () => {
    const timed = {
      ...recording,
      source: { ...recording.source, name: 'hello.there.pose' },
      image: {
        ...recording.image!,
        timing: { rate: { numerator: 30000, denominator: 1001 }, startFrame: 12 },
      },
    };
    const { clip } = solveClip(timed);
    expect(clip.name).toBe('hello.there');
    expect(clip.timing).toEqual({ rate: { numerator: 30000, denominator: 1001 }, startFrame: 12 });
  });
});
