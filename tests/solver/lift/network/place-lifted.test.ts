import { describe, expect, it } from 'vitest';
import { type LandmarkRecording, primaryClip } from '../../../../src/landmarks/landmark-clip.ts';
import { withoutDepth } from '../../../../src/landmarks/without-depth.ts';
import { quantile } from '../../../../src/math/scalar.ts';
import { ACTOR_JOINTS, type ActorJoint, FINGERS, SIDES } from '../../../../src/skeleton/actor/joints.ts';
import { AVERAGE_PROPORTIONS } from '../../../../src/skeleton/actor/proportions.ts';
import {
  LIFTED_LEFT_HAND,
  LIFTED_POINTS,
  LIFTED_RIGHT_HAND,
  type LiftedClip,
} from '../../../../src/solver/lift/network/lifted-clip.ts';
import { solveClip } from '../../../../src/solver/solve-clip.ts';
import { boneDirection, directionErrors, palmNormal } from '../../../support/compare-motion.ts';
import { filmMotion } from '../../../support/film-motion.ts';
import { posedMotion } from '../../../support/posed-motion.ts';

/** What a lifter that is never wrong would say: the world landmarks of the recording, hands put at their wrists. */
function perfectLift(recording: LandmarkRecording, size: number): LiftedClip {
  const { frameCount, schema } = primaryClip(recording);
  const world = recording.world!.positions;
  const count = LIFTED_POINTS.length;
  const positions = new Float32Array(frameCount * count * 3);
  for (let f = 0; f < frameCount; f++) {
    const at = (landmark: number, k: number) => world[(f * schema.names.length + landmark) * 3 + k];
    LIFTED_POINTS.forEach((landmark, p) => {
      for (let k = 0; k < 3; k++) {
        const middle = (at(LIFTED_POINTS[5], k) + at(LIFTED_POINTS[6], k)) / 2;
        const hand =
          p >= LIFTED_RIGHT_HAND ? LIFTED_RIGHT_HAND : p >= LIFTED_LEFT_HAND ? LIFTED_LEFT_HAND : -1;
        const wrist =
          hand < 0
            ? 0
            : at(LIFTED_POINTS[hand === LIFTED_LEFT_HAND ? 9 : 10], k) - at(LIFTED_POINTS[hand], k);
        positions[(f * count + p) * 3 + k] = (at(landmark, k) + wrist - middle) / size;
      }
    });
  }
  return { frameCount, positions, deviations: new Float32Array(frameCount * count).fill(0.005) };
}

/** Metres per metre of the canonical person, whose shoulders, upper arm and forearm measure 0.9384 m together. */
const SIZE =
  (2 * AVERAGE_PROPORTIONS.shoulderHalfWidth + AVERAGE_PROPORTIONS.upperArm + AVERAGE_PROPORTIONS.lowerArm) /
  0.9384;

const FINGER_BONES = ACTOR_JOINTS.filter((name) => /(Index|Middle|Ring|Pinky)\d/.test(name));
const ARM_BONES = ACTOR_JOINTS.filter((name) => /UpperArm|LowerArm/.test(name));

/** An average person whose arms come forward while the fingers close. */
const motion = posedMotion(30, (poser, frame) => {
  const share = frame / 29;
  for (const side of SIDES) {
    poser.raise(side, 60 - 20 * share, 20 + 50 * share, -20);
    poser.set(`${side}LowerArm`, 100 - 40 * share);
    poser.set(`${side}Hand`, 20 - 40 * share, 5, -60 + 110 * share);
    for (const finger of FINGERS) {
      poser.set(`${side}${finger}1`, 10 + 60 * share, 4);
      poser.set(`${side}${finger}2`, 15 + 70 * share);
      poser.set(`${side}${finger}3`, 10 + 40 * share);
    }
  }
});

describe('a recording without depth and a lift that is never wrong', () => {
  const filmed = filmMotion(motion.actor, motion.clip, { fieldOfViewDeg: 62 });
  const solved = solveClip(withoutDepth(filmed), { lifted: perfectLift(filmed, SIZE) });
  const errors = (bones: readonly ActorJoint[]) =>
    bones.flatMap((bone) => directionErrors(motion, solved, (own, pose) => boneDirection(own, pose, bone)));

  it('give back the arms within a degree', () => {
    expect(quantile(errors(ARM_BONES), 0.9)).toBeLessThan(1);
  });

  it('give back fingers within two degrees and palms within one', () => {
    expect(quantile(errors(FINGER_BONES), 0.9)).toBeLessThan(2);
    const palms = SIDES.flatMap((side) =>
      directionErrors(motion, solved, (_, pose) => palmNormal(pose, side)),
    );
    expect(quantile(palms, 0.9)).toBeLessThan(1);
  });

  it("say that the depth is a network's", () => {
    expect(solved.issues.map(({ code }) => code)).toContain('W_LIFTED');
    expect(solved.issues.map(({ code }) => code)).not.toContain('W_NO_DEPTH');
  });
});
