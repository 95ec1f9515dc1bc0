import { describe, expect, it } from 'vitest';
import type { IssueCode } from '../../../src/issues/codes.ts';
import type { LandmarkRecording } from '../../../src/landmarks/landmark-clip.ts';
import { POSE_NAMES } from '../../../src/landmarks/schema.ts';
import { createRandom } from '../../../src/math/random.ts';
import { ACTOR_JOINTS, SIDES } from '../../../src/skeleton/actor/joints.ts';
import { solveClip } from '../../../src/solver/solve-clip.ts';
import { VELOCITY_CLASSES, VELOCITY_LIMITS } from '../../../src/solver/velocity-limit.ts';
import { boneDirection, directionErrors, type Motion } from '../../support/compare-motion.ts';
import {
  addTrackerNoise,
  doubleHand,
  exchangeHands,
  lagBody,
  moveHand,
  movePoint,
  reverseHand,
} from '../../support/corrupt-recording.ts';
import { losePart, losePoints } from '../../support/edit-recording.ts';
import { fastestTurns } from '../../support/motion-steps.ts';
import { provenanceOf } from '../../support/provenance.ts';
import { createRandomSigner } from '../../support/random-signer.ts';

const FRAMES = 60;
const LEFT_WRIST = POSE_NAMES.indexOf('leftWrist');
const BONES = ACTOR_JOINTS.filter((name) => /UpperArm|LowerArm|Thumb|(Index|Middle|Ring|Pinky)\d/.test(name));
const REPAIRS: readonly IssueCode[] = ['W_HANDS_EXCHANGED', 'W_HAND_TWIN', 'W_PALM_FLIPPED', 'W_OUTLIER'];
const SEEDS = [101, 102, 103];
const signers = SEEDS.map((seed) => createRandomSigner({ seed, frameCount: FRAMES }));
const noisy = signers.map(({ recording }, i) => addTrackerNoise(recording, SEEDS[i]));

type Solved = ReturnType<typeof solveClip>;

/** Mean over bones and the frames that `counts` takes, degrees. */
function meanError(truth: Motion, solved: Motion, counts: (frame: number) => boolean = () => true): number {
  const errors = BONES.flatMap((bone) =>
    directionErrors(truth, solved, (motion, pose) => boneDirection(motion, pose, bone)).filter((_, f) =>
      counts(f),
    ),
  );
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

/** "part frame" of everything mended under a code. */
const mended = ({ issues }: Solved, code: IssueCode): string[] =>
  issues
    .filter((issue) => issue.code === code)
    .flatMap(({ joint, frame, lastFrame }) =>
      Array.from({ length: lastFrame! - frame! + 1 }, (_, i) => `${joint} ${frame! + i}`),
    );

const framesOf = (parts: readonly string[], ranges: readonly (readonly [number, number])[]): string[] =>
  parts.flatMap((part) =>
    ranges.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, i) => `${part} ${first + i}`),
    ),
  );

describe('recordings without faults', () => {
  it('are left alone, exact or noisy', () => {
    for (const recording of [...signers.map((signer) => signer.recording), ...noisy]) {
      const solved = solveClip(recording);
      for (const code of REPAIRS) expect(mended(solved, code)).toEqual([]);
      expect(provenanceOf(solved.clip, 'rightHand')).toBe('.'.repeat(FRAMES));
    }
  });
});

describe('fast motion', () => {
  it('of the whole body, from one pose to another within two frames, is left alone', () => {
    for (const seed of SEEDS) {
      const { recording } = createRandomSigner({ seed, frameCount: FRAMES, move: 2, hold: 6 });
      for (const clip of [recording, addTrackerNoise(recording, seed)]) {
        const solved = solveClip(clip);
        for (const code of REPAIRS) expect(mended(solved, code)).toEqual([]);
      }
    }
  });

  it('of a hand alone is no exchange where the other side is never seen, wherever the hand goes', () => {
    for (const recording of noisy) {
      const alone = losePoints(losePart(recording, 'leftHand'), [LEFT_WRIST]);
      for (const dx of [-0.25, 0.25]) {
        const solved = solveClip(moveHand(alone, 'right', 0, 4, dx, 0.1));
        expect(mended(solved, 'W_HANDS_EXCHANGED')).toEqual([]);
      }
    }
  });
});

