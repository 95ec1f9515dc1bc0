import { describe, expect, it } from 'vitest';
import { keepReturning } from '../../../src/solver/repair/keep-returning.ts';

const kept = (
  text: string,
  returns?: (before: number, first: number, last: number, after: number) => boolean,
) => {
  const flags = Uint8Array.from(text, (letter) => Number(letter === '1'));
  keepReturning(flags, (f) => text[f] !== '-', returns);
  return [...flags].map((flag, f) => (text[f] === '-' ? '-' : flag)).join('');
};

describe('suspected frames', () => {
  it('are faults only between frames that are believed', () => {
    expect(kept('1101001')).toBe('0001000');
    expect(kept('--11-01-10--1')).toBe('--00-01-10--0');
    expect(kept('111')).toBe('000');
  });

  it('are faults only where what was left is reached again, asked with the frames around the run and at its ends', () => {
    const asked: number[][] = [];
    const flags = kept('0110-1-10', (...frames) => asked.push(frames) === 1);
    expect(asked).toEqual([
      [0, 1, 2, 3],
      [3, 5, 7, 8],
    ]);
    expect(flags).toBe('0110-0-00');
  });
});
