import { describe, expect, it } from 'vitest';
import { addTrackerNoise } from '../../samples/generate/tracker-noise.ts';
import { angleQuat } from '../../src/math/quat.ts';
import { DEGREES } from '../../src/math/scalar.ts';
import { angleVec3, type Numbers } from '../../src/math/vec3.ts';
import { frameRotations } from '../../src/motion/motion-clip.ts';
import { type ActorJoint, actorJoint } from '../../src/skeleton/actor/joints.ts';
import { solveClipLive } from '../../src/solver/live/solve-clip-live.ts';
import { solveClip } from '../../src/solver/solve-clip.ts';
import {
  boneDirection,
  directionErrors,
  type Motion,
  palmNormal,
  poseAt,
} from '../support/compare-motion.ts';
import { filmMotion } from '../support/film-motion.ts';
import { type Poser, posedMotion } from '../support/posed-motion.ts';

const SOLVERS = [
  ['offline', solveClip],
  ['live', solveClipLive],
] as const;

/** How far a direction turns from each frame to the next, degrees. */
function steps(motion: Motion, measure: (motion: Motion, frame: number) => Numbers): number[] {
  const at = Array.from({ length: motion.clip.frameCount }, (_, f) =>
    Float64Array.from(measure(motion, f) as Float64Array),
  );
  return at.slice(1).map((v, f) => angleVec3(at[f], v) * DEGREES);
}
const palmSteps = (motion: Motion) => steps(motion, (m, f) => palmNormal(poseAt(m, f), 'left'));
const boneSteps = (motion: Motion, joint: ActorJoint) =>
  steps(motion, (m, f) => boneDirection(m, poseAt(m, f), joint));
/** How far a joint turns against its parent from each frame to the next, degrees. */
const localSteps = ({ clip }: Motion, joint: ActorJoint): number[] =>
  Array.from({ length: clip.frameCount - 1 }, (_, f) => {
    const at = actorJoint(joint) * 4;
    const [a, b] = [frameRotations(clip, f), frameRotations(clip, f + 1)];
    return angleQuat(a.subarray(at, at + 4), b.subarray(at, at + 4)) * DEGREES;
  });

/** By how much the fastest step of one exceeds that of the other near it: a frame's step may come a frame sooner or later. */
function excess(found: number[], truth: number[]): number {
  return Math.max(...found.map((step, f) => step - Math.max(...truth.slice(Math.max(0, f - 2), f + 3))));
}

/** A relaxed open hand before the chest, the other arm down. */
function holdUp(poser: Poser, elbow: number, twist: number): void {
  poser.raise('left', 40, 70);
  poser.raise('right', 75, 10);
  poser.set('leftLowerArm', elbow);
  poser.set('rightLowerArm', 20);
  poser.set('leftHand', 5, 0, twist);
  for (const finger of ['Index', 'Middle', 'Ring', 'Pinky'] as const) {
    for (const k of [1, 2, 3] as const) poser.set(`left${finger}${k}`, 15);
  }
}

/** -80 to +80 degrees and back at a steady pace, with a moment's rest at both ends. */
function pronationSweep(speed: number, elbow: number): Motion {
  const rest = 12;
  const move = Math.ceil((160 / speed) * 25);
  const angle = (f: number) => -80 + 160 * Math.min(1, Math.max(0, f / move));
  return posedMotion(2 * move + 3 * rest, (poser, f) =>
    holdUp(poser, elbow, f < move + 2 * rest ? angle(f - rest) : angle(2 * move + 2 * rest - f)),
  );
}

const SWEEPS = [60, 200, 400].flatMap((speed) => [3, 30, 90].map((elbow) => ({ speed, elbow })));

