import { describe, expect, it } from 'vitest';
import { angleQuat, multiplyQuat, quat, rotateVec3 } from '../../src/math/quat.ts';
import { createRandom } from '../../src/math/random.ts';
import { addVec3, type Numbers } from '../../src/math/vec3.ts';
import { computeModelPose } from '../../src/skeleton/forward-kinematics.ts';
import { createMetahuman } from '../../src/skeleton/metahuman/metahuman.ts';
import {
  fbxFromSolvePosition,
  fbxFromSolveRotation,
  quatFromUnrealRotator,
  solveFromMediapipe,
  solveFromUnrealPosition,
  solveFromUnrealRotation,
  unrealFromSolvePosition,
  unrealFromSolveRotation,
} from '../../src/space/spaces.ts';
import { randomQuat, randomVec3 } from '../support/random-geometry.ts';

interface Transform {
  readonly rotation: Numbers;
  readonly position: Numbers;
}

const compose = (parent: Transform, child: Transform): Transform => ({
  rotation: multiplyQuat(parent.rotation, child.rotation),
  position: addVec3(parent.position, rotateVec3(parent.rotation, child.position)),
});

const unrealFromSolve = ({ rotation, position }: Transform): Transform => ({
  rotation: unrealFromSolveRotation(rotation, quat()),
  position: unrealFromSolvePosition(position, [0, 0, 0]),
});

function expectVector(found: Numbers, expected: Numbers, digits = 9): void {
  for (let k = 0; k < 3; k++) expect(found[k]).toBeCloseTo(expected[k], digits);
}

describe('solve space and Unreal', () => {
  it('name the same directions: left, up and forward, in metres and centimetres', () => {
    expect(unrealFromSolvePosition([1, 0, 0], [0, 0, 0])).toEqual([100, 0, 0]);
    expect(unrealFromSolvePosition([0, 1, 0], [0, 0, 0])).toEqual([0, 0, 100]);
    expect(unrealFromSolvePosition([0, 0, 1], [0, 0, 0])).toEqual([0, 100, 0]);
  });

  it('convert there and back without loss, also in place', () => {
    const random = createRandom(1);
    for (let i = 0; i < 100; i++) {
      const [p, q] = [randomVec3(random), randomQuat(random)];
      const there = unrealFromSolvePosition(p, p.slice());
      expectVector(solveFromUnrealPosition(there, there), p, 12);
      const turned = unrealFromSolveRotation(q, q.slice());
      expect([...Array.from(solveFromUnrealRotation(turned, turned))]).toEqual([...q]);
    }
  });

  it('agree on what a rotation does to a point', () => {
    const random = createRandom(2);
    for (let i = 0; i < 100; i++) {
      const [p, q] = [randomVec3(random), randomQuat(random)];
      const turned = unrealFromSolvePosition(rotateVec3(q, p), [0, 0, 0]);
      const converted = unrealFromSolve({ rotation: q, position: p });
      expectVector(rotateVec3(converted.rotation, converted.position), turned);
    }
  });

  it('agree on composed transforms', () => {
    const random = createRandom(3);
    for (let i = 0; i < 100; i++) {
      const a = { rotation: randomQuat(random), position: randomVec3(random) };
      const b = { rotation: randomQuat(random), position: randomVec3(random) };
      const whole = unrealFromSolve(compose(a, b));
      const parts = compose(unrealFromSolve(a), unrealFromSolve(b));
      expectVector(parts.position, whole.position);
      expect(angleQuat(parts.rotation, whole.rotation)).toBeLessThan(1e-12);
    }
  });

  it('agree on forward kinematics of a whole skeleton', () => {
    const { skeleton } = createMetahuman();
    const random = createRandom(4);
    const locals = skeleton.jointNames.map(() => randomQuat(random));
    const pose = computeModelPose(skeleton, Float64Array.from(locals.flatMap((q) => [...q])), null);
    const unreal: Transform[] = [];
    skeleton.jointNames.forEach((_, j) => {
      const local = unrealFromSolve({
        rotation: locals[j],
        position: skeleton.restTranslations.subarray(j * 3, j * 3 + 3),
      });
      const parent = skeleton.parents[j];
      unreal.push(parent < 0 ? local : compose(unreal[parent], local));
      const expected = unrealFromSolve({ rotation: pose.rotations[j], position: pose.positions[j] });
      expectVector(unreal[j].position, expected.position, 6);
      expect(angleQuat(unreal[j].rotation, expected.rotation)).toBeLessThan(1e-9);
    });
  });

  it('turn the same way about the vertical: to the person’s left is from forward to left in both', () => {
    const turn = quat(0, Math.SQRT1_2, 0, Math.SQRT1_2);
    expectVector(rotateVec3(turn, [0, 0, 1]), [1, 0, 0]);
    const unreal = unrealFromSolveRotation(turn, quat());
    expectVector(rotateVec3(unreal, [0, 1, 0]), [1, 0, 0]);
  });
});

