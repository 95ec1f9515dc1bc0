/** The named views; pressing the one that is chosen returns to it. */
import { stageTexts } from './texts.ts';
import { VIEW_NAMES, type ViewName } from './views.ts';

export interface ChosenView {
  readonly name: ViewName;
  /** Counts presses, so that pressing the same view again returns to it. */
  readonly presses: number;
}

interface ViewButtonsProps {
  readonly chosen: ChosenView;
  readonly onChoose: (view: ChosenView) => void;
}

export function ViewButtons({ chosen, onChoose }: ViewButtonsProps) {
  const texts = stageTexts.use();
  return (
    <fieldset className="choices views">
      <legend>{texts.view}</legend>
      {VIEW_NAMES.map((name, i) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === chosen.name}
          aria-keyshortcuts={String(i + 1)}
          title={`${texts.views[name]} (${i + 1})`}
          onClick={() => onChoose({ name, presses: chosen.presses + 1 })}
        >
          {texts.views[name]}
        </button>
      ))}
    </fieldset>
  );
}
