/** What of the lanes is shown: all or none, which groups are open, which curves and joints have lanes. Kept from visit to visit. */
import { useState } from 'react';
import type { GroupName } from './lane.ts';
import type { LaneChoice } from './lane-groups.ts';

export interface LaneView extends LaneChoice {
  readonly shown: boolean;
  readonly open: readonly GroupName[];
}

const KEY = 'tegn-lanes';
const AT_FIRST: LaneView = { shown: true, open: ['provenance', 'presence'], face: [], speed: [] };

export function useLaneView(): readonly [LaneView, (changes: Partial<LaneView>) => void] {
  const [view, setView] = useState(savedView);
  const change = (changes: Partial<LaneView>) => {
    const next = { ...view, ...changes };
    localStorage.setItem(KEY, JSON.stringify(next));
    setView(next);
  };
  return [view, change];
}

function savedView(): LaneView {
  try {
    const saved = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<LaneView>;
    return {
      shown: saved.shown !== false,
      open: (names(saved.open) as readonly GroupName[] | null) ?? AT_FIRST.open,
      face: names(saved.face) ?? [],
      speed: names(saved.speed) ?? [],
    };
  } catch {
    return AT_FIRST;
  }
}

const names = (value: unknown): readonly string[] | null =>
  Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : null;