describe('solve space and FBX', () => {
  it('name the same directions: left stays, up is Z, forward is -Y, in centimetres', () => {
    expectVector(fbxFromSolvePosition([1, 0, 0], [0, 0, 0]), [100, 0, 0]);
    expectVector(fbxFromSolvePosition([0, 1, 0], [0, 0, 0]), [0, 0, 100]);
    expectVector(fbxFromSolvePosition([0, 0, 1], [0, 0, 0]), [0, -100, 0]);
  });

  it('agree on what a rotation does to a point, also in place', () => {
    const random = createRandom(6);
    for (let i = 0; i < 100; i++) {
      const [p, q] = [randomVec3(random), randomQuat(random)];
      const turned = fbxFromSolvePosition(rotateVec3(q, p), [0, 0, 0]);
      fbxFromSolveRotation(q, q);
      fbxFromSolvePosition(p, p);
      expectVector(rotateVec3(q, p), turned);
    }
  });
});

describe('rotators', () => {
  /** Where Unreal turns its X, Y and Z axes (forward, right, up of an actor) for [pitch, yaw, roll]. */
  const cases: [name: string, [number, number, number], number[], number[], number[]][] = [
    ['no turn', [0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]],
    ['pitch 90 looks up', [90, 0, 0], [0, 0, 1], [0, 1, 0], [-1, 0, 0]],
    ['yaw 90 turns forward to the right', [0, 90, 0], [0, 1, 0], [-1, 0, 0], [0, 0, 1]],
    ['roll 90 tilts the top to the right', [0, 0, 90], [1, 0, 0], [0, 0, -1], [0, 1, 0]],
    ['yaw after pitch', [90, 90, 0], [0, 0, 1], [-1, 0, 0], [0, -1, 0]],
    ['yaw after roll', [0, 90, 90], [0, 1, 0], [0, 0, -1], [-1, 0, 0]],
    ['the turn of a pelvis', [90, 90, 90], [0, 0, 1], [0, 1, 0], [-1, 0, 0]],
  ];

  it.each(cases)('%s', (_, rotator, x, y, z) => {
    const q = quatFromUnrealRotator(...rotator);
    expectVector(rotateVec3(q, [1, 0, 0]), x);
    expectVector(rotateVec3(q, [0, 1, 0]), y);
    expectVector(rotateVec3(q, [0, 0, 1]), z);
  });

  it('are the matrix of FRotationMatrix for any angles', () => {
    const random = createRandom(5);
    for (let i = 0; i < 100; i++) {
      const degrees = [0, 1, 2].map(() => random.range(-180, 180)) as [number, number, number];
      const [pitch, yaw, roll] = degrees.map((angle) => (angle * Math.PI) / 180);
      const [sp, cp, sy, cy, sr, cr] = [pitch, yaw, roll].flatMap((a) => [Math.sin(a), Math.cos(a)]);
      const q = quatFromUnrealRotator(...degrees);
      expectVector(rotateVec3(q, [1, 0, 0]), [cp * cy, cp * sy, sp]);
      expectVector(rotateVec3(q, [0, 1, 0]), [sr * sp * cy - cr * sy, sr * sp * sy + cr * cy, -sr * cp]);
      expectVector(rotateVec3(q, [0, 0, 1]), [-(cr * sp * cy + sr * sy), cy * sr - cr * sp * sy, cr * cp]);
    }
  });
});

describe('MediaPipe world landmarks', () => {
  it('come with y down and z away from the camera', () => {
    expect(solveFromMediapipe([1, 2, 3], [0, 0, 0])).toEqual([1, -2, -3]);
    const inPlace = [1, 2, 3];
    solveFromMediapipe(inPlace, inPlace);
    expect(inPlace).toEqual([1, -2, -3]);
  });
});
