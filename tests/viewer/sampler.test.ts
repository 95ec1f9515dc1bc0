import { AnimationClip, Object3D, QuaternionKeyframeTrack, VectorKeyframeTrack } from 'three';
import { expect, test } from 'vitest';
import { createSampler } from '../../viewer/src/clip/sampler.ts';

const UNSTATED = { frameCount: null, framesPerSecond: null };
const half = Math.SQRT1_2;

function joint(name: string): { root: Object3D; object: Object3D } {
  const root = new Object3D();
  const object = new Object3D();
  object.name = name;
  root.add(object);
  return { root, object };
}

test('frames are the keys of the densest track; whole positions give stored values, fractions lie between', () => {
  const { root, object } = joint('hand');
  const turn = new QuaternionKeyframeTrack(
    'hand.quaternion',
    [0, 0.04, 0.08],
    [0, 0, 0, 1, 0, 0, half, half, 0, 0, 1, 0],
  );
  const still = new VectorKeyframeTrack('hand.position', [0, 0.08], [1, 2, 3, 1, 2, 3]);
  const sampler = createSampler(new AnimationClip('clip', -1, [still, turn]), root, UNSTATED);
  expect(sampler.frameCount).toBe(3);
  expect(sampler.framesPerSecond).toBeCloseTo(25, 5);
  sampler.pose(1);
  expect(object.quaternion.toArray()).toEqual([0, 0, Math.fround(half), Math.fround(half)]);
  expect(object.position.toArray()).toEqual([1, 2, 3]);
  sampler.pose(0.5);
  expect(object.quaternion.z).toBeCloseTo(Math.sin(Math.PI / 8), 6);
  sampler.pose(2.9);
  expect(object.quaternion.toArray()).toEqual([0, 0, 1, 0]);
});

test('a clip in which nothing moves has the frames that it states', () => {
  const { root } = joint('hand');
  const held = new VectorKeyframeTrack('hand.position', [0, 2.96], [1, 2, 3, 1, 2, 3]);
  const clip = new AnimationClip('clip', -1, [held]);
  const sampler = createSampler(clip, root, { frameCount: 75, framesPerSecond: 25 });
  expect([sampler.frameCount, sampler.framesPerSecond]).toEqual([75, 25]);
});

test('a file without animation has one frame, and tracks of unknown objects are left out', () => {
  const { root } = joint('hand');
  expect(createSampler(undefined, root, UNSTATED).frameCount).toBe(1);
  const stranger = new VectorKeyframeTrack('foot.position', [0, 1], [1, 2, 3, 1, 2, 3]);
  const sampler = createSampler(new AnimationClip('clip', -1, [stranger]), root, UNSTATED);
  expect(() => sampler.pose(1)).not.toThrow();
});
