/** Groups -> rows from top to bottom, in pixels: a head for each group, and its lanes below where it is open. */
import type { GroupName, Lane, LaneGroup } from './lane.ts';

export const HEAD_HEIGHT = 26;
const HEIGHTS: Readonly<Record<Lane['type'], number>> = { runs: 20, curve: 34 };

export interface Row {
  readonly top: number;
  readonly height: number;
  readonly group: LaneGroup;
  /** Null for the head of a group. */
  readonly lane: Lane | null;
  readonly open: boolean;
}

export function layOutRows(groups: readonly LaneGroup[], openGroups: readonly GroupName[]): Row[] {
  const rows: Row[] = [];
  let top = 0;
  const add = (row: Omit<Row, 'top'>) => {
    rows.push({ top, ...row });
    top += row.height;
  };
  for (const group of groups) {
    const open = openGroups.includes(group.name);
    add({ height: HEAD_HEIGHT, group, lane: null, open });
    if (open) for (const lane of group.lanes) add({ height: HEIGHTS[lane.type], group, lane, open });
  }
  return rows;
}

export const heightOfRows = (rows: readonly Row[]): number => {
  const last = rows.at(-1);
  return last ? last.top + last.height : 0;
};

export const rowAt = (rows: readonly Row[], y: number): Row | null =>
  rows.find(({ top, height }) => y >= top && y < top + height) ?? null;
