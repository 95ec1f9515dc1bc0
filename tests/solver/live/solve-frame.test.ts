import { describe, expect, it } from 'vitest';
import { addTrackerNoise } from '../../../samples/generate/tracker-noise.ts';
import type { LandmarkRecording } from '../../../src/landmarks/landmark-clip.ts';
import { landmarkFrame } from '../../../src/landmarks/landmark-frame.ts';
import { angleQuat } from '../../../src/math/quat.ts';
import { DEGREES, median, quantile } from '../../../src/math/scalar.ts';
import {
  assertMotionClip,
  frameRotations,
  type MotionClip,
  PART_NAMES,
  type PartName,
} from '../../../src/motion/motion-clip.ts';
import { createActor } from '../../../src/skeleton/actor/actor.ts';
import { ACTOR_JOINTS, actorJoint } from '../../../src/skeleton/actor/joints.ts';
import { createAnatomy } from '../../../src/solver/anatomy.ts';
import { GAP_DEFAULTS } from '../../../src/solver/gaps.ts';
import { solveClipLive } from '../../../src/solver/live/solve-clip-live.ts';
import { solveFrame } from '../../../src/solver/live/solve-frame.ts';
import { createLiveFrame, createSolverState, LIVE_DEFAULTS } from '../../../src/solver/live/solver-state.ts';
import { relaxedPose } from '../../../src/solver/relaxed-pose.ts';
import { VELOCITY_CLASSES, VELOCITY_LIMITS } from '../../../src/solver/velocity-limit.ts';
import { boneDirection, directionErrors, type Motion } from '../../support/compare-motion.ts';
import {
  cutRecording,
  editRecording,
  losePart,
  losePoints,
  onlyParts,
  withoutDepth,
  withoutImage,
  withoutWorld,
} from '../../support/edit-recording.ts';
import { fastestTurns } from '../../support/motion-steps.ts';
import { provenanceOf } from '../../support/provenance.ts';
import { createRandomSigner } from '../../support/random-signer.ts';

const FRAMES = 60;
const signer = createRandomSigner({ seed: 1, frameCount: FRAMES });
const { recording } = signer;
const SOLVED: readonly PartName[] = PART_NAMES.filter((part) => part !== 'face');
const EVERYTHING = ['pose', 'leftHand', 'rightHand', 'face'] as const;
const LOOKAHEADS = [0, 1, 2, 5];

const always = (mark: string, frames = FRAMES): string => mark.repeat(frames);
const run = (marks: readonly [string, number][]): string =>
  marks.map(([mark, count]) => mark.repeat(count)).join('');
const gone = (odd: LandmarkRecording, first: number, last: number): LandmarkRecording =>
  EVERYTHING.reduce((rest, part) => losePart(rest, part, first, last), odd);

const ODD: Record<string, LandmarkRecording> = {
  'one frame': cutRecording(recording, 7, 7),
  'three frames': cutRecording(recording, 7, 9),
  'hands alone': onlyParts(recording, 'leftHand', 'rightHand'),
  'a body without hands': losePart(losePart(recording, 'leftHand'), 'rightHand'),
  'a face alone': onlyParts(recording, 'face'),
  'nothing at all': onlyParts(recording),
  'confidences of 0.05 throughout': editRecording(recording, ({ confidences }) => {
    confidences.forEach((confidence, i) => {
      confidences[i] = Math.min(confidence, 0.05);
    });
  }),
  'a hand that comes and goes': [3, 8, 9, 20, 33].reduce<LandmarkRecording>(
    (rest, first) => losePart(rest, 'rightHand', first, first + 2),
    recording,
  ),
  'a body that is lost for a second, hands that stay': losePart(recording, 'pose', 12, 36),
  'a person who leaves and comes back': gone(recording, 10, 45),
  'a person who comes late': gone(recording, 0, 20),
  'no depth': withoutDepth(recording),
  'no world landmarks': withoutWorld(recording),
  'world landmarks alone': withoutImage(recording),
  'all points in one place': editRecording(recording, ({ positions }) => positions.fill(0.5)),
};

describe.each(Object.entries(ODD))('%s', (_, odd) => {
  it.each(LOOKAHEADS)(
    'gives a valid clip within the velocity limits, looking %i frames ahead',
    (lookahead) => {
      const { clip } = solveClipLive(odd, { lookahead });
      assertMotionClip(clip);
      expect(clip.frameCount).toBe((odd.image ?? odd.world)!.frameCount);
      const fastest = fastestTurns(clip);
      for (const name of VELOCITY_CLASSES) {
        expect(fastest[name], name).toBeLessThan(VELOCITY_LIMITS.default[name] * 1.001);
      }
    },
  );
});

