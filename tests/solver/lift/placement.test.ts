import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../src/math/random.ts';
import { RADIANS } from '../../../src/math/scalar.ts';
import { addVec3, type Numbers } from '../../../src/math/vec3.ts';
import {
  accumulateFocal,
  addPlacedPoint,
  createFocalEvidence,
  createPlacement,
  estimateFocal,
  type Placement,
  resetPlacement,
  solvePlacement,
} from '../../../src/solver/lift/placement.ts';
import { type Camera, createCamera, project } from '../../../src/space/camera.ts';

const ASSUMED = createCamera(1280, 720).focal;

/** A body's worth of points, half a metre across and deep. */
const bodyPoints = (random: Random, count = 20): Numbers[] =>
  Array.from({ length: count }, () => [
    random.range(-0.3, 0.3),
    random.range(-0.5, 0.5),
    random.range(-0.25, 0.25),
  ]);

interface Noise {
  /** Of world points, metres. */
  readonly world?: number;
  /** Of picture points, pixels. */
  readonly pixels?: number;
}

function place(
  placement: Placement,
  camera: Camera,
  points: readonly Numbers[],
  translation: Numbers,
  random: Random,
  { world = 0, pixels = 0 }: Noise = {},
): void {
  resetPlacement(placement);
  for (const point of points) {
    const [x, y] = project(camera, addVec3(point, translation), [0, 0]) as number[];
    const seen = Array.from(point, (value) => value + world * random.gauss());
    const px = x + (pixels / camera.width) * random.gauss();
    const py = y + (pixels / camera.height) * random.gauss();
    addPlacedPoint(placement, camera, px, py, seen, 1);
  }
}

describe('the place of a part before a known camera', () => {
  it('is found exactly without noise, wherever the part is in the picture', () => {
    const random = createRandom(1);
    const placement = createPlacement();
    for (let i = 0; i < 50; i++) {
      const camera = createCamera(1280, 720, random.range(30, 80) * RADIANS);
      const translation = [random.range(-0.8, 0.8), random.range(-0.5, 0.5), -random.range(1, 4)];
      place(placement, camera, bodyPoints(random), translation, random);
      expect(solvePlacement(placement, camera)).toBe(true);
      for (const [k, value] of translation.entries()) expect(placement.translation[k]).toBeCloseTo(value, 9);
    }
  });

  it('is within 3 percent of the distance with 1 cm of noise in the world points and 2 pixels in the picture', () => {
    const random = createRandom(2);
    const placement = createPlacement();
    const camera = createCamera(1280, 720);
    for (let i = 0; i < 50; i++) {
      const translation = [0.1, -0.2, -random.range(1, 3)];
      place(placement, camera, bodyPoints(random, 33), translation, random, { world: 0.01, pixels: 2 });
      expect(solvePlacement(placement, camera)).toBe(true);
      const off = Math.hypot(...translation.map((value, k) => placement.translation[k] - value));
      expect(off / -translation[2]).toBeLessThan(0.03);
    }
  });

  it('does not hang on points of weight 0', () => {
    const random = createRandom(3);
    const camera = createCamera(640, 480);
    const placement = createPlacement();
    place(placement, camera, bodyPoints(random), [0, 0, -2], random);
    addPlacedPoint(placement, camera, 0.9, 0.9, [5, 5, 5], 0);
    expect(solvePlacement(placement, camera)).toBe(true);
    expect(placement.translation[2]).toBeCloseTo(-2, 9);
  });

  it('is not made up when nothing determines it', () => {
    const camera = createCamera(640, 480);
    const placement = createPlacement();
    resetPlacement(placement);
    expect(solvePlacement(placement, camera)).toBe(false);
    addPlacedPoint(placement, camera, 0.5, 0.5, [0, 0, 0], 1);
    expect(solvePlacement(placement, camera)).toBe(false);
    // all points in one pixel
    addPlacedPoint(placement, camera, 0.5, 0.5, [1, 0, 0], 1);
    expect(solvePlacement(placement, camera)).toBe(false);
    // a picture turned upside down: the person would stand behind the camera
    resetPlacement(placement);
    for (const x of [-0.3, 0, 0.3]) addPlacedPoint(placement, camera, 0.5 - x, 0.5, [x, 0, 0], 1);
    expect(solvePlacement(placement, camera)).toBe(false);
  });
});

describe('the focal length', () => {
  function estimate(seed: number, camera: Camera, frames: number, noise: Noise): number {
    const random = createRandom(seed);
    const placement = createPlacement();
    const evidence = createFocalEvidence(ASSUMED);
    for (let f = 0; f < frames; f++) {
      place(placement, camera, bodyPoints(random), [0, -0.1, -random.range(1.4, 1.6)], random, noise);
      accumulateFocal(placement, evidence);
    }
    estimateFocal(evidence);
    return evidence.focal;
  }

  it.each([30, 40, 50, 65, 80])('of a lens of %i degrees is found exactly without noise', (degrees) => {
    const camera = createCamera(1280, 720, degrees * RADIANS);
    for (const frames of [1, 10]) expect(estimate(1, camera, frames, {}) / camera.focal).toBeCloseTo(1, 6);
  });

  it.each([40, 50, 65])(
    'of a lens of %i degrees is within 8 percent with noise, over 100 frames',
    (degrees) => {
      const camera = createCamera(1280, 720, degrees * RADIANS);
      for (const seed of [1, 2, 3]) {
        const focal = estimate(seed, camera, 100, { world: 0.008, pixels: 1.5 });
        expect(Math.abs(focal / camera.focal - 1)).toBeLessThan(0.08);
      }
    },
  );

  it('is the assumed one when nothing tells', () => {
    const evidence = createFocalEvidence(ASSUMED);
    estimateFocal(evidence);
    expect(evidence.focal).toBe(ASSUMED);
  });

  it('is finite and positive whatever the landmarks', () => {
    for (let seed = 1; seed < 20; seed++) {
      const focal = estimate(seed, createCamera(1280, 720), 3, { world: 0.5, pixels: 300 });
      expect(focal).toBeGreaterThan(0);
      expect(Number.isFinite(focal)).toBe(true);
    }
  });
});
