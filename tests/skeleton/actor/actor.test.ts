import { describe, expect, it } from 'vitest';
import { rotateVec3 } from '../../../src/math/quat.ts';
import { createRandom } from '../../../src/math/random.ts';
import { angleVec3, distanceVec3, type Numbers, subtractVec3, vec3 } from '../../../src/math/vec3.ts';
import { createActor, fromPalm, palmAxes } from '../../../src/skeleton/actor/actor.ts';
import {
  ACTOR_HIERARCHY,
  ACTOR_JOINTS,
  type ActorJoint,
  actorJoint,
  FINGERS,
  SIDES,
} from '../../../src/skeleton/actor/joints.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../../../src/skeleton/actor/proportions.ts';
import { computeRestPose } from '../../../src/skeleton/forward-kinematics.ts';
import type { Rig } from '../../../src/skeleton/rig.ts';
import { validateSkeleton } from '../../../src/skeleton/skeleton.ts';

function randomProportions(seed: number): ActorProportions {
  const random = createRandom(seed);
  const vary = (value: unknown): unknown =>
    typeof value === 'number'
      ? value * random.range(0.8, 1.2)
      : Array.isArray(value)
        ? value.map(vary)
        : Object.fromEntries(Object.entries(value as object).map(([name, item]) => [name, vary(item)]));
  return vary(AVERAGE_PROPORTIONS) as ActorProportions;
}

const placeOf = (actor: Rig) => {
  const { positions } = computeRestPose(actor.skeleton);
  return (joint: ActorJoint): Numbers => positions[actorJoint(joint)];
};

const endLength = ({ endOffsets }: Rig, joint: ActorJoint): number =>
  Math.hypot(...endOffsets.subarray(actorJoint(joint) * 3, actorJoint(joint) * 3 + 3));

/** Column of a joint's anatomical axes in its own frame: 0 bone, 1 flexor side, 2 hinge. */
function axisOf({ anatomicalAxes }: Rig, joint: ActorJoint, column: 0 | 1 | 2): Numbers {
  const axis = vec3();
  axis[column] = 1;
  return rotateVec3(anatomicalAxes.subarray(actorJoint(joint) * 4, actorJoint(joint) * 4 + 4), axis);
}

