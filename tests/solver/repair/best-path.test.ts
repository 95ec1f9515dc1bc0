import { describe, expect, it } from 'vitest';
import { bestPath, capped } from '../../../src/solver/repair/best-path.ts';

/** Values that a state believes (0) or leaves out at the cost of 2 (1), against the last believed one. */
const believe = (values: readonly number[]) =>
  [
    ...bestPath(values.length, 2, 2, 0.5, (frame, state, from, to) => {
      to.set(from);
      if (state === 1) return 2;
      const cost = from[1] ? capped(values[frame] - from[0], 1) : 0;
      to[0] = values[frame];
      to[1] = 1;
      return cost;
    }),
  ].join('');

describe('the cheapest path', () => {
  it('leaves out what comes back and believes what stays', () => {
    expect(believe([0, 0, 9, 0, 0])).toBe('00100');
    expect(believe([0, 0, 9, 9, 9, 0, 0])).toBe('0011100');
    expect(believe([0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9])).toBe('000000000000');
    expect(believe([9, 0, 0, 0, 0, 0])).toBe('100000');
  });

  it('never counts one deviation for more than sixteen', () => {
    expect(capped(3, 1)).toBe(9);
    expect(capped(-100, 1)).toBe(16);
  });

  it('is empty without frames', () => {
    expect(bestPath(0, 2, 1, 1, () => 0)).toHaveLength(0);
  });
});
