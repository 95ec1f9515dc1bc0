/** What a retargeted clip kept and lost: contacts with what is left open of them, reach failures, penetration. Metres become centimetres. */

import { SIDES } from '../skeleton/actor/joints.ts';
import { PART_SLOTS, TOUCH_SLOTS } from '../skeleton/body/body.ts';
import { HEAD_SITES } from '../skeleton/body/body-shape.ts';
import { type ContactRun, pairKey } from './contacts.ts';
import { GROUPS, type Observation, OWN_HAND, PAIR } from './observe.ts';
import type { Outcome } from './outcome.ts';

export interface ContactReport {
  /** Such as "right IndexTip on chin". */
  readonly what: string;
  readonly kind: 'hand-head' | 'hand-torso' | 'hand-arm' | 'hand-hand' | 'pinch';
  readonly first: number;
  readonly last: number;
  /** Mean and largest distance from where the source has it. */
  readonly residualCm: number;
  readonly worstCm: number;
}

export interface RetargetReport {
  readonly contacts: readonly ContactReport[];
  /** Frames in which an arm was too short by more than 5 mm. */
  readonly reachFailures: number;
  readonly furthestShortCm: number;
  /** Frames in which a hand sticks more than 5 mm deeper in something than the source's does. */
  readonly penetratingFrames: number;
  readonly deepestCm: number;
}

/** Distances above this are told, metres. */
const NOTABLE = 0.005;

interface Tally {
  sum: number;
  count: number;
  worst: number;
}

export interface ReportBuilder {
  add(frame: number, observation: Observation, weights: Float32Array, outcome: Outcome): void;
  finish(): RetargetReport;
}

export function startReport(runs: readonly ContactRun[]): ReportBuilder {
  const tallies = runs.map((): Tally => ({ sum: 0, count: 0, worst: 0 }));
  const byKey = new Map<number, number[]>();
  runs.forEach(({ key }, r) => {
    const list = byKey.get(key);
    if (list) list.push(r);
    else byKey.set(key, [r]);
  });
  let reachFailures = 0;
  let furthest = 0;
  let penetratingFrames = 0;
  let deepest = 0;
  return {
    add(frame, { pairs, count }, weights, { residuals, short, depth }) {
      for (let i = 0; i < count; i++) {
        if (weights[i] === 0) continue;
        for (const r of byKey.get(pairKey(pairs, i * PAIR)) ?? []) {
          if (frame < runs[r].first || frame > runs[r].last) continue;
          tallies[r].sum += residuals[i];
          tallies[r].count++;
          tallies[r].worst = Math.max(tallies[r].worst, residuals[i]);
        }
      }
      const missing = Math.max(short[0], short[1]);
      if (missing > NOTABLE) reachFailures++;
      furthest = Math.max(furthest, missing);
      const deep = Math.max(depth[0], depth[1]);
      if (deep > NOTABLE) penetratingFrames++;
      deepest = Math.max(deepest, deep);
    },
    finish: () => ({
      contacts: runs.map((run, r): ContactReport => {
        const { sum, count, worst } = tallies[r];
        return {
          what: describe(run),
          kind: kindOf(run),
          first: run.first,
          last: run.last,
          residualCm: count > 0 ? centimetres(sum / count) : 0,
          worstCm: centimetres(worst),
        };
      }),
      reachFailures,
      furthestShortCm: centimetres(furthest),
      penetratingFrames,
      deepestCm: centimetres(deepest),
    }),
  };
}

const centimetres = (metres: number): number => Math.round(metres * 1e4) / 100;

function kindOf({ hand, group }: ContactRun): ContactReport['kind'] {
  if (group === OWN_HAND) return 'pinch';
  const { name } = GROUPS[hand][group];
  if (name === 'head' || name === 'neck') return 'hand-head';
  if (name === 'torso') return 'hand-torso';
  return name === 'hand' ? 'hand-hand' : 'hand-arm';
}

function describe(run: ContactRun): string {
  const point = `${SIDES[run.hand]} ${TOUCH_SLOTS[run.touch % TOUCH_SLOTS.length]}`;
  if (run.group === OWN_HAND) return `${point} on ${TOUCH_SLOTS[run.part % TOUCH_SLOTS.length]}`;
  const { name } = GROUPS[run.hand][run.group];
  return `${point} on ${name === 'head' ? nearestSite(run.place) : PART_SLOTS[run.part]}`;
}

/** Name of the site on the head that a place is nearest to, with its side. */
function nearestSite([up, front, left]: Float64Array): string {
  let best = 'head';
  let distance = Number.POSITIVE_INFINITY;
  for (const [name, [siteUp, siteFront, siteLeft]] of Object.entries(HEAD_SITES)) {
    const away = Math.hypot(up - siteUp, front - siteFront, Math.abs(left) - siteLeft);
    if (away >= distance) continue;
    distance = away;
    best = siteLeft > 0 ? `${left > 0 ? 'left' : 'right'} ${name}` : name;
  }
  return best;
}
