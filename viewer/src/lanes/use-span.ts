/** The part of the clip that the lanes show: all of it at first, followed page by page while the clip plays on. */
import { useEffect, useState } from 'react';
import type { Playback } from '../playback/playback.ts';
import { type Span, spanAround } from './time-axis.ts';

export function useSpan(playback: Playback): readonly [Span, (change: (span: Span) => Span) => void] {
  const end = playback.frameCount - 1;
  const [held, hold] = useState(() => ({ end, span: whole(end) }));
  if (held.end !== end) hold({ end, span: whole(end) });
  const span = held.end === end ? held.span : whole(end);
  const [change] = useState(() => (to: (span: Span) => Span) => {
    hold((now) => {
      const next = to(now.span);
      return next === now.span ? now : { ...now, span: next };
    });
  });
  useEffect(
    () =>
      playback.onMove((position) => {
        if (position < span.first || position > span.last) change((now) => spanAround(now, position, end));
      }),
    [playback, span, end, change],
  );
  return [span, change];
}

const whole = (end: number): Span => ({ first: 0, last: end });
