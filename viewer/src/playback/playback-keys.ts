/** Keys that work anywhere on the page: space, arrows (with shift ten frames), home, end, L. */
import { useEffect } from 'react';
import type { Playback } from './playback.ts';

export function usePlaybackKeys(playback: Playback): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      // A focused button keeps its own space bar.
      if (event.key === ' ' && event.target instanceof HTMLButtonElement) return;
      if (pressKey(playback, event.key, event.shiftKey)) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [playback]);
}

/** True when the key meant something. */
function pressKey(playback: Playback, key: string, shift: boolean): boolean {
  const { playing, loop } = playback.settings();
  if (key === ' ') playing ? playback.pause() : playback.play();
  else if (key === 'ArrowLeft') playback.step(shift ? -10 : -1);
  else if (key === 'ArrowRight') playback.step(shift ? 10 : 1);
  else if (key === 'Home') playback.seek(0);
  else if (key === 'End') playback.seek(playback.frameCount - 1);
  else if (key.toLowerCase() === 'l') playback.setLoop(!loop);
  else return false;
  return true;
}
