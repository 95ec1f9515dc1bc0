/** How strong each track of the face, the head and the torso is: 0 mutes it, 1 leaves it as solved. */
import { TRACK_NAMES, type TrackSettings } from '../../../src/index.ts';
import { Slider } from './slider.tsx';
import { adjustTexts } from './texts.ts';

interface FaceSlidersProps {
  readonly settings: TrackSettings;
  /** Undefined when all are as solved. */
  readonly onChange: (settings: TrackSettings | undefined) => void;
}

export function FaceSliders({ settings, onChange }: FaceSlidersProps) {
  const texts = adjustTexts.use();
  return (
    <fieldset className="group">
      <legend>{texts.face}</legend>
      {TRACK_NAMES.map((track) => (
        <Slider
          key={track}
          label={texts.tracks[track]}
          min={0}
          max={2}
          step={0.05}
          value={settings[track]?.gain ?? 1}
          inWords={texts.times}
          onChange={(gain) => {
            const { [track]: before, ...others } = settings;
            const { gain: _, ...rest } = before ?? {};
            const setting = gain === 1 ? rest : { ...rest, gain };
            const all = Object.keys(setting).length > 0 ? { ...others, [track]: setting } : others;
            onChange(Object.keys(all).length > 0 ? all : undefined);
          }}
        />
      ))}
    </fieldset>
  );
}
