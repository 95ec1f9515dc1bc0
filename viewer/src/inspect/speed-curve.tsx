/** How fast a joint turns through the clip, small. A press seeks. */
import { type PointerEvent, useEffect, useRef } from 'react';
import { useColours } from '../lanes/colours.ts';
import { drawCurve } from '../lanes/draw-lanes.ts';
import { Playhead } from '../lanes/playhead.tsx';
import { laneTexts } from '../lanes/texts.ts';
import { frameAtX } from '../lanes/time-axis.ts';
import { useWidth } from '../lanes/use-width.ts';
import type { Playback } from '../playback/playback.ts';
import { inspectTexts } from './texts.ts';

interface SpeedCurveProps {
  readonly name: string;
  readonly speeds: Float32Array;
  readonly limits: readonly number[];
  readonly playback: Playback;
}

const HEIGHT = 64;
/** So that lines at the very top and bottom are seen whole. */
const MARGIN = 3;

export function SpeedCurve({ name, speeds, limits, playback }: SpeedCurveProps) {
  const texts = inspectTexts.use();
  const { degreesPerSecond } = laneTexts.use();
  const colours = useColours();
  const button = useRef<HTMLButtonElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(button);
  const span = { first: 0, last: playback.frameCount - 1 };
  const fastest = speeds.reduce((best, speed, f) => (speed > speeds[best] ? f : best), 0);

  useEffect(() => {
    const { devicePixelRatio } = window;
    const picture = canvas.current!;
    picture.width = width * devicePixelRatio;
    picture.height = HEIGHT * devicePixelRatio;
    const context = picture.getContext('2d')!;
    context.scale(devicePixelRatio, devicePixelRatio);
    const high = Math.max(1, speeds[fastest], ...limits);
    const drawing = { span: { first: 0, last: speeds.length - 1 }, width, colours };
    drawCurve(context, drawing, { values: speeds, low: 0, high, limits }, MARGIN, HEIGHT - 2 * MARGIN);
  }, [speeds, limits, fastest, colours, width]);

  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      playback.seek(frameAtX(span, event.clientX - left, width));
    }
  };
  return (
    <button
      type="button"
      className="speed-curve"
      ref={button}
      aria-label={texts.speedCurve(name, degreesPerSecond(speeds[fastest]), fastest)}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onClick={(event) => event.detail === 0 && playback.seek(fastest)}
    >
      <canvas ref={canvas} style={{ width, height: HEIGHT }} />
      <Playhead playback={playback} span={span} />
    </button>
  );
}
