import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSystemClock } from '../../src/livelink/clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a task runs once, at its time, never before', () => {
  const clock = createSystemClock();
  const start = clock.now();
  const times: number[] = [];
  clock.at(start + 0.5, () => times.push(clock.now() - start));
  vi.advanceTimersByTime(499);
  expect(times).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(times).toHaveLength(1);
  expect(times[0]).toBeGreaterThanOrEqual(0.5);
  expect(times[0]).toBeLessThan(0.502);
});

test('a timer that fires early is waited out', () => {
  const clock = createSystemClock();
  const due = clock.now() + 0.5;
  let ran = false;
  clock.at(due, () => {
    ran = true;
  });
  const now = vi.spyOn(performance, 'now').mockReturnValue((due - 0.001) * 1000);
  vi.advanceTimersByTime(500);
  expect(ran).toBe(false);
  now.mockReturnValue(due * 1000);
  vi.advanceTimersByTime(2);
  expect(ran).toBe(true);
});

test('a task that was taken back does not run', () => {
  const clock = createSystemClock();
  let ran = false;
  const cancel = clock.at(clock.now() + 0.5, () => {
    ran = true;
  });
  cancel();
  vi.advanceTimersByTime(1000);
  expect(ran).toBe(false);
});
