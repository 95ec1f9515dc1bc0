import { expect, test } from 'vitest';
import { createPlayback } from '../../viewer/src/playback/playback.ts';

function run(playback: ReturnType<typeof createPlayback>, seconds: number, from = 0): void {
  for (let i = 0; i <= Math.round(seconds * 100); i++) playback.tick(from + i / 100);
}

function marked(loop: boolean) {
  const playback = createPlayback(100, 10, false);
  playback.setMark('in', 20);
  playback.setMark('out', 29);
  playback.setLoop(loop);
  return playback;
}

test('there is no range without marks, and one mark reaches to the other end of the clip', () => {
  const playback = createPlayback(100, 10, false);
  expect(playback.range()).toBeNull();
  playback.setMark('in', 20);
  expect(playback.range()).toEqual([20, 99]);
  expect(playback.range()).toBe(playback.range());
  playback.setMark('out', 250);
  expect(playback.range()).toEqual([20, 99]);
  playback.setMark('in', null);
  expect(playback.range()).toEqual([0, 99]);
  playback.clearMarks();
  expect(playback.range()).toBeNull();
});

test('a mark that is set beyond the other takes the other away', () => {
  const playback = marked(true);
  playback.setMark('in', 50);
  expect(playback.range()).toEqual([50, 99]);
  playback.setMark('out', 10);
  expect(playback.range()).toEqual([0, 10]);
});

test('a marked range plays over and over, each of its frames for its full time, and shows no frame outside', () => {
  const playback = marked(true);
  let most = 0;
  playback.play();
  expect(playback.position()).toBe(20);
  playback.onMove((position) => {
    most = Math.max(most, position);
    expect(position).toBeGreaterThanOrEqual(20);
  });
  run(playback, 0.95);
  expect(playback.position()).toBe(29);
  run(playback, 0.3, 0.95);
  expect(playback.position()).toBeCloseTo(22.5, 6);
  expect(most).toBe(29);
});

test('without the loop a marked range plays to its end and begins again at its start', () => {
  const playback = marked(false);
  playback.play();
  run(playback, 2);
  expect(playback.settings().playing).toBe(false);
  expect(playback.position()).toBe(29);
  playback.play();
  expect(playback.position()).toBe(20);
});

test('frames outside of the marks can be looked at, and playing goes on within them', () => {
  const playback = marked(true);
  playback.seek(80);
  expect(playback.position()).toBe(80);
  playback.step(1);
  expect(playback.position()).toBe(81);
  playback.play();
  expect(playback.position()).toBe(20);
});

test('marks that are set while it plays hold at once', () => {
  const playback = createPlayback(100, 10, true);
  run(playback, 1);
  playback.setMark('in', 40);
  run(playback, 0.1, 1);
  expect(playback.position()).toBeGreaterThanOrEqual(40);
  playback.setMark('out', 45);
  run(playback, 3, 1.1);
  expect(playback.position()).toBeGreaterThanOrEqual(40);
  expect(playback.position()).toBeLessThanOrEqual(45);
});

test('the speed goes stop by stop from a tenth to double', () => {
  const playback = createPlayback(100, 10, false);
  for (let i = 0; i < 9; i++) playback.stepSpeed(-1);
  expect(playback.settings().speed).toBe(0.1);
  playback.stepSpeed(1);
  expect(playback.settings().speed).toBe(0.25);
  for (let i = 0; i < 9; i++) playback.stepSpeed(1);
  expect(playback.settings().speed).toBe(2);
  playback.play();
  run(playback, 1);
  expect(playback.position()).toBeCloseTo(20, 6);
});
