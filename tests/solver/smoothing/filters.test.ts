import { describe, expect, it } from 'vitest';
import { angleQuat, expQuat, multiplyQuat, quat } from '../../../src/math/quat.ts';
import { createRandom } from '../../../src/math/random.ts';
import { DEGREES } from '../../../src/math/scalar.ts';
import { PART_NAMES } from '../../../src/motion/motion-clip.ts';
import { ACTOR_JOINTS, actorJoint } from '../../../src/skeleton/actor/joints.ts';
import { createEma, smoothEma } from '../../../src/solver/smoothing/ema.ts';
import {
  createLiveSmoother,
  pushSmoother,
  readSmoother,
} from '../../../src/solver/smoothing/live-smoother.ts';
import { ONE_EURO_DEFAULTS } from '../../../src/solver/smoothing/one-euro.ts';
import { smoothClip } from '../../../src/solver/smoothing/smooth-clip.ts';
import { randomQuat } from '../../support/random-geometry.ts';

const AXIS = [0.6, 0, 0.8];
/** All joints turned by an angle about one axis, radians. */
const posed = (angle: number): Float64Array[] =>
  ACTOR_JOINTS.map(() => expQuat(AXIS.map((x) => x * angle)) as Float64Array);
const confident = (confidence = 1) => new Float64Array(PART_NAMES.length).fill(confidence);
const angleOf = (rotation: Float64Array): number => 2 * Math.atan2(rotation[2] / AXIS[2], rotation[3]);
const joint = actorJoint('leftUpperArm');

/** Angles of one joint after a filter over a clip, radians. */
function filtered(
  name: 'one-euro' | 'ema' | 'kalman',
  angles: readonly number[],
  fps = 25,
  options = ONE_EURO_DEFAULTS,
): number[] {
  const frames = angles.map(posed);
  smoothClip(
    name,
    frames,
    frames.map(() => confident()),
    fps,
    options,
  );
  return frames.map((frame) => angleOf(frame[joint]));
}

describe('the average of the archive', () => {
  const angleAfter = (
    name: 'leftUpperArm' | 'rightHand' | 'leftIndex2' | 'head',
    frames: number,
    fps = 25,
  ) => {
    const ema = createEma(fps);
    smoothEma(ema, posed(0), confident());
    let rotations = posed(1);
    for (let f = 0; f < frames; f++) {
      rotations = posed(1);
      smoothEma(ema, rotations, confident());
    }
    return angleOf(rotations[actorJoint(name)]);
  };

  it('goes .35 of the way per frame for what carries the wrist, .55 for fingers, .40 for the head', () => {
    expect(angleAfter('leftUpperArm', 1)).toBeCloseTo(0.35, 6);
    expect(angleAfter('rightHand', 1)).toBeCloseTo(0.35, 6);
    expect(angleAfter('leftIndex2', 1)).toBeCloseTo(0.55, 6);
    expect(angleAfter('head', 1)).toBeCloseTo(0.4, 6);
    expect(angleAfter('leftIndex2', 3)).toBeCloseTo(1 - 0.45 ** 3, 6);
  });

  it('means the same at every frame rate', () => {
    expect(angleAfter('leftIndex2', 2, 50)).toBeCloseTo(0.55, 6);
    expect(angleAfter('head', 4, 100)).toBeCloseTo(0.4, 6);
  });

  it('goes less far at less confidence and holds below .6', () => {
    const ema = createEma(25);
    smoothEma(ema, posed(0), confident());
    const rotations = posed(1);
    smoothEma(ema, rotations, confident(0.8));
    expect(angleOf(rotations[actorJoint('leftIndex2')])).toBeCloseTo(0.8 * 0.55, 6);
    const held = posed(1);
    smoothEma(ema, held, confident(0.59));
    expect(angleOf(held[actorJoint('leftIndex2')])).toBeCloseTo(0.8 * 0.55, 6);
  });
});

describe('the One Euro filter', () => {
  const noise = (() => {
    const random = createRandom(1);
    return Array.from({ length: 200 }, () => 0.02 * random.gauss());
  })();
  const spread = (values: number[]) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

  it('halves the tremble of a hold', () => {
    expect(spread(filtered('one-euro', noise)) / spread(noise)).toBeLessThan(0.6);
  });

  it('lags a fast move by less time than a slow one', () => {
    const lag = (speed: number) => {
      const angles = Array.from({ length: 30 }, (_, f) => (f * speed) / 25);
      return (angles[29] - filtered('one-euro', angles)[29]) / (speed / 25);
    };
    expect(lag(0.1)).toBeGreaterThan(1.5);
    expect(lag(2)).toBeLessThan(0.6 * lag(0.1));
  });

  it('is as calm and as quick as its options say', () => {
    const calm = filtered('one-euro', noise, 25, { minCutoff: 0.5, beta: 0 });
    expect(spread(calm)).toBeLessThan(0.65 * spread(filtered('one-euro', noise)));
    const quick = filtered('one-euro', noise, 25, { minCutoff: 1e6, beta: 0 });
    quick.forEach((angle, f) => {
      expect(angle).toBeCloseTo(noise[f], 6);
    });
  });
});

