/** Keys that work anywhere on the page: play, step, jump, speed, loop and marks. What they are, in words: key-help.tsx. */
import { useEffect } from 'react';
import { isKeyTaken } from './key-taken.ts';
import type { Playback } from './playback.ts';

export function usePlaybackKeys(playback: Playback): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isKeyTaken(event) && pressKey(playback, event.key, event.shiftKey)) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [playback]);
}

/** True when the key meant something. */
function pressKey(playback: Playback, key: string, shift: boolean): boolean {
  const { playing, loop } = playback.settings();
  const frame = Math.floor(playback.position());
  const last = playback.frameCount - 1;
  const action: (() => void) | undefined = {
    ' ': playing ? playback.pause : playback.play,
    arrowleft: () => playback.step(shift ? -10 : -1),
    arrowright: () => playback.step(shift ? 10 : 1),
    home: () => playback.seek(0),
    end: () => playback.seek(last),
    '<': () => playback.stepSpeed(-1),
    '>': () => playback.stepSpeed(1),
    l: () => playback.setLoop(!loop),
    i: () => (shift ? playback.seek(playback.range()?.[0] ?? 0) : playback.setMark('in', frame)),
    o: () => (shift ? playback.seek(playback.range()?.[1] ?? last) : playback.setMark('out', frame)),
    x: playback.clearMarks,
  }[key.toLowerCase()];
  action?.();
  return action !== undefined;
}
