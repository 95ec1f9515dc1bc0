import { describe, expect, it } from 'vitest';
import {
  alignQuatSign,
  angleQuat,
  conjugateQuat,
  expQuat,
  identityQuat,
  logQuat,
  multiplyQuat,
  normalizeQuat,
  quat,
  quatAxisX,
  quatAxisY,
  quatAxisZ,
  quatFromAlongAndSide,
  quatFromAxes,
  quatFromAxisAngle,
  quatFromTo,
  relativeQuat,
  rotateVec3,
  slerpQuat,
  twistAngle,
  twistQuat,
  unrotateVec3,
} from '../../src/math/quat.ts';
import { createRandom } from '../../src/math/random.ts';
import { angleVec3, crossVec3, lengthVec3, type Numbers, scaleVec3, vec3 } from '../../src/math/vec3.ts';
import { listOf, randomQuat, randomUnit, randomVec3 } from '../support/random-geometry.ts';

const ROUNDS = 200;

/** Runs a property on seeded input. */
function property(seed: number, check: (random: ReturnType<typeof createRandom>) => void): void {
  const random = createRandom(seed);
  for (let i = 0; i < ROUNDS; i++) check(random);
}

function expectVector(found: Numbers, expected: Numbers, digits = 12): void {
  for (let k = 0; k < expected.length; k++) expect(found[k]).toBeCloseTo(expected[k], digits);
}

/** Same rotation, whatever the signs, within `tolerance` radians. */
const expectRotation = (found: Numbers, expected: Numbers, tolerance = 1e-12): void =>
  expect(angleQuat(found, expected)).toBeLessThan(tolerance);

const length = (q: Numbers): number => Math.hypot(q[0], q[1], q[2], q[3]);

describe('products', () => {
  it('turn by the right factor first', () => {
    property(1, (random) => {
      const [a, b, v] = [randomQuat(random), randomQuat(random), randomVec3(random)];
      expectVector(rotateVec3(multiplyQuat(a, b), v), rotateVec3(a, rotateVec3(b, v)));
    });
  });

  it('turn +X to +Y for a quarter turn about +Z: rotations are right-handed', () => {
    expectVector(rotateVec3(quatFromAxisAngle([0, 0, 1], Math.PI / 2), [1, 0, 0]), [0, 1, 0]);
  });

  it('with the conjugate give the identity, and unrotate takes a rotation back', () => {
    property(2, (random) => {
      const [q, v] = [randomQuat(random), randomVec3(random)];
      expectRotation(multiplyQuat(conjugateQuat(q), q), quat());
      expectVector(unrotateVec3(q, rotateVec3(q, v)), v);
    });
  });

  it('relative rotations lead from the first to the second', () => {
    property(3, (random) => {
      const [a, b] = [randomQuat(random), randomQuat(random)];
      expectVector(multiplyQuat(a, relativeQuat(a, b)), b);
    });
  });

  it('may be written over either factor', () => {
    const random = createRandom(4);
    const [a, b] = [randomQuat(random), randomQuat(random)];
    const expected = listOf(multiplyQuat(a, b));
    expect(listOf(multiplyQuat(a, b, a.slice()))).toEqual(expected);
    const left = a.slice();
    expect(listOf(multiplyQuat(left, b, left))).toEqual(expected);
    const right = b.slice();
    expect(listOf(multiplyQuat(a, right, right))).toEqual(expected);
    const relative = listOf(relativeQuat(a, b));
    const over = b.slice();
    expect(listOf(relativeQuat(a, over, over))).toEqual(relative);
  });
});

describe('rotation vectors', () => {
  it('come back from exp and log as they were, up to half a turn', () => {
    property(5, (random) => {
      const v = scaleVec3(randomUnit(random), random.range(0, Math.PI - 1e-6));
      expectVector(logQuat(expQuat(v)), v, 9);
    });
  });

  it('give back any rotation from log and exp, whatever its sign', () => {
    property(6, (random) => {
      const q = randomQuat(random);
      expectRotation(expQuat(logQuat(q)), q);
      expect(lengthVec3(logQuat(q))).toBeLessThanOrEqual(Math.PI + 1e-12);
    });
  });

  it('keep tiny turns to 1e-12 of their size', () => {
    for (const angle of [1e-3, 1e-7, 1e-9, 1e-11]) {
      expect(logQuat(expQuat([0, angle, 0]))[1] / angle).toBeCloseTo(1, 12);
    }
    expect(listOf(logQuat(quat()))).toEqual([0, 0, 0]);
  });

  it('have the angle of the rotation as length', () => {
    property(7, (random) => {
      const [a, b] = [randomQuat(random), randomQuat(random)];
      expect(angleQuat(a, b)).toBeCloseTo(lengthVec3(logQuat(relativeQuat(a, b))), 12);
    });
  });
});

