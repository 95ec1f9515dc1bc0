/** Keeps the range that is marked on the timeline, or the whole recording again. */
import { useSyncExternalStore } from 'react';
import type { Playback } from '../playback/playback.ts';
import type { ClipSettings } from '../solve/settings.ts';
import { adjustTexts } from './texts.ts';

interface TrimControlProps {
  readonly trim: ClipSettings['trim'];
  readonly playback: Playback;
  readonly onChange: (trim: ClipSettings['trim']) => void;
}

export function TrimControl({ trim, playback, onChange }: TrimControlProps) {
  const texts = adjustTexts.use();
  const range = useSyncExternalStore(playback.subscribe, playback.range);
  const start = trim?.[0] ?? 0;
  const second = (frame: number) => start + frame / playback.framesPerSecond;
  const told = range ? [second(range[0]), second(range[1])] : trim;
  return (
    <fieldset className="group">
      <legend>{texts.trim}</legend>
      <p className="soft">{told ? texts.seconds(told[0].toFixed(2), told[1].toFixed(2)) : texts.trimHint}</p>
      <button
        type="button"
        className="button"
        disabled={range === null}
        onClick={() => range && onChange([second(range[0]), second(range[1])])}
      >
        {texts.trimToRange}
      </button>
      {trim && (
        <button type="button" className="button" onClick={() => onChange(undefined)}>
          {texts.untrim}
        </button>
      )}
    </fieldset>
  );
}
