/** Which curves or joints have a lane; none chosen means those with the most to see. */
import { useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { FilterField } from '../ui/filter-field.tsx';
import type { GroupName } from './lane.ts';
import { laneTexts } from './texts.ts';

interface ChooseLanesProps {
  readonly group: GroupName;
  readonly choices: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (names: readonly string[]) => void;
}

/** More lanes than this are no longer read, and need a larger canvas than some browsers have. */
const MOST = 24;

export function ChooseLanes({ group, choices, chosen, onChoose }: ChooseLanesProps) {
  const texts = laneTexts.use();
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState('');
  const isFace = group === 'face';
  const wanted = filter.trim().toLowerCase();
  const change = (name: string, on: boolean) =>
    onChoose(on ? [...chosen, name] : chosen.filter((other) => other !== name));
  return (
    <>
      <button
        type="button"
        className="lane-choose"
        aria-label={`${texts.choose}: ${isFace ? texts.chooseCurves : texts.chooseJoints}`}
        onClick={() => setOpen(true)}
      >
        {texts.choose}
      </button>
      {open && (
        <Dialog
          title={isFace ? texts.chooseCurves : texts.chooseJoints}
          closeLabel={texts.close}
          onClose={() => setOpen(false)}
        >
          <div className="choose-lanes">
            <FilterField label={texts.filter} value={filter} onChange={setFilter} />
            <button
              type="button"
              className="button"
              disabled={chosen.length === 0}
              onClick={() => onChoose([])}
            >
              {isFace ? texts.strongest : texts.fastest}
            </button>
            <ul>
              {choices
                .filter((name) => name.toLowerCase().includes(wanted))
                .map((name) => (
                  <li key={name}>
                    <label>
                      <input
                        type="checkbox"
                        checked={chosen.includes(name)}
                        disabled={chosen.length >= MOST && !chosen.includes(name)}
                        onChange={(event) => change(name, event.currentTarget.checked)}
                      />
                      {name}
                    </label>
                  </li>
                ))}
            </ul>
          </div>
        </Dialog>
      )}
    </>
  );
}