describe('a stream', () => {
  const create = (lookahead: number) =>
    createSolverState({ imageSize: recording.imageSize, depth: recording.depth, fps: 25, lookahead });

  it.each(LOOKAHEADS)(
    'gives frames in order, each %i frames late, and the rest when it is drained',
    (lookahead) => {
      const live = create(lookahead);
      const out = createLiveFrame();
      const numbers: number[] = [];
      for (let f = 0; f < 12; f++) {
        const given = solveFrame(live, landmarkFrame(recording, f), out);
        expect(given).toBe(f >= lookahead);
        if (given) numbers.push(out.frame);
        if (given) expect(out.frame).toBe(f - lookahead);
      }
      while (solveFrame(live, null, out)) numbers.push(out.frame);
      expect(numbers).toEqual(Array.from({ length: 12 }, (_, f) => f));
      expect(solveFrame(live, null, out)).toBe(false);
    },
  );

  it('of fewer frames than the look-ahead comes out whole when it is drained', () => {
    const live = create(5);
    const out = createLiveFrame();
    for (let f = 0; f < 3; f++) expect(solveFrame(live, landmarkFrame(recording, f), out)).toBe(false);
    const numbers: number[] = [];
    while (solveFrame(live, null, out)) numbers.push(out.frame);
    expect(numbers).toEqual([0, 1, 2]);
  });

  it('that is empty gives nothing', () => {
    expect(solveFrame(create(2), null, createLiveFrame())).toBe(false);
  });

  it('does not change what it has given: a frame is the caller’s own', () => {
    const live = create(0);
    const out = createLiveFrame();
    solveFrame(live, landmarkFrame(recording, 0), out);
    const kept = out.rotations.map((q) => Float64Array.from(q));
    for (const q of out.rotations) q.fill(9);
    const next = createLiveFrame();
    solveFrame(live, landmarkFrame(recording, 1), next);
    for (const [j, q] of next.rotations.entries()) expect(angleQuat(q, kept[j]) * DEGREES).toBeLessThan(30);
  });

  it('is the same as the recording played through at once', () => {
    const { clip } = solveClipLive(recording);
    const live = create(LIVE_DEFAULTS.lookahead);
    const out = createLiveFrame();
    for (let f = 0; f < 20; f++) {
      if (!solveFrame(live, landmarkFrame(recording, f), out)) continue;
      const rotations = frameRotations(clip, out.frame);
      out.rotations.forEach((q, j) => {
        expect(angleQuat(q, rotations.subarray(j * 4, j * 4 + 4))).toBeLessThan(1e-6);
      });
    }
  });
});

describe('provenance', () => {
  const liveOf = (odd: LandmarkRecording, lookahead?: number): MotionClip =>
    solveClipLive(odd, { lookahead }).clip;

  it.each(LOOKAHEADS)(
    'is measured everywhere when everything is seen, looking %i frames ahead',
    (lookahead) => {
      for (const part of SOLVED)
        expect(provenanceOf(liveOf(recording, lookahead), part), part).toBe(always('.'));
    },
  );

  it('of a gap is repaired only where the return is already in sight', () => {
    const odd = losePart(recording, 'rightHand', 20, 23);
    const expected = { 0: 'iiii', 1: 'iiir', 2: 'iirr', 5: 'rrrr' };
    for (const lookahead of [0, 1, 2, 5] as const) {
      const marks = run([
        ['.', 20],
        [expected[lookahead], 1],
        ['.', 36],
      ]);
      expect(provenanceOf(liveOf(odd, lookahead), 'rightHand'), `look-ahead ${lookahead}`).toBe(marks);
      expect(provenanceOf(liveOf(odd, lookahead), 'leftHand')).toBe(always('.'));
    }
  });

  it('of arms is never both repaired and invented', () => {
    for (const odd of [
      losePart(recording, 'pose', 20, 23),
      ODD['hands alone'],
      losePart(recording, 'pose', 20, 40),
    ]) {
      for (const side of ['leftArm', 'rightArm'] as const)
        expect(provenanceOf(liveOf(odd), side)).not.toContain('!');
    }
    expect(provenanceOf(liveOf(losePart(recording, 'pose', 20, 21)), 'leftArm')).toBe(
      run([
        ['.', 20],
        ['r', 2],
        ['.', 38],
      ]),
    );
    expect(provenanceOf(liveOf(ODD['hands alone']), 'leftArm')).toBe(always('i'));
  });

  it('of arms whose elbow is never seen is invented, since the elbow hangs by rule', () => {
    const clip = liveOf(losePoints(recording, [13]));
    expect(provenanceOf(clip, 'leftArm')).toBe(always('i'));
    expect(provenanceOf(clip, 'rightArm')).toBe(always('.'));
    expect(provenanceOf(clip, 'leftHand')).toBe(always('.'));
  });

  it('of nothing at all is invented', () => {
    for (const part of SOLVED) expect(provenanceOf(liveOf(ODD['nothing at all']), part)).toBe(always('i'));
  });
});

describe('a noisy tracker', () => {
  it.each(LOOKAHEADS)(
    'is followed by the arms within 12 degrees in every frame, with a look-ahead of %d',
    (lookahead) => {
      const { clip } = solveClipLive(addTrackerNoise(recording, 1), { lookahead });
      const found: Motion = { actor: signer.actor, clip: { ...clip, skeleton: signer.actor.skeleton } };
      const bones = ['rightUpperArm', 'leftUpperArm', 'rightLowerArm', 'leftLowerArm'] as const;
      const errors = bones.flatMap((bone) =>
        directionErrors(signer, found, (motion, pose) => boneDirection(motion, pose, bone)),
      );
      expect(Math.max(...errors)).toBeLessThan(12);
    },
  );
});

