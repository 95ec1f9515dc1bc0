import { describe, expect, it } from 'vitest';
import { handLandmarks } from '../../../samples/generate/hand-points.ts';
import { multiplyQuat, quatAxisZ, quatFromAxisAngle } from '../../../src/math/quat.ts';
import { createRandom } from '../../../src/math/random.ts';
import { DEGREES, RADIANS } from '../../../src/math/scalar.ts';
import { angleVec3, distanceVec3, subtractVec3 } from '../../../src/math/vec3.ts';
import { createActor } from '../../../src/skeleton/actor/actor.ts';
import { actorJoint, SIDES, type Side } from '../../../src/skeleton/actor/joints.ts';
import { createHandModel } from '../../../src/solver/hand/hand-model.ts';
import { createHandValues, type HandValues } from '../../../src/solver/hand/hand-values.ts';
import { poseHand } from '../../../src/solver/hand/pose-hand.ts';
import { solveHandClip } from '../../../src/solver/hand/solve-hand.ts';
import { createEvidencePoints } from '../../../src/solver/lift/evidence.ts';
import { WORLD_NOISE } from '../../../src/solver/lift/noise.ts';
import { createLiveCup, takeCup } from '../../../src/solver/live/live-cup.ts';
import { LEAST_NOISE } from '../../../src/solver/noise-scale.ts';
import { createActorPose } from '../../../src/solver/pose/actor-pose.ts';
import { randomQuat } from '../../support/random-geometry.ts';

const actor = createActor();
const FPS = 25;
const FRAMES = 60;
const { lateral, depth } = WORLD_NOISE.hand;

/** A half bent hand whose palm closes and opens by `degrees` once a second, and its points with noise of a scale. */
function cuppingHand(side: Side, degrees: number, noise: number, seed = 1) {
  const random = createRandom(seed);
  const model = createHandModel(actor, side);
  const palm = randomQuat(random);
  const truth = Array.from({ length: FRAMES }, (_, f) => {
    const values = createHandValues();
    values.palm.set(palm);
    values.cup[0] = degrees * RADIANS * Math.sin((2 * Math.PI * f) / FPS);
    model.chains.forEach(({ rest, isThumb }, c) => {
      multiplyQuat(quatFromAxisAngle(quatAxisZ(rest), isThumb ? 0 : 0.4), rest, values.roots[c]);
      values.hinges[c].set([0.3, 0.2]);
    });
    return values;
  });
  const points = truth.map((values) => {
    const evidence = createEvidencePoints(21);
    handLandmarks(actor, posed(side, values), side).forEach((point, i) => {
      const [x, y, z] = [point[0], point[1], point[2]];
      evidence.positions[i].set([
        x + noise * lateral * random.gauss(),
        y + noise * lateral * random.gauss(),
        z - 1 + noise * depth * random.gauss(),
      ]);
      evidence.confidences[i] = 1;
      evidence.lateralVariance[i] = lateral ** 2;
      evidence.depthVariance[i] = depth ** 2;
    });
    return evidence;
  });
  return { model, truth, points };
}

function posed(side: Side, values: HandValues) {
  const pose = createActorPose(actor);
  poseHand(createHandModel(actor, side), values, pose);
  return pose;
}

const knuckle = (side: Side, values: HandValues) =>
  posed(side, values).positions[actorJoint(`${side}Pinky1`)];

describe('a palm that cups', () => {
  it.each(SIDES)('comes back from exact points within 0.2 degrees, fingers and all: %s', (side) => {
    const { model, truth, points } = cuppingHand(side, 20, 0);
    const { values } = solveHandClip(model, points, LEAST_NOISE, FPS, 8);
    values.forEach((value, f) => {
      expect(Math.abs(value.cup[0] - truth[f].cup[0]) * DEGREES, `frame ${f}`).toBeLessThan(0.2);
      const [seen, wanted] = [posed(side, value), posed(side, truth[f])];
      for (const joint of ['Pinky3', 'Ring3', 'Index3'] as const) {
        const j = actorJoint(`${side}${joint}`);
        expect(distanceVec3(seen.positions[j], wanted.positions[j]) * 1000).toBeLessThan(0.5);
      }
    });
  });

  it('takes the little finger’s knuckle towards the palm, and leaves index and middle finger where they are', () => {
    const [flat, cupped] = [createHandValues(), createHandValues()];
    cupped.cup[0] = 20 * RADIANS;
    for (const side of SIDES) {
      const moved = subtractVec3(knuckle(side, cupped), knuckle(side, flat));
      // the hand rests with the palm down
      expect(moved[1] * 1000).toBeLessThan(-15);
      for (const joint of ['Index1', 'Middle1'] as const) {
        const j = actorJoint(`${side}${joint}`);
        expect(posed(side, cupped).positions[j]).toEqual(posed(side, flat).positions[j]);
      }
    }
  });

  it('is found in noise when it is large: knuckles are nearer to the truth than those of a rigid palm', () => {
    const { model, truth, points } = cuppingHand('right', 25, 1, 5);
    const { values } = solveHandClip(model, points, 1, FPS, 8);
    const error = (cupped: boolean) =>
      values.reduce((sum, value, f) => {
        const read = createHandValues();
        read.palm.set(value.palm);
        if (cupped) read.cup.set(value.cup);
        return sum + angleVec3(knuckle('right', read), knuckle('right', truth[f])) * DEGREES;
      }, 0) / FRAMES;
    expect(error(true)).toBeLessThan(0.7 * error(false));
  });

  it('is not made up: a rigid palm in noise stays exactly rigid', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { model, points } = cuppingHand('left', 0, 1, seed);
      const { values } = solveHandClip(model, points, 1, FPS, 8);
      for (const { cup } of values) expect(cup[0]).toBe(0);
    }
  });

  it('follows exact points live, once it has been told from noise', () => {
    const { model, truth, points } = cuppingHand('right', 20, 0);
    const cup = createLiveCup(1, FPS);
    const angles = points.map((frame) => {
      takeCup(cup, model, frame, { hand: LEAST_NOISE }, 0);
      return cup.angles[0];
    });
    expect(angles[5]).toBe(0);
    for (let f = 30; f < FRAMES; f++) {
      expect(Math.abs(angles[f] - truth[f].cup[0]) * DEGREES, `frame ${f}`).toBeLessThan(0.2);
    }
  });
});
