/** The drawing of the lanes: one canvas, the playhead over it. A press seeks, a drag scrubs, the wheel with Ctrl zooms, sideways it moves. */
import { type PointerEvent, type RefObject, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Playback } from '../playback/playback.ts';
import { useColours } from './colours.ts';
import { drawLanes } from './draw-lanes.ts';
import { frameInWords, laneName } from './lane-words.ts';
import { Playhead } from './playhead.tsx';
import { heightOfRows, type Row, rowAt } from './rows.ts';
import { laneTexts } from './texts.ts';
import { frameAtX, moveSpan, type Span, zoomSpan } from './time-axis.ts';
import { useWidth } from './use-width.ts';

interface LaneFieldProps {
  readonly rows: readonly Row[];
  readonly playback: Playback;
  readonly span: Span;
  readonly onSpan: (change: (span: Span) => Span) => void;
  /** Tells what is under the pointer. */
  readonly caption: RefObject<HTMLElement | null>;
}

/** Zoom of one pixel of the wheel; a notch of 100 is about a quarter. */
const ZOOM_PER_PIXEL = 1.0023;

export function LaneField({ rows, playback, span, onSpan, caption }: LaneFieldProps) {
  const texts = laneTexts.use();
  const colours = useColours();
  const range = useSyncExternalStore(playback.subscribe, playback.range);
  const field = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(field);
  const height = heightOfRows(rows);
  const end = playback.frameCount - 1;

  useEffect(() => {
    const { devicePixelRatio } = window;
    const picture = canvas.current!;
    picture.width = width * devicePixelRatio;
    picture.height = height * devicePixelRatio;
    const context = picture.getContext('2d')!;
    context.scale(devicePixelRatio, devicePixelRatio);
    drawLanes(context, { rows, span, range, end, colours, width, height });
  }, [rows, span, range, end, colours, width, height]);

  const frameOf = (clientX: number) =>
    frameAtX(span, clientX - field.current!.getBoundingClientRect().left, width);

  // React listens to wheels passively, which could not keep the page from zooming
  useEffect(() => {
    const onWheel = (event: WheelEvent) => {
      const { ctrlKey, deltaX, deltaY, shiftKey, clientX } = event;
      const sideways = shiftKey && deltaX === 0 ? deltaY : deltaX;
      if (!ctrlKey && sideways === 0) return;
      event.preventDefault();
      const { left } = field.current!.getBoundingClientRect();
      onSpan((now) =>
        ctrlKey
          ? zoomSpan(now, ZOOM_PER_PIXEL ** deltaY, frameAtX(now, clientX - left, width), end)
          : moveSpan(now, (sideways / width) * (now.last - now.first), end),
      );
    };
    const element = field.current!;
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [onSpan, width, end]);

  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const frame = Math.min(end, Math.max(0, Math.round(frameOf(event.clientX))));
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    if (event.currentTarget.hasPointerCapture(event.pointerId)) playback.seek(frame);
    const row = rowAt(rows, event.clientY - field.current!.getBoundingClientRect().top);
    const told = row?.lane ? frameInWords(row.lane, frame, texts) : '';
    caption.current!.textContent = told === '' ? '' : `${laneName(row!.lane!, texts)}: ${told}`;
  };
  const onLeave = () => {
    caption.current!.textContent = '';
  };

  return (
    <div
      className="lane-field"
      ref={field}
      style={{ height }}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onPointerLeave={onLeave}
    >
      <canvas ref={canvas} style={{ width, height }} />
      <Playhead playback={playback} span={span} />
    </div>
  );
}
