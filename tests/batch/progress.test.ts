import { expect, it } from 'vitest';
import { createProgressMeter, describeProgress, describeSeconds } from '../../src/batch/progress.ts';

it('tells rate, time left and failures over the clips that took time', () => {
  const meter = createProgressMeter(110);
  for (let i = 0; i < 50; i++) meter.skip(false);
  expect(describeProgress(meter.read())).toBe('[50/110]');
  for (let i = 0; i <= 10; i++) meter.add(i * 500, i === 3);
  expect(meter.read()).toEqual({ done: 61, total: 110, failed: 1, rate: 2, secondsLeft: 24.5 });
  expect(describeProgress(meter.read())).toBe('[61/110], 2.0 clips/s, 25 s left, 1 failed');
});

it('follows the last clips rather than the first', () => {
  const meter = createProgressMeter(10_000);
  for (let i = 0; i < 300; i++) meter.add(i * 1000, false);
  for (let i = 0; i < 300; i++) meter.add(300_000 + i * 100, false);
  expect(meter.read().rate).toBeCloseTo(10, 9);
});

it('writes times as people do', () => {
  expect([12.4, 200, 3900].map(describeSeconds)).toEqual(['12 s', '3 min 20 s', '1 h 05 min']);
});
