import { describe, expect, it } from 'vitest';
import { smoothBodyYaw } from '../../../src/solver/trunk/body-yaw.ts';

const smoothed = (yaws: readonly number[], fps = 25): number[] => {
  const values = Float64Array.from(yaws);
  smoothBodyYaw(values, fps);
  return Array.from(values);
};

const frames = (count: number, yaw: (seconds: number) => number, fps = 25): number[] =>
  Array.from({ length: count }, (_, f) => yaw(f / fps));

describe('the slow turn of the body', () => {
  it('is the turn of the shoulders when they stay', () => {
    for (const yaw of smoothed(frames(50, () => 0.4))) expect(yaw).toBeCloseTo(0.4, 9);
  });

  it('follows a change of stance', () => {
    const turned = smoothed(frames(300, (t) => (t < 5 ? 0 : 0.8)));
    expect(turned[10]).toBeCloseTo(0, 2);
    expect(turned[290]).toBeCloseTo(0.8, 2);
    for (let f = 1; f < turned.length; f++) expect(turned[f]).toBeGreaterThanOrEqual(turned[f - 1] - 1e-9);
  });

  it('leaves a sign’s twist of the torso to the spine: less than a tenth of 1 Hz gets through', () => {
    const swing = smoothed(frames(400, (t) => 0.3 * Math.sin(2 * Math.PI * t)));
    for (const yaw of swing.slice(100, 300)) expect(Math.abs(yaw)).toBeLessThan(0.03);
  });

  it('does not lag: a symmetric turn stays symmetric in time, within 0.02 of its height', () => {
    const bump = smoothed(frames(251, (t) => Math.exp(-((t - 5) ** 2) / 4)));
    for (let k = 1; k < 100; k++) expect(Math.abs(bump[125 - k] - bump[125 + k])).toBeLessThan(0.02);
  });

  it('unwraps: a person who turns through the back does not spin round', () => {
    const turn = frames(200, (t) => ((2.6 + t * 0.2 + Math.PI) % (2 * Math.PI)) - Math.PI);
    const values = smoothed(turn);
    for (let f = 1; f < values.length; f++) expect(Math.abs(values[f] - values[f - 1])).toBeLessThan(0.02);
  });

  it('holds where the shoulders are not seen, before, between and after', () => {
    const gap = frames(100, () => 0.5).map((yaw, f) =>
      f < 20 || (f > 40 && f < 60) || f > 80 ? Number.NaN : yaw,
    );
    for (const yaw of smoothed(gap)) expect(yaw).toBeCloseTo(0.5, 9);
  });

  it('is 0 when the shoulders are never seen', () => {
    expect(smoothed(new Array(10).fill(Number.NaN))).toEqual(new Array(10).fill(0));
    expect(smoothed([])).toEqual([]);
  });

  it('means the same at every frame rate, within 2 percent of the turn', () => {
    const step = (fps: number) =>
      smoothed(
        frames(10 * fps, (t) => (t < 5 ? 0 : 1), fps),
        fps,
      );
    const [slow, fast] = [step(25), step(100)];
    for (let t = 0; t < 250; t++) expect(Math.abs(slow[t] - fast[t * 4])).toBeLessThan(0.02);
  });
});
