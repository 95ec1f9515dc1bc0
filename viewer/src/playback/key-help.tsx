/** All keys of a clip's page in words. */
import { VIEW_NAMES } from '../stage/views.ts';
import { Dialog } from '../ui/dialog.tsx';
import { playbackTexts } from './texts.ts';

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const texts = playbackTexts.use();
  const { keyGroups, keyHelp } = texts;
  const groups: readonly (readonly [string, readonly (readonly [readonly string[], string])[]])[] = [
    [
      keyGroups.time,
      [
        [[texts.space], keyHelp.play],
        [['←', '→'], keyHelp.step],
        [['⇧ ←', '⇧ →'], keyHelp.tenFrames],
        [['Home', 'End'], keyHelp.ends],
        [['<', '>'], keyHelp.slower],
        [['L'], keyHelp.loop],
      ],
    ],
    [
      keyGroups.marks,
      [
        [['I'], keyHelp.in],
        [['O'], keyHelp.out],
        [['⇧ I', '⇧ O'], keyHelp.goToMarks],
        [['X'], keyHelp.clear],
      ],
    ],
    [
      keyGroups.lanes,
      [
        [['T'], keyHelp.lanes],
        [['+', '−'], keyHelp.zoom],
        [['0'], keyHelp.all],
        [['←', '→'], keyHelp.change],
        [['↑', '↓'], keyHelp.lane],
      ],
    ],
    [
      keyGroups.page,
      [
        [[`1–${VIEW_NAMES.length}`], keyHelp.views],
        [['N', 'P'], keyHelp.clips],
        [['?'], keyHelp.help],
      ],
    ],
  ];
  return (
    <Dialog title={texts.keys} closeLabel={texts.close} onClose={onClose}>
      <div className="key-groups">
        {groups.map(([title, rows]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map(([keys, does]) => (
                <div key={does}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
