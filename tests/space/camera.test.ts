import { expect, test } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { createCamera, DEFAULT_FIELD_OF_VIEW, project, unproject } from '../../src/space/camera.ts';

test('the middle of the picture is straight ahead, x runs right and y down', () => {
  const camera = createCamera(640, 480);
  expect(project(camera, [0, 0, -2], [0, 0])).toEqual([0.5, 0.5]);
  const [x] = project(camera, [0.1, 0, -2], [0, 0]) as number[];
  const [, y] = project(camera, [0, 0.1, -2], [0, 0]) as number[];
  expect(x).toBeGreaterThan(0.5);
  expect(y).toBeLessThan(0.5);
});

test.each([
  [640, 480],
  [480, 640],
  [1000, 1000],
])('the field of view spans the longer side of %i x %i', (width, height) => {
  const camera = createCamera(width, height, Math.PI / 2);
  const point = width >= height ? [1, 0, -1] : [0, -1, -1];
  const edge = project(camera, point, [0, 0]) as number[];
  expect(edge[width >= height ? 0 : 1]).toBeCloseTo(1, 12);
});

test('pixels are square: the same length has the same number of pixels across and down', () => {
  const camera = createCamera(1280, 720);
  const across = (project(camera, [0.3, 0, -2], [0, 0])[0] - 0.5) * camera.width;
  const down = (project(camera, [0, -0.3, -2], [0, 0])[1] - 0.5) * camera.height;
  expect(across).toBeCloseTo(down, 9);
});

test('a point comes back from the picture and its depth, within 1e-12 m', () => {
  const random = createRandom(1);
  for (let i = 0; i < 200; i++) {
    const camera = createCamera(random.range(100, 4000), random.range(100, 4000), random.range(0.2, 2.5));
    const point = [random.range(-1, 1), random.range(-1, 1), -random.range(0.3, 5)];
    const [x, y] = project(camera, point, [0, 0]) as number[];
    const back = unproject(camera, x, y, -point[2], [0, 0, 0]);
    for (let k = 0; k < 3; k++) expect(back[k]).toBeCloseTo(point[k], 12);
  }
});

test('the default is 50 degrees along the longer side', () => {
  expect(DEFAULT_FIELD_OF_VIEW).toBeCloseTo((50 * Math.PI) / 180, 15);
  expect(createCamera(1000, 500).focal).toBeCloseTo(500 / Math.tan((25 * Math.PI) / 180), 9);
});
