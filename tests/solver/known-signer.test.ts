import { expect, it } from 'vitest';
import { personOf } from '../../samples/generate/proportions.ts';
import { AVERAGE_PROPORTIONS } from '../../src/skeleton/actor/proportions.ts';
import { solvableProportions } from '../../src/solver/known-signer.ts';

const person = personOf({ arms: 0.9, hands: 1.1 });
const longFingers = {
  ...person,
  hand: { ...person.hand, thumb: [0.08, 0.05, 0.04] as const },
};

it('a known signer is solved as known where there are world landmarks', () => {
  expect(solvableProportions(longFingers, 'world')).toBe(longFingers);
});

it.each(['none', 'image'] as const)(
  'with depth %s, hands have the signer’s size and the average shape',
  (depth) => {
    const { hand, ...body } = solvableProportions(longFingers, depth);
    const { hand: _, ...own } = longFingers;
    expect(body).toEqual(own);
    hand.thumb.forEach((length, i) => {
      expect(length).toBeCloseTo(AVERAGE_PROPORTIONS.hand.thumb[i] * 1.1, 12);
    });
    expect(hand.knuckles[1][0]).toBeCloseTo(AVERAGE_PROPORTIONS.hand.knuckles[1][0] * 1.1, 12);
  },
);
