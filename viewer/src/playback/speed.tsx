/** How fast the clip plays. */
import { useSyncExternalStore } from 'react';
import { type Playback, SPEEDS } from './playback.ts';
import { playbackTexts } from './texts.ts';

export function Speed({ playback }: { readonly playback: Playback }) {
  const texts = playbackTexts.use();
  const { speed } = useSyncExternalStore(playback.subscribe, playback.settings);
  return (
    <select
      className="speed"
      aria-label={texts.speed}
      title={`${texts.speed} (< >)`}
      value={speed}
      onChange={(event) => playback.setSpeed(Number(event.currentTarget.value))}
    >
      {SPEEDS.map((choice) => (
        <option key={choice} value={choice}>
          {`${choice}×`}
        </option>
      ))}
    </select>
  );
}
