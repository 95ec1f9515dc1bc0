/** The frames of a lane that are worth going to: where a run begins or ends; of a curve its peaks and where it passes a limit. */
import type { CurveLane, Lane, RunLane } from './lane.ts';
import { QUIET_KINDS } from './lane.ts';

/** A peak is at least this share of all that is drawn. */
const PEAK = 0.3;

/** In order, each once. */
export const laneChanges = (lane: Lane): readonly number[] =>
  lane.type === 'runs' ? runChanges(lane) : curveChanges(lane);

/** The first frame of every run that is not as it should be, and the first after it. */
function runChanges({ runs }: RunLane): number[] {
  const frames = new Set<number>();
  runs.forEach((run, i) => {
    const quiet = run.kinds.every((kind) => QUIET_KINDS.has(kind));
    if (!quiet || (i > 0 && runs[i - 1].last + 1 === run.first)) frames.add(run.first);
  });
  return [...frames].sort((a, b) => a - b);
}

function curveChanges({ values, low, high, limits }: CurveLane): number[] {
  const least = low + PEAK * (high - low);
  const frames: number[] = [];
  values.forEach((value, f) => {
    const before = f > 0 ? values[f - 1] : Number.NEGATIVE_INFINITY;
    const after = f + 1 < values.length ? values[f + 1] : Number.NEGATIVE_INFINITY;
    const isPeak = value > before && value >= after && value >= least;
    if (isPeak || limits.some((limit) => value > limit && before <= limit)) frames.push(f);
  });
  return frames;
}

/** The nearest change before (-1) or after (1) a frame; null where there is none. */
export function nextChange(lane: Lane, frame: number, direction: 1 | -1): number | null {
  const changes = laneChanges(lane);
  const found =
    direction > 0 ? changes.find((change) => change > frame) : changes.findLast((change) => change < frame);
  return found ?? null;
}
