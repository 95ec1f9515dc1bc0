import { describe, expect, it } from 'vitest';
import { angleQuat, quat, quatFromAxisAngle, rotateVec3 } from '../../src/math/quat.ts';
import { createRandom } from '../../src/math/random.ts';
import { DEGREES, RADIANS } from '../../src/math/scalar.ts';
import { createActor } from '../../src/skeleton/actor/actor.ts';
import {
  ACTOR_JOINTS,
  type ActorJoint,
  actorJoint,
  FINGERS,
  SIDES,
  type Side,
} from '../../src/skeleton/actor/joints.ts';
import { JOINT_LIMITS } from '../../src/skeleton/joint-limits.ts';
import {
  type AnatomicalAngles,
  anglesFromRotation,
  createAnatomy,
  rotationFromAngles,
} from '../../src/solver/anatomy.ts';

const anatomy = createAnatomy(createActor());

const degrees = ({ flexion, abduction, twist }: AnatomicalAngles): number[] =>
  [flexion, abduction, twist].map((angle) => angle * DEGREES);

const anglesOf = (joint: ActorJoint, rotation: ArrayLike<number>): number[] =>
  degrees(
    anglesFromRotation(anatomy, actorJoint(joint), Array.from(rotation), {
      flexion: 0,
      abduction: 0,
      twist: 0,
    }),
  );

const turned = (joint: ActorJoint, flexion: number, abduction = 0, twist = 0): Float64Array =>
  rotationFromAngles(
    anatomy,
    actorJoint(joint),
    { flexion: flexion * RADIANS, abduction: abduction * RADIANS, twist: twist * RADIANS },
    quat(),
  ) as Float64Array;

describe('anatomical angles', () => {
  it('come back from the rotation they make, anywhere inside the limits, on both sides', () => {
    const random = createRandom(1);
    for (const { joint, flexion, abduction, twist } of JOINT_LIMITS) {
      const name = ACTOR_JOINTS[joint];
      for (let i = 0; i < 20; i++) {
        const angles = [flexion, abduction, twist].map(([lo, hi]) => random.range(lo, hi)) as [
          number,
          number,
          number,
        ];
        anglesOf(name, turned(name, ...angles)).forEach((angle, k) => {
          expect(angle, `${name} ${k}`).toBeCloseTo(angles[k], 4);
        });
      }
    }
  });

  it('make the rotation they were read from, whatever its sign', () => {
    const random = createRandom(2);
    for (const { joint } of JOINT_LIMITS) {
      const rotation = quatFromAxisAngle([0.6, 0, 0.8], random.range(-1.5, 1.5)) as Float64Array;
      const flipped = rotation.map((x) => -x);
      for (const q of [rotation, flipped]) {
        const angles = anglesFromRotation(anatomy, joint, q, { flexion: 0, abduction: 0, twist: 0 });
        expect(angleQuat(rotationFromAngles(anatomy, joint, angles, quat()), q)).toBeLessThan(1e-6);
      }
    }
  });

  it('are all 0 at rest', () => {
    for (const { joint } of JOINT_LIMITS) {
      for (const angle of anglesOf(ACTOR_JOINTS[joint], quat())) expect(angle).toBeCloseTo(0, 12);
    }
  });

  it('are the same for the mirrored rotation of the other side', () => {
    const random = createRandom(3);
    for (const { joint } of JOINT_LIMITS.filter((limit) => ACTOR_JOINTS[limit.joint].startsWith('left'))) {
      const left = ACTOR_JOINTS[joint];
      const right = left.replace('left', 'right') as ActorJoint;
      for (let i = 0; i < 20; i++) {
        const [x, y, z, w] = turned(
          left,
          random.range(-40, 80),
          random.range(-30, 30),
          random.range(-60, 60),
        );
        const mirrored = anglesOf(right, [x, -y, -z, w]);
        anglesOf(left, [x, y, z, w]).forEach((angle, k) => {
          expect(mirrored[k], `${right} ${k}`).toBeCloseTo(angle, 4);
        });
      }
    }
  });
});

describe.each(SIDES)('on the %s side, from the T-pose with the palm down', (side: Side) => {
  const out = side === 'left' ? 1 : -1;
  const boneAfter = (q: Float64Array) => rotateVec3(q, [out, 0, 0]);

  it('flexion brings fingers and wrist down to the palm side and the forearm to the front', () => {
    for (const joint of [`${side}Index1`, `${side}Pinky3`, `${side}Hand`] as const) {
      expect(boneAfter(turned(joint, 30))[1]).toBeCloseTo(-0.5, 6);
    }
    expect(boneAfter(turned(`${side}LowerArm`, 90))[2]).toBeCloseTo(1, 6);
  });

  it('abduction brings fingers and wrist to the thumb side, which is the front', () => {
    for (const joint of [...FINGERS.map((finger) => `${side}${finger}1` as const), `${side}Hand` as const]) {
      expect(boneAfter(turned(joint, 0, 20))[2], joint).toBeCloseTo(Math.sin(20 * RADIANS), 6);
    }
  });

  it('supination is positive and turns the palm to the front, pronation negative and turns it to the back', () => {
    const palm = (twist: number) => rotateVec3(turned(`${side}Hand`, 0, 0, twist), [0, -1, 0]);
    expect(palm(90)[2]).toBeCloseTo(1, 6);
    expect(palm(-90)[2]).toBeCloseTo(-1, 6);
    const thumb = rotateVec3(turned(`${side}Hand`, 0, 0, 90), [0, 0, 1]);
    expect(thumb[1]).toBeCloseTo(1, 6);
  });

  it('the wrist bends in the frame of the turned forearm: flexion of a supinated hand goes to the front', () => {
    expect(boneAfter(turned(`${side}Hand`, 30, 0, 90))[2]).toBeCloseTo(0.5, 6);
  });
});