describe.each(SOLVERS)('a forearm that turns from -80 to 80 degrees and back, solved %s', (mode, solve) => {
  it.each(SWEEPS)(
    'at $speed degrees per second, elbow bent by $elbow, never steps further than the person',
    ({ speed, elbow }) => {
      const truth = pronationSweep(speed, elbow);
      const exact = solve(filmMotion(truth.actor, truth.clip));
      expect(excess(palmSteps(exact), palmSteps(truth))).toBeLessThan(mode === 'live' ? 3 : 1);
      // live, a nearly straight arm says how it is turned only once the signer has been measured
      const from = mode === 'live' ? 10 : 0;
      for (const joint of ['leftUpperArm', 'leftLowerArm', 'leftHand'] as const)
        expect(
          excess(localSteps(exact, joint).slice(from), localSteps(truth, joint).slice(from)),
          joint,
        ).toBeLessThan(mode === 'live' ? 3 : 1);
      const errors = directionErrors(exact, truth, (_, pose) => palmNormal(pose, 'left'));
      expect(Math.max(...errors.slice(mode === 'live' ? 20 : 0))).toBeLessThan(2);
    },
  );

  it.each(SWEEPS)(
    'at $speed degrees per second, elbow bent by $elbow, does not flip with noise',
    ({ speed, elbow }) => {
      const truth = pronationSweep(speed, elbow);
      const noisy = solve(addTrackerNoise(filmMotion(truth.actor, truth.clip), 5));
      expect(excess(palmSteps(noisy), palmSteps(truth))).toBeLessThan(8);
      const errors = directionErrors(noisy, truth, (_, pose) => palmNormal(pose, 'left'));
      expect(Math.max(...errors)).toBeLessThan(12);
    },
  );
});

/** Once around about the vertical, signing hands in front. */
const fullTurn = (speed: number, direction: number): Motion => {
  const rest = 6;
  const move = Math.ceil((360 / speed) * 25);
  return posedMotion(move + 2 * rest, (poser, f) => {
    const share = Math.min(1, Math.max(0, (f - rest) / move));
    poser.turn('pelvis', 0, direction * 360 * share * share * (3 - 2 * share), 0);
    for (const side of ['left', 'right'] as const) {
      poser.raise(side, 45, 60);
      poser.set(`${side}LowerArm`, 85);
      poser.set(`${side}Hand`, 0, 0, side === 'left' ? 30 : -20);
    }
  });
};

describe.each(SOLVERS)('a person who turns once around, solved %s', (mode, solve) => {
  const BONES = ['leftUpperArm', 'rightLowerArm', 'leftHand', 'rightIndex1', 'head'] as const;
  const TURNS = [60, 120, 240].flatMap((speed) => [1, -1].map((direction) => ({ speed, direction })));

  it.each(TURNS)(
    'at $speed degrees per second, direction $direction, never steps further than the person',
    ({ speed, direction }) => {
      const truth = fullTurn(speed, direction);
      const exact = solve(filmMotion(truth.actor, truth.clip), { clamp: 'off' });
      for (const joint of BONES)
        expect(excess(boneSteps(exact, joint), boneSteps(truth, joint)), joint).toBeLessThan(
          mode === 'live' ? 3 : 1,
        );
      // pelvis and spine share the turn otherwise than the person; none may jump
      for (const joint of ['pelvis', 'spine3', 'leftUpperArm', 'leftHand', 'head'] as const)
        expect(Math.max(...localSteps(exact, joint)), joint).toBeLessThan((1.5 * speed) / 25 + 3);
      for (const joint of BONES) {
        const errors = directionErrors(exact, truth, (m, pose) => boneDirection(m, pose, joint));
        expect(Math.max(...errors.slice(mode === 'live' ? 20 : 0)), joint).toBeLessThan(3);
      }
    },
  );

  it.each(TURNS)(
    'at $speed degrees per second, direction $direction, does not jump with noise',
    ({ speed, direction }) => {
      const truth = fullTurn(speed, direction);
      const noisy = solve(addTrackerNoise(filmMotion(truth.actor, truth.clip), 6), { clamp: 'off' });
      for (const joint of BONES)
        expect(excess(boneSteps(noisy, joint), boneSteps(truth, joint)), joint).toBeLessThan(8);
    },
  );
});
