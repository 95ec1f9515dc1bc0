/** The whole clip as one line: a handle that is moved through refs, the marks below it, and what part of the time the lanes show. */
import { useEffect, useRef } from 'react';
import type { Span } from '../lanes/time-axis.ts';
import { MarkStrip } from './mark-strip.tsx';
import type { Playback } from './playback.ts';
import { createSlide } from './slide.ts';
import { playbackTexts } from './texts.ts';

interface ScrubberProps {
  readonly playback: Playback;
  /** What the lanes show. */
  readonly span: Span;
}

export function Scrubber({ playback, span }: ScrubberProps) {
  const texts = playbackTexts.use();
  const range = useRef<HTMLInputElement>(null);
  const passed = useRef<HTMLDivElement>(null);
  const last = playback.frameCount - 1;

  useEffect(() => {
    const slide = createSlide(passed.current!, { transform: 'scaleX(0)' }, { transform: 'scaleX(1)' });
    let shown = -1;
    const stop = playback.onMove((position) => {
      const frame = Math.floor(position);
      if (frame === shown) return;
      shown = frame;
      range.current!.valueAsNumber = frame;
      slide.to(frame / Math.max(1, last));
    });
    return () => {
      stop();
      slide.cancel();
    };
  }, [playback, last]);

  return (
    <div className="scrubber">
      <div className="scrubber-line">
        {(span.first > 0 || span.last < last) && (
          <div
            className="scrubber-span"
            style={{ left: `${(span.first / last) * 100}%`, right: `${(1 - span.last / last) * 100}%` }}
          />
        )}
        <div className="scrubber-passed" ref={passed} />
        <input
          ref={range}
          type="range"
          aria-label={texts.frame}
          min={0}
          max={last}
          step={1}
          defaultValue={0}
          onInput={(event) => playback.seek(event.currentTarget.valueAsNumber)}
        />
      </div>
      <MarkStrip playback={playback} />
    </div>
  );
}
