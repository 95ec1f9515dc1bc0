/**
 * Play, pause, seek, speed and loop of what the server plays. It shows what the server says of itself, never what was merely asked for;
 * the handle follows the frames through refs.
 */
import { useEffect, useRef } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { LoopIcon, PauseIcon, PlayIcon } from '../ui/icons.tsx';
import type { LiveStream, SourceStatus, Transport } from './live-stream.ts';
import { liveTexts } from './texts.ts';

const RATES = [0.5, 1, 2];

interface LiveTransportProps {
  readonly stream: LiveStream;
  readonly source: SourceStatus;
  readonly pending: Transport | null;
}

export function LiveTransport({ stream, source, pending }: LiveTransportProps) {
  const texts = liveTexts.use();
  const { state, rate, loop, frameCount } = source;
  const isPlaying = state === 'playing';
  useSpaceBar(() => stream.ask({ action: isPlaying ? 'pause' : 'play' }));
  return (
    <div className="live-transport" aria-busy={pending !== null}>
      <button
        type="button"
        className="play-button"
        aria-label={isPlaying ? texts.pause : texts.play}
        onClick={() => stream.ask({ action: isPlaying ? 'pause' : 'play' })}
      >
        {isPlaying ? <PauseIcon /> : <PlayIcon />}
      </button>
      {frameCount !== null && <Scrubber stream={stream} source={source} last={frameCount - 1} />}
      <fieldset className="choices">
        <legend>{texts.speed}</legend>
        {RATES.map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={choice === rate}
            onClick={() => stream.ask({ action: 'rate', rate: choice })}
          >
            {`${choice}×`}
          </button>
        ))}
      </fieldset>
      <IconButton
        label={texts.loop}
        pressed={loop}
        onClick={() => stream.ask({ action: 'loop', loop: !loop })}
      >
        <LoopIcon />
      </IconButton>
    </div>
  );
}

interface ScrubberProps {
  readonly stream: LiveStream;
  readonly source: SourceStatus;
  readonly last: number;
}

function Scrubber({ stream, source, last }: ScrubberProps) {
  const range = useRef<HTMLInputElement>(null);
  const number = useRef<HTMLSpanElement>(null);
  /** Asked for while an earlier request was under way. */
  const wanted = useRef<number | null>(null);

  useEffect(() => {
    let shown = -1;
    const show = () => {
      const frame = stream.position();
      if (frame === null || frame === shown) return;
      shown = frame;
      range.current!.value = String(frame);
      range.current!.style.setProperty('--part', String(frame / Math.max(1, last)));
      number.current!.textContent = String(frame);
    };
    const next = () => {
      show();
      if (wanted.current === null || stream.status().pending) return;
      const frame = wanted.current;
      wanted.current = null;
      stream.ask({ action: 'seek', frame });
    };
    next();
    const stops = [stream.onFrame(show), stream.subscribe(next)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [stream, last]);

  const seek = (frame: number) => {
    if (stream.status().pending) wanted.current = frame;
    else stream.ask({ action: 'seek', frame });
  };
  return (
    <div className="scrubber">
      <input
        ref={range}
        type="range"
        aria-label={liveTexts.use().frame}
        min={0}
        max={last}
        step={1}
        defaultValue={source.frame ?? 0}
        onInput={(event) => seek(Number(event.currentTarget.value))}
      />
      <div className="position">
        <span>
          <span ref={number}>{source.frame ?? 0}</span>
          <span className="soft"> / {last}</span>
        </span>
        <span className="soft">{source.source}</span>
      </div>
    </div>
  );
}

/** Anywhere on the page, except where a key has its own meaning. */
function useSpaceBar(press: () => void): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key !== ' ' ||
        (event.target as Element).matches('button, select, textarea, input, [role="listbox"]')
      )
        return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
