/** Proportions times a factor; hands may have one of their own. */
import type { ActorProportions } from './proportions.ts';

export function scaleProportions(
  { hand, ...body }: ActorProportions,
  scale: number,
  handScale = scale,
): ActorProportions {
  return { ...scaled(body, scale), hand: scaled(hand, handScale) };
}

/** Every number in a tree of lists and objects. */
function scaled<T>(value: T, factor: number): T {
  if (typeof value === 'number') return (value * factor) as T;
  if (Array.isArray(value)) return value.map((item) => scaled(item, factor)) as T;
  return Object.fromEntries(
    Object.entries(value as object).map(([name, item]) => [name, scaled(item, factor)]),
  ) as T;
}
