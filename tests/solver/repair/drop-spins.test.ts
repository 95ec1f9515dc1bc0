import { describe, expect, it } from 'vitest';
import { findSpins } from '../../../src/solver/repair/drop-spins.ts';

const bits = (text: string): number[] => [...text].map(Number);
const spins = (excess: string, seen = '1'.repeat(excess.length), bridge = 4): string =>
  [...findSpins(bits(excess), bits(seen).map(Boolean), bridge)].join('');

describe('frames that are too fast', () => {
  it('are left out alone when they differ from both neighbours', () => {
    expect(spins('0000110000')).toBe('0000100000');
    expect(spins('0001110000')).toBe('0001100000');
  });

  it('are left out on both sides of a single step', () => {
    expect(spins('0000100000')).toBe('0001100000');
  });

  it('stay when the part would be lost without them: at the ends of a run and where a gap would grow too long', () => {
    expect(spins('0100000000')).toBe('0000000000');
    expect(spins('0000001000', '1100011111', 3)).toBe('0000000000');
    expect(spins('0000001000', '1100011111', 5)).toBe('0000011000');
  });

  it('are none where nothing is too fast or nothing is seen', () => {
    expect(spins('0000')).toBe('0000');
    expect(spins('0110', '0000')).toBe('0000');
  });
});
