/** As many groups as there are recordings, up to this many: enough to tell a standard deviation to a sixth of itself. */
const MOST_GROUPS = 20;

/** Spreads items evenly over groups. */
export function groupsOf<T>(items: readonly T[]): T[][] {
  const groups: T[][] = Array.from({ length: Math.min(items.length, MOST_GROUPS) }, () => []);
  items.forEach((item, i) => {
    groups[i % groups.length].push(item);
  });
  return groups;
}
