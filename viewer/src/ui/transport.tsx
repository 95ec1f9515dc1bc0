/** Play, step, scrub, speed and loop. The handle and the numbers are moved through refs, many times a second. */
import { type RefObject, useEffect, useRef, useSyncExternalStore } from 'react';
import { type Playback, SPEEDS } from '../playback/playback.ts';
import { BackIcon, ForwardIcon, LoopIcon, PauseIcon, PlayIcon } from './icons.tsx';

export function Transport({ playback }: { readonly playback: Playback }) {
  const { playing, speed, loop } = useSyncExternalStore(playback.subscribe, playback.settings);
  return (
    <>
      <div className="transport-buttons">
        <button
          type="button"
          className="icon-button"
          aria-label="Previous frame"
          title="Previous frame (←)"
          onClick={() => playback.step(-1)}
        >
          <BackIcon />
        </button>
        <button
          type="button"
          className="play-button"
          aria-label={playing ? 'Pause' : 'Play'}
          title={playing ? 'Pause (space)' : 'Play (space)'}
          onClick={playing ? playback.pause : playback.play}
        >
          {playing ? <PauseIcon /> : <PlayIcon />}
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Next frame"
          title="Next frame (→)"
          onClick={() => playback.step(1)}
        >
          <ForwardIcon />
        </button>
      </div>
      <Scrubber playback={playback} />
      <fieldset className="choices">
        <legend>Speed</legend>
        {SPEEDS.map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={choice === speed}
            onClick={() => playback.setSpeed(choice)}
          >
            {`${choice}×`}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        className="icon-button"
        aria-pressed={loop}
        aria-label="Loop"
        title="Loop (L)"
        onClick={() => playback.setLoop(!loop)}
      >
        <LoopIcon />
      </button>
    </>
  );
}

function Scrubber({ playback }: { readonly playback: Playback }) {
  const range = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLSpanElement>(null);
  const seconds = useRef<HTMLSpanElement>(null);
  usePositionOutputs(playback, range, frame, seconds);
  const last = playback.frameCount - 1;
  return (
    <div className="scrubber">
      <input
        ref={range}
        type="range"
        aria-label="Frame"
        min={0}
        max={last}
        step={1}
        defaultValue={0}
        onInput={(event) => playback.seek(Number(event.currentTarget.value))}
      />
      <div className="position">
        <span>
          <span ref={frame}>0</span>
          <span className="soft"> / {last}</span>
        </span>
        <span className="soft">
          <span ref={seconds}>0.00</span> s
        </span>
      </div>
    </div>
  );
}

function usePositionOutputs(
  playback: Playback,
  range: RefObject<HTMLInputElement | null>,
  frame: RefObject<HTMLElement | null>,
  seconds: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    let shown = -1;
    return playback.onMove((position) => {
      const whole = Math.floor(position);
      if (whole === shown) return;
      shown = whole;
      range.current!.value = String(whole);
      range.current!.style.setProperty('--part', String(whole / Math.max(1, playback.frameCount - 1)));
      frame.current!.textContent = String(whole);
      seconds.current!.textContent = (whole / playback.framesPerSecond).toFixed(2);
    });
  }, [playback, range, frame, seconds]);
}
