/** A lane in words: its name, what it tells of a frame, and all of it, for those who do not see the drawing. */
import type { CurveLane, Lane, RunKind, RunLane } from './lane.ts';
import { QUIET_KINDS } from './lane.ts';
import type { LaneTexts } from './texts.ts';

/** Ranges that are told one by one. */
const MOST_RANGES = 8;

export function laneName(lane: Lane, texts: LaneTexts): string {
  if (lane.type === 'curve') return lane.name;
  if (lane.part === null) return texts.contactLane(Number(lane.id.replace(/^.*\//, '')) + 1);
  return texts.parts[lane.part] ?? lane.part;
}

/** "repaired in frames 12–15, 40; slowed in frame 13" */
export const laneSummary = (lane: Lane, texts: LaneTexts): string =>
  lane.type === 'runs' ? runSummary(lane, texts) : curveSummary(lane, texts);

function runSummary({ runs }: RunLane, texts: LaneTexts): string {
  if (runs.some(({ label }) => label !== undefined)) {
    return runs
      .map(({ label, first, last }) => texts.inFrames(label!, framesInWords([[first, last]], texts)))
      .join('; ');
  }
  const byKind = new Map<RunKind, [number, number][]>();
  for (const { first, last, kinds } of runs) {
    for (const kind of kinds) {
      if (QUIET_KINDS.has(kind)) continue;
      const ranges = byKind.get(kind) ?? [];
      const before = ranges.at(-1);
      if (before && before[1] + 1 === first) before[1] = last;
      else ranges.push([first, last]);
      byKind.set(kind, ranges);
    }
  }
  const told = Array.from(byKind, ([kind, ranges]) =>
    texts.inFrames(texts.kinds[kind], framesInWords(ranges, texts)),
  );
  return told.length > 0 ? told.join('; ') : texts.allQuiet;
}

function curveSummary(lane: CurveLane, texts: LaneTexts): string {
  const { values, limits } = lane;
  const most = values.reduce((best, value, f) => (value > values[best] ? f : best), 0);
  const told = [texts.highest(valueInWords(lane, values[most], texts), most)];
  for (const limit of limits) {
    const ranges: [number, number][] = [];
    values.forEach((value, f) => {
      const before = ranges.at(-1);
      if (value <= limit) return;
      if (before && before[1] + 1 === f) before[1] = f;
      else ranges.push([f, f]);
    });
    if (ranges.length > 0)
      told.push(texts.above(valueInWords(lane, limit, texts), framesInWords(ranges, texts)));
  }
  return told.join('; ');
}

/** What a lane says of one frame; empty where it says nothing. */
export function frameInWords(lane: Lane, frame: number, texts: LaneTexts): string {
  if (lane.type === 'curve') return valueInWords(lane, lane.values[frame], texts);
  const run = lane.runs.find(({ first, last }) => frame >= first && frame <= last);
  if (!run) return '';
  const what = run.label ?? run.kinds.map((kind) => texts.kinds[kind]).join(', ');
  return texts.inFrames(what, framesInWords([[run.first, run.last]], texts));
}

const valueInWords = ({ unit }: CurveLane, value: number, texts: LaneTexts): string =>
  unit === 'share' ? value.toFixed(2) : texts.degreesPerSecond(value);

function framesInWords(ranges: readonly (readonly [number, number])[], texts: LaneTexts): string {
  const told = ranges
    .slice(0, MOST_RANGES)
    .map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
  const single = ranges.length === 1 && ranges[0][0] === ranges[0][1];
  const rest = ranges.length - told.length;
  return texts.frames(told.join(', '), single) + (rest > 0 ? ` ${texts.more(rest)}` : '');
}