describe('slerp', () => {
  it('starts at a, ends at b and turns evenly along the shorter way', () => {
    property(8, (random) => {
      const [a, b, t] = [randomQuat(random), randomQuat(random), random.next()];
      expectRotation(slerpQuat(a, b, 0), a);
      expectRotation(slerpQuat(a, b, 1), b);
      expect(angleQuat(a, slerpQuat(a, b, t))).toBeCloseTo(t * angleQuat(a, b), 9);
      expect(length(slerpQuat(a, b, t))).toBeCloseTo(1, 14);
    });
  });

  it('is blind to the sign of either end', () => {
    property(9, (random) => {
      const [a, b, t] = [randomQuat(random), randomQuat(random), random.next()];
      const minus = (q: Numbers) => Float64Array.from([q[0], q[1], q[2], q[3]], (x) => -x);
      expectRotation(slerpQuat(a, minus(b), t), slerpQuat(a, b, t));
      expectRotation(slerpQuat(minus(a), b, t), slerpQuat(a, b, t));
    });
  });

  it('is even to 1e-6 of the way where it goes over from sines to straight lines', () => {
    for (const angle of [1e-9, 1e-3, 0.06, 0.0633, 0.07]) {
      const b = quatFromAxisAngle([0, 1, 0], angle);
      expect(angleQuat(quat(), slerpQuat(quat(), b, 0.3)) / angle).toBeCloseTo(0.3, 4);
    }
  });
});

describe('twist', () => {
  it('is the angle about the axis that q = swing * twist was made with', () => {
    property(10, (random) => {
      const axis = randomUnit(random);
      const across = crossVec3(axis, randomUnit(random));
      const swing = quatFromAxisAngle(
        scaleVec3(across, 1 / lengthVec3(across)),
        random.range(0, Math.PI - 0.01),
      );
      const angle = random.range(-Math.PI, Math.PI);
      const q = multiplyQuat(swing, quatFromAxisAngle(axis, angle));
      expect(twistAngle(q, axis)).toBeCloseTo(angle, 9);
    });
  });

  it('does not depend on the sign of the quaternion and stays within half a turn', () => {
    property(11, (random) => {
      const [q, axis] = [randomQuat(random), randomUnit(random)];
      const twist = twistAngle(q, axis);
      expect(Math.abs(twist)).toBeLessThanOrEqual(Math.PI);
      expect(Math.cos(twistAngle([-q[0], -q[1], -q[2], -q[3]], axis) - twist)).toBeCloseTo(1, 12);
    });
  });
});

describe('the shortest rotation from one direction to another', () => {
  it('takes the first to the second about an axis at right angles to both', () => {
    property(12, (random) => {
      const [a, b] = [randomUnit(random), randomUnit(random)];
      const q = quatFromTo(a, b);
      expectVector(rotateVec3(q, a), b);
      expect(angleQuat(q, quat())).toBeCloseTo(angleVec3(a, b), 9);
    });
  });

  it('is a half turn for opposite directions, on every axis', () => {
    const axes = [
      vec3(1),
      vec3(0, 1),
      vec3(0, 0, 1),
      vec3(-1),
      vec3(0.6, 0.8),
      vec3(0.95, 0, Math.sqrt(1 - 0.95 ** 2)),
    ];
    for (const a of axes) {
      const q = quatFromTo(a, scaleVec3(a, -1));
      expect(length(q)).toBeCloseTo(1, 14);
      expectVector(rotateVec3(q, a), scaleVec3(a, -1), 14);
    }
  });

  it('stays within 0.1 degrees next to the opposite direction', () => {
    property(13, (random) => {
      const a = randomUnit(random);
      const off = expQuat(scaleVec3(randomUnit(random), 10 ** random.range(-9, -2)));
      const b = rotateVec3(off, scaleVec3(a, -1));
      expect(angleVec3(rotateVec3(quatFromTo(a, b), a), b)).toBeLessThan((0.1 * Math.PI) / 180);
    });
  });

  it('is the identity for equal directions', () => {
    expectRotation(quatFromTo([0, 0.6, 0.8], [0, 0.6, 0.8]), quat());
  });
});

