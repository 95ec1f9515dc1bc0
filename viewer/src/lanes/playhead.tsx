/** Where the clip stands, as a line over what is drawn: moved without React and without a new string a frame. */
import { useEffect, useRef } from 'react';
import type { Playback } from '../playback/playback.ts';
import { createSlide } from '../playback/slide.ts';
import type { Span } from './time-axis.ts';

interface PlayheadProps {
  readonly playback: Playback;
  readonly span: Span;
}

export function Playhead({ playback, span }: PlayheadProps) {
  const line = useRef<HTMLDivElement>(null);
  const { first, last } = span;
  useEffect(() => {
    const slide = createSlide(
      line.current!,
      { transform: 'translateX(0%)' },
      { transform: 'translateX(100%)' },
    );
    let inside = true;
    const stop = playback.onMove((position) => {
      if (last > first) slide.to((position - first) / (last - first));
      else slide.to(0.5);
      const isInside = position >= first && position <= last;
      if (isInside === inside) return;
      inside = isInside;
      line.current!.hidden = !inside;
    });
    return () => {
      stop();
      slide.cancel();
    };
  }, [playback, first, last]);
  return <div className="playhead" ref={line} aria-hidden="true" />;
}
