/** The latency of the newest frames, one after another; drawn on a canvas whenever frames came, without anything new for it. */
import { useEffect, useRef } from 'react';
import type { LatencyLog } from './latency-log.ts';
import type { LiveStream } from './live-stream.ts';

const [WIDTH, HEIGHT] = [300, 64];
/** Milliseconds that the graph reaches at least: below them nobody sees a difference. */
const LEAST_TOP = 20;

export function LatencyGraph({ stream, label }: { readonly stream: LiveStream; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current!;
    const pen = element.getContext('2d')!;
    const ratio = Math.min(2, devicePixelRatio);
    element.width = WIDTH * ratio;
    element.height = HEIGHT * ratio;
    pen.scale(ratio, ratio);
    let request = 0;
    let ink = '';
    let line = '';
    const readColours = () => {
      const style = getComputedStyle(element);
      ink = style.color;
      line = style.borderTopColor;
      onFrames();
    };
    const draw = () => {
      request = 0;
      drawLatency(pen, stream.latency, ink, line);
    };
    const onFrames = () => {
      request ||= requestAnimationFrame(draw);
    };
    readColours();
    const stopFrames = stream.onFrame(onFrames);
    // the theme is a style of the page, or the system's
    const observer = new MutationObserver(readColours);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', readColours);
    return () => {
      cancelAnimationFrame(request);
      stopFrames();
      observer.disconnect();
      system.removeEventListener('change', readColours);
    };
  }, [stream]);
  return <canvas className="latency-graph" ref={canvas} role="img" aria-label={label} />;
}

function drawLatency(pen: CanvasRenderingContext2D, log: LatencyLog, ink: string, line: string): void {
  const count = Math.min(log.count(), log.size);
  let top = LEAST_TOP;
  for (let back = 0; back < count; back++) top = Math.max(top, log.at(back) * 1000);
  pen.clearRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = line;
  // a line at every power of ten below the top, and one half way
  for (let at = 10; at <= top; at *= 10) pen.fillRect(0, HEIGHT - (at / top) * (HEIGHT - 2) - 1, WIDTH, 1);
  pen.fillStyle = ink;
  const step = WIDTH / log.size;
  for (let back = 0; back < count; back++) {
    const height = Math.max(1, (Math.max(0, log.at(back) * 1000) / top) * (HEIGHT - 2));
    pen.fillRect(WIDTH - (back + 1) * step, HEIGHT - height, Math.max(0.5, step - 0.25), height);
  }
}
