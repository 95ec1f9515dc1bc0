/** Contacts -> as few lanes as they fit into without overlap, the earliest first. */
import type { ShownContact } from '../clip/metadata.ts';
import type { Run, RunLane } from './lane.ts';

/** Contacts that are further off on the target are open, centimetres: as the issues of a clip have it. */
const OPEN_CM = 1;

export function contactLanes(contacts: readonly ShownContact[], frameCount: number): RunLane[] {
  const rows: Run[][] = [];
  const inside = contacts.filter(({ first }) => first < frameCount);
  for (const contact of inside.sort((a, b) => a.first - b.first || a.last - b.last)) {
    const free = rows.find((row) => row[row.length - 1].last < contact.first);
    const run = runOf(contact, frameCount);
    if (free) free.push(run);
    else rows.push([run]);
  }
  return rows.map((runs, row) => ({ type: 'runs', id: `contacts/${row}`, part: null, runs }));
}

const runOf = ({ what, first, last, residualCm }: ShownContact, frameCount: number): Run => ({
  first,
  last: Math.min(last, frameCount - 1),
  kinds: [residualCm > OPEN_CM ? 'open' : 'kept'],
  label: `${what}, ${residualCm.toFixed(1)} cm`,
});
