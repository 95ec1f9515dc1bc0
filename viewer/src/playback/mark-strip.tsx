/** The in and out marks below the scrubber: two handles to drag, and a band between them. Unset, they wait at the ends. */
import { type KeyboardEvent, type PointerEvent, useRef, useSyncExternalStore } from 'react';
import { frameAtX } from '../lanes/time-axis.ts';
import type { Playback } from './playback.ts';
import { playbackTexts } from './texts.ts';

export function MarkStrip({ playback }: { readonly playback: Playback }) {
  const { markIn, markOut } = useSyncExternalStore(playback.subscribe, playback.settings);
  const strip = useRef<HTMLDivElement>(null);
  const last = playback.frameCount - 1;
  const share = (frame: number) => `${(frame / Math.max(1, last)) * 100}%`;
  const first = markIn ?? 0;
  const end = markOut ?? last;
  const frameAt = (clientX: number) => {
    const { left, width } = strip.current!.getBoundingClientRect();
    return frameAtX({ first: 0, last }, clientX - left, width);
  };
  return (
    <div className="marks" ref={strip} data-set={markIn !== null || markOut !== null}>
      <div className="marks-line">
        <div className="marks-band" style={{ left: share(first), width: share(end - first) }} />
        <MarkHandle
          which="in"
          playback={playback}
          frame={markIn}
          at={first}
          left={share(first)}
          frameAt={frameAt}
        />
        <MarkHandle
          which="out"
          playback={playback}
          frame={markOut}
          at={end}
          left={share(end)}
          frameAt={frameAt}
        />
      </div>
    </div>
  );
}

interface MarkHandleProps {
  readonly which: 'in' | 'out';
  readonly playback: Playback;
  readonly frame: number | null;
  /** Where it stands, set or not. */
  readonly at: number;
  readonly left: string;
  readonly frameAt: (clientX: number) => number;
}

function MarkHandle({ which, playback, frame, at, left, frameAt }: MarkHandleProps) {
  const texts = playbackTexts.use();
  const label = which === 'in' ? texts.inMark : texts.outMark;
  const place = (to: number) => {
    playback.setMark(which, to);
    playback.seek(to);
  };
  const onMove = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) place(frameAt(event.clientX));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = (event.shiftKey ? 10 : 1) * ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0);
    if (step !== 0) place(at + step);
    else if (event.key === 'Delete' || event.key === 'Backspace') playback.setMark(which, null);
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className="mark"
      data-which={which}
      data-set={frame !== null}
      style={{ left }}
      aria-label={label}
      title={`${label}: ${texts.dragMark}`}
      aria-valuemin={0}
      aria-valuemax={playback.frameCount - 1}
      aria-valuenow={at}
      aria-valuetext={frame === null ? texts.noMark : String(frame)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onMove}
      onKeyDown={onKey}
    />
  );
}
