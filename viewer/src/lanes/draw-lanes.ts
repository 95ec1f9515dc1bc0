/**
 * Rows -> a canvas. Kinds differ in shape as well as in colour: what is as it should be is a thin line, what is not fills half or all of
 * the lane, flags are lines along its upper or lower edge. The head of a folded group shows what its lanes hold, in one line.
 */
import type { FrameRange } from '../playback/playback.ts';
import type { Colours } from './colours.ts';
import type { CurveLane, Run, RunKind, RunLane } from './lane.ts';
import { QUIET_KINDS } from './lane.ts';
import type { Row } from './rows.ts';
import { type Span, xOfFrame } from './time-axis.ts';

interface Shape {
  readonly colour: keyof Colours;
  /** Of the height of the lane: upper and lower edge. */
  readonly from: number;
  readonly to: number;
}

const SHAPES: Readonly<Record<RunKind, Shape>> = {
  measured: { colour: 'measured', from: 0.44, to: 0.56 },
  seen: { colour: 'measured', from: 0.44, to: 0.56 },
  repaired: { colour: 'repaired', from: 0.3, to: 0.7 },
  unsure: { colour: 'repaired', from: 0.3, to: 0.7 },
  invented: { colour: 'invented', from: 0.14, to: 0.86 },
  missing: { colour: 'invented', from: 0.14, to: 0.86 },
  clamped: { colour: 'clamped', from: 0.84, to: 1 },
  outOfLimit: { colour: 'limit', from: 0, to: 0.16 },
  kept: { colour: 'measured', from: 0.2, to: 0.8 },
  open: { colour: 'invented', from: 0.2, to: 0.8 },
};

/** Nothing that is told is narrower, pixels. */
const NARROWEST = 2;

export interface LaneDrawing {
  readonly rows: readonly Row[];
  readonly span: Span;
  /** What lies outside of it is pale. */
  readonly range: FrameRange | null;
  /** The last frame of the clip. */
  readonly end: number;
  readonly colours: Colours;
  readonly width: number;
  readonly height: number;
}

export function drawLanes(context: CanvasRenderingContext2D, drawing: LaneDrawing): void {
  const { rows, width, height } = drawing;
  context.clearRect(0, 0, width, height);
  for (const { top, height: rowHeight, lane, group, open } of rows) {
    if (lane === null) {
      if (open) continue;
      for (const folded of group.lanes) {
        if (folded.type === 'runs') drawLoudRuns(context, drawing, folded, top + rowHeight / 2 - 3, 6);
      }
    } else if (lane.type === 'runs') drawRuns(context, drawing, lane, top + 2, rowHeight - 4);
    else drawCurve(context, drawing, lane, top + 3, rowHeight - 6);
  }
  drawOutside(context, drawing);
}

function drawRuns(
  context: CanvasRenderingContext2D,
  drawing: LaneDrawing,
  { runs }: RunLane,
  top: number,
  height: number,
): void {
  for (const run of runs) {
    for (const kind of run.kinds) {
      const { colour, from, to } = SHAPES[kind];
      fillRun(context, drawing, run, colour, top + from * height, (to - from) * height);
    }
  }
}

function drawLoudRuns(
  context: CanvasRenderingContext2D,
  drawing: LaneDrawing,
  { runs }: RunLane,
  top: number,
  height: number,
): void {
  for (const run of runs) {
    const loud = run.kinds.find((kind) => !QUIET_KINDS.has(kind));
    if (loud) fillRun(context, drawing, run, SHAPES[loud].colour, top, height);
  }
}

function fillRun(
  context: CanvasRenderingContext2D,
  { span, width, colours }: LaneDrawing,
  { first, last }: Run,
  colour: keyof Colours,
  top: number,
  height: number,
): void {
  const left = Math.max(0, xOfFrame(span, first - 0.5, width));
  const right = Math.min(width, xOfFrame(span, last + 0.5, width));
  if (right <= 0 || left >= width) return;
  context.fillStyle = colours[colour];
  context.fillRect(left, top, Math.max(NARROWEST, right - left), height);
}

/** One point a frame; the limits as broken lines, and what is above them in their colour. */
export function drawCurve(
  context: CanvasRenderingContext2D,
  { span, width, colours }: Pick<LaneDrawing, 'span' | 'width' | 'colours'>,
  { values, low, high, limits }: Pick<CurveLane, 'values' | 'low' | 'high' | 'limits'>,
  top: number,
  height: number,
): void {
  const yOf = (value: number) => top + height * (1 - (value - low) / (high - low));
  const first = Math.max(0, Math.floor(span.first) - 1);
  const last = Math.min(values.length - 1, Math.ceil(span.last) + 1);
  context.lineWidth = 1;
  context.strokeStyle = colours.line;
  line(context, 0, yOf(Math.max(low, 0)), width);
  context.strokeStyle = colours.limit;
  context.setLineDash([4, 3]);
  for (const limit of limits) line(context, 0, yOf(limit), width);
  context.setLineDash([]);
  context.strokeStyle = colours.repaired;
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.beginPath();
  for (let f = first; f <= last; f++) context.lineTo(xOfFrame(span, f, width), yOf(values[f]));
  context.stroke();
  if (limits.length === 0) return;
  const least = Math.min(...limits);
  context.fillStyle = colours.limit;
  for (let f = first; f <= last; f++) {
    if (values[f] > least) context.fillRect(xOfFrame(span, f, width) - 1.5, yOf(values[f]) - 1.5, 3, 3);
  }
}

function line(context: CanvasRenderingContext2D, left: number, y: number, right: number): void {
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(right, y);
  context.stroke();
}

function drawOutside(
  context: CanvasRenderingContext2D,
  { span, range, end, width, height, colours }: LaneDrawing,
): void {
  if (!range) return;
  const left = range[0] > 0 ? xOfFrame(span, range[0] - 0.5, width) : 0;
  const right = range[1] < end ? xOfFrame(span, range[1] + 0.5, width) : width;
  context.globalAlpha = 0.7;
  context.fillStyle = colours.line;
  if (left > 0) context.fillRect(0, 0, left, height);
  if (right < width) context.fillRect(right, 0, width - right, height);
  context.globalAlpha = 1;
}
