import { expect, test } from 'vitest';
import { type ClipPlayerOptions, createClipPlayer } from '../../src/livelink/clip-player.ts';
import type { LiveFrame } from '../../src/livelink/frame-source.ts';
import { createManualClock } from './support/manual-clock.ts';
import { wavingClip } from './support/waving-clip.ts';

const named = (name: string, frames: number, fps = 30) => ({
  name,
  clip: wavingClip(frames, { numerator: fps, denominator: 1 }),
});

function play(first = named('a', 3), options: ClipPlayerOptions = {}) {
  const player = createClipPlayer(first, options);
  const clock = createManualClock();
  const frames: LiveFrame[] = [];
  const events: string[] = [];
  const running = player.start(
    {
      subject: ({ rate }) => events.push(`subject ${rate.numerator}`),
      frame: (frame) => frames.push(frame),
      end: () => events.push('end'),
      changed: () => events.push(running.status().state),
    },
    clock,
  );
  return { player, clock, frames, events, running };
}

test('clips follow one another without a pause, each begins with a cut, and the numbers run on', () => {
  const { player, clock, frames, events } = play();
  player.add(named('b', 2));
  player.finish();
  clock.advance(1);
  expect(frames.map(({ number, sourceFrame, cut }) => [number, sourceFrame, Number(cut)])).toEqual([
    [0, 0, 1],
    [1, 1, 0],
    [2, 2, 0],
    [3, 0, 1],
    [4, 1, 0],
  ]);
  frames.forEach(({ time }, f) => {
    expect(time).toBeCloseTo(100 + f / 30, 9);
  });
  expect(events).toEqual(['playing', 'end', 'ended']);
});

test('a clip of another rate is announced before its first frame, and keeps its own pace', () => {
  const { player, clock, frames, events } = play();
  player.add(named('b', 4, 60));
  player.finish();
  clock.advance(1);
  expect(events).toEqual(['subject 60', 'playing', 'end', 'ended']);
  const steps = frames.slice(1).map(({ time }, f) => Math.round(1 / (time - frames[f].time)));
  expect(steps).toEqual([30, 30, 30, 60, 60, 60]);
});

test('a player without a next clip waits, and goes on the moment there is one', () => {
  const { player, clock, frames, running } = play();
  clock.advance(5);
  expect(running.status()).toMatchObject({ state: 'waiting', source: 'a', frame: 2 });
  player.add(named('b', 2));
  clock.advance(1);
  expect(frames.map(({ sourceFrame }) => sourceFrame)).toEqual([0, 1, 2, 0, 1]);
  expect(frames[3].time).toBe(105);
  expect(running.status()).toMatchObject({ state: 'waiting', source: 'b' });
});

test('a player that waits ends when it is told that nothing follows', () => {
  const { player, clock, events } = play();
  clock.advance(1);
  player.finish();
  expect(events).toEqual(['waiting', 'end', 'ended']);
});

test('the loop goes round all clips, and takes in one that is added meanwhile', () => {
  const { player, clock, frames } = play(named('a', 2), { loop: true });
  player.add(named('b', 1));
  clock.advance(3.5 / 30);
  expect(frames.length).toBe(4);
  player.add(named('c', 2));
  clock.advance(4 / 30);
  expect(frames.map(({ sourceFrame }) => sourceFrame)).toEqual([0, 1, 0, 0, 1, 0, 0, 1]);
});

test('a timer that is late by less than the limit sends every frame in order, with its own time', () => {
  const { clock, frames } = play(named('a', 100));
  clock.jump(0.2);
  expect(frames.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  frames.forEach(({ time, number }) => {
    expect(time).toBeCloseTo(100 + number / 30, 9);
  });
});

test('with no limit nothing is left out however late it is', () => {
  const { clock, frames } = play(named('a', 100), { maxLateness: Number.POSITIVE_INFINITY });
  clock.jump(60);
  expect(frames.map(({ number }) => number)).toEqual(Array.from({ length: 100 }, (_, n) => n));
});

test('a pause of an hour costs no frame, and a rate changed on the way keeps the frames in order', () => {
  const { clock, frames, running } = play(named('a', 60));
  clock.advance(0.5);
  running.obey({ action: 'pause' });
  clock.advance(3600);
  running.obey({ action: 'rate', rate: 4 });
  running.obey({ action: 'play' });
  clock.advance(2);
  expect(frames.map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  expect(frames.at(-1)!.time - frames[30].time).toBeCloseTo(29 / 30 / 4, 1);
});

test('a clip is over before transport has a say: a seek takes the end back, play begins anew', () => {
  const { player, clock, frames, running } = play();
  player.finish();
  clock.advance(1);
  running.obey({ action: 'seek', frame: 1 });
  expect(running.status()).toMatchObject({ state: 'paused', frame: 1 });
  running.obey({ action: 'play' });
  clock.advance(1);
  running.obey({ action: 'play' });
  clock.advance(1);
  expect(frames.map(({ sourceFrame }) => sourceFrame)).toEqual([0, 1, 2, 1, 2, 0, 1, 2]);
});

test('stopping leaves nothing behind', () => {
  const { player, clock, frames, running } = play();
  running.stop();
  player.add(named('b', 5));
  clock.advance(10);
  expect(frames.length).toBe(1);
});
