import { expect, test } from 'vitest';
import { DEGREES } from '../../src/math/scalar.ts';
import { angleVec3, subtractVec3 } from '../../src/math/vec3.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import { ACTOR_JOINTS, type ActorJoint, actorJoint, SIDES } from '../../src/skeleton/actor/joints.ts';
import { computeModelPose } from '../../src/skeleton/forward-kinematics.ts';
import { createAnatomy } from '../../src/solver/anatomy.ts';
import { relaxedPose } from '../../src/solver/relaxed-pose.ts';
import { palmNormal } from '../support/compare-motion.ts';

const actor = createActor();
const pose = relaxedPose(createAnatomy(actor));
const model = computeModelPose(actor.skeleton, Float64Array.from(pose.flatMap((q) => [...q])), null);
const at = (joint: ActorJoint) => model.positions[actorJoint(joint)];

test('arms hang: within 25 degrees of straight down, hands beside the thighs and not inside them', () => {
  for (const side of SIDES) {
    const out = side === 'left' ? 1 : -1;
    for (const [from, to] of [
      ['UpperArm', 'LowerArm'],
      ['LowerArm', 'Hand'],
    ] as const) {
      const bone = subtractVec3(at(`${side}${to}`), at(`${side}${from}`));
      expect(angleVec3(bone, [0, -1, 0]) * DEGREES).toBeLessThan(25);
    }
    expect(at(`${side}Hand`)[0] * out).toBeGreaterThan(at(`${side}Thigh`)[0] * out + 0.05);
    expect(at(`${side}Hand`)[1]).toBeLessThan(at('pelvis')[1] + 0.05);
    // elbows bend to the front
    expect(at(`${side}Hand`)[2]).toBeGreaterThan(at(`${side}LowerArm`)[2]);
  }
});

test('palms look inwards and fingers are half curled towards them', () => {
  for (const side of SIDES) {
    const inwards = side === 'left' ? [-1, 0, 0] : [1, 0, 0];
    const palm = palmNormal(model, side);
    expect(angleVec3(palm, inwards) * DEGREES).toBeLessThan(35);
    for (const finger of ['Index', 'Middle', 'Ring', 'Pinky'] as const) {
      const first = subtractVec3(at(`${side}${finger}2`), at(`${side}${finger}1`));
      const last = subtractVec3(at(`${side}${finger}3`), at(`${side}${finger}2`));
      const curl = angleVec3(first, last) * DEGREES;
      expect(curl).toBeGreaterThan(15);
      expect(curl).toBeLessThan(50);
    }
  }
});

test('left and right are mirror images, and the trunk stands straight', () => {
  for (const left of ACTOR_JOINTS.filter((name) => name.startsWith('left'))) {
    const [x, y, z] = at(left);
    const right = at(left.replace('left', 'right') as ActorJoint);
    expect(Math.hypot(right[0] + x, right[1] - y, right[2] - z), left).toBeLessThan(1e-6);
  }
  for (const joint of ACTOR_JOINTS.filter((name) => /^(root|pelvis|spine|neck|head)/.test(name))) {
    expect([...pose[actorJoint(joint)]]).toEqual([0, 0, 0, 1]);
  }
});

test('every rotation has unit length', () => {
  for (const q of pose) expect(Math.hypot(...q)).toBeCloseTo(1, 12);
});
