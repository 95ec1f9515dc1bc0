import { expect, test } from 'vitest';
import { createClipSource } from '../../src/livelink/clip-source.ts';
import type { LiveFrame } from '../../src/livelink/frame-source.ts';
import { createManualClock } from './support/manual-clock.ts';
import { wavingClip } from './support/waving-clip.ts';

const NTSC = { numerator: 30000, denominator: 1001 };

/** What reaches a sink, with copies of the arrays. */
function record(clip = wavingClip(5, NTSC), loop = false) {
  const clock = createManualClock();
  const frames: LiveFrame[] = [];
  const events: string[] = [];
  const { stop } = createClipSource(clip, { loop }).start(
    {
      subject: () => events.push('subject'),
      frame: (frame) => frames.push({ ...frame, rotations: frame.rotations.slice() }),
      end: () => events.push('end'),
      changed: () => {},
    },
    clock,
  );
  return { clip, clock, frames, events, stop };
}

test('the first frame comes at once, then one each frame time, then the end', () => {
  const { clip, clock, frames, events } = record();
  expect(frames.map((frame) => frame.number)).toEqual([0]);
  clock.advance(3.5 * (1001 / 30000));
  expect(frames.map((frame) => frame.number)).toEqual([0, 1, 2, 3]);
  expect(events).toEqual([]);
  clock.advance(1);
  expect(frames.map((frame) => frame.number)).toEqual([0, 1, 2, 3, 4]);
  expect(events).toEqual(['end']);
  const joints = clip.skeleton.jointNames.length;
  frames.forEach((frame, f) => {
    expect(frame.rotations).toEqual(clip.rotations.slice(f * joints * 4, (f + 1) * joints * 4));
  });
});

test('a loop goes on counting, marks the seam as a cut and starts the source frames over', () => {
  const { clock, frames, stop } = record(undefined, true);
  clock.advance(6 * (1001 / 30000));
  stop();
  clock.advance(10);
  expect(frames.map((frame) => frame.number)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(frames.map((frame) => frame.sourceFrame)).toEqual([0, 1, 2, 3, 4, 0, 1]);
  expect(frames.map((frame) => frame.cut)).toEqual([true, false, false, false, false, true, false]);
});

test('after an hour of looping the frames still lie on the grid, to a microsecond', () => {
  const { clock, frames, stop } = record(wavingClip(7, NTSC), true);
  clock.advance(3600);
  stop();
  const last = frames.at(-1)!;
  expect(frames.length).toBe(last.number + 1);
  expect(last.number).toBe(Math.floor((3600 * 30000) / 1001));
  expect(Math.abs(last.time - 100 - (last.number * 1001) / 30000)).toBeLessThan(1e-6);
});

test('frames that are long past are left out and leave a gap in the numbers', () => {
  const { clock, frames, stop } = record(wavingClip(100), true);
  clock.advance(1.01 / 30);
  clock.jump(2);
  clock.advance(1.01 / 30);
  stop();
  expect(frames.map((frame) => frame.number)).toEqual([0, 1, 61, 62]);
});

test('a clip that a jump carries past its end still shows its last frame', () => {
  const { clock, frames, events } = record();
  clock.jump(60);
  expect(frames.map((frame) => frame.number)).toEqual([0, 4]);
  expect(events).toEqual(['end']);
});
