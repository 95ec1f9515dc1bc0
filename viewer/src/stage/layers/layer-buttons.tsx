/** Which layers are drawn; those that a clip does not have are not offered. */
import { stageTexts } from '../texts.ts';
import { changeLayers, useLayers } from './layers.ts';

interface LayerButtonsProps {
  readonly hasBody: boolean;
  readonly hasLandmarks: boolean;
}

export function LayerButtons({ hasBody, hasLandmarks }: LayerButtonsProps) {
  const texts = stageTexts.use();
  const { body, skeleton, axes, landmarks } = useLayers();
  const button = (label: string, pressed: boolean, press: () => void) => (
    <button type="button" aria-pressed={pressed} onClick={press}>
      {label}
    </button>
  );
  return (
    <div className="layers">
      <fieldset className="choices">
        <legend>{texts.layers}</legend>
        {hasBody && button(texts.body, body, () => changeLayers({ body: !body }))}
        {button(texts.skeleton, skeleton || !hasBody, () => changeLayers({ skeleton: !skeleton }))}
        {button(texts.axes, axes, () => changeLayers({ axes: !axes }))}
      </fieldset>
      {hasLandmarks && (
        <fieldset className="choices">
          <legend>{texts.landmarks}</legend>
          {(['over', 'beside'] as const).map((place) => (
            <button
              key={place}
              type="button"
              aria-pressed={landmarks === place}
              onClick={() => changeLayers({ landmarks: landmarks === place ? 'off' : place })}
            >
              {texts.landmarkPlaces[place]}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