describe('the actor', () => {
  it('has 64 joints, parents before children, as many as are driven on a MetaHuman', () => {
    expect(ACTOR_JOINTS).toHaveLength(64);
    ACTOR_HIERARCHY.forEach(([name, parent]) => {
      expect(actorJoint(name)).toBe(ACTOR_JOINTS.indexOf(name));
      if (parent) expect(actorJoint(parent)).toBeLessThan(actorJoint(name));
    });
    const { skeleton, joints, approximate } = createActor();
    expect(validateSkeleton(skeleton)).toEqual([]);
    expect(skeleton.jointNames[skeleton.translatedJoint]).toBe('pelvis');
    expect(Object.keys(joints)).toEqual([...ACTOR_JOINTS]);
    expect(approximate).toBe(false);
  });

  it('rests without any rotation', () => {
    const { restRotations } = createActor().skeleton;
    for (let j = 0; j < 64; j++) expect([...restRotations.subarray(j * 4, j * 4 + 4)]).toEqual([0, 0, 0, 1]);
  });

  it.each([1, 2, 3])(
    'has the lengths of the proportions it is made with, within 1e-6 m (seed %i)',
    (seed) => {
      const p = randomProportions(seed);
      const actor = createActor(p);
      const at = placeOf(actor);
      const between = (a: ActorJoint, b: ActorJoint) => distanceVec3(at(a), at(b));
      expect(between('leftThigh', 'rightThigh')).toBeCloseTo(2 * p.hipHalfWidth, 6);
      expect(between('leftUpperArm', 'rightUpperArm')).toBeCloseTo(2 * p.shoulderHalfWidth, 6);
      // mid-hip to mid-shoulder, both on the middle line
      expect(at('leftUpperArm')[1] - at('leftThigh')[1]).toBeCloseTo(p.torsoLength, 6);
      expect(at('head')[1] - at('leftUpperArm')[1]).toBeCloseTo(p.neckLength, 6);
      expect(endLength(actor, 'head')).toBeCloseTo(p.headLength, 6);
      for (const side of SIDES) {
        expect(between(`${side}UpperArm`, `${side}LowerArm`)).toBeCloseTo(p.upperArm, 6);
        expect(between(`${side}LowerArm`, `${side}Hand`)).toBeCloseTo(p.lowerArm, 6);
        expect(between(`${side}Thigh`, `${side}Calf`)).toBeCloseTo(p.thigh, 6);
        expect(between(`${side}Calf`, `${side}Foot`)).toBeCloseTo(p.calf, 6);
        expect(at(`${side}Foot`)[1]).toBeCloseTo(p.ankleHeight, 6);
        expect(at(`${side}Ball`)[1]).toBeCloseTo(0, 6);
        expect(at(`${side}Ball`)[2] - at(`${side}Foot`)[2]).toBeCloseTo(p.footLength, 6);
        FINGERS.forEach((finger, f) => {
          const knuckle = fromPalm(side, p.hand.knuckles[f]);
          expect(
            distanceVec3(subtractVec3(at(`${side}${finger}1`), at(`${side}Hand`)), knuckle),
          ).toBeLessThan(1e-6);
          expect(between(`${side}${finger}1`, `${side}${finger}2`)).toBeCloseTo(p.hand.fingers[f][0], 6);
          expect(between(`${side}${finger}2`, `${side}${finger}3`)).toBeCloseTo(p.hand.fingers[f][1], 6);
          expect(endLength(actor, `${side}${finger}3`)).toBeCloseTo(p.hand.fingers[f][2], 6);
        });
        expect(
          distanceVec3(
            subtractVec3(at(`${side}Thumb1`), at(`${side}Hand`)),
            fromPalm(side, p.hand.thumbBase),
          ),
        ).toBeLessThan(1e-6);
        expect(between(`${side}Thumb1`, `${side}Thumb2`)).toBeCloseTo(p.hand.thumb[0], 6);
        expect(between(`${side}Thumb2`, `${side}Thumb3`)).toBeCloseTo(p.hand.thumb[1], 6);
        expect(endLength(actor, `${side}Thumb3`)).toBeCloseTo(p.hand.thumb[2], 6);
      }
    },
  );

  it('is its own mirror image: joints, bone ends and flexor sides', () => {
    const actor = createActor(randomProportions(4));
    const at = placeOf(actor);
    const mirrored = ([x, y, z]: Iterable<number>): number[] => [0 - x, y, z];
    for (const left of ACTOR_JOINTS.filter((name) => name.startsWith('left'))) {
      const right = left.replace('left', 'right') as ActorJoint;
      expect([...(at(right) as Float64Array)]).toEqual(mirrored(at(left) as Float64Array));
      const end = (name: ActorJoint) =>
        actor.endOffsets.subarray(actorJoint(name) * 3, actorJoint(name) * 3 + 3);
      expect([...end(right)]).toEqual(mirrored(end(left)));
      for (const column of [0, 1] as const) {
        const image = mirrored(axisOf(actor, left, column) as Float64Array);
        expect(angleVec3(axisOf(actor, right, column), image), `${left} ${column}`).toBeLessThan(1e-6);
      }
    }
  });

  it('has bones that run along their anatomical axis to the next joint', () => {
    const actor = createActor();
    const straight = ACTOR_JOINTS.filter((name) =>
      /UpperArm|LowerArm|Thigh|Calf|Hand|Thumb|(Index|Middle|Ring|Pinky)[123]|head/.test(name),
    );
    for (const joint of straight) {
      const j = actorJoint(joint);
      expect(
        angleVec3(axisOf(actor, joint, 0), actor.endOffsets.subarray(j * 3, j * 3 + 3)),
        joint,
      ).toBeLessThan(1e-6);
    }
  });

  it('stands in T-pose with the palms down: arms out, fingers flex down, elbows forward, thumbs in front', () => {
    const actor = createActor();
    for (const side of SIDES) {
      const out = side === 'left' ? 1 : -1;
      expect(axisOf(actor, `${side}UpperArm`, 0)[0] * out).toBeCloseTo(1, 6);
      expect(axisOf(actor, `${side}LowerArm`, 1)[2]).toBeCloseTo(1, 6);
      for (const finger of FINGERS) {
        expect(axisOf(actor, `${side}${finger}1`, 0)[0] * out).toBeCloseTo(1, 6);
        expect(axisOf(actor, `${side}${finger}1`, 1)[1]).toBeCloseTo(-1, 6);
      }
      expect(axisOf(actor, `${side}Hand`, 1)[1]).toBeLessThan(-0.99);
      const thumb = axisOf(actor, `${side}Thumb1`, 0);
      expect(thumb[0] * out).toBeGreaterThan(0.5);
      expect(thumb[1]).toBeLessThan(-0.2);
      expect(thumb[2]).toBeGreaterThan(0.4);
      // towards the little finger and the palm
      expect(axisOf(actor, `${side}Thumb1`, 1)[2]).toBeLessThan(-0.5);
    }
  });
});

describe('palm axes', () => {
  it('are the same measure in any frame: distal, and out of the palm', () => {
    for (const side of SIDES) {
      const knuckle = (f: number) => fromPalm(side, AVERAGE_PROPORTIONS.hand.knuckles[f]);
      const [along, normal] = palmAxes(side, knuckle(0), knuckle(1), knuckle(3));
      expect(angleVec3(along, fromPalm(side, [1, 0, 0]))).toBeLessThan(0.05);
      expect(angleVec3(normal, fromPalm(side, [0, 0, 1]))).toBeLessThan(0.1);
    }
  });
});
