/** How much what is near a hand has to say about where the hand goes. Gaps in metres, shares without unit. */
import { smoothstep } from '../math/scalar.ts';
import { DIGITS } from '../skeleton/body/body.ts';
import type { Observation } from './observation.ts';
import { bandAt } from './observe.ts';
import { groupAt, PALM, TOUCHES } from './touch-groups.ts';

/** 1 up to a fifth of the way, 0 at `reach`, smooth. */
export const nearness = (gap: number, reach: number): number => 1 - smoothstep(gap, reach * 0.15, reach);

/** Share of a pair among those of its group; joints lose theirs before a hand is seen by its outline alone. */
export function shareOf(gap: number, nearest: number, touch: number): number {
  const x = Math.max(gap - nearest, 0) / bandAt(nearest);
  if (x >= 1) return 0;
  const y = 1 - x * x;
  const slot = touch % TOUCHES;
  const joint = slot >= DIGITS.length && slot < PALM;
  return joint ? y * y * (1 - smoothstep(nearest, 0.05, 0.08)) : y * y;
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
export const tightness = (gap_: number, touch: number): number =>
  closeness(gap_) * (touch % TOUCHES < DIGITS.length ? 1 : 0.2);

/** 1 for surfaces that touch, falling off steeply. */
export function closeness(gap_: number): number {
  const x = 1 - Math.min(Math.max(gap_, 0) / LOOSELY, 0.8);
  return x * x * x * x;
}

/** Gap at which a contact is hardly one, metres. */
const LOOSELY = 0.016;

export const nearestOf = ({ nearest }: Observation, hand: number, group: number): number =>
  nearest[groupAt(hand, group)];

/** Keeps a touching hand from taking no part in the other's wishes at all, and a hand at a distance from none. */
export const LOOSE = 0.02;