describe('rotations from axes', () => {
  it('give back every rotation from its columns, also about half turns, where the trace is negative', () => {
    property(14, (random) => {
      const axis = randomUnit(random);
      const q =
        random.next() < 0.5 ? randomQuat(random) : quatFromAxisAngle(axis, Math.PI - random.range(0, 0.01));
      const [x, y, z] = [vec3(1), vec3(0, 1), vec3(0, 0, 1)].map((e) => rotateVec3(q, e));
      expectRotation(quatFromAxes(x, y, z), q, 1e-7);
    });
  });

  it('may be written over one of the axes', () => {
    const q = randomQuat(createRandom(15));
    const [x, y, z] = [vec3(1), vec3(0, 1), vec3(0, 0, 1)].map((e) => [...listOf(rotateVec3(q, e)), 0]);
    for (const k of [0, 1, 2]) {
      const axes = [x, y, z].map((axis) => [...axis]);
      expectRotation(quatFromAxes(axes[0], axes[1], axes[2], axes[k]), q, 1e-7);
    }
  });

  it('take +X along the first direction and +Y to the side of the second, whatever their lengths', () => {
    property(16, (random) => {
      const [along, side] = [randomVec3(random, 5), randomVec3(random, 0.1)];
      const q = quatFromAlongAndSide(along, side);
      expect(angleVec3(rotateVec3(q, [1, 0, 0]), along)).toBeLessThan(1e-7);
      const y = rotateVec3(q, [0, 1, 0]);
      const plane = crossVec3(along, side);
      expect(angleVec3(crossVec3(along, y), plane)).toBeLessThan(1e-7);
    });
  });

  it('stay unit rotations when the side lies along the bone', () => {
    for (const along of [vec3(1, 2, 3), vec3(-1), vec3()]) {
      expect(length(quatFromAlongAndSide(along, along))).toBeCloseTo(1, 12);
    }
  });
});

describe('signs and lengths', () => {
  it('aligning flips a quaternion only when that brings it nearer to the reference', () => {
    property(17, (random) => {
      const [q, reference] = [randomQuat(random), randomQuat(random)];
      const aligned = alignQuatSign(q.slice(), reference);
      expectRotation(aligned, q);
      expect(
        aligned[0] * reference[0] +
          aligned[1] * reference[1] +
          aligned[2] * reference[2] +
          aligned[3] * reference[3],
      ).toBeGreaterThanOrEqual(0);
    });
  });

  it('normalising keeps the direction; a zero or broken quaternion becomes the identity', () => {
    expectVector(normalizeQuat([0, 3, 0, 4], [0, 0, 0, 0]), [0, 0.6, 0, 0.8]);
    expect(listOf(normalizeQuat([0, 0, 0, 0], [1, 1, 1, 1]))).toEqual([0, 0, 0, 1]);
    expect(listOf(normalizeQuat([Number.NaN, 0, 0, 0], [1, 1, 1, 1]))).toEqual([0, 0, 0, 1]);
    expect(listOf(identityQuat([9, 9, 9, 9]))).toEqual([0, 0, 0, 1]);
  });

  it('the angle between rotations is blind to sign and exact for tiny turns', () => {
    const tiny = quatFromAxisAngle([1, 0, 0], 1e-9);
    expect(angleQuat(quat(), tiny)).toBeCloseTo(1e-9, 15);
    expect(angleQuat(quat(), scaleQuat(tiny, -1))).toBeCloseTo(1e-9, 15);
  });
});

const scaleQuat = (q: Numbers, s: number): Float64Array =>
  Float64Array.of(q[0] * s, q[1] * s, q[2] * s, q[3] * s);

it('gives the axes that a rotation turns x, y and z to', () => {
  property(31, (random) => {
    const q = randomQuat(random);
    expectVector(quatAxisX(q), rotateVec3(q, vec3(1, 0, 0)));
    expectVector(quatAxisY(q), rotateVec3(q, vec3(0, 1, 0)));
    expectVector(quatAxisZ(q), rotateVec3(q, vec3(0, 0, 1)));
  });
});

it('splits off the twist about an axis', () => {
  property(32, (random) => {
    const q = randomQuat(random);
    const axis = randomUnit(random);
    expectRotation(twistQuat(q, axis), quatFromAxisAngle(axis, twistAngle(q, axis)));
  });
  expectRotation(twistQuat(quat(0, 1, 0, 0), vec3(1, 0, 0)), quat());
});