describe('the Kalman smoother', () => {
  it('leaves a turn at constant speed where it is, at both ends too', () => {
    const angles = Array.from({ length: 40 }, (_, f) => 0.05 * f);
    const smoothed = filtered('kalman', angles);
    // the speed is unknown at first and learnt within a few frames
    smoothed.forEach((angle, f) => {
      expect(Math.abs(angle - angles[f]) * DEGREES, `frame ${f}`).toBeLessThan(0.6);
    });
  });

  it('has no direction in time: a move played backwards comes out backwards, within 0.5 degrees', () => {
    const random = createRandom(2);
    const angles = Array.from({ length: 60 }, (_, f) => Math.sin(f / 6) + 0.05 * random.gauss());
    const backwards = filtered('kalman', [...angles].reverse()).reverse();
    filtered('kalman', angles)
      .slice(8, -8)
      .forEach((angle, f) => {
        expect(Math.abs(angle - backwards[f + 8]) * DEGREES).toBeLessThan(0.5);
      });
  });

  it('follows turns about any axes, beyond half a turn', () => {
    const random = createRandom(3);
    const step = expQuat([0.1, 0.05, -0.12]) as Float64Array;
    const start = randomQuat(random);
    const frames: Float64Array[][] = [];
    let at = start;
    for (let f = 0; f < 60; f++) {
      frames.push(ACTOR_JOINTS.map(() => Float64Array.from(at)));
      at = multiplyQuat(at, step, quat()) as Float64Array;
    }
    const before = frames.map((frame) => Float64Array.from(frame[joint]));
    smoothClip(
      'kalman',
      frames,
      frames.map(() => confident()),
      25,
    );
    for (let f = 5; f < 60; f++)
      expect(angleQuat(frames[f][joint], before[f]) * DEGREES, `frame ${f}`).toBeLessThan(0.5);
  });
});

describe('live, filters', () => {
  const random = createRandom(4);
  const angles = Array.from({ length: 50 }, (_, f) => Math.sin(f / 5) + 0.05 * random.gauss());

  /** Angle and number of every frame that comes out. */
  function live(name: 'one-euro' | 'ema' | 'kalman' | 'none', lookahead: number) {
    const smoother = createLiveSmoother(name, 25, lookahead);
    const out: { frame: number; angle: number; flags: number; taken: number }[] = [];
    const flags = new Uint8Array(PART_NAMES.length);
    const take = (rotations: Float64Array[], ended: boolean, taken: number): boolean => {
      const frame = readSmoother(smoother, ended, rotations, flags);
      if (frame >= 0) out.push({ frame, angle: angleOf(rotations[joint]), flags: flags[0], taken });
      return frame >= 0;
    };
    angles.forEach((angle, f) => {
      const rotations = posed(angle);
      pushSmoother(smoother, rotations, confident(), flags.fill(f));
      take(rotations, false, f);
    });
    while (take(posed(0), true, angles.length));
    return out;
  }

  it.each(['one-euro', 'ema', 'none'] as const)('%s answers at once, as over a clip', (name) => {
    const expected = name === 'none' ? angles : filtered(name, angles);
    live(name, 3).forEach(({ frame, angle, taken }, f) => {
      expect(frame).toBe(f);
      expect(taken).toBe(f);
      expect(angle).toBeCloseTo(expected[f], 9);
    });
  });

  it('kalman waits for the look-ahead, then gives every frame once with its own flags', () => {
    const out = live('kalman', 3);
    expect(out.map(({ frame }) => frame)).toEqual(angles.map((_, f) => f));
    out.forEach(({ flags, taken }, f) => {
      expect(flags).toBe(f);
      expect(taken).toBe(Math.min(f + 3, angles.length));
    });
  });

  it('kalman with all frames ahead is the smoother of the clip, and comes nearer to it with every frame', () => {
    const offline = filtered('kalman', angles);
    const off = [0, 1, 2, 4, 50].map((lookahead) => {
      const errors = live('kalman', lookahead).map(({ angle }, f) => Math.abs(angle - offline[f]) * DEGREES);
      return errors.reduce((sum, x) => sum + x, 0) / errors.length;
    });
    expect(off).toEqual([...off].sort((a, b) => b - a));
    expect(off[4]).toBeLessThan(1e-6);
    expect(off[2]).toBeLessThan(0.5 * off[0]);
  });
});
