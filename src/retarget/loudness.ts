/** How much what is near a hand has to say about where the hand goes. Gaps in metres, shares without unit. */
import { smoothstep } from '../math/scalar.ts';
import { DIGITS } from '../skeleton/body/body.ts';
import { bandAt, type Observation, OWN_HAND, TOUCHES } from './observe.ts';

/** 1 up to a fifth of the way, 0 at `reach`, smooth. */
export const nearness = (gap: number, reach: number): number => 1 - smoothstep(gap, reach * 0.15, reach);

/** Share of a pair among those of its group. */
export function shareOf(gap: number, nearest: number): number {
  const x = (gap - nearest) / bandAt(nearest);
  if (x >= 1) return 0;
  const y = 1 - x * x;
  return y * y;
}

/** How much a group has to say about a hand at that gap, against other groups. */
export function loudness(gap_: number, nearby: number): number {
  const far = Math.max(gap_, 0) + NEXT_TO;
  return nearby / (far * far);
}

/** Of two groups the one this much nearer to the hand counts four times as much, metres. */
const NEXT_TO = 0.02;

/** A hand within a few centimetres of the body is bound to it: the other one has to come. */
export const boundBy = (gap_: number): number => 1 - smoothstep(gap_, 0.01, 0.1);

/** Of several contacts the tightest count most, and finger tips before knuckles and palms: a tip says where, a palm only that. */
export function tightness(gap_: number, touch: number): number {
  const x = 1 - Math.min(Math.max(gap_, 0) / LOOSELY, 0.8);
  return x * x * x * x * (touch % TOUCHES < DIGITS.length ? 1 : 0.2);
}

/** Gap at which a contact is hardly one, metres. */
const LOOSELY = 0.016;

export const nearestOf = ({ nearest }: Observation, hand: number, group: number): number =>
  nearest[hand * (OWN_HAND + 1) + group];

/** Keeps a touching hand from taking no part in the other's wishes at all, and a hand at a distance from none. */
export const LOOSE = 0.02;