describe('a person who vanishes', () => {
  const LOST = [15, 44] as const;
  const clip = solveClipLive(gone(recording, ...LOST), { lookahead: 0 }).clip;
  const relaxed = relaxedPose(createAnatomy(createActor()));
  const fromRelaxed = (f: number) =>
    ACTOR_JOINTS.map(
      (_, j) => angleQuat(frameRotations(clip, f).subarray(j * 4, j * 4 + 4), relaxed[j]) * DEGREES,
    );
  const armFromRelaxed = (f: number) => fromRelaxed(f)[actorJoint('rightLowerArm')];

  it('stays for a moment, eases to the relaxed pose without turning back and waits there', () => {
    const hold = Math.floor(GAP_DEFAULTS.hold * 25);
    const start = armFromRelaxed(LOST[0] - 1);
    expect(start).toBeGreaterThan(20);
    for (let f = LOST[0]; f < LOST[0] + hold; f++) expect(armFromRelaxed(f)).toBeCloseTo(start, 3);
    for (let f = LOST[0] + 1; f <= LOST[1]; f++)
      expect(armFromRelaxed(f)).toBeLessThanOrEqual(armFromRelaxed(f - 1) + 1e-3);
    const rest = LOST[0] + Math.ceil((GAP_DEFAULTS.hold + GAP_DEFAULTS.ease) * 25);
    expect(rest).toBeLessThan(LOST[1]);
    for (let f = rest; f <= LOST[1]; f++) expect(Math.max(...fromRelaxed(f))).toBeLessThan(0.01);
  });

  it('comes back within the velocity limit and is where the landmarks are after half a second', () => {
    const back: Motion = { actor: signer.actor, clip: { ...clip, skeleton: signer.actor.skeleton } };
    const bones = ['rightUpperArm', 'rightLowerArm', 'leftLowerArm', 'rightIndex1'] as const;
    const late = bones.flatMap((bone) =>
      directionErrors(signer, back, (motion, pose) => boneDirection(motion, pose, bone)).slice(LOST[1] + 13),
    );
    expect(median(late)).toBeLessThan(1);
    for (const part of SOLVED) {
      expect(provenanceOf(clip, part)).toBe(
        run([
          ['.', LOST[0]],
          ['i', 30],
          ['.', FRAMES - LOST[1] - 1],
        ]),
      );
    }
    for (const name of VELOCITY_CLASSES) {
      expect(fastestTurns(clip)[name]).toBeLessThan(VELOCITY_LIMITS.default[name] * 1.001);
    }
  });

  it('who has never been there rests from the first frame on', () => {
    const late = solveClipLive(gone(recording, 0, 20), { lookahead: 0 }).clip;
    for (let f = 0; f <= 20; f++) {
      for (const [j, q] of relaxed.entries()) {
        expect(angleQuat(frameRotations(late, f).subarray(j * 4, j * 4 + 4), q)).toBeLessThan(1e-5);
      }
    }
  });
});

describe('a body that is lost while its hands stay', () => {
  it('keeps its arms for a moment before they are taken to present the hands', () => {
    const { clip } = solveClipLive(losePart(recording, 'pose', 20, 50), { lookahead: 0 });
    const hold = Math.floor(GAP_DEFAULTS.hold * 25);
    const turned = (f: number) => {
      const at = actorJoint('rightUpperArm') * 4;
      const of = (frame: number) => frameRotations(clip, frame).subarray(at, at + 4);
      return angleQuat(of(f), of(19)) * DEGREES;
    };
    for (let f = 20; f < 20 + hold; f++) expect(turned(f), `frame ${f}`).toBeLessThan(0.01);
    expect(turned(40)).toBeGreaterThan(5);
    expect(fastestTurns(clip).arm).toBeLessThan(VELOCITY_LIMITS.default.arm * 1.001);
  });
});

describe('a flip of the tracker', () => {
  it('for two frames does not turn the hand over: the palm stays within 25 degrees of where it was', () => {
    const points = Array.from({ length: 21 }, (_, i) => 54 + i);
    const flipped = editRecording(recording, ({ schema, positions }) => {
      for (const f of [30, 31]) {
        const wrist = (f * schema.names.length + points[0]) * 3;
        for (const point of points) {
          const at = (f * schema.names.length + point) * 3;
          positions[at] = 2 * positions[wrist] - positions[at];
          positions[at + 2] = 2 * positions[wrist + 2] - positions[at + 2];
        }
      }
    });
    const calm = solveClipLive(recording);
    const { clip } = solveClipLive(flipped);
    const errors = directionErrors(calm, { actor: calm.actor, clip }, (motion, pose) =>
      boneDirection(motion, pose, 'rightHand'),
    );
    expect(quantile(errors, 1)).toBeLessThan(25);
    expect(provenanceOf(clip, 'rightHand').slice(30, 32)).toBe('rr');
  });
});
