import { expect, test } from 'vitest';
import { createPlayback } from '../../viewer/src/playback/playback.ts';

/** Plays for that many seconds at 100 pictures a second. */
function run(playback: ReturnType<typeof createPlayback>, seconds: number, from = 0): void {
  for (let i = 0; i <= Math.round(seconds * 100); i++) playback.tick(from + i / 100);
}

test('plays at the rate of the clip times the speed', () => {
  const playback = createPlayback(100, 25, true);
  run(playback, 2);
  expect(playback.position()).toBeCloseTo(50, 6);
  playback.setSpeed(0.25);
  run(playback, 1, 2);
  expect(playback.position()).toBeCloseTo(56.25, 6);
});

test('the first picture after a pause does not jump, nor does the first after the page was hidden', () => {
  const playback = createPlayback(100, 25, true);
  run(playback, 0.42);
  playback.pause();
  playback.play();
  playback.tick(60);
  expect(playback.position()).toBe(10);
  playback.tick(3600);
  expect(playback.position()).toBeCloseTo(10 + 0.25 * 25, 6);
});

test('a loop goes on at the start, each frame shown for its full time; without it the last frame stays', () => {
  const playback = createPlayback(10, 10, true);
  run(playback, 1.25);
  expect(playback.position()).toBeCloseTo(2.5, 6);
  playback.setLoop(false);
  run(playback, 2, 1.25);
  expect(playback.position()).toBe(9);
  expect(playback.settings().playing).toBe(false);
  playback.play();
  expect(playback.position()).toBe(0);
});

test('pausing stops on a whole frame, seeking and stepping pause and stay inside the clip', () => {
  const playback = createPlayback(10, 10, true);
  run(playback, 0.37);
  playback.pause();
  expect(playback.position()).toBe(3);
  playback.play();
  playback.seek(99);
  expect(playback.position()).toBe(9);
  expect(playback.settings().playing).toBe(false);
  playback.step(1);
  expect(playback.position()).toBe(0);
  playback.setLoop(false);
  playback.step(-1);
  expect(playback.position()).toBe(0);
});

test('listeners hear where the clip stands at once and on every move, settings only when they change', () => {
  const playback = createPlayback(10, 10, false);
  const moves: number[] = [];
  let changes = 0;
  const stop = playback.onMove((position) => moves.push(position));
  playback.subscribe(() => changes++);
  playback.seek(4);
  playback.seek(5);
  stop();
  playback.seek(6);
  expect(moves).toEqual([0, 4, 5]);
  expect(changes).toBe(0);
});

test('a single frame does not play', () => {
  const playback = createPlayback(1, 30, true);
  playback.play();
  expect(playback.settings().playing).toBe(false);
});