interface Fault {
  readonly code: IssueCode;
  readonly parts: readonly string[];
  readonly ranges: readonly (readonly [number, number])[];
  readonly spoil: (recording: LandmarkRecording, first: number, last: number) => LandmarkRecording;
  /** Share of faults that must be found, and degrees by which the mean error over all frames may rise. */
  readonly found: number;
  readonly cost: number;
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'hands that are exchanged': {
    code: 'W_HANDS_EXCHANGED',
    parts: ['leftHand', 'rightHand'],
    ranges: [
      [10, 10],
      [20, 24],
      [38, 49],
    ],
    spoil: exchangeHands,
    found: 1,
    cost: 0.05,
  },
  'one hand found twice': {
    code: 'W_HAND_TWIN',
    parts: ['rightHand'],
    ranges: [
      [10, 10],
      [20, 24],
      [40, 44],
    ],
    spoil: (recording, first, last) => doubleHand(recording, 'left', first, last),
    found: 1,
    cost: 0.5,
  },
  'a palm whose depth is reversed': {
    code: 'W_PALM_FLIPPED',
    parts: ['rightHand'],
    ranges: [
      [10, 10],
      [20, 22],
      [40, 43],
    ],
    spoil: (recording, first, last) => reverseHand(recording, 'right', first, last),
    found: 0.8,
    cost: 0.5,
  },
  'a hand that jumps away': {
    code: 'W_OUTLIER',
    parts: ['rightHand'],
    ranges: [
      [10, 10],
      [20, 22],
      [40, 41],
    ],
    spoil: (recording, first, last) => moveHand(recording, 'right', first, last, 0.15, -0.1),
    found: 0.9,
    cost: 0.5,
  },
  'a fingertip that jumps away': {
    code: 'W_OUTLIER',
    parts: ['rightHand'],
    ranges: [
      [10, 10],
      [20, 20],
      [40, 40],
    ],
    spoil: (recording, first) => movePoint(recording, 'right', 8, first, [0.03, 0.04]),
    found: 0.9,
    cost: 0.2,
  },
};

describe.each(Object.entries(FAULTS))('%s', (_, { code, parts, ranges, spoil, found, cost }) => {
  const spoiled = noisy.map((recording) =>
    ranges.reduce((sum, [first, last]) => spoil(sum, first, last), recording),
  );
  const solved = spoiled.map((recording) => solveClip(recording));
  const expected = framesOf(parts, ranges);

  it('are found, told with part and frames, and marked', () => {
    const hits = solved.flatMap((clip) => mended(clip, code).filter((where) => expected.includes(where)));
    expect(hits.length / (expected.length * solved.length)).toBeGreaterThanOrEqual(found);
    for (const { clip, issues } of solved) {
      for (const issue of issues.filter((told) => told.code === code && parts.includes(told.joint!)))
        expect(provenanceOf(clip, issue.joint as 'rightHand')[issue.frame!]).toBe('r');
    }
  });

  it('are mended: the mean error over all frames hardly rises, and in two frames at most something turns faster than it may', () => {
    signers.forEach((truth, i) => {
      expect(meanError(truth, solved[i]) - meanError(truth, solveClip(noisy[i]))).toBeLessThan(cost);
      expect(solved[i].report.clamp.frames).toBeLessThanOrEqual(2);
    });
  });
});

describe('hands missing for a fifth of the frames in bursts of 3 to 12', () => {
  const random = createRandom(7);
  const cases = noisy.map((recording) => {
    const lost = new Set<number>();
    let spoiled = recording;
    for (const side of SIDES) {
      for (let count = 0; count < FRAMES / 5; ) {
        const first = Math.floor(random.range(1, FRAMES - 13));
        const last = first + Math.floor(random.range(2, 12));
        spoiled = losePart(spoiled, `${side}Hand`, first, last);
        count += last - first + 1;
        for (let f = first; f <= last; f++) lost.add(f);
      }
    }
    return { spoiled, lost };
  });

  it('add at most 1.5 degrees to frames in which they are seen, and no snap', () => {
    cases.forEach(({ spoiled, lost }, i) => {
      const solved = solveClip(spoiled);
      const seen = (f: number) => !lost.has(f);
      const added = meanError(signers[i], solved, seen) - meanError(signers[i], solveClip(noisy[i]), seen);
      expect(added).toBeLessThan(1.5);
      const fastest = fastestTurns(solved.clip);
      for (const name of VELOCITY_CLASSES)
        expect(fastest[name]).toBeLessThan(VELOCITY_LIMITS.default[name] * 1.001);
      expect(solved.report.clamp.frames).toBe(0);
    });
  });
});

describe('wrists of the body that lag', () => {
  it('by 3 frames add at most 1 degree where the hands are seen, since their own wrists lead the arms', () => {
    signers.forEach((truth, i) => {
      const late = meanError(truth, solveClip(lagBody(noisy[i], 3)));
      expect(late - meanError(truth, solveClip(noisy[i]))).toBeLessThan(1);
    });
  });
});
